"""Public addresses below /<language>/: numbers in the quiet wing, words in the open."""

from django.urls import path

from content.pages import (
    brochures,
    contact_list,
    core_bundle,
    figure_tables,
    school_calendar,
    search_index,
)

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("core.json", core_bundle.core, name="core"),
    path("contacten.csv", contact_list.table, name="contacts"),
    path("cijfers.csv", figure_tables.table, name="figures"),
    path(
        "schooljaar-<slug:region>.ics", school_calendar.calendar_file, name="calendar"
    ),
    path("brochure.json", brochures.everything, name="brochures"),
    path("zoek.json", search_index.index, name="search"),
    path("<int:number>/", views.quiet, name="quiet"),
    path("<slug:slug>/", views.open_page, name="open"),
]

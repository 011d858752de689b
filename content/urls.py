"""Public addresses below /<language>/: numbers in the quiet wing, words in the open."""

from django.urls import path

from . import bundle, contacts, counting, searching, views

urlpatterns = [
    path("", views.home, name="home"),
    path("core.json", bundle.core, name="core"),
    path("contacten.csv", contacts.table, name="contacts"),
    path("cijfers.csv", counting.table, name="figures"),
    path("zoek.json", searching.index, name="search"),
    path("<int:number>/", views.quiet, name="quiet"),
    path("<slug:slug>/", views.open_page, name="open"),
]

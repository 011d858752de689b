"""Public addresses below /<language>/: numbers in the quiet wing, words in the open."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("<int:number>/", views.quiet, name="quiet"),
    path("<slug:slug>/", views.open_page, name="open"),
]

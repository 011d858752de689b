"""Addresses of the admin that belong to no single model; they stand before Django's own."""

from django.contrib import admin
from django.urls import path

from .exchange_page import exchange_view
from .text_search import phrase_view

app_name = "desk"
urlpatterns = [
    path("vertalen/", admin.site.admin_view(exchange_view), name="exchange"),
    path("zoek/", admin.site.admin_view(phrase_view), name="text_search"),
]

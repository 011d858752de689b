from django.apps import AppConfig
from django.contrib.admin import apps


class StaffConfig(AppConfig):
    name = "staff"
    verbose_name = "Mensen"
    default = True


class DeskConfig(apps.AdminConfig):
    """Django's admin, with the doors of site.py."""

    default_site = "staff.site.Desk"
    default = False

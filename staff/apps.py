from django.apps import AppConfig
from django.apps import apps as installed
from django.contrib.admin import apps


class StaffConfig(AppConfig):
    name = "staff"
    verbose_name = "Mensen"
    default = True

    def ready(self) -> None:
        installed.get_app_config("auth").verbose_name = self.verbose_name


class AdminConfig(apps.AdminConfig):
    """Django's admin, with the login of site.py."""

    default_site = "staff.site.StaffSite"
    default = False

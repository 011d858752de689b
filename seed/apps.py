from django.apps import AppConfig


class SeedConfig(AppConfig):
    name = "seed"
    verbose_name = "Bestanden"

    def ready(self):
        from seed import checks, page_checks  # noqa: F401  register; need the apps

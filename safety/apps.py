from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "safety"
    verbose_name = "Veiligheid van de bezoeker"
    in_editions = True

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers them; needs the apps

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "Publicatie"

    def ready(self) -> None:
        from publishing import checks  # noqa: F401  registers them

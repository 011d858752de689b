from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "Publicatie"

    def ready(self):
        from publishing import checks  # noqa: F401  registers them

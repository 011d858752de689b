from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "Redactie"

    def ready(self):
        from editorial import tombstones  # noqa: F401  listens for what is deleted

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = "Inhoud"
    in_editions = True

    def ready(self):
        from content.contribution import Pages
        from publishing import contributions

        contributions.register(Pages())

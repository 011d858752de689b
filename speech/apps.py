from django.apps import AppConfig


class SpeechConfig(AppConfig):
    name = "speech"
    verbose_name = "Voorlezen"

    def ready(self):
        from publishing import contributions
        from speech.contribution import Sound

        contributions.register(Sound())

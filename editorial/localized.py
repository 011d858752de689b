"""A column a language for what has words, and a history of who changed it.

Each app calls `register` from its `translation.py`, which modeltranslation imports: only
then do models have their columns, and a history made any earlier would lack them.
"""

from django.apps import apps
from modeltranslation.translator import TranslationOptions, translator
from simple_history import register as keep_history


def register(app: str) -> None:
    """Give every model of an app its columns and its history, in that same app."""
    for model in list(apps.get_app_config(app).get_models()):
        if words := getattr(model, "WORDS", ()):
            options = type(
                f"{model.__name__}Words", (TranslationOptions,), {"fields": words}
            )
            translator.register(model, options)
        # sources and contacts too: who took the emergency number off a section?
        keep_history(model, m2m_fields=list(model._meta.local_many_to_many))

"""Who changed what: a history of everything an edition holds.

Stands in a module of this name because modeltranslation imports it, after those of the
other apps: only then do models have their columns, and registered any earlier a
history would refuse them. Its tables belong to `staff`: what belongs to an app of
EDITION_APPS goes into every edition.
"""

from django.apps import apps
from django.conf import settings
from simple_history import register

NOT_KEPT = {"editorial.Removed"}  # itself a memory, of what is gone

for label in settings.EDITION_APPS:
    for model in apps.get_app_config(label).get_models():
        if model._meta.label not in NOT_KEPT:
            register(model, app="staff")

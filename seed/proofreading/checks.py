"""`manage.py check` is the proofreader: it reads the seed files as an editor would."""

from django.core.checks import Error, register

from .. import inventory
from ..files import loading
from . import validation


@register("editorial")
def seed_files_are_right(app_configs, **kwargs):
    """Every problem in the seed files, with file, key and remedy."""
    return [
        Error(str(problem), id="editorial.E001")
        for problem in validation.check(loading.load())
    ]


@register("editorial")
def refs_are_items(app_configs, **kwargs):
    """Every ref names an item of the checklist."""
    return [
        Error(
            f"“{ref}” staat niet in facts/checklist.toml.",
            hint="Kijk het na bij refs in facts/.",
            id="editorial.E002",
        )
        for ref in sorted(inventory.unknown_refs(loading.load()))
    ]

"""What a model declares about its records in an edition: who must read a change of them.

Fail closed: a record whose model declares nothing needs a second person, and
`manage.py check` names the model (publishing.E001).
"""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from simple_history.models import HistoricalChanges


@dataclass(frozen=True)
class EditionPolicy:
    """Stands on a model as `edition_policy`.

    second_person: whether every change needs one. If not, a change still does where its
        words stand on a page of high risk, or what its tokens point at changes.
    part_of: the field that names what its words stand on, such as a section's page; the
        name of a relation in reverse where the other side holds it
    stays_current: going back to an older edition leaves such records as they are now
    """

    second_person: bool
    part_of: str = ""
    stays_current: bool = False


UNDECLARED = EditionPolicy(second_person=True)


def policy_of(model: type[Model]) -> EditionPolicy:
    """The policy a model itself declares; one that is inherited says nothing of it."""
    return vars(model).get("edition_policy", UNDECLARED)


def policy_named(label: str) -> EditionPolicy:
    """The same by label: a record of an older release may name a model that is gone."""
    try:
        return policy_of(apps.get_model(label))
    except LookupError:
        return UNDECLARED


def edition_models() -> list[type[Model]]:
    """Every model whose records an edition holds, what others point at first.

    An app takes part by saying `in_editions = True` in its AppConfig. Histories stay out:
    visitors are shown what is, not who changed it.
    """
    return [
        model
        for config in reversed(list(apps.get_app_configs()))
        if getattr(config, "in_editions", False)
        for model in config.get_models()
        if not issubclass(model, HistoricalChanges)
    ]

"""What points at a record: words that name it by a token, and records that lead to it."""

from django.apps import apps
from django.db.models import CASCADE, ForeignObjectRel, Q

from languages.offered import CODES

from .models import Entry
from .tokens import KINDS, Target, Token, target_of


def pointing_at(entry: Entry) -> list[Entry]:
    """Every entry that would lose something if this one went, in the order of their keys.

    Its own parts are left out: they go along.
    """
    others = {*_by_token(entry), *_by_relation(entry)}
    return sorted(others, key=lambda other: (other._meta.label, other.key))


def _by_token(entry: Entry) -> list[Entry]:
    target = target_of(type(entry))
    if target is Target.PAGE:
        names = [str(Token("page", entry.key))]
    elif target is Target.ORGANISATION:
        names = [str(Token(kind, entry.key)) for kind in KINDS if kind != "page"]
    else:
        return []
    return [
        other
        for model in apps.get_models()
        if issubclass(model, Entry) and model.WORDS
        for other in model.objects.filter(_holds(model, names))
        if other != entry
    ]


def _holds(model: type[Entry], names: list[str]) -> Q:
    """Whether any text of a model, in any language, holds one of these."""
    held = Q()
    for field in model.WORDS:
        for code in CODES:
            for name in names:
                held |= Q(**{f"{field}_{code}__contains": name})
    return held


def _by_relation(entry: Entry) -> list[Entry]:
    return [
        other
        for relation in type(entry)._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and issubclass(relation.related_model, Entry)
        and getattr(relation, "on_delete", None) is not CASCADE
        for other in relation.field.model.objects.filter(**{relation.field.name: entry})
        if other != entry
    ]

"""Which changes a second person must read: whom to call, the exit, and texts of high risk.

What a model's records ask for, the model declares itself: `staff.edition_policy`.
"""

from django.apps import apps
from django.db.models import ForeignKey

from editorial.tokens import tokens_in
from staff.edition_policy import policy_named

from .changes import Change, Key, Records


def is_sensitive(change: Change, before: Records, after: Records) -> bool:
    """Whether a second person must read this change before visitors do."""
    return (
        policy_named(change.model).second_person
        or is_high_risk(change.key, before)
        or is_high_risk(change.key, after)
        or _tokens(change.before) != _tokens(change.after)
    )


def is_high_risk(key: Key, records: Records) -> bool:
    """Whether the words stand on a page of high risk: airport, abroad, help, law, exit."""
    return any(records[page].get("high_risk") for page in pages_of(key, records))


def pages_of(key: Key, records: Records) -> list[Key]:
    """What a record's words are shown on in the end: pages, or the record itself."""
    if key not in records:
        return []
    field_name = policy_named(key[0]).part_of
    if not field_name:
        return [key]
    return [
        page
        for whole in _wholes(key, field_name, records)
        for page in pages_of(whole, records)
    ]


def _wholes(key: Key, field_name: str, records: Records) -> list[Key]:
    """What a record is directly a part of, by a field of its own or of the other side."""
    model, pk = key
    field = apps.get_model(model)._meta.get_field(field_name)
    label = field.related_model._meta.label_lower
    if isinstance(field, ForeignKey):  # a OneToOneField too
        return [(label, records[key][field_name])]
    back = field.remote_field.name
    return [
        other
        for other, fields in records.items()
        if other[0] == label and pk in fields.get(back, [])
    ]


def _tokens(fields: dict | None) -> dict:
    """The contacts and pages the words point at, by column."""
    return {
        name: tokens
        for name, value in (fields or {}).items()
        if isinstance(value, str) and (tokens := sorted(tokens_in(value)))
    }

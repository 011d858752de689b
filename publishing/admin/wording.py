"""Changes in an editor's words: what a thing is called, which fields, was and is to be."""

from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from editorial.working_language import dutch_name
from languages.offered import CODES, LANGUAGES, SOURCE
from publishing.editions.changes import Change, Records
from publishing.editions.snapshot import things_of
from staff.word_diff import differences

# Not the column without a language either: it holds the Dutch once more.
UNSAID = ("digests", "key")


@dataclass(frozen=True)
class FieldChange:
    """label: what the field is called; language: of its words, or None
    pieces: as `staff.word_diff.differences` gives them
    """

    label: str
    language: object
    pieces: list[tuple[str, str]]


def in_words(change: Change, before: Records, after: Records) -> dict:
    """A change as a template shows it."""
    model = apps.get_model(change.model)
    kind = "komt erbij" if change.before is None else "gaat weg"
    return {
        "change": change,
        "what": str(model._meta.verbose_name),
        "name": name(change),
        "kind": kind if change.before is None or change.after is None else "verandert",
        "fields": [
            _field(model, field, change, before, after)
            for field in change.fields
            if field not in UNSAID and field not in getattr(model, "WORDS", ())
        ],
        "only_state": change.fields == ["digests"],
    }


def name(change: Change) -> str:
    fields = change.after if change.after is not None else change.before
    things = things_of({change.key: fields})
    thing = things[change.key]
    try:
        shown = str(thing)
    except models.ObjectDoesNotExist:  # what it belongs to was removed meanwhile
        shown = ""
    key = fields.get("key", change.pk)
    return f"{shown} ({key})" if shown and shown != key else str(key)


def _field(model, column: str, change: Change, before: Records, after: Records):
    stem, _, code = column.rpartition("_")
    is_words = stem in getattr(model, "WORDS", ()) and code in CODES
    language = LANGUAGES[code] if is_words else None
    try:
        field = model._meta.get_field(stem if language else column)
    except FieldDoesNotExist:  # of an older release
        return FieldChange(column, None, [])
    label = str(getattr(field, "verbose_name", column))
    if language and code != SOURCE:
        label = f"{label} ({dutch_name(code)})"
    old = _text(field, (change.before or {}).get(column), before)
    new = _text(field, (change.after or {}).get(column), after)
    return FieldChange(label, language, differences(old, new))


def _text(field: models.Field, value, records: Records) -> str:
    """A value as one reads it: names instead of keys, yes instead of True."""
    if value in (None, "", []):
        return ""
    if field.is_relation:
        label = field.related_model._meta.label_lower
        keys = value if isinstance(value, list) else [value]
        return ", ".join(
            str(records.get((label, pk), {}).get("key", pk)) for pk in keys
        )
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

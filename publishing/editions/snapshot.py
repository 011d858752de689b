"""The whole content as one text, and back. Each app says itself what of it takes part."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.serializers.json import Serializer
from django.db import connection, models, transaction
from django.utils import translation

from publishing.database import reading
from staff.edition_policy import edition_models

from .changes import Key, Records, records


def take() -> str:
    """Every record that an edition holds, with its links, as JSON."""
    # Of one moment: nobody's save falls in the middle. In one language: modeltranslation
    # reads a field without a suffix in the active one.
    with reading(), translation.override(settings.LANGUAGE_CODE):
        return _Serializer().serialize(_records())


class _Serializer(Serializer):
    """Django's own, which begins a query for each link of each record, though fetched before."""

    def handle_m2m_field(self, obj: models.Model, field: models.Field) -> None:
        linked = obj._prefetched_objects_cache[field.name]  # type: ignore[attr-defined]
        self._current[field.name] = [other.pk for other in linked]  # type: ignore[attr-defined]


@transaction.atomic
def load(text: str) -> None:
    """Put a snapshot in the current, empty database."""
    links: dict[type[models.Model], list[dict]] = defaultdict(list)
    for record in serializers.deserialize("json", text):
        record.object.save_base(raw=True, force_insert=True)
        for name, keys in (record.m2m_data or {}).items():
            # Any: a field knows its two columns only once all models are loaded
            field: Any = record.object._meta.get_field(name)
            here, there = field.m2m_column_name(), field.m2m_reverse_name()
            links[field.remote_field.through] += [
                {here: record.object.pk, there: key} for key in keys
            ]
    for through, rows in links.items():
        through._base_manager.bulk_create(through(**row) for row in rows)
    connection.check_constraints()  # names the record that points at nothing


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _records() -> Iterator[models.Model]:
    for model in edition_models():
        links = [field.name for field in model._meta.many_to_many]
        yield from model._base_manager.order_by("pk").prefetch_related(*links)


def things_of(records: Records) -> dict[Key, models.Model]:
    """The records as Django's objects: not stored, pointing at each other.

    What a foreign key points at is the object of the same records, never what the
    database holds now; without it where the records lack it. Many to many is left out. A
    field that a record lacks has its default; one that the model lost is passed over.
    """
    plain = [
        {"model": model, "pk": pk, "fields": fields}
        for (model, pk), fields in records.items()
    ]
    with translation.override(settings.LANGUAGE_CODE):  # as snapshots are made
        things = {
            (record.object._meta.label_lower, record.object.pk): record.object
            for record in serializers.deserialize(
                "python", plain, ignorenonexistent=True
            )
        }
    for thing in things.values():
        for field in thing._meta.fields:
            if isinstance(field, models.ForeignKey):
                key = (
                    field.remote_field.model._meta.label_lower,
                    getattr(thing, field.attname),
                )
                if key in things:
                    field.set_cached_value(thing, things[key])
    return things


def things_in(text: str, *kinds: type[models.Model]) -> list[models.Model]:
    """The objects of these models in a snapshot, in its order. Raises ValueError for
    what is no snapshot."""
    labels = {kind._meta.label_lower for kind in kinds}
    wanted = {key: fields for key, fields in records(text).items() if key[0] in labels}
    return list(things_of(wanted).values())

"""What differs between two snapshots, record by record; and taking over a part of it.

A record is what Django serializes: {"model", "pk", "fields"}; links hold primary keys.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from staff.edition_policy import edition_models

Key = tuple[str, int]  # "content.section", 12
Records = dict[Key, dict]  # the fields of each
NOTHING: tuple = (None, "", False, [], {})


class Conflict(Exception):
    """What visitors see was changed meanwhile. keys: of the records it is about."""

    def __init__(self, keys: list[Key]):
        super().__init__(", ".join(f"{model}:{pk}" for model, pk in keys))
        self.keys = keys


@dataclass(frozen=True)
class Change:
    """One record, as visitors see it and as it is to be. None: it is not there."""

    model: str
    pk: int
    before: dict | None
    after: dict | None

    @property
    def key(self) -> Key:
        return self.model, self.pk

    @property
    def fields(self) -> list[str]:
        """The fields that differ; all that hold something where the record comes or goes."""
        before, after = self.before or {}, self.after or {}
        return [name for name in (before | after) if differ(before, after, name)]


def records(snapshot: str) -> Records:
    """The records of a snapshot. Raises ValueError for what is no snapshot."""
    try:
        return {
            (record["model"], record["pk"]): record["fields"]
            for record in json.loads(snapshot)
        }
    except KeyError as missing:
        raise ValueError(f"a record lacks {missing}") from missing


def dump(records: Records) -> str:
    """The snapshot of these records: what `snapshot.take` writes when they are stored."""
    order = {name: place for place, name in enumerate(_models())}
    keys = sorted(records, key=lambda key: (order.get(key[0], len(order)), key[1]))
    return json.dumps(
        [{"model": key[0], "pk": key[1], "fields": records[key]} for key in keys],
        ensure_ascii=False,
    )


def compare(old: Records, new: Records) -> dict[Key, Change]:
    """What has to change to come from `old` to `new`."""
    changes = {}
    for key in old | new:
        change = Change(*key, old.get(key), new.get(key))
        if change.fields or change.before is None or change.after is None:
            changes[key] = change
    return changes


def apply(old: Records, changes: Iterable[Change]) -> Records:
    """`old` with these changes. Raises Conflict where it is not what they start from."""
    result, conflicts = dict(old), []
    for change in changes:
        now = old.get(change.key)
        if Change(*change.key, now, change.before).fields or (
            (now is None) != (change.before is None)
        ):
            conflicts.append(change.key)
        elif change.after is None:
            del result[change.key]
        else:
            result[change.key] = change.after
    if conflicts:
        raise Conflict(conflicts)
    return result


def with_needed(chosen: set[Key], changes: dict[Key, Change], old: Records) -> set[Key]:
    """The chosen changes and those without which a record would point at nothing.

    A new section needs its new page; an organisation goes with what named it.
    """
    while True:
        result = apply(old, (changes[key] for key in chosen))
        more = {
            key
            for source, target in dangling(result)
            for key in (target, source)
            if key in changes and key not in chosen
        }
        if not more:
            return chosen
        chosen = chosen | more


def dangling(records: Records) -> Iterator[tuple[Key, Key]]:
    """Every record that points at one that is not there, and at which."""
    for key, fields in records.items():
        for name, target in links(key[0]).items():
            for pk in _pks(fields.get(name)):
                if (target, pk) not in records:
                    yield key, (target, pk)


@cache
def links(model: str) -> dict[str, str]:
    """The fields of a model that point at others, and at which model."""
    return {
        field.name: field.related_model._meta.label_lower  # type: ignore[union-attr]
        for field in apps.get_model(model)._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
    }


def digest(changes: Iterable[Change]) -> str:
    """The same for exactly the same changes, and for no others."""
    ordered = sorted(
        (asdict(change) for change in changes),
        key=lambda change: (change["model"], change["pk"]),
    )
    return hashlib.sha256(json.dumps(ordered, sort_keys=True).encode()).hexdigest()


def differ(before: dict, after: dict, name: str) -> bool:
    """Whether a field differs between two records.

    An older snapshot lacks the fields that came later; empty ones are no change.
    """
    old, new = before.get(name), after.get(name)
    if old == new or (old in NOTHING and new in NOTHING):
        return False
    if isinstance(old, list) and isinstance(new, list):
        return sorted(map(str, old)) != sorted(map(str, new))  # links have no order
    return True


def _pks(value: Any) -> list[int]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


@cache
def _models() -> list[str]:
    return [model._meta.label_lower for model in edition_models()]

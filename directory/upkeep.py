"""Keeping contacts true: what must be looked at again, and what no longer works.

Expiry and a dead number are published without waiting for anything else an editor has
under way: the edition that visitors see is taken, and only the marks in it change.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db import models

from directory.models.contact_methods import HALF_A_YEAR
from editorial.models import Source

from .models import ContactMethod, Country

METHOD, SOURCE = "directory.contactmethod", "editorial.source"  # in a snapshot
DATES = ("due_on", "phoned_on", "confirmed_on", "read_in_source_on")
MARKS = ("is_overdue", "hours_lapsed")


@dataclass(frozen=True, order=True)
class Overdue:
    """Something that somebody should have looked at by `due`."""

    due: date
    what: str
    why: str
    thing: models.Model | None = field(default=None, compare=False)


def overdue(today: date) -> list[Overdue]:
    """Everything past its day, the longest first."""
    records = [
        Overdue(method.due, method.key, _checked(method), method)
        for method in ContactMethod.objects.select_related("source")
        if method.due < today
    ]
    for country in Country.objects.all():
        if country.review_since:
            why = f"ministerie veranderde iets (gezien op {country.review_since})"
            records.append(
                Overdue(country.review_since, f"land {country.key}", why, country)
            )
        elif (due := country.valid_on + HALF_A_YEAR) < today:
            why = f"overgenomen zoals het was op {country.valid_on}"
            records.append(Overdue(due, f"land {country.key}", why, country))
    return sorted(records)


def _checked(method: ContactMethod) -> str:
    day = method.checked_on
    return f"nagekeken op {day}" if day else "bron zonder datum, nooit nagekeken"


def amend(snapshot: str, change: Callable[[int, dict], None]) -> str:
    """The snapshot with `change(pk, fields)` applied to every way of contact in it."""
    records = json.loads(snapshot)
    for record in records:
        if record["model"] == METHOD:
            change(record["pk"], record["fields"])
    return json.dumps(records, ensure_ascii=False)


def mark_working_copy(today: date) -> int:
    """Mark what is past its day; how many ways of contact changed."""
    methods = ContactMethod.objects.select_related("source")
    changed = [method for method in methods if method.mark(today)]
    for method in changed:
        method.save(update_fields=MARKS)
    return len(changed)


def mark_overdue(snapshot: str, today: date) -> tuple[str, int]:
    """The snapshot with what is overdue marked so, and how many marks changed."""
    changed = 0
    sources = {
        record["pk"]: Source(dated=record["fields"]["dated"])
        for record in json.loads(snapshot)
        if record["model"] == SOURCE
    }

    def mark(pk: int, fields: dict) -> None:
        nonlocal changed
        method = ContactMethod(
            hours_known=fields.get("hours_known", ""),
            source=sources[fields["source"]],
            **{name: _day(fields.get(name)) for name in DATES},
            **{name: fields.get(name, False) for name in MARKS},
        )
        changed += method.mark(today)
        fields |= {name: getattr(method, name) for name in MARKS}

    return amend(snapshot, mark), changed


def mark_broken(snapshot: str, pks: set[int], today: date) -> str:
    """The snapshot in which these ways of contact are offered nowhere."""

    def mark(pk: int, fields: dict) -> None:
        if pk in pks:
            fields["broken_on"] = today.isoformat()

    return amend(snapshot, mark)


def are_broken(snapshot: str, pks: set[int]) -> bool:
    """Whether none of these ways of contact is offered in a snapshot."""
    return not any(
        record["model"] == METHOD
        and record["pk"] in pks
        and not record["fields"].get("broken_on")
        for record in json.loads(snapshot)
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

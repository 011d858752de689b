"""Keeping contacts true: what must be looked at again, and what no longer works.

Expiry and a dead number are published without waiting for anything else an editor has
under way: the edition that visitors see is taken, and only the marks in it change.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils import translation
from django.utils.formats import date_format

from editorial.ages import HALF_A_YEAR
from editorial.models import Source
from languages.offered import SOURCE
from publishing.editions.changes import dump, records
from publishing.editions.snapshot import things_in

from .models import ContactMethod, Country

MARKS = ("is_overdue", "hours_lapsed")
LEADS = ("number_nl", "number_abroad", "url")  # where a way of contact leads to


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
            why = f"ministerie veranderde iets (gezien op {_in_dutch(country.review_since)})"
            records.append(
                Overdue(country.review_since, f"land {country.key}", why, country)
            )
        elif (due := country.valid_on + HALF_A_YEAR) < today:
            why = f"overgenomen zoals het was op {_in_dutch(country.valid_on)}"
            records.append(Overdue(due, f"land {country.key}", why, country))
    return sorted(records)


def _checked(method: ContactMethod) -> str:
    day = method.checked_on
    return (
        f"nagekeken op {_in_dutch(day)}"
        if day
        else "bron zonder datum, nooit nagekeken"
    )


def _in_dutch(day: date) -> str:
    """A day as editors write it: 1 december 2026."""
    with translation.override(SOURCE):
        return date_format(day, "j F Y")


def amend(snapshot: str, change: Callable[[ContactMethod, dict], None]) -> str:
    """The snapshot with `change(method, fields)` applied to each way of contact in it.

    method: as the snapshot has it; fields: what `change` writes to
    """
    shown = records(snapshot)
    for method in methods_in(snapshot):
        key = method._meta.label_lower, method.pk
        change(method, shown[key])
    return dump(shown)


def methods_in(snapshot: str) -> list[ContactMethod]:
    """Every way of contact of a snapshot, with its sources of that same snapshot."""
    things = things_in(snapshot, ContactMethod, Source)
    return [thing for thing in things if isinstance(thing, ContactMethod)]


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

    def mark(method: ContactMethod, fields: dict) -> None:
        nonlocal changed
        changed += method.mark(today)
        fields |= {name: getattr(method, name) for name in MARKS}

    return amend(snapshot, mark), changed


def mark_broken(snapshot: str, pks: set[int], since: date | None) -> str:
    """The snapshot in which these ways of contact are offered nowhere; again, where `since`
    is None."""

    def mark(method: ContactMethod, fields: dict) -> None:
        if method.pk in pks:
            fields["broken_on"] = since and since.isoformat()

    return amend(snapshot, mark)


def changed_since(snapshot: str, methods: list[ContactMethod]) -> list[ContactMethod]:
    """Those of which an editor saved another number or address than a snapshot has."""
    shown = {method.pk: method for method in methods_in(snapshot)}
    return [
        method
        for method in methods
        if method.pk not in shown
        or any(
            getattr(method, name) != getattr(shown[method.pk], name) for name in LEADS
        )
    ]


def are_broken(snapshot: str, pks: set[int]) -> bool:
    """Whether none of these ways of contact is offered in a snapshot."""
    return not any(
        method.pk in pks and not method.broken_on for method in methods_in(snapshot)
    )

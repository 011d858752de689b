"""What stands in the way of changes going online. Judged on records, before any build."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.apps import apps

from editorial.models import Entry
from editorial.proofreading import known_from, problems_in
from editorial.states import State, state
from editorial.tokens import target_of
from languages.offered import CODES, SOURCE

from .changes import Change, Key, Records
from .sensitivity import is_high_risk, is_sensitive
from .snapshot import things_of


@dataclass
class Validation:
    """problems: (entry, field, language, message) in what changes; nothing goes with them
    sensitive: records that a second person must read
    unchecked: language -> texts of high risk that nobody who speaks it checked
    """

    problems: list[tuple[Entry, str, str, str]] = field(default_factory=list)
    sensitive: set[Key] = field(default_factory=set)
    unchecked: dict[str, list[Entry]] = field(default_factory=dict)


def validate(changes: Iterable[Change], before: Records, after: Records) -> Validation:
    """Validate changes that turn `before` into `after`.

    Only what changes is validated: an old mistake elsewhere must not hold up a number.
    But where a token's target changes or goes, every text that points at it counts.
    """
    changes = list(changes)
    things = things_of(after)
    known = known_from(things.values())
    touched = {change.key for change in changes}
    pointed = any(target_of(apps.get_model(model)) for model, _ in touched)
    entries = {
        key: thing
        for key, thing in things.items()
        if isinstance(thing, Entry) and (pointed or key in touched)
    }
    return Validation(
        list(problems_in(entries.values(), known)),
        sensitive(changes, before, after),
        unchecked(changes, after),
    )


def sensitive(changes: Iterable[Change], before: Records, after: Records) -> set[Key]:
    """The records that a second person must read."""
    return {change.key for change in changes if is_sensitive(change, before, after)}


def unchecked(changes: Iterable[Change], after: Records) -> dict[str, list[Entry]]:
    """Language -> texts of high risk among the changes that nobody who speaks it checked."""
    risky = {
        change.key: after[change.key]
        for change in changes
        if change.key in after and is_high_risk(change.key, after)
    }
    by_language: dict[str, list[Entry]] = defaultdict(list)
    for thing in things_of(risky).values():
        if isinstance(thing, Entry):
            for language in needs_signature(thing):
                by_language[language].append(thing)
    return dict(by_language)


def needs_signature(entry: Entry) -> list[str]:
    """Languages in which these words go online though nobody who speaks them checked."""
    return [
        code
        for code in CODES
        if code != SOURCE
        and any(entry.words(code).values())
        and state(entry, code) != State.REVIEWED
    ]

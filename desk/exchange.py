"""Texts for translators, and back: only what is asked for, and nothing unseen written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.apps import apps
from django.db import transaction

from editorial import states
from editorial.models import Entry
from editorial.proofreading import known_now, problems_of
from editorial.states import State, state
from languages.offered import SOURCE

from . import xliff

ITEM = re.compile(r"^(?:- |\d+\. )", re.MULTILINE)


@dataclass
class Incoming:
    """What a file would do with one entry.

    words: field -> (as it reads now, as the file says), only where they differ
    is_whole: the translator did all of it, so that it is no longer outdated
    refused: why nothing of it is written
    """

    entry: Entry
    language: str
    words: dict[str, tuple[str, str]] = field(default_factory=dict)
    is_whole: bool = False
    refused: list[str] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        return bool(self.words) or (
            self.is_whole and state(self.entry, self.language) == State.OUTDATED
        )


def to_translate(language: str) -> Iterator[Entry]:
    """Entries of which something is missing in `language`, or older than the Dutch."""
    for model in _models():
        for entry in model.objects.all():
            if state(entry, language) in (State.MISSING, State.OUTDATED):
                yield entry


def export(language: str) -> bytes:
    """What is to be translated, as XLIFF. All texts of an entry go, for their context."""
    return xliff.write(
        (unit for entry in to_translate(language) for unit in _units(entry, language)),
        language,
    )


def plan(data: bytes) -> tuple[str, list[Incoming]]:
    """The language of a file that came back, and what it would change. Raises NotXliff.

    An entry whose Dutch is not what the translator saw is refused as a whole.
    """
    language, units = xliff.read(data)
    known, incoming = known_now(), []
    for name, group in groupby(units, key=lambda unit: unit.entry):
        entry = _find(name)
        if entry is None:
            raise xliff.NotXliff(f"“{name}” staat niet op deze site.")
        incoming.append(_incoming(entry, language, list(group), known))
    return language, incoming


@transaction.atomic
def apply(incoming: list[Incoming]) -> int:
    """Write what was not refused; how many entries changed. Never signs for a review."""
    written = 0
    for text in incoming:
        if text.refused or not text.changes:
            continue
        text.entry.set_words(text.language, _new_words(text))
        if text.is_whole:
            states.translated(text.entry, text.language)
        text.entry.save()
        written += 1
    return written


def _units(entry: Entry, language: str) -> Iterator[xliff.Unit]:
    words = entry.words(language)
    for name, dutch in entry.words(SOURCE).items():
        if dutch:
            limit = entry._meta.get_field(name).max_length
            label = str(entry._meta.get_field(name).verbose_name)
            yield xliff.Unit(
                f"{entry._meta.label_lower}:{entry.key}",
                name,
                dutch,
                words[name],
                xliff.OLD if words[name] else xliff.NEW,
                f"{label}; hoogstens {limit} tekens" if limit else label,
            )


def _incoming(entry: Entry, language: str, units: list, known) -> Incoming:
    incoming = Incoming(entry, language)
    dutch, now = entry.words(SOURCE), entry.words(language)
    seen = {unit.field: unit.source for unit in units}
    if seen != {name: text.strip() for name, text in dutch.items() if text}:
        incoming.refused.append(
            "Het Nederlands is veranderd sinds dit bestand gemaakt werd. Stuur de vertaler een nieuw bestand."
        )
        return incoming
    for unit in units:
        if unit.target and unit.target != now[unit.field].strip():
            incoming.words[unit.field] = now[unit.field], unit.target
            incoming.refused += _structure(entry, unit)
    incoming.is_whole = all(
        unit.is_done or unit.field in incoming.words for unit in units
    )
    was = dict(now)
    entry.set_words(language, _new_words(incoming))
    for name, code, message in problems_of(entry, known):
        if code == language and name in incoming.words:
            incoming.refused.append(f"{_label(entry, name)}: {message}")
    entry.set_words(language, was)
    return incoming


def _structure(entry: Entry, unit) -> Iterator[str]:
    """Paragraphs and list items stay as many as in the Dutch."""
    for what, count in (
        ("alinea's", lambda text: len(text.split("\n\n"))),
        ("stappen of punten", lambda text: len(ITEM.findall(text))),
    ):
        here, there = count(unit.source), count(unit.target)
        if here != there:
            yield f"{_label(entry, unit.field)}: {there} {what}; het Nederlands heeft er {here}."


def _new_words(incoming: Incoming) -> dict[str, str]:
    now = incoming.entry.words(incoming.language)
    return now | {name: new for name, (_, new) in incoming.words.items()}


def _label(entry: Entry, name: str) -> str:
    return str(entry._meta.get_field(name).verbose_name)


def _find(name: str) -> Entry | None:
    label, _, key = name.partition(":")
    model = next(
        (model for model in _models() if model._meta.label_lower == label), None
    )
    return model and model.objects.filter(key=key).first()


def _models() -> list[type[Entry]]:
    return [
        model for model in apps.get_models() if issubclass(model, Entry) and model.WORDS
    ]

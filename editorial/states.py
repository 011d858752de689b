"""How far is a text in a language? Worked out from digests, never stored."""

import hashlib

from django.db.models import TextChoices

from languages.offered import SOURCE

from .models import Entry


class State(TextChoices):
    MISSING = "missing", "ontbreekt"
    OUTDATED = "outdated", "ouder dan het Nederlands"
    UNREVIEWED = "unreviewed", "nog niet nagekeken"
    REVIEWED = "reviewed", "nagekeken"


def digest(words: dict[str, str]) -> str:
    """Sixteen characters that change when any word does.

    What is empty is left out: a field added later changes nothing.
    """
    text = "\x1f".join(
        f"{field}={words[field]}" for field in sorted(words) if words[field]
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def state(entry: Entry, language: str) -> State:
    """How far `entry` is in `language`.

    missing: a field that has Dutch words has none here
    outdated: the Dutch changed since these words were made
    unreviewed: nobody who speaks the language checked these very words
    """
    dutch, words = entry.words(SOURCE), entry.words(language)
    if any(dutch[field] and not words[field] for field in dutch):
        return State.MISSING
    if not any(words.values()):
        return State.REVIEWED  # there is nothing to read
    marks = entry.digests.get(language, {})
    if language != SOURCE and marks.get("source") != digest(dutch):
        return State.OUTDATED
    if marks.get("reviewed") != digest(words):
        return State.UNREVIEWED
    return State.REVIEWED


def translated(entry: Entry, language: str, dutch: dict | None = None) -> None:
    """Remember that the words in `language` translate the Dutch as it stands, or `dutch`."""
    _mark(entry, language, source=digest(dutch or entry.words(SOURCE)))


def reviewed(entry: Entry, language: str, by: str = "") -> None:
    """Remember that a native speaker, and who, checked the words in `language`."""
    _mark(entry, language, reviewed=digest(entry.words(language)), reviewed_by=by)


def reviewer(entry: Entry, language: str) -> str:
    """Who checked the words as they stand; empty where nobody did, or it is not known."""
    if state(entry, language) != State.REVIEWED:
        return ""
    return entry.digests.get(language, {}).get("reviewed_by", "")


def still_translated(entry: Entry, before: dict[str, str]) -> None:
    """Remember that what translated the Dutch `before` translates it as it stands now too."""
    for language, marks in list(entry.digests.items()):
        if marks.get("source") == digest(before):
            translated(entry, language)


def seeded(entry: Entry, language: str) -> None:
    """Remember the words in `language` as the seed wrote them."""
    _mark(entry, language, seeded=digest(entry.words(language)))


def untouched(entry: Entry, language: str) -> bool:
    """Whether the words still read as a seed last wrote them, or never were written."""
    words = entry.words(language)
    if not any(words.values()):
        return "seeded" not in entry.digests.get(language, {})
    return entry.digests.get(language, {}).get("seeded") == digest(words)


def _mark(entry: Entry, language: str, **marks: str) -> None:
    entry.digests = {
        **entry.digests,
        language: {**entry.digests.get(language, {}), **marks},
    }

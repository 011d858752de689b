"""Words that could do harm: advice nobody should get, and words out of their place.

Part of the proofreading rules (see rules.py); apart, because each has a story.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("never.toml")

# A last chance at an airport, with limits that must be read along with it.
SPOON = re.compile(r"\blepels?\b|\bspoons?\b|ملعقة|الملعقة", re.IGNORECASE)
LIMITS = 3  # points of a list, at least
POINT = re.compile(r"^\s*- ", re.MULTILINE)

# Whom one loves is no misconduct; some families see it so, and then the text says whose eyes.
LOVE = r"homo|lesb|lhbt|biseks|gay|homosex|bisex|lgbt|queer|مثلي|المثلي"
MISCONDUCT = (
    r"wangedrag|misdra|ontspo|(?:verkeerd|slecht) gedrag|criminel|"
    r"misconduct|misbehav|bad behavio|delinquen|سوء السلوك|سوء سلوك|انحراف|جنوح"
)
LISTED = re.compile(
    rf"(?:{LOVE})[^.!?؟\n]*(?:{MISCONDUCT})|(?:{MISCONDUCT})[^.!?؟\n]*(?:{LOVE})",
    re.IGNORECASE,
)
EYES = re.compile(
    r"in de ogen van|in the eyes of|[’']s eyes|في نظر|في عيون", re.IGNORECASE
)


def dangers(text: str, language: str, field: str = "") -> Iterator[str]:
    """What a text says that could put a reader in danger, and what to say instead."""
    lower = " ".join(text.lower().split())
    for why, phrases in _never(language):
        for phrase in phrases:
            if phrase in lower:
                yield f"“{phrase}” is gevaarlijk advies. {why}"
    if SPOON.search(text):
        yield from _spoon(text, field)
    for sentence in re.split(r"(?<=[.!?؟])\s|\n", text):
        if (match := LISTED.search(sentence)) and not EYES.search(sentence):
            yield f"“{match[0]}”: van wie iemand houdt is geen wangedrag. Schrijf: in de ogen van je familie."


def _spoon(text: str, field: str) -> Iterator[str]:
    if field != "caution":
        yield "De lepel staat alleen in “let op”, nooit los van haar grenzen."
    elif len(POINT.findall(text)) < LIMITS:
        yield f"Bij de lepel horen haar grenzen: een lijst van minstens {LIMITS} punten."


@cache
def _never(language: str) -> list[tuple[str, list[str]]]:
    tables = tomllib.loads(FILE.read_text(encoding="utf-8")).values()
    return [(table["why"], table.get(language, [])) for table in tables]

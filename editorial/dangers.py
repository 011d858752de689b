"""Words that could do harm: advice nobody should get, and words out of their place.

Part of the proofreading rules (see rules.py); apart, because each has a story.
What no text may advise stands in never.toml, which says how its phrases are read.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .sentences import as_written, split

FILE = Path(__file__).with_name("never.toml")

# A point of a list is a sentence; a line that was only broken off is none.
POINT = re.compile(r"^\s*(?:-|\d+\.)\s+", re.MULTILINE)
PART = re.compile(r"\n\s*\n|\n(?=\s*(?:-|\d+\.)\s)")  # a paragraph or a point
LIST = re.compile(
    r"^(?!\s*(?:-|\d+\.)\s)([^\n]*[^\s.!?؟])\s*\n((?:\s*(?:-|\d+\.)\s[^\n]*\n?)+)",
    re.MULTILINE,
)
CLOSING = "\"'”’»)]›"
CLAUSE = re.compile(r"[,:;،؛]")
WORD = re.compile(r"[^\s.,:;!?؟،()\[\]‘’“”«»\"*]+(?:’[^\W\d_]+)?")
VOWEL_SIGNS = re.compile(r"[\u064b-\u0650\u0652]")  # of Arabic; some write them

# A last chance at an airport, with limits that must be read along with it.
SPOON = re.compile(r"\w*lepels?\b|\w*spoons?(?:ful)?\b|ملعق|ملاعق", re.IGNORECASE)
LIMITS = {
    "alleen bij controle op metaal": r"metaal|metal|معدن|معادن",
    "niet in een auto of boot": r"\b(?:auto|boot|car|boat)\b|سيارة|سفينة|قارب",
    "familie mag het niet horen": r"familie.*hor|horen.*familie|family.*hear|hear.*family|عائلت.*سمع|سمع.*عائلت",
}

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
    for phrase, why in _advised_against(text, language):
        yield f"“{phrase}” is gevaarlijk advies. {why}"
    for phrase, why in _worded_badly(text, language):
        yield f"Schrijf niet “{phrase}”. {why}"
    if SPOON.search(text):
        yield from _spoon(text, field)
    for sentence in [*as_written(text), *_lists(text)]:
        if (match := LISTED.search(sentence)) and not EYES.search(sentence):
            yield f"“{match[0]}”: van wie iemand houdt is geen wangedrag. Schrijf: in de ogen van je familie."


def _advised_against(text: str, language: str) -> Iterator[tuple[str, str]]:
    """(what a text advises, why it may not)"""
    for sentence in _sentences(text):
        for why, phrases in _never(language, "advice"):
            quotes = (_said(phrase, sentence, language) for phrase in phrases)
            if quote := next(filter(None, quotes), None):
                yield quote, why


def _worded_badly(text: str, language: str) -> Iterator[tuple[str, str]]:
    """(words that a reader takes in another way than they were meant, why)"""
    for sentence in _sentences(text):
        for why, phrases in _never(language, "wording"):
            matches = (phrase.search(sentence) for phrase in phrases)
            if match := next(filter(None, matches), None):
                yield match["phrase"], why


def _sentences(text: str) -> Iterator[str]:
    """In lower case, without vowel signs; a line that was only broken off goes on."""
    for part in PART.split(VOWEL_SIGNS.sub("", text).replace("*", "")):
        line = " ".join(POINT.sub("", part).split())
        yield from (line[start:end].lower() for start, end in split(line))


def _said(phrase: re.Pattern, sentence: str, language: str) -> str:
    """The words by which a sentence gives this advice: it neither asks nor denies it."""
    if sentence.rstrip(CLOSING).endswith(("?", "؟")):
        return ""
    for match in phrase.finditer(sentence):
        near = [
            *WORD.findall(CLAUSE.split(sentence[: match.start("phrase")])[-1])[-4:],
            *WORD.findall(" ".join(match.groups()[1:])),  # what stands for each *
            *WORD.findall(sentence[match.end() :])[:1],
        ]
        if not {*_grammar("unless", language)} & {*near}:
            return match["phrase"]
    return ""


def _lists(text: str) -> Iterator[str]:
    """Each list behind the line that leads it in, as one sentence."""
    for lead, points in LIST.findall(text):
        named = (part.strip(" .\n") for part in POINT.split(points))
        yield f"{lead} {'; '.join(filter(None, named))}"


def _spoon(text: str, field: str) -> Iterator[str]:
    if field != "caution":
        yield "De lepel staat alleen in “let op”, nooit los van haar grenzen."
        return
    points = "\n".join(line for line in text.splitlines() if POINT.match(line))
    missing = [
        limit
        for limit, words in LIMITS.items()
        if not re.search(words, points, re.IGNORECASE)
    ]
    if missing:
        yield f"Bij de lepel horen haar grenzen, elk als punt van een lijst. Nog niet genoemd: {'; '.join(missing)}."


@cache
def _never(language: str, kind: str) -> list[tuple[str, list[re.Pattern]]]:
    tables = (
        table
        for name, table in _file().items()
        if name != "grammar" and table.get("kind", "advice") == kind
    )
    return [
        (
            table["why"],
            [_pattern(phrase, language) for phrase in table.get(language, [])],
        )
        for table in tables
    ]


def _pattern(phrase: str, language: str) -> re.Pattern:
    """A phrase of never.toml, as its head says it is read."""
    begins = _one_of(_grammar("begins", language))
    parts = {
        "^": rf"(?:^|[,:;(‘“«]\s?|\b{begins}\s)",
        "*": rf"(?:(?!{_one_of(_grammar('thought', language))}\s)\S+\s){{0,4}}?",
    }
    start = parts["^"] if phrase.startswith("^") else r"(?<!\w)"
    words = [
        f"({parts['*']})"
        if word == "*"
        else rf"[‘“«]?{_one_of(word.split('/'))}[,:]?\s"
        for word in phrase.removeprefix("^").split()
    ]
    words[-1] = words[-1].removesuffix(r"[,:]?\s")
    return re.compile(rf"{start}[وف]?(?P<phrase>{''.join(words)})")


def _one_of(words: list[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"


def _grammar(name: str, language: str) -> list[str]:
    return _file()["grammar"][name].get(language, [])


@cache
def _file() -> dict:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))

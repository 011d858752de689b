"""The proofreading rules, used alike by `check`, by the admin's forms and by publishing.

Each rule looks at words and yields what is wrong in a sentence an editor can act on.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from safety.words import Words

from .dangers import dangers
from .tokens import KINDS, WAYS, strays_in, tokens_in

# Anything one could take for a number to dial: +31..., 0800-..., seven digits or more
# with breaks, or a short number of help and emergency. Years (also 2019-2021) and
# article numbers (1:247) stay allowed. Looks at what `plain_digits` made of the text.
DIALABLE = re.compile(
    r"""
      \+\s?\d[\d\s()./-]{5,}\d
    | \b0\d{2,3}[\s()./-]*\d{2,}[\d\s.-]*
    | \b(?!(?:19|20)\d\d-(?:19|20)\d\d\b)\d(?:[\s.-]?\d){6,}\b
    | \b116[\s.-]?\d{3}\b
    | \b1[\s-]?1[\s-]?[23]\b | \b(?:144|911|999)\b
    """,
    re.VERBOSE,
)
# A Dutch postcode. Where a shelter stands is nobody's to know; no text needs any address.
POSTCODE = re.compile(r"\b[1-9]\d{3}\s?(?!S[ADS])[A-Z]{2}\b")
# A street with a house number, or a box at the post. With a capital, and not before a
# measure: "onderweg 3 dagen", "op straat 24 uur" and years are no addresses.
STREETS = (
    "straat|laan|weg|plein|gracht|kade|singel|steeg|dijk|dreef|hof|plantsoen|pad|markt"
)
HOUSE = r"\d{1,3}(?:\s?[a-zA-Z])?\b(?!\s*(?:%|uur|min|dag|wee?k|week|maand|jaar|keer|mensen|k?m\b|hour|day|year|month|time|people))"
ADDRESS = re.compile(
    rf"\b[A-Z][\w’'-]*(?:{STREETS})\s{HOUSE}"
    rf"|\b(?:{STREETS.title()})\s(?:[\w’'-]+\s){{1,4}}?{HOUSE}"
    rf"|\b[A-Z][\w’'-]*\s(?:Street|Road|Lane|Avenue|Square)\s{HOUSE}"
    r"|\b\d{1,3}[a-zA-Z]?\s(?:[A-Z][\w’'-]*\s){1,3}(?:Street|Road|Lane|Avenue|Square)\b"
    r"|شارع\s(?:[^\W\d]+\s){1,3}?(?:رقم\s)?\d{1,3}\b"
    r"|\b[Pp]ostbus\s\d|\bP\.?\s?O\.?\s?[Bb]ox\s\d|صندوق بريد\s\d"
)
MARKUP = re.compile(r"^\s{0,3}#|<[a-zA-Z/!]|https?://|www\.", re.MULTILINE)


@dataclass(frozen=True)
class Known:
    """What the rules measure texts against.

    organisations: per key the kinds of contact it has ("phone", "web", ...)
    pages: keys; words: those that betray or promise too much
    """

    organisations: dict[str, set[str]] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    words: Words = field(default_factory=Words)


def problems(
    text: str, known: Known, language: str = "", field: str = ""
) -> Iterator[str]:
    """What is wrong with one text by itself. field: where it stands, for what has one place."""
    yield from _dangers(text, language, field)
    for phrase in known.words.promised(text, language):
        yield f"“{phrase}” belooft meer dan een website kan waarmaken. Zeg voor wie, wat, en wat er overblijft."
    yield from unknown_tokens(text, known)
    yield from _misplaced(text)


# A check of everything that is published reads some ten thousand texts, nearly all of them as
# they were the last time: what rests on a text alone is remembered.
REMEMBERED = 2**15  # texts; some tens of megabytes when full


@lru_cache(REMEMBERED)
def _dangers(text: str, language: str, field: str) -> tuple[str, ...]:
    return tuple(dangers(text, language, field))


@lru_cache(REMEMBERED)
def _misplaced(text: str) -> tuple[str, ...]:
    """Numbers, addresses and markup, which no text may hold."""
    return tuple(_all_misplaced(text))


def _all_misplaced(text: str) -> Iterator[str]:
    yield from numbers_among_words(text)
    for match in POSTCODE.finditer(plain_digits(text)):
        yield f"“{match[0]}” is een postcode. Adressen staan nergens op deze site: een opvangplek moet verborgen blijven."
    for match in ADDRESS.finditer(plain_digits(text)):
        yield f"“{match[0]}” is een adres. Adressen staan nergens op deze site: een opvangplek moet verborgen blijven."
    if match := MARKUP.search(text):
        yield f"“{match[0].strip()}” kan hier niet: alleen alinea's, lijsten en **vet**. Gebruik voor een adres een verwijzing als [web:ind]."


def telling(title: str, known: Known) -> Iterator[str]:
    """The title of a quiet page says nothing: it stays in the browser's history."""
    for word in known.words.betray(title):
        yield f"“{word}” verraadt waar deze pagina over gaat, en de titel blijft in de geschiedenis staan."


def numbers_among_words(text: str) -> Iterator[str]:
    """No number to dial is typed into a text, so that no language shows an old one."""
    for match in DIALABLE.finditer(plain_digits(text)):
        yield (
            f"“{match[0].strip(' .-')}” lijkt een telefoonnummer. "
            "Zet het bij de organisatie en verwijs ernaar, bijvoorbeeld [veilig-thuis]."
        )


def unknown_tokens(text: str, known: Known) -> Iterator[str]:
    """Every token points at something that exists."""
    for stray in strays_in(text):
        yield f"“{stray}” is geen verwijzing. Haakjes zijn alleen voor [sleutel] of [soort:sleutel]."
    for token in tokens_in(text):
        if token.kind not in KINDS:
            yield f"{token}: “{token.kind}” is geen soort. Kies uit {', '.join(KINDS[1:])}."
        elif token.kind == "page":
            if token.key not in known.pages:
                yield f"{token}: er is geen pagina “{token.key}”."
        elif token.key not in known.organisations:
            yield f"{token}: er is geen organisatie “{token.key}”."
        else:
            ways = known.organisations[token.key]
            wanted = "phone" if token.kind == "contact" else token.kind
            if wanted in WAYS and wanted not in ways:
                yield f"{token}: “{token.key}” heeft geen {wanted}."


def different_tokens(dutch: str, translation: str) -> Iterator[str]:
    """A translation points at exactly what the Dutch points at."""
    here, there = Counter(tokens_in(dutch)), Counter(tokens_in(translation))
    for token in sorted((here - there).elements()):
        yield f"{token} staat in het Nederlands, maar niet in deze vertaling."
    for token in sorted((there - here).elements()):
        yield f"{token} staat in deze vertaling, maar niet in het Nederlands."


class _Plain(dict):
    """Digits of every script (١٢٣) as 0 to 9, every dash as a hyphen, and nothing for signs
    that take no room: a number pasted from elsewhere carries all of these."""

    def __missing__(self, sign: int) -> int | str | None:
        character, plain = chr(sign), sign
        category = unicodedata.category(character)
        if category == "Nd":
            plain = str(unicodedata.decimal(character))
        elif category == "Pd" or character == "\N{MINUS SIGN}":
            plain = "-"
        elif category == "Cf":
            plain = None
        self[sign] = plain
        return plain


PLAIN = _Plain()


def plain_digits(text: str) -> str:
    """The text as one would dial it: see PLAIN."""
    return text.translate(PLAIN)

"""Search in the open wing: an index that is fetched after a tap, and matched on the device.

No word anybody types leaves the device; nothing of it gets into an address. Words of
index and query are made alike by `plain` here and in search.js.
"""

import re
import unicodedata
from itertools import groupby

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from achterlating_site.languages import LANGUAGES
from directory.names import letter, sorting
from editorial.models import Entry, Words
from editorial.tokens import replace_tokens

from .facts import Facts
from .models import FigureTable, Page, Resource, Section

# What unicode does not fold: forms of alif, ya and kaf, and ta marbuta, as one likes to type.
ARABIC = str.maketrans("ٱىیکة", "اييكه")
ARTICLE = re.compile(r"^(?:[وفبك]?ال|لل)(?=\w{3})")
WORD = re.compile(r"\w+")
SHORTEST = 3
MOST = 0.4  # a word on more of the pages than this finds nothing in particular
LEFT_OUT = (Page.Layout.CLEARED, Page.Layout.COUNTRY)


def plain(text: str) -> list[str]:
    """The words of a text as they are compared: no capitals, accents, vowel signs, article."""
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(
        sign for sign in text if not unicodedata.combining(sign) and sign != "ـ"
    )
    return [ARTICLE.sub("", word) for word in WORD.findall(text.translate(ARABIC))]


@require_safe
def index(request, language):
    """{"pages": [[address, heading, its language, its direction]], "words": {word: [page]}}"""
    facts = Facts(language)
    pages = _pages(facts)
    texts = _texts(language)
    found: dict[str, set[int]] = {}
    for number, page in enumerate(pages):
        for word in set(plain(texts[page.key])):
            if len(word) >= SHORTEST:
                found.setdefault(word, set()).add(number)
    return JsonResponse(
        {
            "pages": [_row(page, language) for page in pages],
            "words": {
                word: sorted(numbers)
                for word, numbers in sorted(found.items())
                if len(numbers) <= max(3, MOST * len(pages))
            },
        },
        json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
    )


def by_letter(facts: Facts) -> list[dict]:
    """All pages from A to Z, first the open wing's, for who has no script or types nothing."""
    wings = []
    for is_quiet in (False, True):
        named = [
            (page, page.read("heading", facts.language))
            for page in _pages(facts)
            if page.is_quiet == is_quiet
        ]
        named.sort(key=lambda pair: sorting(pair[1].text.lstrip("‘'“")))
        groups = groupby(named, key=lambda pair: letter(pair[1].text.lstrip("‘'“")))
        letters = [(first, list(pages)) for first, pages in groups]
        wings.append({"is_quiet": is_quiet, "letters": letters})
    return wings


def _pages(facts: Facts) -> list[Page]:
    return [page for page in facts.pages.values() if page.layout not in LEFT_OUT]


def _row(page: Page, language: str) -> list:
    heading: Words = page.read("heading", language)
    direction = LANGUAGES[heading.language].direction
    return [page.path(language), heading.text, heading.language, direction]


def _texts(language: str) -> dict[str, str]:
    """All words of each page, by its key."""
    texts: dict[str, list[str]] = {}
    for page in Page.objects.all():
        texts[page.key] = _words(page, language)
    sections = Section.objects.select_related("page")
    for section in sections.prefetch_related("signal_lists__signals"):
        words = texts[section.page.key]
        words += _words(section, language)
        for signals in section.signal_lists.all():
            words += _words(signals, language)
            for signal in signals.signals.all():
                words += _words(signal, language)
        if section.kind == Section.Kind.RESOURCES:
            for resource in Resource.objects.all():
                words += _words(resource, language)
    for page in Page.objects.filter(layout=Page.Layout.FIGURES):
        for table in FigureTable.objects.all():
            texts[page.key] += _words(table, language)
    return {key: " ".join(words) for key, words in texts.items()}


def _words(entry: Entry, language: str) -> list[str]:
    return [
        replace_tokens(entry.read(field, language).text, lambda token: " ")
        for field in entry.WORDS
        if field not in ("title", "statement")
    ]

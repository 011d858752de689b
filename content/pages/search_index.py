"""Search in the open wing: an index that is fetched after a tap, and matched on the device.

No word anybody types leaves the device; nothing of it gets into an address. Words of
index and query are made alike by `plain` here and in search.js, which also says which
page comes first.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from django.http import JsonResponse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from content.models import FigureTable, Page, Resource, Section
from content.token_values import Facts
from directory.country_names import country_name, letter, sorting
from directory.models import Country, Organisation
from editorial.models import Entry, Words
from editorial.tokens import Token, replace_tokens
from languages.offered import LANGUAGES

from .a_to_z import words_of

# What unicode does not fold: forms of alif, ya and kaf, and ta marbuta, as one likes to type.
ARABIC = str.maketrans("ٱىیکة", "اييكه")
ARTICLE = re.compile(r"^(?:[وفبك]?ال|لل)(?=\w{3})")
WORD = re.compile(r"\w+")
SHORTEST = 3
MOST = 0.4  # a word on more of the pages than this says nothing about any of them
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
    """What search.js looks in. Pages are known by their place in "pages".

    pages: [address, heading, its language, its direction, what distinguishes it from pages of the same name]
    names: {word: pages}: words of a page's heading, and those that lead to it from A to Z
    parts: {word: pages}: words of the headings on it
    words: {word: pages}: all others, but for
    common: those on so many pages that they find nothing in particular
    """
    facts = Facts(language)
    pages = _pages(facts)
    names, parts, words = _gathered(facts, pages)
    common = [
        word for word, numbers in words.items() if len(numbers) > MOST * len(pages)
    ]
    for word in common:
        del words[word]
    rows = [_row(page, language) for page in pages]
    rows += _countries(language, len(rows), names)
    return JsonResponse(
        {
            "pages": rows,
            "names": _listed(names),
            "parts": _listed(parts),
            "words": _listed(words),
            "common": sorted(common),
        },
        json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
    )


Index = dict[str, set[int]]  # the pages each word is on


def _gathered(facts: Facts, pages: list[Page]) -> tuple[Index, Index, Index]:
    """Words of names, of headings, and of all the rest; a word counts where it weighs most."""
    names: Index = {}
    parts: Index = {}
    words: Index = {}
    called = _names(facts)
    headings, texts = _texts(facts)
    for number, page in enumerate(pages):
        seen: set[str] = set()
        for pages_of, texts_of_page, shortest in (
            (names, called[page.key], 1),
            (parts, headings[page.key], SHORTEST),
            (words, texts[page.key], SHORTEST),
        ):
            for word in set(plain(" ".join(texts_of_page))) - seen:
                if len(word) >= shortest:
                    pages_of.setdefault(word, set()).add(number)
                    seen.add(word)
    return names, parts, words


def _listed(index: Index) -> dict[str, list[int]]:
    return {word: sorted(numbers) for word, numbers in sorted(index.items())}


def by_letter(facts: Facts) -> list[dict]:
    """All pages from A to Z, first the open wing's, for anyone who has no script or types nothing."""
    wings = []
    for is_quiet in (False, True):
        named = [
            (page, page.read("heading", facts.language), _manner(page))
            for page in _pages(facts)
            if page.is_quiet == is_quiet
        ]
        named.sort(key=lambda entry: sorting(entry[1].text.lstrip("‘'“")))
        groups = groupby(named, key=lambda entry: letter(entry[1].text.lstrip("‘'“")))
        letters = [(first, list(pages)) for first, pages in groups]
        wings.append({"is_quiet": is_quiet, "letters": letters})
    return wings


def _pages(facts: Facts) -> list[Page]:
    return [page for page in facts.offered if page.layout not in LEFT_OUT]


def _manner(page: Page) -> str:
    """What distinguishes a page from one with the same heading, in the active language."""
    return gettext("easy to read") if page.layout == Page.Layout.EASY else ""


def _row(page: Page, language: str) -> list:
    heading: Words = page.read("heading", language)
    with translation.override(language):
        return _told(page.path(language), heading, _manner(page))


def _told(address: str, heading: Words, manner: str) -> list:
    direction = LANGUAGES[heading.language].direction
    row = [address, heading.text, heading.language, direction]
    return [*row, manner] if manner else row


def _countries(language: str, first: int, names: Index) -> list[list]:
    """The countries' pages, numbered from `first`, found by their names, which join `names`."""
    rows = []
    with translation.override(language):
        for number, country in enumerate(Country.objects.all(), start=first):
            name = country_name(country.key, language)
            rows.append(
                _told(country.path(language), name, gettext("if you are there"))
            )
            for word in plain(name.text):
                names.setdefault(word, set()).add(number)
    return rows


def _names(facts: Facts) -> dict[str, list[str]]:
    """What each page may be called, by its key: its heading, and words from A to Z.

    The list of contacts is called by whom it lists, and by their numbers.
    """
    names = {
        page.key: [page.read("heading", facts.language).text]
        for page in facts.pages.values()
    }
    for word in words_of(facts.language):
        names[word.page.key].append(word.word)
    for page in facts.pages.values():
        if page.layout == Page.Layout.DIRECTORY:
            for organisation in facts.organisations.values():
                names[page.key] += _of(organisation, facts.language)
    return names


def _texts(facts: Facts) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The headings on each page and all its other words, by its key."""
    headings: dict[str, list[str]] = {}
    texts: dict[str, list[str]] = {}
    for page in facts.pages.values():
        headings[page.key] = []
        texts[page.key] = _words(page, facts)
    sections = Section.objects.select_related("page")
    for section in sections.prefetch_related("contacts", "signal_lists__signals"):
        headings[section.page.key].append(section.read("heading", facts.language).text)
        words = texts[section.page.key]
        words += _words(section, facts)
        for organisation in section.contacts.all():
            words += _of(facts.organisations[organisation.key], facts.language)
        for signals in section.signal_lists.all():
            words += _words(signals, facts)
            for signal in signals.signals.all():
                words += _words(signal, facts)
        if section.kind == Section.Kind.RESOURCES:
            for resource in Resource.objects.all():
                words += _words(resource, facts)
    for page in facts.pages.values():
        if page.layout == Page.Layout.FIGURES:
            for table in FigureTable.objects.all():
                texts[page.key] += _words(table, facts)
        if page.layout == Page.Layout.DIRECTORY:
            for organisation in facts.organisations.values():
                texts[page.key] += _words(organisation, facts)
    return headings, texts


def _words(entry: Entry, facts: Facts) -> list[str]:
    def names_of(token: Token) -> str:
        organisation = facts.organisations.get(token.key)
        if organisation is None or token.kind == "page":
            return " "
        return " ".join(_of(organisation, facts.language))

    return [
        replace_tokens(entry.read(field, facts.language).text, names_of)
        for field in entry.WORDS
        if field not in ("title", "statement")
    ]


def _of(organisation: Organisation, language: str) -> Iterable[str]:
    """An organisation's name and numbers, as they are printed and without their spaces."""
    yield organisation.read("name", language).text
    for method in organisation.methods.all():
        for number in (method.number_nl, method.number_abroad):
            yield number
            yield re.sub(r"\D", "", number)

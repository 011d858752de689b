"""Brochures: pages of the quiet wing on paper, for who reads them together with somebody.

A professional ticks pages, and her device makes one document of them. Everything there is to
choose from comes in one answer, so neither the pages nor the languages she chooses are sent.
A language is offered for a page only when a native speaker has checked all of its words:
nobody can correct paper.
"""

from collections.abc import Iterable

from babel.dates import format_date
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from content.models import Page, Section
from content.models.figures import in_words
from content.token_values import Facts
from editorial.models import Source
from editorial.states import State, state
from editorial.tokens import tokens_in
from languages.offered import CODES, LANGUAGES, SOURCE

# What is words; the rest only works on a screen.
ON_PAPER = (
    Section.Kind.TEXT,
    Section.Kind.STEPS,
    Section.Kind.CHOICE,
    Section.Kind.WARNING,
    Section.Kind.KNOWN,
    Section.Kind.EASY,
)


def included(page: Page) -> list[Page]:
    """The pages that stand in a brochure, or can be chosen for one, in the order of its text."""
    keys = [
        token.key
        for section in page.sections.all()
        if section.kind == Section.Kind.INCLUDED
        for token in tokens_in(section.words(SOURCE)["body"])
        if token.kind == "page"
    ]
    pages = Page.objects.whole().filter(key__in=keys, retired_on=None)
    by_key = {other.key: other for other in pages}
    return [by_key[key] for key in keys if key in by_key]


def ready() -> list[Page]:
    """The brochures that are made already."""
    return list(Page.objects.filter(layout=Page.Layout.BROCHURE, retired_on=None))


def languages_of(page: Page) -> list[str]:
    """Dutch, and every language in which a native speaker checked all that is printed."""
    entries = [page]
    for section in page.sections.all():
        entries.append(section)
        for signals in section.signal_lists.all():
            entries += [signals, *signals.signals.all()]
    return [
        code
        for code in CODES
        if code == SOURCE
        or all(state(entry, code) == State.REVIEWED for entry in entries)
    ]


def language_for(pages: Iterable[Page], wanted: str) -> str:
    """The language in which these pages may be printed together: the wanted one, or Dutch."""
    return wanted if all(wanted in languages_of(page) for page in pages) else SOURCE


def blocks(page: Page, code: str) -> list[str]:
    """A page's heading, then each of its sections, as HTML in exactly this language."""
    sections = [section for section in page.sections.all() if section.kind in ON_PAPER]
    context = {"language": LANGUAGES[code], "facts": Facts(code, page.place)}
    with translation.override(code):
        return [
            render_to_string("components/brochure/block.html", context | part)
            for part in [
                {"page": page},
                *({"section": section} for section in sections),
            ]
        ]


def sources_of(pages: Iterable[Page]) -> list[str]:
    """What the pages rest on, each source once, with its own date; in Dutch, as sources are."""
    keys = {page.pk for page in pages}
    named = {
        *Source.objects.filter(section__page__in=keys),
        *Source.objects.filter(page__in=keys),
    }
    with translation.override(SOURCE):
        undated = gettext("no date")
    return [
        f"{source} ({in_words(source.dated, SOURCE) if source.dated else undated})"
        for source in sorted(named, key=str)
    ]


def cover(code: str) -> dict:
    """What stands around the words: nothing on it tells from afar what it is about."""
    with translation.override(code):
        today = format_date(timezone.localdate(), "long", locale=code)
        return {
            "title": gettext("Information"),
            "together": gettext("Read this together. Do not send it home."),
            "date": gettext("As it stood on %(date)s.") % {"date": today},
            "sources": gettext("Sources"),
        }


def made(page: Page, language: str) -> dict:
    """A brochure that is made already, in `language` or in Dutch."""
    pages = included(page)
    code = language_for(pages, language)
    return {
        "printed_in": LANGUAGES[code],
        "cover": cover(code),
        "leaves": [block for leaf in pages for block in blocks(leaf, code)],
        "brochure_sources": sources_of(pages),
    }


@require_safe
def everything(request, language):
    """All that brochure.js chooses from, in every language that may be printed.

    languages: code -> name, direction and cover
    pages: key -> blocks by language, and sources; blocks of all languages go together
    """
    offered = {
        page.key: page
        for maker in Page.objects.whole().filter(layout=Page.Layout.BROCHURES)
        for page in included(maker)
    }
    codes = {key: languages_of(page) for key, page in offered.items()}
    return JsonResponse(
        {
            "languages": {
                code: {
                    "name": LANGUAGES[code].name,
                    "direction": LANGUAGES[code].direction,
                    "cover": cover(code),
                }
                for code in CODES
                if any(code in printable for printable in codes.values())
            },
            "pages": {
                key: {
                    "blocks": {code: blocks(page, code) for code in codes[key]},
                    "sources": sources_of([page]),
                }
                for key, page in offered.items()
            },
        },
        json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
    )

"""From an address to a page. All a page needs is gathered here; how it looks is not."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import loader
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content.pages import open_wing
from content.pages.country_pages import entries_of, slots
from content.pages.layouts import LAYOUTS, more_entries
from directory.models import Country
from editorial.states import State, state
from languages.offered import LANGUAGES, SOURCE
from languages.selection import language_of
from safety import inline

from .models import Page
from .token_values import Facts


@require_safe
def root(request):
    """The home page, in the language the browser asks for; no redirect, no cookie."""
    response = home(request, get_language())
    response["Vary"] = "Accept-Language"
    return response


@require_safe
def home(request, language):
    return page_response(request, language, layout=Page.Layout.HOME)


@require_safe
def quiet(request, language, number):
    if country := Country.objects.whole().filter(number=number).first():
        return country_response(request, language, country)
    return page_response(request, language, number=number)


@require_safe
def open_page(request, language, slug):
    return page_response(request, language, slug=slug)


def page_response(request, language, **address):
    page = get_object_or_404(Page.objects.whole(), **address)
    if page.retired_on:
        context = frame(language, Facts(language, page.place)) | {"page": page}
        return TemplateResponse(request, "content/retired.html", context)
    layout, facts = LAYOUTS[Page.Layout(page.layout)], Facts(language, page.place)
    context = frame(language, facts) | {
        "page": page,
        "unchecked": unchecked(page, language),
        "extras": page.extras,
        **layout.context(facts, page),
    }
    if not page.is_quiet and not page.is_bare:
        context |= open_wing.around(page, facts)
    response = TemplateResponse(
        request, layout.template, context, headers=dict(layout.headers)
    )
    own_policy(response, page.extras)
    return response


def country_response(request, language, country):
    """The page for a country that is not in the list, with this country's data in it."""
    shared = Facts(language).country_page
    if shared is None:
        raise Http404
    facts = Facts(language, shared.place)
    sections = facts.country_sections
    context = frame(language, facts) | {
        "page": country,
        "shared": shared,
        "sections": sections,
        "country": country,
        "extras": ("parts",),
        "unchecked": any_unchecked(entries_of(country, sections), language),
        **slots(country, language),
    }
    response = TemplateResponse(request, LAYOUTS[Page.Layout.COUNTRY].template, context)
    own_policy(response, ("parts",))
    return response


def own_policy(response: HttpResponse, extras: tuple[str, ...]) -> None:
    """Let this page's own style through, and no other: each hash is 53 bytes of it."""
    if extras:
        sources = [SELF, "blob:", *inline.hashes(*extras)]
        csp_replace({"default-src": sources})(lambda: response)()


def frame(language: str, facts: Facts) -> dict:
    """What every page needs around its own words, error pages too."""
    return {
        "language": LANGUAGES[language],
        "languages": LANGUAGES,
        "facts": facts,
        "quiet_back": settings.QUIET_BACK,
        "extras": (),  # style that it needs and most pages do not: `inline.EXTRAS`
    }


def unchecked(page: Page, language: str) -> bool:
    """Whether some words of this page were not checked by someone who speaks `language`."""
    entries = [page]
    for section in page.sections.all():
        entries.append(section)
        for signals in section.signal_lists.all():
            entries += [signals, *signals.signals.all()]
    entries += more_entries(page)
    return any_unchecked(entries, language)


def any_unchecked(entries: list, language: str) -> bool:
    return language != SOURCE and any(
        state(entry, language) != State.REVIEWED for entry in entries
    )


def not_found(request, exception=None):
    """A calm page with the exit and the numbers, in the language of the address."""
    return error_page(request, 404)


def server_error(request):
    """As `not_found`, with the numbers as the files have them if the database is what failed."""
    code = language_of(request.path_info, request.headers.get("Accept-Language", ""))
    with translation.override(code):  # what failed may be what knows the language
        try:
            return error_page(request, 500)
        except Exception:
            words = loader.get_template("content/error_plain.html")
            html = words.render({"language": LANGUAGES[code]})
            return HttpResponse(html, status=500)


def error_page(request, status: int):
    language = get_language()
    context = frame(language, Facts(language)) | {"status": status}
    response = TemplateResponse(request, "content/error.html", context, status=status)
    return response.render()

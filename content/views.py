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

from content.pages.a_to_z import by_letter as words_by_letter
from content.pages.contact_list import directory
from content.pages.country_pages import by_letter, entries_of, slots
from content.pages.open_wing import CONTEXTS, more_entries
from directory.models import Country
from editorial.states import State, state
from languages.offered import LANGUAGES, SOURCE
from languages.selection import language_of
from safety import inline

from .models import Page
from .token_values import Facts

TEMPLATES = {
    Page.Layout.PAGE: "content/page.html",
    Page.Layout.HOME: "content/home.html",
    Page.Layout.SOURCES: "content/sources.html",
    Page.Layout.CLEARED: "content/page.html",
    Page.Layout.DIRECTORY: "content/directory.html",
    Page.Layout.COUNTRIES: "content/letters.html",
    Page.Layout.COUNTRY: "content/country.html",
    Page.Layout.SHEET: "content/sheet.html",
    Page.Layout.EASY: "content/page.html",
    Page.Layout.INDEX: "content/letters.html",
    Page.Layout.FIGURES: "content/figures.html",
    Page.Layout.MATERIALS: "content/materials.html",
    Page.Layout.POSTER: "content/poster.html",
    Page.Layout.CUTOUTS: "content/poster.html",
    Page.Layout.SEARCH: "content/search.html",
    Page.Layout.CALENDAR: "content/calendar.html",
    Page.Layout.BROCHURE: "content/brochure.html",
    Page.Layout.BROCHURES: "content/brochures.html",
}


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
    context = frame(language, Facts(language, page.place)) | {
        "page": page,
        "unchecked": unchecked(page, language),
        "extras": page.extras,
    }
    if page.layout == Page.Layout.DIRECTORY:
        context["directory"] = directory(context["facts"])
    if page.layout == Page.Layout.COUNTRIES:
        context["letters"] = by_letter(language)
    if page.layout == Page.Layout.INDEX:
        context["letters"] = words_by_letter(language)
    if page.layout == Page.Layout.COUNTRY:
        sections = context["facts"].country_sections
        context |= {"shared": page, "sections": sections}
    if more := CONTEXTS.get(page.layout):
        context |= more(context["facts"], page)
    response = TemplateResponse(request, TEMPLATES[Page.Layout(page.layout)], context)
    own_policy(response, page.extras)
    if page.layout == Page.Layout.CLEARED:
        # Never "cookies": that reaches the whole registered domain, editors included. Not
        # "cache": nothing of ours is in one, and a browser searches a full one for seconds.
        response["Clear-Site-Data"] = '"storage"'
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
    response = TemplateResponse(request, TEMPLATES[Page.Layout.COUNTRY], context)
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

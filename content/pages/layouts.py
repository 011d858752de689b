"""Each layout of a page: its template, and what it shows besides the words of the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from content.models import Page, Resource, Section
from content.token_values import Facts
from editorial.models import Entry

from . import (
    a_to_z,
    brochures,
    contact_list,
    country_pages,
    figure_tables,
    posters,
    school_calendar,
    search_index,
    source_list,
)


def _nothing(facts: Facts, page: Page) -> dict:
    return {}


@dataclass(frozen=True)
class Layout:
    """context: what the template gets besides what every page needs, by name;
    headers: of the response"""

    template: str
    context: Callable[[Facts, Page], dict] = _nothing
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def _directory(facts: Facts, page: Page) -> dict:
    return {"directory": contact_list.directory(facts)}


def _countries(facts: Facts, page: Page) -> dict:
    return {"letters": country_pages.by_letter(facts.language)}


def _index(facts: Facts, page: Page) -> dict:
    return {"letters": a_to_z.by_letter(facts.language)}


def _country(facts: Facts, page: Page) -> dict:
    return {"shared": page, "sections": facts.country_sections}


def _figures(facts: Facts, page: Page) -> dict:
    return {"groups": figure_tables.groups(facts.language)}


def _materials(facts: Facts, page: Page) -> dict:
    return {"papers": posters.papers(facts.pages)}


def _search(facts: Facts, page: Page) -> dict:
    return {"wings": search_index.by_letter(facts)}


def _sources(facts: Facts, page: Page) -> dict:
    return {"groups": source_list.groups(facts.language)}


def _calendar(facts: Facts, page: Page) -> dict:
    return {
        "years": school_calendar.years(facts.language),
        "regions": school_calendar.Region,
        "calendar_sources": school_calendar.sources(facts.language),
    }


def _brochure(facts: Facts, page: Page) -> dict:
    return brochures.made(page, facts.language)


def _brochures(facts: Facts, page: Page) -> dict:
    return {"ready": brochures.ready(), "choice": brochures.included(page)}


# Never "cookies": that reaches the whole registered domain, editors included. Not
# "cache": nothing of ours is in one, and a browser searches a full one for seconds.
CLEARS = MappingProxyType({"Clear-Site-Data": '"storage"'})

LAYOUTS = {
    Page.Layout.PAGE: Layout("content/page.html"),
    Page.Layout.HOME: Layout("content/home.html"),
    Page.Layout.SOURCES: Layout("content/sources.html", _sources),
    Page.Layout.CLEARED: Layout("content/page.html", headers=CLEARS),
    Page.Layout.DIRECTORY: Layout("content/directory.html", _directory),
    Page.Layout.COUNTRIES: Layout("content/letters.html", _countries),
    Page.Layout.COUNTRY: Layout("content/country.html", _country),
    Page.Layout.SHEET: Layout("content/sheet.html"),
    Page.Layout.EASY: Layout("content/page.html"),
    Page.Layout.INDEX: Layout("content/letters.html", _index),
    Page.Layout.FIGURES: Layout("content/figures.html", _figures),
    Page.Layout.MATERIALS: Layout("content/materials.html", _materials),
    Page.Layout.POSTER: Layout("content/poster.html"),
    Page.Layout.CUTOUTS: Layout("content/poster.html"),
    Page.Layout.SEARCH: Layout("content/search.html", _search),
    Page.Layout.CALENDAR: Layout("content/calendar.html", _calendar),
    Page.Layout.BROCHURE: Layout("content/brochure.html", _brochure),
    Page.Layout.BROCHURES: Layout("content/brochures.html", _brochures),
}


def more_entries(page: Page) -> list[Entry]:
    """Entries whose words the page shows besides its own: for whether they were checked."""
    entries = []
    if page.layout == Page.Layout.FIGURES:
        for table in figure_tables.tables():
            entries += [table, *table.rows.all()]
    if any(section.kind == Section.Kind.RESOURCES for section in page.sections.all()):
        entries += Resource.objects.all()
    return entries

"""What pages of the open wing hold besides their words, by layout."""

from collections.abc import Callable

from content.models import Page, Resource, Section
from content.token_values import Facts
from editorial.models import Entry

from . import (
    brochures,
    figure_tables,
    posters,
    school_calendar,
    search_index,
    source_list,
)


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


CONTEXTS: dict[str, Callable[[Facts, Page], dict]] = {
    Page.Layout.FIGURES: _figures,
    Page.Layout.MATERIALS: _materials,
    Page.Layout.SEARCH: _search,
    Page.Layout.SOURCES: _sources,
    Page.Layout.CALENDAR: _calendar,
    Page.Layout.BROCHURE: _brochure,
    Page.Layout.BROCHURES: _brochures,
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

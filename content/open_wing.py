"""What pages of the open wing hold besides their words, by layout."""

from collections.abc import Callable

from django.http import HttpResponse

from editorial.models import Entry
from safety import inline

from . import counting, posters, searching, sourcing
from .facts import Facts
from .models import Page, Resource, Section


def _figures(facts: Facts) -> dict:
    return {"groups": counting.groups(facts.language)}


def _materials(facts: Facts) -> dict:
    return {"papers": posters.papers(facts.pages)}


def _search(facts: Facts) -> dict:
    return {"wings": searching.by_letter(facts)}


def _sources(facts: Facts) -> dict:
    return {"groups": sourcing.groups(facts.language)}


CONTEXTS: dict[str, Callable[[Facts], dict]] = {
    Page.Layout.FIGURES: _figures,
    Page.Layout.MATERIALS: _materials,
    Page.Layout.SEARCH: _search,
    Page.Layout.SOURCES: _sources,
}


def more_entries(page: Page) -> list[Entry]:
    """Entries whose words the page shows besides its own: for whether they were checked."""
    found = []
    if page.layout == Page.Layout.FIGURES:
        for table in counting.tables():
            found += [table, *table.rows.all()]
    if any(it.kind == Section.Kind.RESOURCES for it in page.sections.all()):
        found += Resource.objects.all()
    return found


def own_policy(response: HttpResponse) -> None:
    """Let the open wing's own style through. The quiet wing's policy stays as short
    as it was: each hash is 53 bytes of every page."""
    response._csp_update = {"default-src": [inline.open_style_hash()]}

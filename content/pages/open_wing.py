"""What stands around a page of the open wing: where it is, what it holds, what it rests on.

A page says itself under which page it belongs (`Page.parent`); the rest follows from that.
"""

from babel.dates import format_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.models import Page, Section
from content.token_values import Facts
from editorial.models import Source
from languages.offered import SOURCE

from . import source_list

START = "work"
# The bar at the top, in its order. Called by one word each: they share a line of a desk.
BAR = {
    START: _("Start"),
    "schools": _("Education"),
    "social-work": _("Social work"),
    "reporting-code": _("Meldcode"),
    "law": _("Law"),
    "figures": _("Figures"),
    "materials": _("Materials"),
    "contacts": _("Contacts"),
    "search": _("Search"),
}
LONG = 4  # headings from which a page begins with a list of them
# Parts that are shown in a way of their own, without a heading to lead to.
APART = {
    Section.Kind.CARD,
    Section.Kind.EASY,
    Section.Kind.INCLUDED,
    Section.Kind.POSTER,
    Section.Kind.SHEET,
    Section.Kind.WALLET,
}


def around(page: Page, facts: Facts) -> dict:
    """For the template of an open page: bar, trail, contents, related, sources, read_on."""
    above = trail(page, facts)
    sources = source_list.sources_of(page)
    return {
        "bar": bar(page, above, facts),
        "trail": [{"page": upper, "name": name_of(upper)} for upper in above],
        "contents": contents(page),
        "related": related(page, facts),
        "page_sources": [
            source_list.shown(source, facts.language) for source in sources
        ],
        "read_on": read_on(sources, facts.language),
    }


def trail(page: Page, facts: Facts) -> list[Page]:
    """The pages above this one, the outermost first; without those that are retired."""
    by_pk = {item.pk: item for item in facts.pages.values()}
    above, passed, item = [], {page.pk}, by_pk.get(page.parent_id)
    while item is not None and item.pk not in passed:
        passed.add(item.pk)
        above.insert(0, item)
        item = by_pk.get(item.parent_id)
    return [item for item in above if not item.retired_on]


def name_of(page: Page) -> str:
    """Its short name in the bar; "" where it is called by its heading."""
    return BAR.get(page.key, "") if page.key != START else ""


def bar(page: Page, above: list[Page], facts: Facts) -> list[dict]:
    """The pages of the bar, their names, and which of them is this page or above it."""
    within = {item.key for item in above} - {START}
    return [
        {
            "page": facts.pages[key],
            "name": name,
            "current": "page" if key == page.key else "true" if key in within else "",
        }
        for key, name in BAR.items()
        if key in facts.pages
    ]


def contents(page: Page) -> list[Section]:
    """The parts a long page leads to at its start; [] where it is short."""
    headed = [
        section
        for section in page.sections_now
        if section.kind not in APART and section.words(SOURCE)["heading"]
    ]
    # figures are long by their tables, whose kinds are listed too
    is_long = page.layout == Page.Layout.FIGURES or len(headed) >= LONG
    return headed if is_long else []


def related(page: Page, facts: Facts) -> list[Page]:
    """Pages under this one; where there are none, those beside it. Not what is near already."""
    near = {page.pk, page.next_page_id}
    others = [
        item
        for item in facts.offered
        if not item.is_quiet and item.key not in BAR and item.pk not in near
    ]
    others.sort(key=lambda item: item.position)
    under = [other for other in others if other.parent_id == page.pk]
    beside = [
        other
        for other in others
        if page.parent_id and other.parent_id == page.parent_id
    ]
    return under or beside


def read_on(sources: list[Source], language: str) -> str:
    """When the sources of a page were read, in words; "" where it rests on none but us."""
    days = [source.read_on for source in sources if source.kind != Source.Kind.OWN]
    if not days:
        return ""
    first, last = (
        format_date(day, "long", locale=language) for day in (min(days), max(days))
    )
    if first == last:
        return gettext("Sources read on %(date)s") % {"date": last}
    return gettext("Sources read between %(first)s and %(last)s") % {
        "first": first,
        "last": last,
    }

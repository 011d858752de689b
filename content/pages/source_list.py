"""Sources as the open wing shows them: by kind, with dates in words."""

from babel.dates import format_date
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.models import Page
from content.models.figures import in_words
from editorial.models import Source

KINDS = {
    Source.Kind.LAW: _("Laws"),
    Source.Kind.GOVERNMENT: _("Government and parliament"),
    Source.Kind.ORGANISATION: _("Organisations and research"),
    Source.Kind.NEWS: _("News"),
    Source.Kind.QUOTED: _("Official pages, as others quote them"),
    Source.Kind.OWN: _("By this site itself"),
}


def groups(language: str) -> list[dict]:
    """All sources by kind, in each by publisher. No empty groups."""
    sources = sorted(Source.objects.all(), key=lambda source: str(source).lower())
    return [
        {"name": name, "sources": [shown(source, language) for source in own]}
        for kind, name in KINDS.items()
        if (own := [source for source in sources if source.kind == kind])
    ]


def sources_of(page: Page) -> list[Source]:
    """What a page and its sections rest on, by kind as on the page of sources."""
    kinds = list(KINDS)
    sources = Source.objects.filter(Q(page=page) | Q(section__page=page)).distinct()
    return sorted(
        sources, key=lambda source: (kinds.index(source.kind), str(source).lower())
    )


def shown(source: Source, language: str) -> dict:
    return {
        "source": source,
        "dated": source.dated and in_words(source.dated, language),
        "read_on": format_date(source.read_on, "long", locale=language),
    }

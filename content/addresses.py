"""Every public address: what a build must hold."""

from collections.abc import Iterator

from django.urls import reverse

from directory.models import Country
from languages.offered import CODES

from .models import Page
from .models.holidays import Region


def public_paths() -> Iterator[str]:
    """Addresses of all pages in all languages, then of what the pages fetch."""
    for page in (*Page.objects.all(), *Country.objects.all()):
        for language in CODES:
            yield page.path(language)
    for language in CODES:
        yield reverse("core", args=[language])
        yield reverse("contacts", args=[language])
        yield reverse("figures", args=[language])
        yield reverse("search", args=[language])
        yield reverse("brochures", args=[language])
        for region in Region.values:
            yield reverse("calendar", args=[language, region])
    yield reverse("robots")
    yield reverse("sitemap")

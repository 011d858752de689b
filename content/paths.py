"""Every public address: what a build must hold."""

from collections.abc import Iterator

from achterlating_site.languages import CODES

from .models import Page


def public_paths() -> Iterator[str]:
    """Addresses of all pages in all languages, those read first coming first."""
    for page in Page.objects.all():
        for language in CODES:
            yield page.path(language)

"""How the open wing is found: sitemap, languages of a page, and what it says to machines.

The quiet wing is in none of it: its home and doors may be indexed, but no list of
ours names its numbers.
"""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from content.models import Page, Wing
from languages.offered import CODES, SOURCE

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


def alternates(page: Page) -> list[tuple[str, str]]:
    """The address of a page in every language; "x-default" is the Dutch."""
    links = [(code, absolute(page.path(code))) for code in CODES]
    return [*links, ("x-default", absolute(page.path(SOURCE)))]


def data(page: Page, language: str) -> dict:
    """What the page is, in the terms of schema.org.

    There is no organisation with a name and an address behind this site yet, so none
    is claimed: no publisher, no author.
    """
    address = absolute(page.path(language))
    schema = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": page.read("title", language).text,
        "description": page.read("description", language).text,
        "inLanguage": language,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "WebSite", "url": absolute("/"), "inLanguage": CODES},
    }
    if page.layout == Page.Layout.FIGURES:
        schema["mainEntity"] = {
            "@type": "Dataset",
            "name": schema["name"],
            "description": schema["description"],
            "license": LICENCE,
            "distribution": {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": absolute(reverse("figures", args=[language])),
            },
        }
    return schema


@require_safe
def robots(request):
    """Everything may be read; what must stay out of an index says so itself (noindex)."""
    text = f"User-agent: *\nDisallow:\n\nSitemap: {absolute(reverse('sitemap'))}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """The open wing in every language, each address with its counterparts."""
    pages = [alternates(page) for page in Page.objects.filter(wing=Wing.OPEN)]
    content_type = "application/xml; charset=utf-8"
    context = {"pages": pages}
    return render(request, "content/sitemap.xml", context, content_type=content_type)

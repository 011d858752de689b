"""The core bundle: behaviour, and the pages somebody in need will open next.

Fetched once after the first paint and kept in memory only, so that a bad network, or
none, no longer stands between a reader and the next step. One file a language.
"""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from content.models import Page
from content.views import page_response
from editorial import html_reader
from safety import inline

# At most sixteen: home, whom to call, the doors, and what may have to be known in a hurry.
FIRST = ("home", "help", "phone", "message")
THEN = ("cannot-call", "tonight", "found-out", "advice", "countries")
AT_MOST = 16


@require_safe
def core(request, language):
    """{"script": behaviour, "pages": address -> page}. Fetched as data, not as a script:
    Chromium keeps the address of every script it ran on disk, no-store or not."""
    pages = core_pages(request, language)
    return JsonResponse(
        {"script": inline.behaviours(), "pages": pages},
        json_dumps_params={"ensure_ascii": False},
    )


def core_pages(request, language: str) -> dict[str, str]:
    """Address -> page without the style and scripts that the reader has already."""
    result = {}
    for page in bundled():
        html = page_response(request, language, key=page.key).render().content.decode()
        result[page.path(language)] = html_reader.without(html, "style", "script")
    return result


def bundled() -> list[Page]:
    """The pages of the bundle, the most needed first."""
    pages = {
        page.key: page for page in Page.objects.filter(retired_on=None).order_by("door")
    }
    doors = [
        key for key, page in pages.items() if page.door is not None and page.is_quiet
    ]
    return [pages[key] for key in (*FIRST, *doors, *THEN) if key in pages][:AT_MOST]

"""The core bundle: behaviour, and the pages somebody in need will open next.

Fetched once after the first paint and kept in memory only, so that a bad network, or
none, no longer stands between a reader and the next step. One file a language.
"""

import re

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from safety import inline

from .models import Page
from .views import page_response

# At most twelve: home, the doors, whom to call, and what may have to be known in a hurry.
PAGES = (
    "home",
    "trip",
    "airport",
    "abroad",
    "marriage",
    "back",
    "worried",
    "help",
    "phone",
    "advice",
    "signals",
    "rights",
)
CODE = re.compile(r"<(style|script)>.*?</\1>", re.DOTALL)


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
    pages = {
        page.key: page for page in Page.objects.filter(key__in=PAGES, retired_on=None)
    }
    result = {}
    for key in PAGES:
        if key in pages:
            path = pages[key].path(language)
            html = page_response(request, language, key=key).render().content.decode()
            result[path] = CODE.sub("", html)
    return result

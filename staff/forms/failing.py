"""What the admin answers when it cannot do what was asked: why, in Dutch, and what was typed.

Nothing here asks the database or needs a disk: those may be what failed.
"""

import errno
import sys

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.urls import reverse

from ..disk import is_full
from .interrupted_forms import carried

BUSY = (
    "Iemand anders was aan het bewaren, en dat duurde de server te lang. Probeer het "
    "zo nog een keer."
)
FULL = (
    "De schijf van de server is vol. Zolang dat zo is, lukt bewaren niet. Vertel het "
    "nu aan wie de server beheert."
)
BROKEN = "Er ging iets mis op de server. Wie de server beheert, vindt de reden daar."
TOO_MUCH = (
    "Er kwam meer tegelijk binnen dan de server aanneemt. Kies minder tegelijk, of "
    "een kleiner bestand."
)


def is_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}/")


def failed(request: HttpRequest, error: BaseException | None = None) -> HttpResponse:
    """The page for an error that no view foresaw. error: by default the one now handled."""
    why, status = reason(error or sys.exc_info()[1])
    return _page(request, why, status)


def too_much(request: HttpRequest) -> HttpResponse:
    """The page for a form that is larger than is read."""
    return _page(request, TOO_MUCH, 400)


def reason(error: BaseException | None) -> tuple[str, int]:
    """Why it failed, in words for an editor, and the status to say so with."""
    while error is not None:
        message = str(error)
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return FULL, 507
        if isinstance(error, DatabaseError):
            if is_full() or "is full" in message or "No space left" in message:
                return FULL, 507
            if "is locked" in message:
                return BUSY, 503
        error = error.__cause__ or error.__context__
    return BROKEN, 500


def _page(request: HttpRequest, why: str, status: int) -> HttpResponse:
    sends = request.method == "POST" and request.path != reverse("admin:login")
    try:
        fields = carried(request) if sends else []
    except Exception:  # what came in cannot be read, so it cannot be carried either
        fields = None
    context = {
        "title": "Dit is niet bewaard" if sends else "Dit lukt nu niet",
        "why": why,
        "sends": sends,
        "carried": fields,
        "long": [pair for pair in fields or () if len(pair[1]) > 30],
        "files": request.FILES if fields else {},
        "address": request.get_full_path(),
        "csrf_token": get_token(request),
    }
    html = loader.get_template("admin/staff/failed.html").render(context)
    return HttpResponse(html, status=status)

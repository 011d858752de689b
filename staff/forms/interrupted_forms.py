"""What was typed is not lost where a door closes in front of it.

A form that comes in too late, or from another tab's login, is answered with a page that
carries its fields along unseen, and goes to the same address again. So there is nothing
to store and nowhere else it could go. Files cannot be carried: they are chosen again.
"""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.views.csrf import csrf_failure as plain_refusal

PREFIX = "door"  # before the fields that are ours and not the form's
OURS = "csrfmiddlewaretoken"


def page(
    request: HttpRequest,
    title: str,
    why: str,
    form: forms.Form | None = None,
    button: str = "Verder",
) -> TemplateResponse:
    """Ask what `form` asks, and take along what was posted."""
    from django.contrib import admin  # its site needs this module

    context = admin.site.each_context(request) | {
        "title": title,
        "why": why,
        "form": form,
        "button": button,
        "carried": carried(request),
        "files": request.FILES,
        "address": request.get_full_path(),
        "is_popup": False,
    }
    return TemplateResponse(request, "admin/staff/again.html", context, status=403)


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields to send once more, in their order."""
    return [
        (name, value)
        for name, values in without_ours(request).lists()
        for value in values
    ]


def without_ours(request: HttpRequest) -> QueryDict:
    """The posted fields without those of the door itself."""
    posted = request.POST.copy()
    for name in request.POST:
        if name == OURS or name.startswith(f"{PREFIX}-"):
            del posted[name]
    return posted


def is_asked(request: HttpRequest) -> bool:
    """Whether the fields of a door came along."""
    return any(name.startswith(f"{PREFIX}-") for name in request.POST)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """In the admin mostly a form opened before another tab logged in again.

    Offered once more, but only to our own pages: what another site posts is refused.
    """
    ours = f"{request.scheme}://{request.get_host()}"
    in_admin = request.path_info.startswith(f"/{settings.ADMIN_PATH}/")
    if not in_admin or request.headers.get("Origin") != ours:
        return plain_refusal(request, reason)
    return page(
        request,
        "Nog één keer versturen",
        "Je logde intussen opnieuw in, of je had cookies gewist. Wat je invulde is er "
        "nog. Verstuur het nog een keer.",
        button="Versturen",
    )

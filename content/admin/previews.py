"""A page as it would be, from the working copy: for editors, and by a link that expires."""

from datetime import datetime

import brotli
from django.conf import settings
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation

from content.models import Page
from languages.offered import LANGUAGES, SOURCE
from publishing.admin.staff_view import for_staff, in_a_window
from publishing.build.budget import budget, weight_of
from publishing.build.rendering import asker, page_of
from staff.models import WithdrawnPreviews

SALT = "content.admin.previews"
DAYS = 7  # how long a shared link works


def page_view(request, address: str) -> HttpResponse:
    """Any page of the working copy, for anyone who may look at texts in the admin."""
    if not request.user.has_perm("content.view_page"):
        raise PermissionDenied
    return shown(f"/{address}", reverse("admin:content_page_preview", args=["x"])[:-1])


def shared_view(request, token: str) -> HttpResponse:
    """One page of the working copy, for anyone who has the link, until it expires."""
    response = _shared(token)
    response["X-Robots-Tag"] = "noindex"  # a link may end up anywhere
    return response


def _shared(token: str) -> HttpResponse:
    try:
        page, path, made = signing.loads(token, salt=SALT, max_age=DAYS * 24 * 60 * 60)
    except signing.SignatureExpired:
        return gone("Deze link is verlopen. Vraag de redactie om een nieuwe.")
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    if WithdrawnPreviews.objects.filter(
        page=page, on__gte=datetime.fromisoformat(made)
    ):
        return gone("Deze link is ingetrokken. Vraag de redactie om een nieuwe.")
    return shown(path, "/", shared=True)


def gone(why: str) -> HttpResponse:
    return HttpResponse(why, status=410, content_type="text/plain; charset=utf-8")


def link_to(page: Page, language: str) -> str:
    """The address at which this page can be read for a week, unless it is withdrawn."""
    made = timezone.now().isoformat(timespec="milliseconds")
    token = signing.dumps([page.pk, page.path(language), made], salt=SALT)
    return reverse("preview", args=[token])


def may_share(user) -> bool:
    return user.has_perm("content.change_page")


def share_view(request, pk: int) -> HttpResponse:
    """The links to send: one a language."""
    if not may_share(request.user):
        raise PermissionDenied
    page = get_object_or_404(Page, pk=pk)
    if request.method == "POST":
        WithdrawnPreviews.objects.update_or_create(
            page=pk, defaults={"on": timezone.now()}
        )
        messages.success(request, "Geen enkele link naar deze pagina werkt nog.")
        return HttpResponseRedirect(reverse("admin:content_page_change", args=[pk]))
    links = [
        {
            "language": language,
            "url": request.build_absolute_uri(link_to(page, code)),
        }
        for code, language in LANGUAGES.items()
    ]
    context = admin.site.each_context(request) | {
        "title": f"Laat lezen: {page}",
        "page": page,
        "links": links,
        "days": DAYS,
    }
    return TemplateResponse(request, "admin/content/page/share.html", context)


def shown(path: str, base: str, **details) -> HttpResponse:
    """What the ordinary views make of this address now, with its weight above it."""
    if path.startswith(f"/{settings.ADMIN_PATH}/"):
        raise Http404
    status, body, weight = _weighed(path)
    if status != 200:
        raise Http404
    show = in_a_window if base != "/" else for_staff  # a person with a link just reads
    return show(
        body,
        base,
        what="wat bewaard is, nog niet online",
        weights={"weight": weight, "budget": budget(path)},
        back=reverse("admin:content_page_changelist") if base != "/" else "",
        **details,
    )


def over_budget(path: str) -> int:
    """By how many bytes the page at this address is too heavy as it is saved now; 0 if not."""
    status, _, weight = _weighed(path)
    return max(0, weight - (budget(path) or weight)) if status == 200 else 0


def _weighed(path: str) -> tuple[int, bytes, int]:
    """Status and body of an address as its records are now, and what it weighs in bytes."""
    with translation.override(SOURCE):  # the page activates its own
        status, headers, body = page_of(asker(), path)
    sent = len(brotli.compress(body, mode=brotli.MODE_TEXT, quality=11))
    return status, body, weight_of(headers, sent)

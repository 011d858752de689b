"""The order of the sections on a page, changed one place at a time."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from content.models import Page, Section
from editorial.working_language import in_language

STEPS = {"up": -1, "down": 1}


def may_order(user) -> bool:
    return user.has_perm("content.change_section")


@require_POST
def order_view(request, pk: int):
    """One section up or down: up=<its pk>, or down=<its pk>. Back to the page's form."""
    if not may_order(request.user):
        raise PermissionDenied
    page = get_object_or_404(Page, pk=pk)
    form = reverse("admin:content_page_change", args=[pk]) + in_language(request)
    for name, step in STEPS.items():
        if section := move(page, request.POST.get(name, ""), step):
            messages.success(request, f"Verplaatst: “{section}”.")
            return HttpResponseRedirect(f"{form}#section-{section.pk}")
    return HttpResponseRedirect(f"{form}#parts")


@transaction.atomic
def move(page: Page, pk: str, step: int) -> Section | None:
    """The section that moved; None where there is no such section, or no place to go."""
    sections = list(page.sections.all())
    here = next(
        (i for i, section in enumerate(sections) if str(section.pk) == pk), None
    )
    if here is None or not 0 <= here + step < len(sections):
        return None
    positions = _rising([section.position for section in sections])
    sections.insert(here + step, moved := sections.pop(here))
    for section, position in zip(sections, positions, strict=True):
        if section.position != position:
            section.position = position
            section.save(update_fields=["position"])
    return moved


def _rising(positions: list[int]) -> list[int]:
    """The same places, made different where two sections share one."""
    for i in range(1, len(positions)):
        positions[i] = max(positions[i], positions[i - 1] + 1)
    return positions

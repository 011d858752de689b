"""The desk on the admin's first page."""

from django import template
from django.utils import timezone

from desk import dashboard as waiting
from desk.models import CheckedLink
from editorial.states import State
from publishing.admin.forms import DayForm
from publishing.editions.review import waiting_for
from staff import access_changes

register = template.Library()
SHOWN = 7  # of a list; the rest is counted


@register.inclusion_tag("desk/dashboard.html", takes_context=True)
def desk(context):
    user = context["request"].user
    checked = CheckedLink.objects.order_by("-checked_on").first()
    may, waits = user.has_perm, waiting_for(user)
    return {
        "waiting": waits,
        "hers": sum(wait.is_hers for wait in waits),
        "may_read": may("content.view_page"),
        "day_form": DayForm() if may("publishing.view_edition") else None,
        "due": _first(waiting.due(timezone.localdate())),
        "languages": waiting.languages(waiting.languages_for(user)),
        "states": [State(option).label for option in waiting.TO_DO],
        "links": _first(waiting.broken_links()),
        "links_checked_on": checked and checked.checked_on,
        "access": _first(access_changes.recent(user)),
        "unpublished": _first(waiting.unpublished()),
        "may_choose": may("publishing.add_proposal")
        or may("publishing.publish_edition"),
    }


@register.filter
def form_of(thing):
    return waiting.form_of(thing)


def _first(items: list | None) -> dict | None:
    if items is None:
        return None
    return {
        "shown": items[:SHOWN],
        "count": len(items),
        "more": max(0, len(items) - SHOWN),
        "rest": items[SHOWN:],
    }

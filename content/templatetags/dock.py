"""Whom one can call or type to, at the foot of a quiet page: {% dock %}."""

from django import template

from content import dock as rows
from content.models import Page, Place

register = template.Library()

BARE = {Page.Frame.PARENTS: rows.for_parents, Page.Frame.CHILD: rows.for_children}


@register.inclusion_tag("components/dock/dock.html", takes_context=True)
def dock(context):
    """A closed row on a phone; beside the text on a wide screen. See its README."""
    facts, page = context["facts"], context.get("page")
    shown = {"language": context["language"], "more": None, "elsewhere": None}
    if bare := BARE.get(getattr(page, "frame", None)):
        return shown | {"places": bare(facts)}
    more = rows.offered(facts, "cannot-call")
    is_abroad = facts.place == Place.ABROAD
    return shown | {
        "places": rows.places(facts),
        "more": more if more != page else None,
        "elsewhere": rows.offered(facts, "help") if is_abroad else None,
    }


@register.inclusion_tag("components/dock/ministry.html", takes_context=True)
def ministry(context):
    """The ministry's line as the first thing on a page for another country."""
    return {"rows": rows.ministry(context["facts"])}

"""The way out, {% quick_exit %}, and what meets Back afterwards, {% gate %}.

See templates/components/quick_exit/README.md and quiet_navigation/README.md.
"""

from typing import Any

from django import template
from django.template import Context

from safety.decoys import decoy_of

register = template.Library()


@register.inclusion_tag("components/quick_exit/quick_exit.html", takes_context=True)
def quick_exit(context: Context) -> dict:
    return {"decoy": _decoy(context)}


@register.inclusion_tag("components/quiet_navigation/gate.html", takes_context=True)
def gate(context: Context) -> dict:
    language = context["language"]
    page: Any = context.get("page")
    is_bare = getattr(page, "is_bare", False)  # no way from there to the first page
    return {
        "language": language,
        "decoy": _decoy(context),
        "onward": page.path(language.code) if is_bare else f"/{language.code}/",
    }


def _decoy(context: Context) -> str:
    """The decoy of the page's language, asked for once in a page: the exit and the gate agree."""
    asked = context.render_context
    if "decoy" not in asked:
        asked["decoy"] = decoy_of(context["language"].code)
    return asked["decoy"]

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
    return {"decoy": decoy_of(context["language"].code)}


@register.inclusion_tag("components/quiet_navigation/gate.html", takes_context=True)
def gate(context: Context) -> dict:
    language = context["language"]
    page: Any = context.get("page")
    is_bare = getattr(page, "is_bare", False)  # no way from there to the first page
    return {
        "language": language,
        "decoy": decoy_of(language.code),
        # a bare page offers no way to the first page
        "onward": page.path(language.code) if is_bare else f"/{language.code}/",
    }

"""The way out: {% quick_exit %}. See templates/components/quick_exit/README.md."""

from django import template

from safety.decoys import decoy_of

register = template.Library()


@register.inclusion_tag("components/quick_exit/quick_exit.html", takes_context=True)
def quick_exit(context):
    return {"decoy": decoy_of(context["language"].code)}

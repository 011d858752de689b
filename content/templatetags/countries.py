"""Tags for the pages of countries."""

from django import template

from content.facts import marked

register = template.Library()


@register.simple_tag(takes_context=True)
def named(context, name):
    """A country's name, marked where it is not in the page's language."""
    return marked(name, context["language"].code)

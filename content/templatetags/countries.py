"""Tags for the pages of countries."""

from django import template

from content.token_values import link, marked

register = template.Library()


@register.simple_tag(takes_context=True)
def named(context, name):
    """A country's name, marked where it is not in the page's language."""
    return marked(name, context["language"].code)


@register.simple_tag(takes_context=True)
def local_alarm(context):
    """The European emergency number as a link; "" while it does not work."""
    facts = context["facts"]
    organisation = facts.organisations.get("alarm-eu")
    method = organisation and organisation.best_phone(facts.place)
    return link(method, facts.place) if method else ""

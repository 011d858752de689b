"""Tags for the frame around a page: addresses, contacts, the ways on."""

from django import template
from django.conf import settings
from django.utils.translation import gettext

from content.facts import link
from directory.hours import in_words
from directory.models import ContactMethod

register = template.Library()

COSTS = {ContactMethod.Cost.FREE: "free", ContactMethod.Cost.NORMAL: "normal"}


@register.simple_tag(takes_context=True)
def address(context, page, code=None):
    """The address of a page in the page's own language, or in `code`."""
    return page.path(code or context["language"].code)


@register.simple_tag(takes_context=True)
def address_here(context, code):
    """This very page in another language; the home page where this is no page."""
    page = context.get("page")
    return page.path(code) if page else f"/{code}/"


@register.simple_tag(takes_context=True)
def absolute(context, page):
    """The whole address, for links that leave the site."""
    return settings.SITE_URL.rstrip("/") + page.path(context["language"].code)


@register.inclusion_tag("components/contact/contact.html", takes_context=True)
def contact(context, organisation):
    """A card: who they are, how to reach them, and what to know first."""
    language, facts = context["language"].code, context["facts"]
    organisation = facts.organisations[organisation.key]
    ways = []
    for method in organisation.methods.all():
        is_number = method.kind in ("phone", "whatsapp")
        if is_number and not method.number_for(facts.place):
            continue
        ways.append(
            {
                "method": method,
                "link": link(method, facts.place),
                "hours": in_words(method.hours, language),
                "hours_sure": method.confidence == ContactMethod.Confidence.HIGH,
                "cost": COSTS.get(method.cost),
                "is_number": is_number,
            }
        )
    return {
        "language": context["language"],
        "facts": facts,
        "organisation": organisation,
        "ways": ways,
    }


@register.inclusion_tag("components/numbers/numbers.html", takes_context=True)
def numbers(context):
    """The labelled numbers: danger here, advice here, from abroad. Never one alone."""
    facts = context["facts"]
    rows = []
    for label, key, place in (
        (gettext("Danger in the Netherlands"), "alarm", "nl"),
        (gettext("Advice in the Netherlands"), "veilig-thuis", "nl"),
        (gettext("From abroad, day and night"), "bz", "abroad"),
    ):
        organisation = facts.organisations.get(key)
        method = organisation and organisation.best_phone(place)
        if method:
            rows.append({"label": label, "link": link(method, place)})
    return {
        "rows": rows,
        "language": context["language"],
        # not to WhatsApp itself: what one must do first stands there, before the link
        "whatsapp": facts.pages.get("abroad"),
    }


@register.inclusion_tag("components/share/share.html", takes_context=True)
def share(context):
    """Print, everywhere; the rest in the open wing only (see share.html)."""
    return {
        "page": context.get("page"),
        "language": context["language"],
        "url": absolute(context, context["page"]) if context.get("page") else "",
    }

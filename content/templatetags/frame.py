"""Tags for the frame around a page: addresses, contacts, the ways on."""

from urllib.parse import urlsplit

from babel.dates import format_date
from django import template
from django.conf import settings
from django.utils.translation import gettext

from content.facts import called, link
from content.models import BrowserSteps, Page
from directory.hours import ALWAYS, in_words
from directory.languages import in_words as languages_in_words
from directory.models import ContactMethod
from directory.numbers import tel

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
    ways = [
        {
            "method": method,
            "link": link(method, facts.place),
            "hours": in_words(method.hours, language),
            "cost": COSTS.get(method.cost),
            "is_number": method.kind in ("phone", "whatsapp"),
            "languages": languages_in_words(method.languages, language),
            "checked_on": format_date(method.checked_on, "long", locale=language),
        }
        for method in organisation.ways(facts.place)
    ]
    return {
        "language": context["language"],
        "facts": facts,
        "organisation": organisation,
        "ways": ways,
        "broken": [
            {"what": called(method.kind), "instead": facts.instead(method)}
            for method in organisation.methods.all()
            if method.broken_on and method.reaches(facts.place)
        ],
        # whether the device may say "open now": see contact.js
        "tells_time": any(tells_time(way["method"]) for way in ways),
    }


@register.filter
def tells_time(method):
    """Not where the hours are only "usually" so: "open now" would sound sure."""
    return method.hours not in ("", ALWAYS) and method.hours_are_sure


def is_for_parents(context) -> bool:
    """Whether this page shows no way to the doors."""
    return getattr(context.get("page"), "frame", "") == Page.Frame.PARENTS


@register.inclusion_tag("components/numbers/numbers.html", takes_context=True)
def numbers(context):
    """The labelled numbers: danger here, advice here, from abroad. Never one alone."""
    facts = context["facts"]
    abroad = facts.pages.get("abroad")
    leads_on = abroad != context.get("page") and not is_for_parents(context)
    return {
        "rows": number_rows(facts, facts.place),
        "language": context["language"],
        # not to WhatsApp itself: what one must do first stands there, before the link
        "whatsapp": abroad if leads_on else None,
    }


def number_rows(facts, reader: str = "anywhere") -> list[dict]:
    """Label, way of contact and link of the numbers that stand together everywhere.

    reader: where the page's reader is. Someone abroad meets the line that works there
    first, and not the one that cannot be dialled from there (facts.md 0.3).
    """
    rows = []
    everywhere = [
        (gettext("Danger in the Netherlands"), "alarm", "nl"),
        (gettext("Advice in the Netherlands"), "veilig-thuis", "nl"),
        (gettext("From abroad, day and night"), "bz", "abroad"),
    ]
    if reader == "abroad":
        everywhere = [everywhere[2], everywhere[0]]
    for label, key, place in everywhere:
        organisation = facts.organisations.get(key)
        method = organisation and organisation.best_phone(place)
        if organisation and not method:
            broken = organisation.broken(ContactMethod.Kind.PHONE, place)
            organisation = broken and facts.stand_in(broken)
            method = organisation and organisation.best_phone(place)
            # its own name: the label could promise what a stand-in does not keep
            label = organisation and facts.name(organisation)
        if method:
            if key == organisation.key == "bz" and not method.hours_are_sure:
                label = gettext("From abroad")
            checked_on = method.is_overdue and format_date(
                method.checked_on, "long", locale=facts.language
            )
            rows.append(
                {
                    "not_since": checked_on,
                    "label": label,
                    "method": method,
                    "number": method.number_for(place),
                    "tel": tel(method.number_for(place)),
                    "link": link(method, place),
                    "is_ministry": organisation.key == "bz",
                }
            )
    return rows


@register.inclusion_tag(
    "components/browser_steps/browser_steps.html", takes_context=True
)
def browser_steps(context):
    """Steps for every browser we know; a script puts the reader's own first."""
    return {
        "browsers": BrowserSteps.objects.all(),
        "language": context["language"],
        "facts": context["facts"],
    }


@register.simple_tag
def host():
    """The name to remember for who wants to come back."""
    return urlsplit(settings.SITE_URL).netloc


@register.inclusion_tag("components/share/share.html", takes_context=True)
def share(context):
    """Print, everywhere; the rest in the open wing only (see share.html)."""
    return {
        "page": context.get("page"),
        "language": context["language"],
        "url": absolute(context, context["page"]) if context.get("page") else "",
    }

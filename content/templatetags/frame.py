"""Tags for the frame around a page: addresses, contacts, the ways on."""

from urllib.parse import urlsplit

from babel.dates import format_date
from django import template
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content import origin
from content.models import BrowserSteps, SignVideo
from content.models.figures import in_words as period_in_words
from content.token_values import called, link
from directory.models import ContactMethod
from directory.opening_hours import ALWAYS, in_words
from directory.phone_numbers import tel
from directory.spoken_languages import in_words as languages_in_words

register = template.Library()

NUMBERS = {ContactMethod.Kind.PHONE, ContactMethod.Kind.WHATSAPP}
COSTS = {
    ContactMethod.Cost.FREE: _("free"),
    ContactMethod.Cost.NORMAL: _("ordinary rate"),
}
NAMES = {
    ContactMethod.Anonymous.YES: _("you do not have to give your name"),
    ContactMethod.Anonymous.ASK: _("tell them if you do not want to give your name"),
    ContactMethod.Anonymous.NO: _("they ask for your name"),
}
DEAF = {
    ContactMethod.Known.YES: _("also if you are deaf or hard of hearing"),
    ContactMethod.Known.NO: _("not for people who are deaf or hard of hearing"),
}
BILL = {
    ContactMethod.Known.YES: _("stays in your call list and on the bill"),
    ContactMethod.Known.NO: _("stays in your call list, not on the bill"),
    ContactMethod.Known.UNKNOWN: _("stays in your call list, perhaps on the bill"),
}


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
            "hours": hours_said(method, language),
            "is_number": method.kind in NUMBERS,
            "details": details(method, language),
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


def details(method, language, without=()):
    """What is known of one way, apart from its hours: short, in this order.

    without: what is said elsewhere: of "languages", "bill", "since"
    """
    known = {
        "cost": COSTS.get(method.cost),
        "name": NAMES.get(method.anonymous),
        "languages": languages_in_words(method.languages, language),
        "deaf": DEAF.get(method.for_deaf),
    }
    if method.kind == ContactMethod.Kind.PHONE:
        known["bill"] = BILL[ContactMethod.Known(method.on_bill)]
    if method.kind in NUMBERS and not method.is_dialable:
        known["unchecked"] = gettext("not checked by us yet")
    known["since"] = not_checked_since(method, language)
    return [words for about, words in known.items() if words and about not in without]


def not_checked_since(method, language) -> str:
    """Since when nobody looked at it; "" while that is not too long ago."""
    if not method.is_overdue:
        return ""
    if method.checked_on is None:
        return gettext("from a source without a date")
    date = format_date(method.checked_on, "long", locale=language)
    return gettext("not checked since %(date)s") % {"date": date}


def hours_said(method, language) -> str:
    """When it is open, as surely as the source says it; "" where that is not known."""
    hours = {"hours": in_words(method.hours, language)}
    if not method.hours:
        return ""
    if method.hours_are_sure:
        return gettext("Open: %(hours)s") % hours
    if method.hours != ALWAYS:
        return gettext("Usually open: %(hours)s") % hours
    if method.checked_on is None:
        return ""
    # nobody is open day and night "usually"
    year = {"year": method.checked_on.year}
    return gettext("Open day and night in %(year)s") % year


@register.filter
def tells_time(method):
    """Not where the hours are only "usually" so: "open now" would sound sure."""
    return method.hours not in ("", ALWAYS) and method.hours_are_sure


def is_bare(context) -> bool:
    """Whether this page shows no way to the doors."""
    return getattr(context.get("page"), "is_bare", False)


@register.inclusion_tag("components/numbers/numbers.html", takes_context=True)
def numbers(context):
    """The labelled numbers: danger here, advice here, from abroad. Never one alone."""
    facts = context["facts"]
    abroad = facts.pages.get("abroad")
    leads_on = abroad != context.get("page") and not is_bare(context)
    return {
        "rows": number_rows(facts, facts.place),
        "language": context["language"],
        # not to WhatsApp itself: what one must do first stands there, before the link
        "whatsapp": abroad if leads_on else None,
    }


def everywhere() -> list[tuple[str, str, str]]:
    """Label, key of an organisation, and from where: the numbers that stand together."""
    return [
        (gettext("Danger in the Netherlands"), "alarm", "nl"),
        (gettext("Advice in the Netherlands"), "veilig-thuis", "nl"),
        (gettext("From abroad, day and night"), "bz", "abroad"),
    ]


@register.simple_tag
def numbers_of_files() -> list[dict]:
    """The same from the files the site began with, for when the database is what failed.

    To read only: an editor may know by now that one of them no longer works.
    """
    organisations = origin.organisations()
    return [
        {
            "label": label,
            "number": organisations[key]["methods"]["phone"][f"number_{place}"],
            "is_ministry": key == "bz",
        }
        for label, key, place in everywhere()
    ]


def number_rows(facts, reader: str = "anywhere") -> list[dict]:
    """Label, way of contact and link of the numbers that stand together everywhere.

    reader: where the page's reader is. Someone abroad meets the line that works there
    first, and not the one that cannot be dialled from there.
    """
    rows = []
    lines = everywhere()
    if reader == "abroad":
        lines = [lines[2], lines[0]]
    for label, key, place in lines:
        organisation = facts.organisations.get(key)
        method = organisation and organisation.best_phone(place)
        if organisation and not method:
            broken = organisation.broken(ContactMethod.Kind.PHONE, place)
            organisation = broken and facts.fallback_of(broken)
            method = organisation and organisation.best_phone(place)
            # its own name: the label could promise what a fallback does not keep
            label = organisation and facts.name(organisation)
        if method:
            if key == organisation.key == "bz" and not method.hours_are_sure:
                label = gettext("From abroad")
            rows.append(
                {
                    "not_since": not_checked_since(method, facts.language),
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


@register.inclusion_tag("components/known_from/known_from.html", takes_context=True)
def known_from(context, section):
    """Who says so, and since when. Where a source has no date, that is said."""
    code = context["language"].code
    return {
        "language": context["language"],
        "sources": [
            (source.publisher, source.dated and period_in_words(source.dated, code))
            for source in section.sources.all()
        ],
    }


@register.inclusion_tag("components/sign_video/films.html", takes_context=True)
def films(context):
    """Every page whose words exist in sign language, as a link to the film itself."""
    films = SignVideo.objects.filter(page__retired_on=None).select_related("page")
    return {"language": context["language"], "facts": context["facts"], "films": films}


@register.simple_tag
def host():
    """The name to remember for anyone who wants to come back."""
    return urlsplit(settings.SITE_URL).netloc


@register.inclusion_tag("components/share/share.html", takes_context=True)
def share(context):
    """Print, everywhere; the rest in the open wing only (see share.html)."""
    return {
        "page": context.get("page"),
        "language": context["language"],
        "url": absolute(context, context["page"]) if context.get("page") else "",
    }

"""The directory for anyone who needs it at work: one table to choose from, and a file to keep."""

import csv

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from content.models import Place
from content.templatetags.frame import NUMBERS, details
from content.token_values import Facts, hours_in_brief, link
from directory.models import ContactMethod, Organisation
from directory.spoken_languages import in_words as languages_in_words
from directory.topics import AUDIENCES, TOPICS

COLUMNS = (
    "organisation", "kind", "number_nl", "number_abroad", "url", "hours", "cost",
    "topics", "audiences", "confidence", "read_in_source_on", "phoned_on", "source",
)  # fmt: skip


WAYS = {
    "phone": _("phone"),
    "typing": _("chat, app or e-mail"),
    "whatsapp": _("WhatsApp"),
}
WAY_OF = {
    ContactMethod.Kind.PHONE: "phone",
    ContactMethod.Kind.WHATSAPP: "whatsapp",
    ContactMethod.Kind.CHAT: "typing",
    ContactMethod.Kind.APP: "typing",
    ContactMethod.Kind.EMAIL: "typing",
}  # a website is none of them: it is there for every choice but one of a way
# what has a column of its own, and what is of no use at a desk
IN_COLUMNS = ("languages", "bill", "since")


def directory(facts: Facts) -> dict:
    """Every organisation that has a topic, with its ways of contact; and what to choose by.

    What to choose by: groups of (code, name). A code is also the id of a place at the top
    of the page, so that a link chooses without script.
    """
    listed = [
        _row(organisation, facts)
        for organisation in facts.organisations.values()
        if organisation.topics
    ]
    topics = {code for row in listed for code in row["organisation"].topics.split()}
    return {
        "rows": listed,
        "topics": [(code, name) for code, name in TOPICS.items() if code in topics],
        "audiences": list(AUDIENCES.items()),
        "ways": list(WAYS.items()),
        "languages": _languages(listed, facts.language),
    }


def _row(organisation: Organisation, facts: Facts) -> dict:
    return {
        "organisation": organisation,
        "topics": [TOPICS[code] for code in organisation.topics.split()],
        "audiences": [AUDIENCES[code] for code in organisation.audiences.split()],
        "ways": [_way(method, facts) for method in organisation.ways(Place.NL)],
    }


def _way(method: ContactMethod, facts: Facts) -> dict:
    """WhatsApp is a number here, and a link to the page that says what to do first."""
    is_whatsapp = method.kind == ContactMethod.Kind.WHATSAPP
    return {
        "method": method,
        "kind": WAY_OF.get(ContactMethod.Kind(method.kind), "web"),
        "is_number": method.kind in NUMBERS,
        "link": method.number_nl if is_whatsapp else link(method, Place.NL),
        "first": facts.pages.get("abroad") if is_whatsapp else None,
        "abroad": method.number_abroad,
        "hours": hours_in_brief(method, facts.language),
        "languages": languages_in_words(method.languages, facts.language),
        "details": details(method, facts.language, without=IN_COLUMNS),
    }


def _languages(rows: list[dict], language: str) -> list[tuple[str, str]]:
    """The languages somebody answers in, by the page's own name for each."""
    codes = {
        code
        for row in rows
        for way in row["ways"]
        for code in way["method"].languages.split()
    }
    named = [(code, languages_in_words(code, language)) for code in codes]
    return sorted(named, key=lambda entry: entry[1])


@require_safe
def table(request, language):
    """The directory as CSV. Its columns keep their names: others build on them."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for organisation in Organisation.objects.prefetch_related("methods__source"):
        name = organisation.read("name", language).text
        for method in organisation.ways(Place.NL):
            writer.writerow(
                [
                    name, method.kind, method.number_nl, method.number_abroad, method.url, method.hours,
                    method.cost, organisation.topics, organisation.audiences,
                    method.confidence, method.read_in_source_on, method.phoned_on or "",
                    method.source.publisher,
                ]
            )  # fmt: skip
    return response

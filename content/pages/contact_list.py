"""The directory for anyone who needs it at work: by topic on one page, and as a table to keep."""

import csv

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from content.models import Place
from content.token_values import Facts, hours_in_brief, link
from directory.models import ContactMethod, Organisation
from directory.topics import AUDIENCES, TOPICS

COLUMNS = (
    "organisation", "kind", "number_nl", "number_abroad", "url", "hours", "cost",
    "topics", "audiences", "confidence", "read_in_source_on", "phoned_on", "source",
)  # fmt: skip


def by_topic(facts: Facts) -> list[dict]:
    """Every topic with its organisations, and for whom each is."""
    return [
        {
            "code": code,
            "name": name,
            "rows": [
                {
                    "organisation": organisation,
                    "audiences": [
                        AUDIENCES[audience]
                        for audience in organisation.audiences.split()
                    ],
                    "ways": [
                        _way(method, facts) for method in organisation.ways(Place.NL)
                    ],
                }
                for organisation in facts.organisations.values()
                if code in organisation.topics.split()
            ],
        }
        for code, name in TOPICS.items()
        if any(
            code in organisation.topics.split()
            for organisation in facts.organisations.values()
        )
    ]


def _way(method: ContactMethod, facts: Facts) -> dict:
    """WhatsApp is a number here, and a link to the page that says what to do first."""
    is_whatsapp = method.kind == ContactMethod.Kind.WHATSAPP
    hours = hours_in_brief(method, facts.language)
    return {
        "link": method.number_nl if is_whatsapp else link(method, Place.NL),
        "first": facts.pages.get("abroad") if is_whatsapp else None,
        "abroad": method.number_abroad != method.number_nl and method.number_abroad,
        "hours": hours,
    }


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

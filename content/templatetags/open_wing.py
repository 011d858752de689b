"""Tags for the open wing: lessons, what is printed or copied, what machines read."""

import json

from babel.dates import format_date
from django import template
from django.utils.safestring import mark_safe

from content.models import Place, Resource
from content.models.figures import in_words
from content.pages import discovery as discoveries
from content.pages import posters
from content.token_values import link
from directory.models import ContactMethod

from .frame import number_rows

register = template.Library()


@register.inclusion_tag("components/discovery/discovery.html", takes_context=True)
def discovery(context):
    """Canonical address, the same page in other languages, and what it is (JSON-LD)."""
    page, language = context["page"], context["language"]
    text = json.dumps(discoveries.data(page, language.code), ensure_ascii=False)
    return {
        "canonical": discoveries.absolute(page.path(language.code)),
        "alternates": discoveries.alternates(page),
        # a data block: it never runs, and nothing in it can end the element
        "data": mark_safe(text.replace("<", "\\u003c")),
    }


@register.inclusion_tag("components/resources/resources.html", takes_context=True)
def resources(context):
    """Lessons and media made by others, and whether anybody looked at them."""
    language = context["language"]
    resources = Resource.objects.prefetch_related("makers", "sources")
    return {
        "language": language,
        "facts": context["facts"],
        "resources": [
            {
                "resource": resource,
                "dated": resource.dated and in_words(resource.dated, language.code),
                "checked_on": resource.checked_on
                and format_date(resource.checked_on, "long", locale=language.code),
                "sites": _sites(context["facts"], resource),
                "named_in": [source for source in resource.sources.all() if source.url],
            }
            for resource in resources
        ],
        "is_unseen": not any(resource.checked_on for resource in resources),
    }


def _sites(facts, resource):
    """The makers' own sites, as links that say whose."""
    organisations = (facts.organisations[maker.key] for maker in resource.makers.all())
    return [
        link(method, Place.NL, facts.short(organisation))
        for organisation in organisations
        for method in organisation.ways(Place.NL)
        if method.kind == ContactMethod.Kind.WEB
    ]


@register.simple_tag
def part_id(section):
    """What a part of a page is called in an address: the second half of its key."""
    return "part-" + section.key.rpartition("/")[2]


@register.inclusion_tag("components/poster/qr.html", takes_context=True)
def qr(context):
    """The code that leads to the quiet home, in black on white whatever the screen."""
    address = posters.home_address(context["language"].code)
    path, size = posters.code_path(address)
    return {"path": path, "size": size, "address": address}


@register.simple_tag(takes_context=True)
def home_address(context):
    return posters.home_address(context["language"].code)


@register.simple_tag(takes_context=True)
def labelled_numbers(context):
    """The numbers that stand together everywhere: label, number, link."""
    return number_rows(context["facts"])


@register.simple_tag(takes_context=True)
def phone_of(context, organisation):
    """The number on which one reaches an organisation from the Netherlands."""
    method = context["facts"].organisations[organisation.key].best_phone(Place.NL)
    return method and method.number_for(Place.NL)


@register.simple_tag(takes_context=True)
def phone_on_paper(context, organisation):
    """The number to call as it is printed; none that nobody confirmed: paper cannot be mended."""
    method = context["facts"].organisations[organisation.key].best_phone(Place.NL)
    return method.number_nl if method and method.is_dialable else ""


@register.inclusion_tag("components/copy_block/copy_block.html", takes_context=True)
def copy_block(context):
    """HTML that other sites may copy, shown as text."""
    rows = number_rows(context["facts"])
    return {"block": posters.block(rows, context["language"])}

"""The row at the foot of every quiet page: whom one can call or type to, by where one is.

Numbers open at a tap and follow the place. In another country 112 reaches the police there, and
0800 does not work: neither is offered. What an onlooker sees is a row with three plain words.
"""

from django.utils.translation import gettext

from directory.models import ContactMethod
from directory.phone_numbers import tel

from .models import Page, Place
from .token_values import OUT, Facts, called

PHONE, CHAT = ContactMethod.Kind.PHONE, ContactMethod.Kind.CHAT


def places(facts: Facts) -> list[dict]:
    """Name, rows and whether it is open, for each place a reader may be.

    A page that knows where its reader is has that place open. One for another country
    offers no Dutch service number at all: "I am in the Netherlands" is a link there.
    """
    abroad = {
        "name": gettext("I am in another country"),
        "rows": in_another_country(facts),
        "is_open": facts.place == Place.ABROAD,
    }
    if facts.place == Place.ABROAD:
        return [abroad]
    netherlands = {
        "name": gettext("I am in the Netherlands"),
        "rows": in_the_netherlands(facts),
        "is_open": facts.place == Place.NL,
    }
    return [netherlands, abroad]


def for_parents(facts: Facts) -> list[dict]:
    """A parent may be the person a reader fears: nothing leads to the doors or abroad."""
    rows = [
        row(facts, "alarm", PHONE, Place.NL, gettext("Danger now")),
        row(facts, "veilig-thuis", PHONE, Place.NL, gettext("Advice")),
        row(facts, "zelfmoordpreventie", PHONE, Place.NL),
    ]
    return [{"rows": filter(None, rows)}]


def for_children(facts: Facts) -> list[dict]:
    """Where a child reads, one place after the other, and nothing that leads to other pages."""
    netherlands = [
        row(facts, "kindertelefoon", PHONE, Place.NL),
        row(facts, "alarm", PHONE, Place.NL, gettext("Danger now")),
        row(facts, "veilig-thuis", PHONE, Place.NL, gettext("Advice")),
    ]
    return [
        {"name": gettext("I am in the Netherlands"), "rows": filter(None, netherlands)},
        {"name": gettext("I am in another country"), "rows": ministry(facts)},
    ]


def in_the_netherlands(facts: Facts) -> list[dict]:
    rows = [
        row(facts, "alarm", PHONE, Place.NL, gettext("Danger now")),
        row(facts, "veilig-thuis", PHONE, Place.NL, gettext("Advice")),
        row(facts, "veilig-thuis", CHAT, Place.NL),
        row(facts, "zelfmoordpreventie", PHONE, Place.NL),
    ]
    return list(filter(None, rows))


def in_another_country(facts: Facts) -> list[dict]:
    rows = ministry(facts)
    if first := offered(facts, "message"):
        # never straight to WhatsApp: who reads along is looked at before the first message
        href, label = first.path(facts.language), gettext("First read how")
        rows.append({"href": href, "way": gettext("Type"), "label": label})
    rows.append(row(facts, "zelfmoordpreventie", CHAT, Place.ABROAD))
    return list(filter(None, rows))


def ministry(facts: Facts) -> list[dict]:
    """Its line, with what holds for that line and for no stand-in; empty without either."""
    line = row(facts, "bz", PHONE, Place.ABROAD)
    if line and "number" in line:
        line["caution"] = gettext(
            "They send no police themselves. First ask whom they will call, before you tell everything."
        )
    return [line] if line else []


def way(facts: Facts, key: str, kind: str, place: str) -> ContactMethod | None:
    """The way of this kind that works for a reader at `place`."""
    organisation = facts.organisations.get(key)
    ways = organisation.ways(place) if organisation else []
    return next((method for method in ways if method.kind == kind), None)


def offered(facts: Facts, key: str) -> Page | None:
    page = facts.pages.get(key)
    return None if page is None or page.retired_on else page


def row(facts: Facts, key: str, kind: str, place: str, label: str = "") -> dict | None:
    """One way of contact as a large target: what row.html shows of it.

    label: what it is for; followed by the name of the organisation
    What to use instead, while it does not work. None where the organisation has no such
    way, or it does not reach this place.
    """
    organisation = facts.organisations.get(key)
    if organisation is None:
        return None
    name = "" if key == "alarm" else facts.name(organisation)  # its label says it
    method = way(facts, key, kind, place)
    if method is None:
        broken = organisation.broken(kind, place)
        return broken and {
            "name": facts.name(organisation),
            "instead": facts.instead(broken),
        }
    if kind != PHONE:
        return {
            "href": method.url,
            "rel": OUT,
            "way": called(kind),
            "label": label,
            "name": name,
        }
    number = method.number_for(place)
    href = tel(number) if method.is_dialable else ""
    return {"href": href, "number": number, "label": label, "name": name}

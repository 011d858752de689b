"""Pages for a country: its data, put between words that hold for every country.

The steps, the warning and the papers are said once, on the pages "abroad" and
"elsewhere" (a country that is not in the list); a country's page shows those same
sections, and says in slots what is different there.
"""

from itertools import groupby

from babel.dates import format_date
from django.utils.translation import gettext_lazy as _

from content.models import Section
from directory.country_names import EU, country_name, letter, sorting
from directory.models.countries import Country, LocalNumber, Post
from editorial.models import Words

SHARED = {
    "abroad": ("contact", "lkha", "papers", "children", "talk"),
    "elsewhere": ("danger", "unknown", "silent"),
}
SERVICES = {
    LocalNumber.Service.GENERAL: _("Emergency number"),
    LocalNumber.Service.GENERAL_POLICE: _("Emergency number (police)"),
    LocalNumber.Service.POLICE: _("Police"),
    LocalNumber.Service.AMBULANCE: _("Ambulance"),
    LocalNumber.Service.FIRE: _("Fire brigade"),
    LocalNumber.Service.AMBULANCE_FIRE: _("Ambulance and fire brigade"),
    LocalNumber.Service.POLICE_AMBULANCE: _("Police and ambulance"),
    LocalNumber.Service.WOMEN: _("Helpline for violence against women"),
    LocalNumber.Service.TOURIST_POLICE: _("Police for tourists"),
    LocalNumber.Service.OTHER: _("Other help"),
}
RELIABILITY = {
    Country.Reliability.NONE: _("The ministry says: there are no emergency services."),
    Country.Reliability.UNRELIABLE: _(
        "The ministry says: you cannot count on the emergency services there."
    ),
    Country.Reliability.UNANSWERED: _("They do not always answer."),
    Country.Reliability.UNSURE: _("These numbers do not always work."),
    Country.Reliability.LANGUAGE: _("They speak little or no English."),
    Country.Reliability.LANGUAGE_TOWNS: _(
        "In small towns they speak little or no English."
    ),
    Country.Reliability.CITIES: _("Outside the big cities they are not everywhere."),
    Country.Reliability.SLOW: _("They often cannot come in time."),
}
HELP = {
    Country.Help.HERE: _("The Netherlands is present in this country:"),
    Country.Help.ELSEWHERE: _(
        "There is no Dutch embassy in this country. Responsible for it:"
    ),
    Country.Help.CLOSED: _("The Dutch embassy in this country is closed."),
    Country.Help.CONSUL: _(
        "There is no Dutch embassy in this country. There is an honorary consul, for emergencies."
    ),
    Country.Help.NONE: _("There is no Dutch embassy for this country."),
}
RED = {
    Country.Red.PARTS: _(
        "Parts of the country have colour code red. There the embassy cannot help you."
    ),
    Country.Red.WHOLE: _(
        "The whole country has colour code red. An embassy cannot help you there if you get into trouble."
    ),
}
DUAL = {
    Country.Dual.LESS: _(
        "Are you a citizen of this country too? Then the Netherlands can often do less."
    ),
    Country.Dual.OWN: _(
        "Are you a citizen of this country too? Then this country sees you as its own citizen only."
    ),
    Country.Dual.NO_HELP: _(
        "Are you a citizen of this country too? Then the embassy cannot help you there."
    ),
}
POSTS = {
    Post.Kind.EMBASSY: _("Embassy"),
    Post.Kind.CONSULATE: _("Consulate-general"),
    Post.Kind.REPRESENTATION: _("Representation of the Netherlands"),
    Post.Kind.CONSUL: _("Honorary consul (for emergencies)"),
}


def shared_sections() -> dict[str, Section]:
    """Sections that every country's page shows, by the second half of their key."""
    keys = [f"{page}/{name}" for page, names in SHARED.items() for name in names]
    return {
        section.key.partition("/")[2]: section
        for section in Section.objects.filter(key__in=keys).prefetch_related(
            "contacts", "signal_lists__signals"
        )
    }


def slots(country: Country, language: str) -> dict:
    """What is different in this country, ready to be shown in `language`.

    is_eu: there one number is official and the same everywhere, so it may be a link
    """
    is_eu = country.key in EU
    # the ministry's general warning speaks of countries that look at nationality otherwise
    is_silent = is_eu and country.dual == Country.Dual.LESS
    return {
        "is_eu": is_eu,
        "name": country_name(country.key, language),
        "numbers": [
            {"label": SERVICES[LocalNumber.Service(number.service)], "number": number}
            for number in country.numbers.all()
            if number.service in SERVICES and not (is_eu and number.number == "112")
        ],
        "reliability": RELIABILITY.get(country.reliability),
        "valid_on": format_date(country.valid_on, "long", locale=language),
        "help": HELP[Country.Help(country.help)],
        "posts": [
            {
                "label": POSTS[Post.Kind(post.kind)],
                "post": post,
                "land": post.land != country.key and country_name(post.land, language),
            }
            for post in country.posts.all()
            if not post.is_closed
        ],
        "red": RED.get(country.red),
        "dual": None if is_silent else DUAL[Country.Dual(country.dual)],
    }


def entries_of(country: Country | None, sections: dict[str, Section]) -> list:
    """All whose words stand on the page: for whether they were checked."""
    own = [country, *country.numbers.all(), *country.posts.all()] if country else []
    return [*own, *sections.values()]


def by_letter(language: str) -> list[tuple[str, list[tuple[Country, Words]]]]:
    """Every country under the letter it begins with in `language`, in its order."""
    named = [
        (country, country_name(country.key, language))
        for country in Country.objects.all()
    ]
    named.sort(key=lambda pair: sorting(pair[1].text))
    groups = groupby(named, key=lambda pair: letter(pair[1].text))
    return [(first, list(countries)) for first, countries in groups]

"""Opening hours: a small part of the OpenStreetMap notation, said in words.

"24/7", or days with one span each: "Mo-Fr 09:00-17:00; Sa 10:00-14:00". At the end
"; PH off" where nobody answers on public holidays. Always Dutch time.
"""

import re
from dataclasses import dataclass

from babel.dates import get_day_names
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext

ALWAYS = "24/7"
NO_HOLIDAYS = "; PH off"
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
RULE = re.compile(
    r"(?P<first>Mo|Tu|We|Th|Fr|Sa|Su)(-(?P<last>Mo|Tu|We|Th|Fr|Sa|Su))? "
    r"(?P<opens>([01]\d|2[0-3]):[0-5]\d)-(?P<closes>([01]\d|2[0-3]):[0-5]\d|24:00)"
)


@dataclass(frozen=True)
class Span:
    """Open from `opens` to `closes` ("09:00") on days `first` to `last` (0 = Monday)."""

    first: int
    last: int
    opens: str
    closes: str


def parse(hours: str) -> list[Span]:
    """The spans in `hours`; none for "24/7". Raises ValueError where it is no notation."""
    if hours == ALWAYS:
        return []
    spans = []
    for rule in hours.removesuffix(NO_HOLIDAYS).split("; "):
        match = RULE.fullmatch(rule)
        if not match:
            raise ValueError(rule)
        first = DAYS.index(match["first"])
        last = DAYS.index(match["last"] or match["first"])
        if last < first or match["closes"] <= match["opens"]:
            raise ValueError(rule)
        spans.append(Span(first, last, match["opens"], match["closes"]))
    return spans


def check_hours(hours: str) -> None:
    """Raise ValidationError unless `hours` can be read."""
    try:
        parse(hours)
    except ValueError as error:
        raise ValidationError(
            f"“{error}” is geen openingstijd. Schrijf 24/7 of Mo-Fr 09:00-17:00."
        ) from None


def in_words(hours: str, language: str) -> str:
    """`hours` said in `language`: "maandag – vrijdag 09:00–17:00"; "" if not known."""
    if not hours:
        return ""
    if hours == ALWAYS:
        return gettext("day and night")
    if hours.endswith(NO_HOLIDAYS):
        weekly = in_words(hours.removesuffix(NO_HOLIDAYS), language)
        return ", ".join((weekly, gettext("not on public holidays")))
    if all((span.first, span.last) == (0, 6) for span in parse(hours)):
        return "; ".join(
            pgettext("opening hours", "every day %(opens)s–%(closes)s")
            % {"opens": span.opens, "closes": span.closes}
            for span in parse(hours)
        )
    names = get_day_names("wide", "stand-alone", locale=language)
    return "; ".join(
        f"{_days(span, names)} {span.opens}–{span.closes}" for span in parse(hours)
    )


def _days(span: Span, names: dict[int, str]) -> str:
    if span.first == span.last:
        return names[span.first]
    return f"{names[span.first]} – {names[span.last]}"

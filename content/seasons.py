"""Passages that come forward for a part of the year, before and after the summer.

The steps a page begins with stay before them. They never disappear: out of their season they stand where they stood. The day of the
build decides, never the visitor's clock, so a nightly build has to notice (build_id).
"""

import json
from datetime import date
from itertools import takewhile

from django.core.exceptions import ValidationError
from django.utils import timezone

ANY_LEAP_YEAR = 2024  # so that 29 February is a day


def check_day(day: str) -> None:
    """Raise ValidationError unless `day` is a month and a day: "05-01"."""
    try:
        date.fromisoformat(f"{ANY_LEAP_YEAR}-{day}")
    except ValueError:
        message = (
            f"“{day}” is geen maand en dag. Schrijf bijvoorbeeld 05-01 voor 1 mei."
        )
        raise ValidationError(message) from None


def in_season(first: str, last: str, today: date) -> bool:
    """Whether `today` is one of the days from `first` to `last`, every year.

    A season may run over New Year ("12-01" to "01-31"). Without days there is none.
    """
    if not (first and last):
        return False
    day = f"{today:%m-%d}"
    if first <= last:
        return first <= day <= last
    return day >= first or day <= last


def in_order(sections: list) -> list:
    """What has its season now comes right after the steps a page begins with."""
    today = timezone.localdate()
    steps = list(takewhile(lambda section: section.kind == "steps", sections))
    rest = sorted(
        sections[len(steps) :],
        key=lambda section: (
            not in_season(section.season_from, section.season_until, today)
        ),
    )
    return steps + rest


def now_in_season(snapshot: str) -> str:
    """The keys of passages of an edition that have their season today: one more reason
    to build it anew (settings.BUILD_TURNS_WITH)."""
    today = timezone.localdate()
    try:
        records = json.loads(snapshot)
    except ValueError:  # rendering it will say what is wrong
        return ""
    sections = (
        record["fields"] for record in records if record["model"] == "content.section"
    )
    return " ".join(
        section["key"]
        for section in sections
        # .get: an edition from before there were seasons has none
        if in_season(
            section.get("season_from", ""), section.get("season_until", ""), today
        )
    )

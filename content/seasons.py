"""Passages that come forward for a part of the year, before and after a school holiday.

The steps a page begins with stay before them. They never disappear: out of their season they stand where they stood. The day of the
build decides, never the visitor's clock, so a nightly build has to notice (build_id).

A season follows the real dates of the school holidays, from the first region that leaves to
the last that comes back: the page does not know where its reader goes to school. For a year
of which we know no dates the fixed days of the passage hold (season_from, season_until).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

ANY_LEAP_YEAR = 2024  # so that 29 February is a day
SUMMER = "summer"
# Weeks before and after a holiday in which something can still be done about it. For the
# summer more: a trip is planned in spring, and who stays away is missed in autumn.
WEEKS_BEFORE, WEEKS_AFTER = 4, 2
WEEKS_BEFORE_SUMMER, WEEKS_AFTER_SUMMER = 10, 6


class Season(models.TextChoices):
    """Around which holidays a passage comes forward."""

    BEFORE_SUMMER = "before-summer", "vóór de zomervakantie"
    AFTER_SUMMER = "after-summer", "na de zomervakantie"
    BEFORE_ANY = "before-any", "vóór elke schoolvakantie"
    AFTER_ANY = "after-any", "na elke schoolvakantie"


@dataclass(frozen=True)
class Days:
    """One holiday of one region: what kind, in which school year, from when until when."""

    kind: str
    school_year: int
    first: date
    last: date


def check_day(day: str) -> None:
    """Raise ValidationError unless `day` is a month and a day: "05-01"."""
    try:
        date.fromisoformat(f"{ANY_LEAP_YEAR}-{day}")
    except ValueError:
        message = (
            f"“{day}” is geen maand en dag. Schrijf bijvoorbeeld 05-01 voor 1 mei."
        )
        raise ValidationError(message) from None


def in_fixed_days(first: str, last: str, today: date) -> bool:
    """Whether `today` is one of the days from `first` to `last`, every year.

    They may run over New Year ("12-01" to "01-31"). Without days there are none.
    """
    if not (first and last):
        return False
    day = f"{today:%m-%d}"
    if first <= last:
        return first <= day <= last
    return day >= first or day <= last


def windows(season: str, holidays: Iterable[Days]) -> list[tuple[date, date]]:
    """From when until when `season` is, for each holiday we know: first and last day."""
    is_before = season in (Season.BEFORE_SUMMER, Season.BEFORE_ANY)
    same: dict[tuple, list[Days]] = {}
    for holiday in holidays:
        if holiday.kind == SUMMER or season in (Season.BEFORE_ANY, Season.AFTER_ANY):
            key = (holiday.school_year, holiday.kind)
            same.setdefault(key, []).append(holiday)
    spans = []
    for (_, kind), regions in same.items():
        before = WEEKS_BEFORE_SUMMER if kind == SUMMER else WEEKS_BEFORE
        after = WEEKS_AFTER_SUMMER if kind == SUMMER else WEEKS_AFTER
        firsts = [region.first for region in regions]
        lasts = [region.last for region in regions]
        if is_before:
            spans.append((min(firsts) - timedelta(weeks=before), max(firsts)))
        else:
            day_after = min(lasts) + timedelta(days=1)
            spans.append((day_after, max(lasts) + timedelta(weeks=after)))
    return spans


def in_season(
    season: str, first: str, last: str, today: date, holidays: list[Days]
) -> bool:
    """Whether a passage comes forward today.

    The fixed days hold for a passage without a season, and for a summer of which no date is known.
    """
    if not season:
        return in_fixed_days(first, last, today)
    if any(start <= today <= end for start, end in windows(season, holidays)):
        return True
    summers = {holiday.first.year for holiday in holidays if holiday.kind == SUMMER}
    return today.year not in summers and in_fixed_days(first, last, today)


def in_order(sections: list) -> list:
    """What has its season now comes right after the steps a page begins with."""
    today = timezone.localdate()
    holidays = _known() if any(section.season for section in sections) else []
    steps = list(takewhile(lambda section: section.kind == "steps", sections))
    rest = sorted(
        sections[len(steps) :],
        key=lambda section: (
            not in_season(
                section.season,
                section.season_from,
                section.season_until,
                today,
                holidays,
            )
        ),
    )
    return steps + rest


def _known() -> list[Days]:
    """Every holiday the site knows; one query."""
    from .models import SchoolHoliday  # the models of pages stand on this module

    rows = SchoolHoliday.objects.values_list("kind", "school_year", "first", "last")
    return [Days(*row) for row in rows]

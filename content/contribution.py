"""What pages bring to a build."""

from django.utils import timezone

from publishing.contributions import Contribution
from publishing.editions.snapshot import things_in

from .addresses import public_paths
from .models import SchoolHoliday, Section
from .seasons import Days, in_season
from .token_values import unchanging


class Pages(Contribution):
    def addresses(self):
        return public_paths()

    def while_rendering(self):
        return unchanging()

    def of_today(self, snapshot):
        return now_in_season(snapshot)


def now_in_season(snapshot: str) -> str:
    """The keys of passages of an edition that have their season today."""
    today = timezone.localdate()
    try:
        things = things_in(snapshot, Section, SchoolHoliday)
    except ValueError:  # rendering it will say what is wrong
        return ""
    holidays = [
        Days(holiday.kind, holiday.school_year, holiday.first, holiday.last)
        for holiday in things
        if isinstance(holiday, SchoolHoliday)
    ]
    return " ".join(
        section.key
        for section in things
        if isinstance(section, Section)
        and in_season(
            section.season, section.season_from, section.season_until, today, holidays
        )
    )

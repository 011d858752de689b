"""The school year on one page, and as a file for a calendar."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

from babel.dates import format_interval
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from content.models import SchoolHoliday
from content.models.figures import in_words
from content.models.holidays import Break, Region
from content.seasons import SUMMER, WEEKS_BEFORE, WEEKS_BEFORE_SUMMER
from editorial.models import Source

YEARS = 2  # this school year and the next
BEGINS = 8  # August: from then on a school year is meant by its first half


def school_years(today: date) -> list[int]:
    """The school year of today and the ones after it, by the year in which each begins."""
    first = today.year if today.month >= BEGINS else today.year - 1
    return [first + number for number in range(YEARS)]


def years(language: str) -> list[dict]:
    """Each school year with its holidays, each with its days per region; None: not known."""
    known = {
        (holiday.school_year, holiday.kind, holiday.region): holiday
        for holiday in SchoolHoliday.objects.all()
    }
    return [
        {
            "name": f"{year}–{year + 1}",
            "rows": [
                {
                    "name": kind.label,
                    "days": [
                        (region, _days(known.get((year, kind, region)), language))
                        for region in Region
                    ],
                }
                for kind in Break
            ],
        }
        for year in school_years(timezone.localdate())
    ]


def _days(holiday: SchoolHoliday | None, language: str) -> str | None:
    if holiday is None:
        return None
    return format_interval(holiday.first, holiday.last, "MMMd", locale=language)


def sources(language: str) -> list[tuple[Source, str]]:
    """Where the days come from, each with its date in words; "" where it has none."""
    named = Source.objects.filter(schoolholiday__isnull=False).distinct()
    return [
        (source, source.dated and in_words(source.dated, language)) for source in named
    ]


@require_safe
def calendar_file(request, language, region):
    """Holidays of one region, and a day before and after each, as iCalendar (RFC 5545).

    Somebody's phone shows it to whoever looks: neutral titles, no text, no link, no name of
    this site. Its days take no time, so no meeting moves for them.
    """
    if region not in Region.values:
        raise Http404
    calendar = Calendar()
    calendar.add("prodid", "-//school year//")
    calendar.add("version", "2.0")
    today = timezone.localdate()
    coming = SchoolHoliday.objects.filter(region=region, last__gte=today)
    for holiday in coming:
        kind = Break(holiday.kind)
        name = {"holiday": kind.label}
        before, after = _around(holiday)
        _add(calendar, f"{holiday.key}/before", _("Before: %(holiday)s") % name, before)
        _add(calendar, holiday.key, kind.label, holiday.first, holiday.last)
        _add(calendar, f"{holiday.key}/after", _("After: %(holiday)s") % name, after)
    content_type = "text/calendar; charset=utf-8"
    return HttpResponse(calendar.to_ical(), content_type=content_type)


def _around(holiday: SchoolHoliday) -> tuple[date, date]:
    """The Monday some weeks before a holiday, and the first Monday after it."""
    weeks = WEEKS_BEFORE_SUMMER if holiday.kind == SUMMER else WEEKS_BEFORE
    early = holiday.first - timedelta(weeks=weeks)
    after = holiday.last + timedelta(days=1)
    return (
        early - timedelta(days=early.weekday()),
        after + timedelta(days=-after.weekday() % 7),
    )


def _add(calendar: Calendar, key: str, title: str, first: date, last: date = None):
    event = Event()
    # the same day keeps its identity when the file is fetched again; it names no site
    event.add("uid", uuid.uuid5(uuid.NAMESPACE_OID, f"school year {key}").hex)
    # of the day itself, not of the build: the same facts give the same bytes
    event.add("dtstamp", datetime.combine(first, time(), UTC))
    event.add("summary", title)
    event.add("dtstart", first)
    event.add("dtend", (last or first) + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    calendar.add_component(event)

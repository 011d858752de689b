"""Passages that come first before and after the summer; the day of the build decides."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from content.contribution import now_in_season
from content.models import Page, Section
from content.seasons import Days, in_fixed_days, in_season, windows
from directory.management.commands import mark_overdue
from publishing.build.builder import build_id
from publishing.editions import snapshot
from publishing.models import Edition
from seed.proofreading.page_checks import urgent_steps_stay_first

from ..support.desk import errors, save

pytestmark = pytest.mark.django_db

MAY, SEPTEMBER, NOVEMBER = date(2027, 5, 20), date(2027, 9, 1), date(2027, 11, 22)


@pytest.fixture
def on(monkeypatch):
    def set_day(day):
        monkeypatch.setattr(timezone, "localdate", lambda *arguments: day)

    return set_day


@pytest.mark.parametrize(
    ("first", "last", "day", "expected"),
    [
        ("05-01", "07-31", date(2027, 5, 1), True),
        ("05-01", "07-31", date(2027, 7, 31), True),
        ("05-01", "07-31", date(2027, 8, 1), False),
        ("12-01", "01-31", date(2027, 1, 15), True),
        ("12-01", "01-31", date(2027, 12, 24), True),
        ("12-01", "01-31", date(2027, 6, 1), False),
        ("02-29", "02-29", date(2027, 2, 28), False),
        ("", "", date(2027, 6, 1), False),
    ],
)
def test_fixed_days_come_every_year(first, last, day, expected):
    assert in_fixed_days(first, last, day) == expected


HOLIDAYS = [
    Days("autumn", 2026, date(2026, 10, 10), date(2026, 10, 18)),
    Days("autumn", 2026, date(2026, 10, 17), date(2026, 10, 25)),
    Days("christmas", 2026, date(2026, 12, 19), date(2027, 1, 3)),
    Days("may", 2026, date(2027, 4, 24), date(2027, 5, 2)),
    Days("summer", 2026, date(2027, 7, 10), date(2027, 8, 22)),
    Days("summer", 2026, date(2027, 7, 24), date(2027, 9, 5)),
]
FIXED = ("05-01", "07-31")


@pytest.mark.parametrize(
    ("season", "day", "expected"),
    [
        # from ten weeks before the first region leaves, until the last one does
        ("before-summer", date(2027, 4, 30), False),
        ("before-summer", date(2027, 5, 1), True),
        ("before-summer", date(2027, 7, 24), True),
        ("before-summer", date(2027, 7, 25), False),
        # from the day after the first region is back, until six weeks after the last
        ("after-summer", date(2027, 8, 22), False),
        ("after-summer", date(2027, 8, 23), True),
        ("after-summer", date(2027, 10, 17), True),
        ("after-summer", date(2027, 10, 18), False),
        # four weeks before and two after the others; no summer season then
        ("before-any", date(2026, 11, 20), False),
        ("before-any", date(2026, 11, 21), True),
        ("before-any", date(2026, 12, 19), True),
        ("before-any", date(2027, 3, 27), True),
        ("before-any", date(2026, 9, 12), True),
        ("before-summer", date(2026, 12, 1), False),
        ("after-any", date(2027, 1, 4), True),
        ("after-any", date(2027, 1, 17), True),
        ("after-any", date(2027, 1, 18), False),
        ("after-any", date(2026, 10, 19), True),
        # a year of which no summer is known: the fixed days
        ("before-summer", date(2031, 5, 1), True),
        ("before-summer", date(2031, 8, 1), False),
    ],
)
def test_a_season_follows_the_real_holidays(season, day, expected):
    assert in_season(season, *FIXED, day, HOLIDAYS) == expected


def test_fixed_days_do_not_count_where_the_summer_is_known():
    late = [Days("summer", 2026, date(2027, 7, 24), date(2027, 9, 5))]

    assert not in_season("before-summer", *FIXED, date(2027, 5, 1), late)
    assert in_season("before-summer", *FIXED, date(2027, 5, 15), late)
    assert in_season("", *FIXED, date(2027, 5, 1), late)


def test_no_known_holiday_has_no_season():
    assert windows("before-any", []) == []
    assert not in_season("after-any", "", "", date(2027, 1, 4), [])


def test_before_christmas_a_school_reads_first_what_to_do_before(client, on):
    chair, before, after, words = (
        "Een stoel blijft leeg: wat doe je?",
        "Vóór de vakantie",
        "Na de vakantie",
        "Wat zeg je als je belt?",
    )
    for day, first in (
        (date(2026, 12, 1), before),
        (date(2027, 1, 5), after),
        (date(2027, 3, 30), before),  # May
        (date(2027, 9, 20), after),  # after the summer, and before autumn: both
    ):
        on(day)
        result = order(client, "/nl/scholen/", chair, before, after, words)
        assert result[0] == chair
        assert first in result[1:3], day
        assert result.index(words) > result.index(first)


def test_a_turn_of_the_holidays_is_another_build(on):
    edition = Edition(number=1, snapshot=snapshot.take(), digest="x")
    on(date(2026, 11, 20))
    quiet = build_id(edition)
    on(date(2026, 12, 1))
    assert build_id(edition) != quiet
    assert "schools/before-holidays" in now_in_season(edition.snapshot)


def test_what_has_its_season_comes_first_and_nothing_disappears(client, on):
    headings = {}
    for day in (MAY, SEPTEMBER, NOVEMBER):
        on(day)
        content = client.get("/nl/materiaal/").content.decode()
        headings[day] = [
            name
            for _, name in sorted(
                (content.index(f"<h2>{name}</h2>"), name)
                for name in ("Vóór de zomer", "Na de zomer", "Waar hang je ze op?")
            )
        ]

    assert headings[MAY][0] == "Vóór de zomer"
    assert headings[SEPTEMBER][0] == "Na de zomer"
    assert headings[NOVEMBER][0] == "Waar hang je ze op?"


def order(client, path, *headings):
    content = client.get(path).content.decode()
    return sorted(headings, key=lambda heading: content.index(f"<h2>{heading}</h2>"))


def test_the_steps_a_page_begins_with_stay_first(client, on):
    chair, before, after, words = (
        "Een stoel blijft leeg: wat doe je?",
        "Vóór de vakantie",
        "Na de vakantie",
        "Wat zeg je als je belt?",
    )
    on(MAY)
    result = order(client, "/nl/scholen/", chair, before, after, words)
    assert result == [chair, before, words, after]
    on(SEPTEMBER)
    result = order(client, "/nl/scholen/", chair, before, after, words)
    assert result == [chair, after, words, before]
    on(NOVEMBER)
    result = order(client, "/nl/scholen/", chair, before, after, words)
    assert result == [chair, words, before, after]


def test_the_door_for_work_says_what_the_season_asks(client, on):
    first, now = "Wat doe je eerst?", "Wat speelt er nu?"
    for day, season in ((MAY, "Vóór de zomer"), (SEPTEMBER, "Na de zomer")):
        on(day)
        result = order(client, "/nl/professionals/", first, now, season)
        assert result == [first, season, now]


def test_a_turn_of_the_season_is_another_build(on):
    edition = Edition(number=1, snapshot=snapshot.take(), digest="x")
    builds = {}
    for day in (MAY, date(2027, 5, 21), SEPTEMBER, NOVEMBER):
        on(day)
        builds[day] = build_id(edition)

    assert builds[MAY] == builds[date(2027, 5, 21)]
    assert len(set(builds.values())) == 3
    assert now_in_season("no snapshot") == ""
    older = '[{"model": "content.section", "pk": 1, "fields": {"key": "trip/today"}}]'
    assert now_in_season(older) == ""


def test_every_night_the_live_edition_is_built_anew_if_the_season_turned(monkeypatch):
    edition = Edition.objects.create(snapshot=snapshot.take(), digest="x")
    built = []
    monkeypatch.setattr(mark_overdue, "seen_now", lambda: edition)
    monkeypatch.setattr(mark_overdue, "mark_overdue", lambda text, day: (text, 0))
    monkeypatch.setattr(mark_overdue.live, "live_build", lambda: "abc")
    monkeypatch.setattr(
        mark_overdue.Command, "publish", lambda self, item=None: built.append(item)
    )

    call_command("mark_overdue", stdout=StringIO())

    assert built == [edition]


def test_no_season_moves_anything_on_a_page_of_high_risk(admin_client):
    assert urgent_steps_stay_first(None) == []
    for page in Page.objects.filter(high_risk=True):
        assert not page.sections.exclude(season_from="").exists()
    section = Section.objects.filter(page__high_risk=True).first()

    refused = save(admin_client, section, season_from="05-01", season_until="07-31")

    assert "hoog risico" in errors(refused)


def test_an_editor_gives_a_passage_its_season(admin_client):
    section = Section.objects.get(key="materials/where")

    assert "geen maand en dag" in errors(
        save(admin_client, section, season_from="31-05", season_until="07-31")
    )
    assert "beide dagen" in errors(save(admin_client, section, season_from="05-01"))
    assert (
        save(
            admin_client, section, season_from="05-01", season_until="07-31"
        ).status_code
        == 302
    )

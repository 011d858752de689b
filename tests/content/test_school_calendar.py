"""The school year: what the official list says, what the page shows, what a calendar gets."""

import json
from contextlib import suppress
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from content.holiday_feed import FeedError, parse
from content.models import Page, SchoolHoliday
from content.models.holidays import Break, Region
from languages.offered import CODES

from ..support import html
from ..support.desk import errors, save

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 30)
OURS = "2026-summer-north"


def listed(kind="  Zomervakantie\n ", year=" 2026-2027 ", **regions) -> dict:
    """A document as the official list has them: padded names, days in UTC."""
    regions = regions or {
        "noord": ("2027-07-09T22:00:00.000Z", "2027-08-21T22:00:00.000Z")
    }
    return {
        "id": "x",
        "type": "schoolholidays",
        "content": [
            {
                "title": f" Schoolvakanties {year} ",
                "schoolyear": year,
                "vacations": [
                    {
                        "type": kind,
                        "compulsorydates": " true ",
                        "regions": [
                            {"region": f" {name.replace('_', ' ')} ", "startdate": first, "enddate": last}
                            for name, (first, last) in regions.items()
                        ],
                    }
                ],
            }
        ],
    }  # fmt: skip


def written(tmp_path, *documents):
    file = tmp_path / "list.json"
    file.write_text(json.dumps(documents))
    return file


def run(*arguments) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("import_holidays", *arguments, stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue()
    return 0, out.getvalue()


# --- The official list


def test_a_day_is_the_dutch_day_also_where_the_list_counts_in_utc():
    (shown,) = parse(json.dumps([listed()]).encode())

    assert (shown.key, shown.first, shown.last) == (
        OURS, date(2027, 7, 10), date(2027, 8, 22)
    )  # fmt: skip
    winter = listed("Kerstvakantie", heel_Nederland=("2026-12-18T23:00:00.000Z", "2027-01-02T23:00:00Z"))  # fmt: skip
    assert {(entry.region, entry.first, entry.last) for entry in parse(json.dumps(winter).encode())} == {
        (region.value, date(2026, 12, 19), date(2027, 1, 3)) for region in Region
    }  # fmt: skip
    plain = listed(noord=("2027-07-10", "2027-08-22"))
    assert parse(json.dumps(plain).encode())[0].first == date(2027, 7, 10)


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (b"{", "geen goede JSON"),
        (b"[]", "geen enkele"),
        (b"[1]", "niet de vorm"),
        (b'{"content": [{"schoolyear": 3, "vacations": []}]}', "niet de vorm"),
        (listed(year="2026"), "schooljaar"),
        (listed(year="2026-2028"), "schooljaar"),
        (listed("Skivakantie"), "vakantie die wij niet kennen"),
        (listed(oost=("2027-07-10", "2027-08-22")), "regio die wij niet kennen"),
        (listed(noord=("morgen", "2027-08-22")), "leesbare dag"),
        (listed(noord=("2027-08-22", "2027-07-10")), "vóór de eerste"),
        (listed(noord=("2027-01-01", "2027-08-22")), "Zo lang"),
        (listed(noord=("2028-07-10", "2028-08-22")), "niet bij dit schooljaar"),
        (listed(noord=("0001-01-01T00:00:00+14:00", "2027-08-22")), "dag"),
        ([listed(), listed(noord=("2027-07-17", "2027-08-29"))], "twee keer"),
    ],
)
def test_what_is_no_such_list_says_why(document, why):
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    with pytest.raises(FeedError, match=why):
        parse(content)


@given(st.binary(max_size=400) | st.recursive(st.none() | st.integers() | st.text(), lambda item: st.lists(item) | st.dictionaries(st.sampled_from(["content", "schoolyear", "vacations", "regions", "type", "region", "startdate", "enddate"]), item), max_leaves=12).map(lambda item: json.dumps(item).encode()))  # fmt: skip
@settings(max_examples=80, deadline=None, database=None, suppress_health_check=list(HealthCheck))  # fmt: skip
def test_no_file_does_more_than_say_what_is_wrong(content):
    with suppress(FeedError):
        assert parse(content)


def test_what_differs_is_shown_and_nothing_is_stored(tmp_path):
    file = written(tmp_path, listed(noord=("2027-07-17", "2027-08-29"), zuid=("2027-07-24", "2027-09-05")))  # fmt: skip
    code, shown = run(str(file))

    assert code == 1
    assert f"changed: {OURS}: 17-07-2027 t/m 29-08-2027; bij ons 10-07-2027 t/m 22-08-2027" in shown  # fmt: skip
    assert "2026-summer-south" not in shown
    assert "same: 1, new: 0, changed: 1" in shown
    assert "Er is niets bewaard" in shown
    assert SchoolHoliday.objects.get(key=OURS).first == date(2027, 7, 10)


def test_what_is_saved_names_the_official_list_and_leaves_the_rest(tmp_path):
    before = SchoolHoliday.objects.count()
    file = written(tmp_path, listed(midden=("2027-07-17", "2027-08-29")), listed("Voorjaarsvakantie", "2027-2028", midden=("2028-02-26", "2028-03-05")))  # fmt: skip
    code, shown = run(str(file), "--save")

    assert (code, "same: 1, new: 1, changed: 0" in shown) == (1, True)
    new = SchoolHoliday.objects.get(key="2027-spring-middle")
    assert (new.first, new.last) == (date(2028, 2, 26), date(2028, 3, 5))
    assert SchoolHoliday.objects.count() == before + 1
    for key in ("2027-spring-middle", "2026-summer-middle"):
        (source,) = SchoolHoliday.objects.get(key=key).sources.all()
        assert source.publisher == "Rijksoverheid"
        assert source.dated == ""
    (left,) = SchoolHoliday.objects.get(key=OURS).sources.all()
    assert left.key == "school-holidays-copied"
    assert run(str(file))[0] == 0


def test_a_file_that_is_broken_changes_nothing(tmp_path):
    file = tmp_path / "list.json"
    file.write_text("[")
    with pytest.raises(CommandError, match="geen goede JSON"):
        call_command("import_holidays", str(file), "--save")
    with pytest.raises(CommandError, match="kan niet gelezen worden"):
        call_command("import_holidays", str(tmp_path / "none.json"))


# --- The seed


def test_every_holiday_begins_on_saturday_and_ends_on_sunday():
    holidays = SchoolHoliday.objects.all()
    assert len(holidays) == 56
    for holiday in holidays:
        assert (holiday.first.weekday(), holiday.last.weekday()) == (5, 6), holiday.key
        holiday.clean()
    assert not SchoolHoliday.objects.filter(
        school_year=2027, kind__in=("spring", "summer"), region__in=("middle", "south")
    ).exists()


# --- The page


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *arguments: TODAY)


def test_the_page_begins_with_what_one_looks_at(client, today):
    page = html.read(client.get("/nl/schoolkalender/").content)
    (lead,) = [
        element
        for element in page.all("p")
        if element.attributes.get("class") == "lead"
    ]

    assert lead.text.strip() == (
        "Let op wat een leerling zegt en doet. Nooit op naam, afkomst, geloof of kleding. Maak geen lijst."
    )


def test_a_week_holds_only_what_all_pupils_hear():
    sections = {
        section.key: section
        for section in Page.objects.get(key="school-calendar").sections.all()
    }
    for name in ("before", "last-week"):
        body = sections[f"school-calendar/{name}"].body_nl
        assert body.strip().startswith(
            "Zeg dit tegen **alle** leerlingen, in elke klas:"
        )
    chair = sections["school-calendar/chair"].body_nl.strip()
    assert chair.startswith("**Bel of schrijf niet naar huis vóór advies.**")


@pytest.mark.parametrize("code", CODES)
def test_what_is_not_known_is_said_and_not_guessed(code, client, today):
    response = client.get(f"/{code}/schoolkalender/")
    assert response.status_code == 200
    page = html.read(response.content)
    cells = [element.text.strip() for element in page.all("td") if element.text.strip()]

    assert len(cells) == 30
    unknown = {"nl": "niet bekend", "en": "not known", "ar": "غير معروف"}[code]
    assert cells.count(unknown) == 4
    if code == "nl":
        assert "10 jul – 22 aug" in [cell.replace("\u2009", " ") for cell in cells]


def test_a_school_year_turns_in_august(client, monkeypatch):
    for day, first in ((date(2027, 7, 31), "2026–2027"), (date(2027, 8, 1), "2027–2028")):  # fmt: skip
        monkeypatch.setattr(timezone, "localdate", lambda *a, day=day: day)
        page = html.read(client.get("/nl/schoolkalender/").content)
        assert page.all("caption")[0].text == f"Schooljaar {first}"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("region", Region.values)
def test_a_calendar_gets_neutral_titles_and_nothing_else(code, region, client, today):
    response = client.get(f"/{code}/schooljaar-{region}.ics")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    events = calendar.walk("VEVENT")

    assert len(events) > 30
    names = {str(item["SUMMARY"]) for item in events}
    assert len(names) == 15
    kinds = dict(zip(events[0].keys(), events[0].keys(), strict=True))
    assert set(kinds) == {"UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "TRANSP"}
    for event in events:
        assert set(event.keys()) == set(kinds)
    text = response.content.decode().lower()
    for word in (
        "http",
        "testserver",
        "127.0.0.1",
        "achterl",
        "huwelijk",
        "veilig",
        "@",
    ):
        assert word not in text
    assert response.content == client.get(f"/{code}/schooljaar-{region}.ics").content


def test_a_calendar_marks_a_monday_before_and_the_first_one_after(client, today):
    content = client.get("/nl/schooljaar-north.ics").content
    days = {}
    for event in Calendar.from_ical(content).walk("VEVENT"):
        days.setdefault(str(event["SUMMARY"]), (event["DTSTART"].dt, event["DTEND"].dt))

    assert days["Kerstvakantie"] == (date(2026, 12, 19), date(2027, 1, 4))
    assert days["Vóór: Kerstvakantie"] == (date(2026, 11, 16), date(2026, 11, 17))
    assert days["Na: Kerstvakantie"] == (date(2027, 1, 4), date(2027, 1, 5))
    assert days["Vóór: Zomervakantie"][0] == date(2027, 4, 26)
    assert client.get("/nl/schooljaar-east.ics").status_code == 404


# --- At the desk


def test_an_editor_corrects_a_holiday(admin_client):
    holiday = SchoolHoliday.objects.get(key=OURS)
    wrong = save(admin_client, holiday, last="2027-07-01")
    assert "vóór de eerste" in errors(wrong)

    save(admin_client, holiday, last="2027-08-29")
    holiday.refresh_from_db()
    assert holiday.last == date(2027, 8, 29)


def test_an_editor_holds_the_official_list_against_ours(admin_client, tmp_path):
    address = reverse("admin:content_schoolholiday_list")
    assert (
        "Lijst van de Rijksoverheid"
        in admin_client.get(
            reverse("admin:content_schoolholiday_changelist")
        ).content.decode()
    )
    file = written(tmp_path, listed(noord=("2027-07-17", "2027-08-29")))
    with file.open("rb") as upload:
        shown = admin_client.post(address, {"file": upload})

    assert f"{OURS}: 17-07-2027 t/m 29-08-2027; bij ons" in shown.content.decode()
    assert SchoolHoliday.objects.get(key=OURS).first == date(2027, 7, 10)

    done = admin_client.post(address, {"text": file.read_text(), "save": "x"})
    assert done.status_code == 302
    assert SchoolHoliday.objects.get(key=OURS).first == date(2027, 7, 17)


def test_a_wrong_file_is_refused_at_the_desk(admin_client, tmp_path):
    address = reverse("admin:content_schoolholiday_list")
    file = tmp_path / "x.json"
    file.write_bytes(b"\xff\xfe")
    with file.open("rb") as upload:
        shown = admin_client.post(address, {"file": upload})
    assert "Dit bestand is geen" in shown.content.decode()
    assert "Kies eerst een bestand" in admin_client.post(address, {}).content.decode()


def test_who_may_not_change_holidays_does_not_see_the_list(client):
    from ..support.desk import log_in, person

    translator = log_in(client, person("Vertaler", "ar"))
    response = translator.get(reverse("admin:content_schoolholiday_list"))
    assert response.status_code == 403


def test_break_names_are_dutch_at_the_desk(admin_client):
    page = admin_client.get(reverse("admin:content_schoolholiday_changelist"))
    assert "Zomervakantie 2026-2027, Noord" in page.content.decode()
    assert len(Break) == 5

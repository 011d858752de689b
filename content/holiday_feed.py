"""The government's list of school holidays, compared with ours.

Its format is that of opendata.rijksoverheid.nl: JSON, one document a school year or a list
of them, with names padded by spaces and days as the moment in UTC at which they begin in the
Netherlands. Whatever is wrong with a file changes nothing, and says so.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from directory.country_import import from_feed
from directory.travel_advice import AdviceError
from editorial.models import Source

from .models import SchoolHoliday
from .models.holidays import Break, Region, holiday_key, wrong_days

FEED = "https://opendata.rijksoverheid.nl/v1/sources/rijksoverheid/infotypes/schoolholidays?output=json"
LARGEST = 2_000_000  # bytes; a list of five years is some 20,000
NETHERLANDS = ZoneInfo("Europe/Amsterdam")
OFFICIAL = "school-holidays-official"  # key of the source of what was imported
KINDS = {
    "herfst": Break.AUTUMN,
    "kerst": Break.CHRISTMAS,
    "voorjaars": Break.SPRING,
    "mei": Break.MAY,
    "zomer": Break.SUMMER,
}
REGIONS = {
    "noord": [Region.NORTH],
    "midden": [Region.MIDDLE],
    "zuid": [Region.SOUTH],
    "heel nederland": list(Region),
}


class FeedError(ValueError):
    """Why a file is no list of school holidays. The message is for an editor."""


class Standing(StrEnum):
    SAME = "same"
    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True)
class Listed:
    """One holiday of one region, as the list has it."""

    school_year: int
    kind: str
    region: str
    first: date
    last: date

    @property
    def key(self) -> str:
        return holiday_key(self.school_year, self.kind, self.region)


@dataclass(frozen=True)
class Finding:
    """What the list says, compared with what is stored (None: nothing)."""

    listed: Listed
    stored: SchoolHoliday | None

    @property
    def standing(self) -> Standing:
        if self.stored is None:
            return Standing.NEW
        same = (self.stored.first, self.stored.last) == (
            self.listed.first,
            self.listed.last,
        )
        return Standing.SAME if same else Standing.CHANGED

    def __str__(self):
        days = f"{self.listed.first:%d-%m-%Y} t/m {self.listed.last:%d-%m-%Y}"
        if self.standing == Standing.CHANGED:
            ours = f"{self.stored.first:%d-%m-%Y} t/m {self.stored.last:%d-%m-%Y}"
            return f"{self.listed.key}: {days}; bij ons {ours}"
        return f"{self.listed.key}: {days}"


def parse(content: bytes) -> list[Listed]:
    """Raises FeedError, whatever the bytes are."""
    if len(content) > LARGEST:
        raise FeedError("is te groot voor een lijst van schoolvakanties.")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise FeedError("is geen goede JSON.") from None
    by_key: dict[str, Listed] = {}
    for listed in _listed(document):
        known = by_key.setdefault(listed.key, listed)
        if known != listed:
            raise FeedError(f"noemt {listed.key} twee keer, met andere dagen.")
    if not by_key:
        raise FeedError("noemt geen enkele schoolvakantie.")
    return list(by_key.values())


def _listed(document) -> Iterator[Listed]:
    try:
        documents = document if isinstance(document, list) else [document]
        for one in documents:
            for year in one["content"]:
                school_year = _school_year(year["schoolyear"])
                for holiday in year["vacations"]:
                    yield from _regions(school_year, holiday)
    except (KeyError, TypeError, AttributeError) as error:
        raise FeedError(
            f"heeft niet de vorm van de officiële lijst ({error})."
        ) from None


def _regions(school_year: int, holiday: dict) -> Iterator[Listed]:
    name = _flat(holiday["type"])
    kind = next((kind for start, kind in KINDS.items() if name.startswith(start)), None)
    if kind is None:
        raise FeedError(f"kent een vakantie die wij niet kennen: “{name[:40]}”.")
    for region in holiday["regions"]:
        where = _flat(region["region"])
        if where not in REGIONS:
            raise FeedError(f"kent een regio die wij niet kennen: “{where[:40]}”.")
        first, last = _day(region["startdate"]), _day(region["enddate"])
        if wrong := wrong_days(school_year, first, last):
            raise FeedError(f"{name} {school_year}, {where}: {wrong}")
        for one in REGIONS[where]:
            yield Listed(school_year, kind.value, one.value, first, last)


def _flat(text: str) -> str:
    return " ".join(text.split()).lower()


def _school_year(text: str) -> int:
    first, _, second = _flat(text).partition("-")
    if not (first.isdecimal() and second.isdecimal() and int(second) == int(first) + 1):
        raise FeedError(f"heeft geen leesbaar schooljaar: “{text[:40]}”.")
    return int(first)


def _day(text: str) -> date:
    """The Dutch day on which a moment lies: the list counts in UTC, where it is still yesterday."""
    try:
        moment = datetime.fromisoformat(text.strip())
        if "T" not in text.strip():
            return moment.date()
        moment = moment.replace(tzinfo=moment.tzinfo or UTC)
        return moment.astimezone(NETHERLANDS).date()
    except (ValueError, OverflowError):
        raise FeedError(f"heeft geen leesbare dag: “{text[:40]}”.") from None


def compare(listed: list[Listed]) -> list[Finding]:
    """Beside what is stored; changes nothing."""
    stored = {holiday.key: holiday for holiday in SchoolHoliday.objects.all()}
    return [Finding(holiday, stored.get(holiday.key)) for holiday in listed]


def store(findings: list[Finding], today: date) -> None:
    """Take over what is new or different, with the official list as its source. What the
    list does not name stays. Nothing is published."""
    official = _official(today)
    for finding in findings:
        listed, is_other = finding.listed, finding.standing != Standing.SAME
        holiday = finding.stored or SchoolHoliday(
            key=listed.key,
            school_year=listed.school_year,
            kind=listed.kind,
            region=listed.region,
        )
        holiday.first, holiday.last = listed.first, listed.last
        if is_other:
            holiday.save()
        holiday.sources.set([official])


def _official(today: date) -> Source:
    source, _ = Source.objects.get_or_create(
        key=OFFICIAL,
        defaults={
            "title": "Schoolvakanties (open data)",
            "publisher": "Rijksoverheid",
            "kind": Source.Kind.GOVERNMENT,
            "url": "https://opendata.rijksoverheid.nl",
            "read_on": today,
        },
    )
    if source.read_on != today:
        source.read_on = today
        source.save()
    return source


def fetch() -> bytes:
    """The list itself, over https, asked once. Raises FeedError when it does not come."""
    try:
        return from_feed(FEED, pause=0)("")
    except AdviceError as error:
        raise FeedError(str(error)) from None


def read_file(path: Path) -> bytes:
    """Raises FeedError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise FeedError(f"kan niet gelezen worden: {error.strerror}.") from None

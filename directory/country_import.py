"""Compare the ministry's travel advice with what we have, and remember what differs.

Never changes what a visitor sees but a date: numbers, posts and words are an editor's to
change, who then takes away the mark. Whatever is wrong with one file leaves that country
as it was, and says so.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from .models import Country
from .travel_advice import LARGEST, Advice, AdviceError, parse, parts, runs

FEED = "https://opendata.nederlandwereldwijd.nl/v2/sources/nederlandwereldwijd/infotypes/countries/{iso3}/traveladvice"
TRIES, TIMEOUT = 3, 20  # seconds

Fetch = Callable[[str], bytes]  # ISO3 -> file; raises AdviceError


class Standing(StrEnum):
    SAME = "same"
    DATED = "dated"  # only the day on which it was still valid is newer
    REVIEW = "review"
    BROKEN = "broken"


@dataclass
class Finding:
    """What one file says, compared with what is stored. lines: for an editor to read."""

    country: Country
    standing: Standing
    lines: list[str] = field(default_factory=list)
    advice: Advice | None = None


def look(country: Country, fetch: Fetch) -> Finding:
    """Compare; changes nothing."""
    try:
        advice = parse(fetch(country.iso3))
        if advice.iso3 != country.iso3:
            raise AdviceError(f"is van {advice.iso3}, niet van {country.iso3}.")
        if advice.valid_on < country.valid_on and country.printed:
            raise AdviceError(f"is ouder dan wat we hebben ({country.valid_on}).")
    except AdviceError as error:
        return Finding(country, Standing.BROKEN, [str(error)])
    if lines := _differences(country, advice):
        return Finding(country, Standing.REVIEW, lines, advice)
    is_newer = advice.valid_on > country.valid_on or not country.printed
    standing = Standing.DATED if is_newer else Standing.SAME
    return Finding(country, standing, [], advice)


def store(finding: Finding, today: date) -> None:
    """Remember what was found. A country that waits for review keeps its dates: the page
    says that its numbers stood there on that day, and that must stay true."""
    country, advice = finding.country, finding.advice
    if finding.standing == Standing.BROKEN:
        return
    country.printed = advice.printed
    if finding.standing == Standing.REVIEW:
        country.review_since = country.review_since or today
    elif not country.review_since:
        country.valid_on = max(country.valid_on, advice.valid_on)
        country.modified_on = max(country.modified_on, advice.modified_on)
    country.save(update_fields=["printed", "review_since", "valid_on", "modified_on"])


def _differences(country: Country, advice: Advice) -> list[str]:
    """Lines that came or went, under the name of their part; at a first import, numbers
    that did, and whether anything was changed since an editor read it."""
    if not country.printed:
        return _first_differences(country, advice)
    before, after = parts(country.printed), parts(advice.printed)
    lines = []
    for name in before | after:
        old, new = before.get(name, []), after.get(name, [])
        changed = [*unified_diff(old, new, lineterm="", n=0)][2:]
        if changed := [f"{line[0]} {line[1:]}" for line in changed if line[0] != "@"]:
            lines += [f"# {name}", *changed] if name else changed
    return lines


def _first_differences(country: Country, advice: Advice) -> list[str]:
    ours = set().union(*(runs(local.number) for local in country.numbers.all()))
    came, went = advice.numbers - ours, ours - advice.numbers
    lines = [f"+ {line}" for line in sorted(came)] + [
        f"- {line}" for line in sorted(went)
    ]
    if advice.modified_on > country.modified_on:
        lines.append(
            f"Het ministerie wijzigde dit op {advice.modified_on:%d-%m-%Y}; wij lazen wat er stond op {country.modified_on:%d-%m-%Y}. Lees alles na."
        )
    return lines


def from_folder(folder: Path) -> Fetch:
    """Files called MAR.xml or mar.xml."""
    files = {file.stem.upper(): file for file in folder.glob("*.[xX][mM][lL]")}

    def fetch(iso3: str) -> bytes:
        if iso3 not in files:
            raise AdviceError(f"{iso3}.xml staat niet in {folder}.")
        try:
            with files[iso3].open("rb") as file:
                return file.read(LARGEST + 1)
        except OSError as error:
            raise AdviceError(f"kan niet gelezen worden: {error.strerror}.") from None

    return fetch


def from_feed(pattern: str = FEED, pause: float = 1) -> Fetch:
    """The ministry's open data, over https, slowly: it is asked 83 times."""
    if urlsplit(pattern).scheme != "https":
        raise AdviceError("Alleen https.")
    opener = build_opener(_NoRedirect)
    # the feed refuses clients without a name of their own
    headers = {"User-Agent": f"achterlating-site (+{settings.SITE_URL})"}

    def fetch(iso3: str) -> bytes:
        request = Request(pattern.format(iso3=iso3.lower()), headers=headers)
        for attempt in range(1, TRIES + 1):
            time.sleep(pause * attempt)
            try:
                with opener.open(request, timeout=TIMEOUT) as response:
                    return response.read(LARGEST + 1)
            except HTTPError as error:
                if error.code < 500:
                    raise AdviceError(f"antwoordt met {error.code}.") from None
                reason = f"antwoordt met {error.code}"
            except (URLError, OSError) as error:
                reason = f"is niet te bereiken: {error}"
        raise AdviceError(f"{reason}, ook na {TRIES} keer.")

    return fetch


class _NoRedirect(HTTPRedirectHandler):
    """A feed that has moved is looked at by a person first."""

    def redirect_request(self, *args):
        return None

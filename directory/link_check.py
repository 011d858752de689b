"""Do the web addresses we give still answer? Asked politely: once, slowly, by our name."""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, build_opener

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

TIMEOUT = 15  # seconds
PAUSE = 1  # seconds between two questions to the same host
MAPS = re.compile(
    r"//(?:[\w-]+\.)*(?:maps\.|goo\.gl|openstreetmap\.|osm\.org|waze\.|what3words\.|plus\.codes)|/maps\b",
    re.IGNORECASE,
)
GUARDED = {401, 403, 405, 429, 501}  # answers to a robot; a person may well get in


class Answer(StrEnum):
    GOOD = "good"
    MOVED = "moved"
    BROKEN = "broken"
    SILENT = "silent"  # no answer: theirs, or our own network


@dataclass(frozen=True)
class Link:
    url: str
    answer: Answer
    detail: str = ""


def check_address(kind: str, address: str) -> None:
    """Raise ValidationError unless `address` is one for this kind of contact.

    An app needs none: one finds it by its name. A map shows where something
    stands, and a shelter must stay hidden.
    """
    if kind == "app" and not address:
        return
    try:
        if kind == "email":
            return validate_email(address)
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        what = (
            "een e-mailadres" if kind == "email" else "een adres dat met https begint"
        )
        raise ValidationError({"url": f"Vul {what} in."}) from None
    if MAPS.search(address):
        raise ValidationError(
            {"url": "Een kaart laat zien waar iets staat. Dat mag hier niet."}
        )


def check(urls: Iterable[str], pause: float = PAUSE) -> Iterator[Link]:
    """Ask each address once; HEAD, and GET where that is not answered well."""
    asked: dict[str, float] = {}
    for url in sorted(set(urls)):
        host = urlsplit(url).netloc
        time.sleep(max(0, asked.get(host, 0) + pause - time.monotonic()))
        yield ask(url)
        asked[host] = time.monotonic()


def ask(url: str) -> Link:
    link = _ask(url, "HEAD")
    return link if link.answer == Answer.GOOD else _ask(url, "GET")


def _ask(url: str, method: str) -> Link:
    headers = {"User-Agent": f"achterlating-site (+{settings.SITE_URL})"}
    request = Request(url, method=method, headers=headers)
    try:
        with build_opener().open(request, timeout=TIMEOUT) as response:
            if urlsplit(response.url)[1:3] != urlsplit(url)[1:3]:
                return Link(url, Answer.MOVED, response.url)
            return Link(url, Answer.GOOD)
    except HTTPError as error:
        answer = Answer.GOOD if error.code in GUARDED else Answer.BROKEN
        return Link(url, answer, str(error.code))
    except (URLError, OSError, ValueError) as error:
        return Link(url, Answer.SILENT, str(error))

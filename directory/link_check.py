"""Do the web addresses we give still answer? Asked politely: once, slowly, by our name."""

import re
import socket
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import ip_address
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
)

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
        with OPENER.open(request, timeout=TIMEOUT) as response:
            if urlsplit(response.url)[1:3] != urlsplit(url)[1:3]:
                return Link(url, Answer.MOVED, response.url)
            return Link(url, Answer.GOOD)
    except HTTPError as error:
        answer = Answer.GOOD if error.code in GUARDED else Answer.BROKEN
        return Link(url, answer, str(error.code))
    except (URLError, OSError, ValueError) as error:
        if isinstance(getattr(error, "reason", error), PrivateAddress):
            return Link(url, Answer.BROKEN, str(error))
        return Link(url, Answer.SILENT, str(error))


class PrivateAddress(OSError):
    """A name that leads to our own machine or network, where nobody else may look."""


def is_public(address: str) -> bool:
    return ip_address(address.partition("%")[0]).is_global


def connect(where: tuple[str, int], *options) -> socket.socket:
    """As `socket.create_connection`, to an address of the public internet only.

    The address that was judged is the one that is called: no second look at the name.
    Raises PrivateAddress.
    """
    host, port = where
    for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if is_public(address[0]):
            return socket.create_connection((address[0], port), *options)
    raise PrivateAddress(f"{host} leads to a machine of our own network")


class _Plain(HTTPConnection):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self._create_connection = connect


class _Secure(HTTPSConnection):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self._create_connection = connect


class _Http(HTTPHandler):
    def http_open(self, request):
        return self.do_open(_Plain, request)


class _Https(HTTPSHandler):
    def https_open(self, request):
        return self.do_open(_Secure, request, context=self._context)


# Without proxy: it would look names up for us. Every redirect is opened by the same.
OPENER = build_opener(ProxyHandler({}), _Http, _Https)

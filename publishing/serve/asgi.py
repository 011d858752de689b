"""What a visitor meets first: the live build as ready-made answers, Django behind it.

With a live build, no page touches Django or the database. The admin and its files go
on to Django; so does everything while nothing has been published yet.
"""

import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.responders import Response, StaticFile

from publishing.build.live import POINTER
from publishing.build.store import Store

from .responses import Site, encoding

log = logging.getLogger(__name__)

HEALTH = "/health/"
EVERY = 1.0  # seconds between looks at the pointer
PIECE = 65_536  # bytes of a file at a time
NOTHING = {"type": "http.response.body", "body": b""}
PLAIN = [
    (b"content-type", b"text/plain"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
]


Scope = dict[str, Any]
Header = tuple[bytes, bytes]
Receive = Callable[[], Awaitable[dict]]
Send = Callable[[dict], Awaitable[None]]


class Live:
    """An ASGI application in front of Django's."""

    def __init__(self, django: Callable, root: Path | None = None) -> None:
        self.django = django
        self.store = Store(root or settings.PUBLISHING_ROOT)
        self.site: Site | None = None
        self.seen: tuple[int, int] | None = (
            None  # the pointer as it was when `site` was read
        )
        self.problem = ""  # why another build could not be read
        self.look_at = 0.0
        self.behind = (
            f"/{settings.ADMIN_PATH}/",
            f"/{settings.PREVIEW_PATH}/",
            settings.STATIC_URL,
        )
        self.look()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.refuse(scope, receive, send)
        if time.monotonic() >= self.look_at:
            self.look()
        path = scope["path"]
        if path == HEALTH:
            return await self.plain(scope, send, 200, b"ok\n")
        site = self.site
        if site is None or self.is_behind(path) or self.is_insecure(scope):
            return await self.django(scope, receive, send)
        if scope["method"] not in ("GET", "HEAD"):
            return await self.plain(scope, send, 405, b"", (b"allow", b"GET, HEAD"))
        if file := site.files.get(path):
            return await send_file(file, scope, send)
        start, body = answer(site, path, scope["headers"])
        await send(start)
        await send(body if scope["method"] == "GET" else NOTHING)

    def look(self) -> None:
        """Take up the build that the pointer names, if that is another one now.

        What is damaged or gone is reported once; visitors keep what they had.
        """
        self.look_at = time.monotonic() + EVERY
        pointer = self.store.root / POINTER
        now = version(pointer)
        if now == self.seen:
            return
        try:
            self.site = Site(self.store, pointer.read_text().strip())
            self.seen, self.problem = now, ""
        except (OSError, ValueError, KeyError, TypeError) as error:
            if self.problem != repr(error):
                log.error(
                    "The live build cannot be read, so it is not shown: %r", error
                )
            self.problem = repr(error)

    def is_behind(self, path: str) -> bool:
        """Whether Django answers: the admin (with or without last slash), previews, its files."""
        return path.startswith(self.behind) or path == self.behind[0][:-1]

    def is_insecure(self, scope: Scope) -> bool:
        """Whether Django should send the reader to https first, as it does by itself."""
        if not settings.SECURE_SSL_REDIRECT or scope.get("scheme") == "https":
            return False
        scheme = dict(scope["headers"]).get(b"x-forwarded-proto", b"")
        return scheme.partition(b",")[0].strip() != b"https"

    async def plain(
        self, scope: Scope, send: Send, status: int, body: bytes, *headers: Header
    ) -> None:
        length = (b"content-length", str(len(body)).encode())
        start = {"status": status, "headers": [*PLAIN, length, *headers]}
        await send({"type": "http.response.start", **start})
        is_head = scope["method"] == "HEAD"
        await send(NOTHING if is_head else {**NOTHING, "body": body})

    async def refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        """There are no websockets here, and nothing to do at start and stop."""
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close"})
        else:
            raise ValueError(f"not served: {scope['type']}")


async def send_file(file: StaticFile, scope: Scope, send: Send) -> None:
    """A file from disk, a piece at a time: whole, or the range that was asked for."""
    request_headers = dict(scope["headers"])
    asked = (
        {"HTTP_RANGE": request_headers[b"range"].decode("latin-1")}
        if b"range" in request_headers
        else {}
    )
    try:
        response = file.get_response(scope["method"], asked)
    except OSError:  # the disk lost it: the player says so, the page goes on
        response = Response(404, [("Cache-Control", "no-store")], None)
    headers = [
        (name.lower().encode(), value.encode()) for name, value in response.headers
    ]
    status = int(response.status)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if response.file:
        with response.file:
            while part := response.file.read(PIECE):
                await send({**NOTHING, "body": part, "more_body": True})
    await send(NOTHING)


def version(file: Path) -> tuple[int, int] | None:
    """Something that changes when another file is put in its place."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino


def answer(site: Site, path: str, headers: Iterable[Header]) -> tuple[dict, dict]:
    """The two messages to send for this address, in the encoding that was asked for."""
    encodings = languages = b""
    for name, value in headers:
        if name == b"accept-encoding":
            encodings = value
        elif name == b"accept-language":
            languages = value
    ready = site.find(path, languages.decode("latin-1"))
    return ready.by_encoding[encoding(encodings)]

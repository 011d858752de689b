"""What a visitor meets first: the live build as ready-made answers, Django behind it.

With a live build, no page touches Django or the database. The admin and its files go
on to Django; so does everything while nothing was ever published. After that Django
renders no public page: what it would show is what editors have saved, not what anybody
decided to show. Where the live build is lost, what visitors saw last is shown.
"""

import json
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from whitenoise.responders import Response, StaticFile

from languages.selection import language_of
from publishing.build.live import POINTER, named_in
from publishing.build.store import Store
from staff import disk

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
    """An ASGI application in front of Django's.

    ever_shown: whether visitors ever saw an edition, as far as the database knows
    """

    def __init__(
        self,
        django: Callable,
        root: Path | None = None,
        ever_shown: Callable[[], bool] = lambda: False,
    ) -> None:
        self.django = django
        self.store = Store(root or settings.PUBLISHING_ROOT)
        self.site: Site | None = None
        self.seen: tuple[int, int] | None = (
            None  # the pointer as it was when `site` was read
        )
        self.problem = ""  # why another build could not be read
        self.look_at = 0.0
        self.reader: Thread | None = None  # reads another build while this one is shown
        self.behind = (
            f"/{settings.ADMIN_PATH}/",
            f"/{settings.PREVIEW_PATH}/",
            settings.STATIC_URL,
        )
        self.look()
        self.was_published = bool(
            self.site or self.store.was_published() or ever_shown()
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.refuse(scope, receive, send)
        if time.monotonic() >= self.look_at:
            self.look_aside()
        path = scope["path"]
        if path == HEALTH:
            return await self.plain(scope, send, 200, self.health(scope))
        if not is_ours(scope):
            return await self.plain(scope, send, 421, b"")
        site = self.site
        if self.is_behind(path) or self.is_insecure(scope):
            return await self.django(scope, receive, send)
        if site is None and not self.was_published:
            self.was_published = self.store.was_published()
            return await self.django(scope, receive, send)
        if site is None:
            return await self.stand_in(scope, send)
        if scope["method"] not in ("GET", "HEAD"):
            return await self.plain(scope, send, 405, b"", (b"allow", b"GET, HEAD"))
        if file := site.files.get(path):
            return await send_file(file, scope, send)
        start, body = answer(site, path, scope["headers"])
        await send(start)
        await send(body if scope["method"] == "GET" else NOTHING)

    def look_aside(self) -> None:
        """As `look`, in a thread: reading takes a second, and nobody waits for it."""
        self.look_at = time.monotonic() + EVERY
        if self.reader and self.reader.is_alive():
            return
        if self.site and version(self.store.root / POINTER) == self.seen:
            return
        self.reader = Thread(target=self.look, name="reads a build", daemon=True)
        self.reader.start()

    def look(self) -> None:
        """Take up the build that the pointer names, if that is another one now.

        What is damaged or gone is reported once; visitors keep what they had.
        """
        self.look_at = time.monotonic() + EVERY
        pointer = self.store.root / POINTER
        now = version(pointer)
        if now == self.seen and self.site:
            return
        for build in self.candidates():
            try:
                self.site = Site(self.store, build, self.site)
            except (OSError, ValueError, KeyError, TypeError) as error:
                self.tell(
                    "The live build cannot be read, so it is not shown: %s", error
                )
                continue
            self.seen = now
            if build == named_in(pointer):
                self.problem = ""
            else:
                self.tell("Shown is what visitors saw last: build %s.", build)
            return
        if version(pointer) is not None and not named_in(pointer):
            self.tell("The live build cannot be read: the pointer is damaged%s", "")
        elif now is None and self.site:
            self.tell("The live build cannot be read: the pointer is lost%s", "")

    def candidates(self) -> Iterator[str]:
        """The build that is live; while none is shown, what visitors saw before too."""
        if build := named_in(self.store.root / POINTER):
            yield build
        if self.site is None:
            if build := named_in(self.store.archived / POINTER):
                yield build
            yield from self.store.last_shown()

    def tell(self, what: str, *values: object) -> None:
        """Say it to the operator, once."""
        if (problem := what % values) != self.problem:
            log.error(problem)
        self.problem = problem

    def health(self, scope: Scope) -> bytes:
        """ "ok"; to who asks on this machine itself, and not through the proxy, also how it is."""
        if not is_operator(scope):
            return b"ok\n"
        details = {
            "live": named_in(self.store.root / POINTER),
            "problem": self.problem,
            "disk_free": disk.free(),
            "disk_low": disk.free() < disk.MARGIN,
        }
        return b"ok\n" + json.dumps(details).encode() + b"\n"

    async def stand_in(self, scope: Scope, send: Send) -> None:
        """While nothing that was published can be had: the exit and whom to call."""
        wanted = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
        language = language_of(scope["path"], wanted)
        try:
            page = (settings.VAR_DIR / "proxy" / f"{language}.html").read_bytes()
        except OSError:
            page = b"112\n"
        kind = b"text/html; charset=utf-8" if len(page) > 9 else b"text/plain"
        length = (b"content-length", str(len(page)).encode())
        headers = [(b"content-type", kind), *PLAIN[1:], length]
        await send({"type": "http.response.start", "status": 503, "headers": headers})
        await send({**NOTHING, "body": page})

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
        response = whole(file).get_response(scope["method"], asked)
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


def whole(file: StaticFile) -> StaticFile:
    """The file, if the disk still has all of it. Raises OSError."""
    for kept in file.alternatives:
        path, length = kept[1], dict(kept[2]).get("Content-Length")
        if length and Path(path).stat().st_size != int(length):
            raise OSError(f"{path} is cut off")
    return file


def is_ours(scope: Scope) -> bool:
    """Whether we answer to the name that was asked for. A request without any came from
    no browser."""
    host = dict(scope["headers"]).get(b"host")
    if host is None:
        return True
    name, _ = split_domain_port(host.decode("latin-1"))
    return bool(name) and validate_host(name, settings.ALLOWED_HOSTS)


def is_operator(scope: Scope) -> bool:
    """Whether somebody on this machine asks, and not the proxy for somebody else."""
    client = (scope.get("client") or ("",))[0]
    try:
        is_here = ip_address(client).is_loopback
    except ValueError:
        return False
    return is_here and b"x-forwarded-proto" not in dict(scope["headers"])


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

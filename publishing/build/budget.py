"""What a build may not do: weigh more than a page may, or lead nowhere."""

import re
from collections.abc import Iterator

from django.conf import settings

from editorial import html_reader
from publishing.serve.responses import headers_of

from .store import Answer, Manifest, Store

QUIET = re.compile(r"/[a-z-]+/(?:\d+/)?")
FILE = re.compile(r"/[^/]+\.[a-z]+")
SENT = b"date: Sat, 21 Nov 2026 21:48:03 GMT\r\nstrict-transport-security: max-age=31536000\r\n"


def weight(answer: Answer, store: Store) -> int:
    """Bytes of headers and brotli body, as they leave a server behind TLS."""
    body = (store.blobs / f"{answer.blob}.br").stat().st_size
    return weight_of(answer.headers, body)


def weight_of(headers: list[tuple[str, str]], body: int) -> int:
    """As `weight`, for these headers of Django's and so many bytes of brotli."""
    sent = dict(headers_of(Answer(200, headers, ""), "br", body))
    sent.pop(b"strict-transport-security", None)
    lines = sum(len(name) + len(value) + 4 for name, value in sent.items())
    return len(b"HTTP/1.1 200 OK\r\n\r\n") + len(SENT) + lines + body


def budget(path: str) -> int | None:
    """The most that this address may weigh. None for a file that somebody asks for."""
    if path.endswith("/core.json"):
        return settings.CORE_BUDGET
    if FILE.search(path):
        return None
    return settings.QUIET_BUDGET if QUIET.fullmatch(path) else settings.OPEN_BUDGET


def findings(
    manifest: Manifest, live: Manifest, store: Store
) -> Iterator[tuple[str, str]]:
    """What keeps a build from going live: (address, what is wrong with it)."""
    for path, answer in manifest.pages.items():
        if live.pages.get(path) == answer:
            continue
        most = budget(path)
        if most and (weighs := weight(answer, store)) > most:
            yield path, f"weegt {weighs} bytes; hoogstens {most} mag."
        if not FILE.search(path):
            targets = set(_nowhere(store.blob(answer.blob, ""), manifest))
            shown = live.pages.get(path)
            if targets and shown:  # an old mistake holds nothing up
                targets -= set(_nowhere(store.blob(shown.blob, ""), live))
            for target in sorted(targets):
                yield path, f"leidt naar “{target}”, en dat is er niet."
    for path in live.pages.keys() - manifest.pages.keys():
        yield path, "verdwijnt. Iemand kan dit adres hebben opgeschreven."


def _nowhere(body: bytes, manifest: Manifest) -> Iterator[str]:
    """Links of a page to an address or a place on it that is not there."""
    tags = list(html_reader.tags(body.decode(errors="replace")))
    ids = {tag.attributes["id"] for tag in tags if "id" in tag.attributes}
    for link in {tag.attributes.get("href") or "" for tag in tags}:
        address, _, name = link.partition("#")
        path = address.partition("?")[0]
        if path.startswith("/") and path != "/" and path not in manifest.pages:
            yield path
        if not address and name and name not in ids:
            yield f"#{name}"

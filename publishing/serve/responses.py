"""Answers put together once and sent many times: the messages ASGI wants, ready made."""

import re
from functools import lru_cache
from pathlib import Path

from whitenoise.responders import StaticFile

from languages.offered import SOURCE
from languages.selection import language_of, preferred
from languages.weights import weights
from publishing.build.store import Answer, Store

# The name in the header, and the ending of the blob.
ENCODINGS = {"br": ".br", "gzip": ".gz", "": ""}

Messages = tuple[dict, dict]  # http.response.start, http.response.body


class PreparedResponse:
    """One answer, in every encoding."""

    def __init__(self, answer: Answer, bodies: dict[str, bytes]):
        self.by_encoding: dict[str, Messages] = {}
        for encoding, ending in ENCODINGS.items():
            body = bodies[ending]
            start = {
                "type": "http.response.start",
                "status": answer.status,
                "headers": headers_of(answer, encoding, len(body)),
            }
            end = {"type": "http.response.body", "body": body}
            self.by_encoding[encoding] = start, end


class Site:
    """A build in memory, each body checked against its name when it was read.

    Copied, not mapped: what happens to a file afterwards changes nothing. before: the
    site of until now; what both have is not read again.
    Raises what a broken manifest raises, and LostError for a body that cannot be had.
    """

    def __init__(self, store: Store, build: str, before: "Site | None" = None):
        manifest = store.manifest(build)
        known = before.bodies if before else {}
        self.bodies: dict[str, dict[str, bytes]] = {
            name: known.get(name) or store.encodings(name) for name in manifest.blobs
        }
        self.pages = self._ready(manifest.pages)
        self.homes = self._ready(manifest.homes)
        self.errors = self._ready(manifest.errors)
        self.files = {
            path: _file(answer, store)
            for path, answer in manifest.files.items()
            if has_bytes(store.blobs / answer.blob)  # the pages can do without
        }
        self.last_resort = self.homes[SOURCE], self.errors[SOURCE]

    def _ready(self, answers: dict[str, Answer]) -> dict[str, PreparedResponse]:
        return {
            name: PreparedResponse(answer, self.bodies[answer.blob])
            for name, answer in answers.items()
        }

    def find(self, path: str, accept_language: str) -> PreparedResponse:
        """What this address answers; a missing last slash is forgiven.

        In Dutch where the build is older than the language.
        """
        if ready := self.pages.get(path) or self.pages.get(f"{path}/"):
            return ready
        home, error = self.last_resort
        if path == "/":
            return self.homes.get(preferred(accept_language), home)
        return self.errors.get(language_of(path, accept_language), error)


@lru_cache(maxsize=256)  # browsers differ little
def encoding(accepted: bytes) -> str:
    """The best encoding that an Accept-Encoding header allows; "" for none.

    "*" stands for any that is not named.
    """
    liked = weights(accepted.decode("latin-1"))
    others = liked.get("*", 0)
    return next((coding for coding in ("br", "gzip") if liked.get(coding, others)), "")


def has_bytes(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _file(answer: Answer, store: Store) -> StaticFile:
    """A file that WhiteNoise can send, whole or in the part a player asks for."""
    headers = [*answer.headers, ("Accept-Ranges", "bytes")]
    return StaticFile(str(store.blobs / answer.blob), headers)


def headers_of(answer: Answer, encoding: str, length: int) -> list[tuple]:
    """What Django said, and what sending adds.

    No `Vary`: these answers are no-store, so nobody chooses among stored ones, and it
    costs 23 bytes.
    """
    headers = {name.lower(): value for name, value in answer.headers}
    headers.pop("vary", None)
    headers["content-length"] = str(length)
    if encoding:
        headers["content-encoding"] = encoding
    # Spaces after separators mean nothing, and every visitor would pay for them.
    return [
        (name.encode(), re.sub(r"([;,]) ", r"\1", value).encode("latin-1"))
        for name, value in headers.items()
    ]

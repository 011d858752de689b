"""Answers put together once and sent many times: the messages ASGI wants, ready made."""

import re
from functools import lru_cache

from whitenoise.responders import StaticFile

from languages.offered import SOURCE
from languages.selection import language_of, preferred
from languages.weights import weights
from publishing.build.store import Answer, Store

# The name in the header, and the ending of the blob.
ENCODINGS = {"br": ".br", "gzip": ".gz", "": ""}

Messages = tuple[dict, dict]  # http.response.start, http.response.body


class Ready:
    """One answer, in every encoding."""

    def __init__(self, answer: Answer, store: Store):
        self.by_encoding: dict[str, Messages] = {}
        for encoding, ending in ENCODINGS.items():
            body = store.blob(answer.blob, ending)
            start = {
                "type": "http.response.start",
                "status": answer.status,
                "headers": headers_of(answer, encoding, len(body)),
            }
            end = {"type": "http.response.body", "body": body}
            self.by_encoding[encoding] = start, end


class Site:
    """A build in memory. Raises what a broken manifest or a missing blob raises."""

    def __init__(self, store: Store, build: str):
        manifest = store.manifest(build)
        self.pages = {
            path: Ready(answer, store) for path, answer in manifest.pages.items()
        }
        self.homes = {
            language: Ready(answer, store)
            for language, answer in manifest.homes.items()
        }
        self.errors = {
            language: Ready(answer, store)
            for language, answer in manifest.errors.items()
        }
        self.files = {
            path: _file(answer, store)
            for path, answer in manifest.files.items()
            if (store.blobs / answer.blob).is_file()  # the pages can do without
        }
        self.last_resort = self.homes[SOURCE], self.errors[SOURCE]

    def find(self, path: str, accept_language: str) -> Ready:
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

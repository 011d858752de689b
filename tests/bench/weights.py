"""What a page weighs on the wire, and how many requests it costs."""

import re
from html.parser import HTMLParser
from pathlib import Path
from statistics import median

import brotli

from languages.offered import CODES
from publishing.build.store import Store
from publishing.serve.responses import PreparedResponse

STATUS = "HTTP/1.1 200 OK\r\n"
BY_GUNICORN = "Date: Sat, 21 Nov 2026 21:00:00 GMT\r\n\r\n"


def measure(var: Path) -> None:
    store = Store(var / "site")
    manifest = store.manifest((var / "site" / "live").read_text())
    print("\nBytes on the wire, headers and body: largest page / median page")
    print("        quiet wing: brotli         gzip      open wing: brotli         gzip")
    for language in CODES:
        pages = {
            path: PreparedResponse(answer, store.encodings(answer.blob))
            for path, answer in manifest.pages.items()
            if path.startswith(f"/{language}/") and path.endswith("/")
        }
        quiet = [ready for path, ready in pages.items() if _is_quiet(path)]
        opened = [ready for path, ready in pages.items() if not _is_quiet(path)]
        columns = [
            _columns(wing, encoding)
            for wing in (quiet, opened)
            for encoding in ("br", "gzip")
        ]
        print(f"  {language:4}  {columns[0]:>18} {columns[1]:>12}  ", end="")
        print(f"{columns[2]:>17} {columns[3]:>12}")
    everything = [  # pages; what a page fetches afterwards comes below
        PreparedResponse(answer, store.encodings(answer.blob))
        for path, answer in manifest.pages.items()
        if path.endswith("/")
    ]
    pages = [ready.by_encoding[""][1]["body"].decode() for ready in everything]
    print(f"  headers, at most                  {max(map(_headers, everything)):6}")
    print(f"  style and scripts inside, brotli  {max(map(_inlined, pages)):6}")
    print(f"  requests a page, at most          {max(map(_requests, pages)):6}")
    bundles = [
        PreparedResponse(answer, store.encodings(answer.blob))
        for path, answer in manifest.pages.items()
        if path.endswith("/core.json")
    ]
    print(f"  core bundle, brotli (largest/median) {_columns(bundles, 'br')}")


def _is_quiet(path: str) -> bool:
    """Home and the numbered addresses; the open wing has words for addresses."""
    last = path.strip("/").split("/")[1:]
    return not last or last[0].isdigit()


def _columns(wing: list[PreparedResponse], encoding: str) -> str:
    sizes = [_headers(page, encoding) + _body(page, encoding) for page in wing]
    return f"{max(sizes)} / {median(sizes):.0f}"


def _headers(ready: PreparedResponse, encoding: str = "br") -> int:
    headers = ready.by_encoding[encoding][0]["headers"]
    own = sum(len(name) + len(value) + 4 for name, value in headers)
    return len(STATUS) + own + len(BY_GUNICORN)


def _body(ready: PreparedResponse, encoding: str) -> int:
    return len(ready.by_encoding[encoding][1]["body"])


def _inlined(page: str) -> int:
    parts = re.findall(r"<(style|script)[^>]*>(.*?)</\1>", page, re.DOTALL)
    return len(brotli.compress("".join(text for _, text in parts).encode()))


def _requests(page: str) -> int:
    counter = _Fetched()
    counter.feed(page)
    return 1 + counter.count


class _Fetched(HTMLParser):
    """Counts what a browser fetches by itself for a page."""

    count = 0

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        addresses = [attributes.get(name) for name in ("src", "srcset", "poster")]
        if tag == "link" and attributes.get("rel") not in ("canonical", "alternate"):
            addresses.append(attributes.get("href"))
        self.count += sum(
            bool(address) and not address.startswith("data:") for address in addresses
        )

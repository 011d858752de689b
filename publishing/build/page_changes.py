"""What visitors would see differently: which pages, and which words on them."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from .budget import FILE
from .store import Answer, Manifest

BLOCKS = {
    "p", "li", "h1", "h2", "h3", "h4", "div", "section", "ul", "ol", "summary",
    "title", "nav", "header", "footer", "main", "table", "tr", "dt", "dd", "br",
}  # fmt: skip
HIDDEN = {"style", "script"}


@dataclass(frozen=True)
class PageChange:
    """One address that answers differently. before, after: None where it is not there."""

    path: str
    before: Answer | None
    after: Answer | None


def changed_pages(live: Manifest, new: Manifest) -> list[PageChange]:
    """The pages a reader would see differently; not the files that hold them once more."""
    paths = [*new.pages, *(live.pages.keys() - new.pages.keys())]
    return [
        PageChange(path, live.pages.get(path), new.pages.get(path))
        for path in paths
        if not FILE.search(path) and live.pages.get(path) != new.pages.get(path)
    ]


def difference(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """The lines of text that differ, with one line around them.

    Pairs of a sign and a line: "-" goes, "+" comes, " " stays, "@" something is left out.
    """
    old, new = (list(lines(page)) for page in (before, after))
    pieces: list[tuple[str, str]] = []
    for line in difflib.unified_diff(old, new, n=1, lineterm=""):
        if line.startswith(("---", "+++")) and not pieces:
            continue
        if line.startswith("@@"):
            pieces.append(("@", ""))
        else:
            pieces.append((line[0], line[1:]))
    return pieces


def lines(page: bytes) -> Iterator[str]:
    """The words of a page as they are read, a block a line; links with their address."""
    reader = _Reader()
    reader.feed(page.decode())
    for line in "".join(reader.parts).split("\n"):
        if line := re.sub(r"\s+", " ", line).strip():
            yield line


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_hidden = tag in HIDDEN
        if tag in BLOCKS:
            self.parts.append("\n")
        link = dict(attrs).get("href") or ""
        if link.startswith(("tel:", "mailto:", "http")):
            self.parts.append(f"[{link}] ")

    def handle_endtag(self, tag: str) -> None:
        self.is_hidden = False
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.is_hidden:
            self.parts.append(data.replace("\n", " "))

"""What visitors would see differently: which pages, and which words on them."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from editorial import html_reader

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
    for line in "".join(_words(page.decode())).split("\n"):
        if line := re.sub(r"\s+", " ", line).strip():
            yield line


def _words(html: str) -> Iterator[str]:
    is_hidden = False
    for part in html_reader.read(html):
        if isinstance(part, str):
            if not is_hidden:
                yield part.replace("\n", " ")
            continue
        is_hidden = part.name in HIDDEN and not part.is_end
        if part.name in BLOCKS:
            yield "\n"
        link = part.attributes.get("href") or ""
        if link.startswith(("tel:", "mailto:", "http")):
            yield f"[{link}] "

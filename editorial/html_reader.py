"""The one reader of HTML: what stands in it, in its order, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True)
class Tag:
    """A start tag, or an end tag (is_end). attributes: None for one without a value.

    at: where it begins in the HTML
    """

    name: str
    attributes: dict[str, str | None]
    is_end: bool
    at: int


def read(html: str) -> list[Tag | str]:
    """Tags, and the text between them with its entities resolved. Comments are left out.

    Any text is read, as browsers do; nothing is raised. What stands in <script> and
    <style> comes as text: what is no text to a reader is for the caller to say.
    """
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    return reader.parts


def tags(html: str) -> Iterator[Tag]:
    """The start tags alone."""
    return (part for part in read(html) if isinstance(part, Tag) and not part.is_end)


def without(html: str, *names: str) -> str:
    """The HTML without these elements and all that is in them; else as it is, byte for
    byte. For elements that hold no tags, such as <script> and <style>."""
    kept, start, removed = [], 0, None
    for part in read(html):
        if not isinstance(part, Tag) or part.name not in names:
            continue
        if not part.is_end and removed is None:
            kept.append(html[start : part.at])
            removed = part.name
        elif part.is_end and part.name == removed:
            start, removed = html.index(">", part.at) + 1, None
    return "".join(kept) + (html[start:] if removed is None else "")


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Tag | str] = []
        self.lines = [0]  # where each line begins; the parser counts lines and columns
        for line in html.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(Tag(tag, dict(attrs), False, self._place()))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(Tag(tag, {}, True, self._place()))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def _place(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

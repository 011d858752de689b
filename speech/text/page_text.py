"""What a page says, in the order one reads it: from its HTML to a list of sentences.

The same list drives the device's voice, prepared audio, recordings and highlighting.
"""

import hashlib
import re
from dataclasses import dataclass

from editorial import html_reader
from editorial.html_reader import Tag
from editorial.sentences import split

from .pronunciation import rules_of

VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
BREAKS = {
    "aside", "b", "br", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
    "h1", "h2", "h3", "h4", "header", "li", "main", "nav", "ol", "p", "pre", "section",
    "small", "summary", "table", "td", "th", "tr", "ul",
}  # fmt: skip
UNSAID = {"button", "pre", "script", "select", "style", "svg", "template"}
UNSAID_CLASSES = {"contents", "page-sources", "share", "unseen", "url"}
NUMBER = re.compile(r"\+?[\d\s()/-]{3,}")


@dataclass(frozen=True)
class Sentence:
    """text: as the page shows it, white space collapsed; say: as a voice gets it;
    language: whose voice; block: which heading, paragraph or list item it is in"""

    text: str
    say: str
    language: str
    block: int

    @property
    def digest(self) -> str:
        """Of exactly this text, in this language, said this way."""
        return short_digest(self.language, self.text, self.say)


def read(html: str, language: str) -> list[Sentence]:
    """Every sentence of the page's <main> that a reader can see. `html`: whole page."""
    main = _Main(language)
    for part in html_reader.read(html):
        if not isinstance(part, Tag):
            main.text_comes(part)
        elif part.is_end:
            main.tag_ends(part.name)
        else:
            main.tag_begins(part)
    return main.sentences


def short_digest(*parts: str) -> str:
    """32 hexadecimal characters of what is given."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class _Open:
    name: str
    language: str
    is_said: bool
    is_number: bool


class _Main:
    def __init__(self, language: str):
        self.open = [_Open("", language, False, False)]
        self.sentences: list[Sentence] = []
        self.block = 0
        self._clear()

    def tag_begins(self, tag: Tag) -> None:
        if tag.name in BREAKS:
            self._flush()
        if tag.name in VOID:
            return
        if tag.name == "li":  # may be left unclosed
            self._close({"li"}, until={"ul", "ol"})
        self.open.append(self._opened(tag.name, tag.attributes))

    def tag_ends(self, name: str) -> None:
        if name in BREAKS:
            self._flush()
        self._close({name}, until=set())

    def text_comes(self, data: str) -> None:
        now = self.open[-1]
        if not now.is_said:
            return
        data = re.sub(r"\s+", " ", data)
        if not self.text or self.text.endswith(" "):
            data = data.lstrip(" ")
        if now.is_number and NUMBER.fullmatch(data):
            self.numbers.append((len(self.text), len(self.text) + len(data)))
        self.languages[now.language] = self.languages.get(now.language, 0) + len(data)
        self.text += data

    def _opened(self, name: str, attributes: dict) -> _Open:
        outer = self.open[-1]
        classes = set((attributes.get("class") or "").split())
        is_unsaid = (
            name in UNSAID
            or "hidden" in attributes
            or attributes.get("aria-hidden") == "true"
            or classes & UNSAID_CLASSES
        )
        return _Open(
            name,
            attributes.get("lang") or outer.language,
            (outer.is_said or name == "main") and not is_unsaid,
            outer.is_number or (name == "bdi" and attributes.get("dir") == "ltr"),
        )

    def _close(self, names: set[str], until: set[str]) -> None:
        """Close the innermost of `names`, unless one of `until` stands in between."""
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].name in until:
                return
            if self.open[place].name in names:
                del self.open[place:]
                return

    def _flush(self) -> None:
        """The block is complete: cut it into sentences."""
        text = self.text.rstrip()
        if text:
            language = max(self.languages, key=self.languages.get)
            spans = split(text, rules_of(language).ends_in_abbreviation)
            for start, end in spans:
                say = self._say(text, start, end, language)
                self.sentences.append(
                    Sentence(text[start:end], say, language, self.block)
                )
            self.block += bool(spans)
        self._clear()

    def _say(self, text: str, start: int, end: int, language: str) -> str:
        """What is said for text[start:end]: numbers by digit, the rest by the rules."""
        rules, pieces, at = rules_of(language), [], start
        for first, last in self.numbers:
            if start <= first and last <= end:
                pieces += [rules.say(text[at:first]), rules.digits(text[first:last])]
                at = last
        pieces.append(rules.say(text[at:end]))
        return re.sub(r" (?=[.,!?;:)])|(?<=\() ", "", " ".join(filter(None, pieces)))

    def _clear(self) -> None:
        self.text = ""
        self.languages: dict[str, int] = {}
        self.numbers: list[tuple[int, int]] = []

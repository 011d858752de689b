"""One country's travel advice as the ministry publishes it: XML with HTML inside.

Read only for what this site uses, and kept as text beside what is parsed: its wording
is free, and a condition that is dropped ("only in Addis Abeba") could cost somebody her
chance. What cannot be read raises AdviceError, and nothing else.
"""

import html
import re
from dataclasses import dataclass
from datetime import date, datetime
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

LARGEST = 2_000_000  # bytes; the largest known is 60,000
DATES = re.compile(
    r"Laatst gewijzigd op: (\d\d-\d\d-\d{4}) \| Nog steeds geldig op: (\d\d-\d\d-\d{4})"
)
NUMBER = re.compile(r"\+?\(?\d[\d ()/.-]*\d")
BLOCKS = {"p", "li", "ul", "ol", "div", "br", "h2", "h3", "h4", "tr", "td"}
HEADING = "## "


class AdviceError(ValueError):
    """Why a file is no travel advice. The message is for an editor."""


@dataclass(frozen=True)
class Advice:
    """printed: the part about emergencies, a line a block, headings after "## "."""

    iso3: str
    url: str
    modified_on: date
    valid_on: date
    printed: str

    @property
    def numbers(self) -> set[str]:
        """Digits of the local emergency numbers it prints."""
        return {number for line in self._local_services() for number in runs(line)}

    def _local_services(self) -> list[str]:
        lines, here = [], False
        for line in self.printed.splitlines():
            if line.startswith(HEADING):
                here = "hulpdiensten" in line.lower()
            elif here:
                lines.append(line)
        return lines


def runs(text: str) -> set[str]:
    """Digits of everything in a text that could be a number: "21 35 / 17" is two."""
    parts = (part for found in NUMBER.findall(text) for part in found.split("/"))
    return {digits for part in parts if len(digits := re.sub(r"\D", "", part)) > 1}


def parse(content: bytes) -> Advice:
    """Raises AdviceError, whatever the bytes are."""
    if len(content) > LARGEST:
        raise AdviceError("is te groot voor een reisadvies.")
    try:
        document = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise AdviceError("bevat een DOCTYPE of entiteiten; dat hoort niet.") from None
    except (ParseError, ValueError, LookupError) as error:  # a wrong encoding too
        raise AdviceError(f"is geen goede XML: {error}") from None
    modified_on, valid_on = _dates(_text(document, "modificationdate"))
    return Advice(
        iso3=_text(document, "isocode").upper(),
        url=_text(document, "canonical"),
        modified_on=modified_on,
        valid_on=valid_on,
        printed="\n".join(_lines(_emergencies(document))),
    )


def _text(document: Element, name: str) -> str:
    text = _flat(document.findtext(name) or "")
    if not text:
        raise AdviceError(f"mist <{name}>.")
    return text


def _dates(text: str) -> tuple[date, date]:
    found = DATES.fullmatch(text)
    try:
        first, last = (
            datetime.strptime(it, "%d-%m-%Y").date() for it in found.groups()
        )
    except (AttributeError, ValueError):
        raise AdviceError(f"heeft geen leesbare datum: “{text[:80]}”.") from None
    return first, last


def _emergencies(document: Element) -> str:
    """The HTML about emergencies: by the name of its category, wherever that stands."""
    for category in document.iter("category"):
        if "noodsituatie" in _flat(category.findtext("name") or "").lower():
            return "\n".join(it.text or "" for it in category.iter("paragraph"))
    raise AdviceError("mist het deel over noodsituaties.")


def _lines(text: str) -> list[str]:
    reader = _Lines()
    reader.feed(text)
    reader.close()
    lines = [_flat(html.unescape(line)) for line in reader.lines]
    lines = [line for line in lines if line and line != HEADING.strip()]
    if not lines:
        raise AdviceError("heeft een leeg deel over noodsituaties.")
    return lines


class _Lines(HTMLParser):
    """Text as a reader sees it; addresses of links are dropped with their tags."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines = [""]

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS:
            self.lines.append(HEADING if tag == "h4" else "")

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.lines.append("")

    def handle_data(self, data):
        self.lines[-1] += data


def _flat(text: str) -> str:
    """Without line breaks and runs of spaces, which stand anywhere in the feed."""
    return " ".join(text.replace("’", "'").split())

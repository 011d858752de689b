"""One country's travel advice as the ministry publishes it: XML with HTML inside.

Kept as text: its wording is free, and a condition that is dropped ("only in Addis
Abeba") could cost somebody her chance. Everything is kept but what can have no bearing
here (APART): colours, laws, custody and second nationalities stand in parts of any name.
What cannot be read raises AdviceError, and nothing else.
"""

import html
import re
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from editorial import html_reader

LARGEST = 2_000_000  # bytes; the largest known is 60,000
DATES = re.compile(
    r"Laatst gewijzigd op: (\d\d-\d\d-\d{4}) \| Nog steeds geldig op: (\d\d-\d\d-\d{4})"
)
NUMBER = re.compile(r"\+?\(?\d[\d ()/.-]*\d")
BLOCKS = {"p", "li", "ul", "ol", "div", "br", "h2", "h3", "h4", "tr", "td"}
BLOCK, HEADING = "# ", "## "
# parts nobody who is held needs; a name that is not in this list is kept
APART = {
    "bagageregels", "landmijnen", "medicijnen", "natuurgeweld", "reisvaccinaties",
    "reisverzekering", "terrorisme", "verkeersongevallen",
}  # fmt: skip


class AdviceError(ValueError):
    """Why a file is no travel advice. The message is for an editor."""


@dataclass(frozen=True)
class Advice:
    """printed: the day of its last change, then its parts, each after "# " and its name;
    a line a paragraph, smaller headings after "## "
    """

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
            if line.startswith("#"):
                here = "hulpdiensten" in line.lower()
            elif here:
                lines.append(line)
        return lines


def runs(text: str) -> set[str]:
    """Digits of everything in a text that could be a number: "21 35 / 17" is two."""
    parts = (part for number in NUMBER.findall(text) for part in number.split("/"))
    return {digits for part in parts if len(digits := re.sub(r"\D", "", part)) > 1}


def parts(printed: str) -> dict[str, list[str]]:
    """What was printed, by the name of its part; "" for what stands before the first."""
    chapters, name = {"": []}, ""
    for line in printed.splitlines():
        if line.startswith(BLOCK):
            name = line.removeprefix(BLOCK)
            chapters.setdefault(name, [])
        else:
            chapters[name].append(line)
    return chapters


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
        printed="\n".join(_printed(document, modified_on)),
    )


def _text(document: Element, name: str) -> str:
    text = _flat(document.findtext(name) or "")
    if not text:
        raise AdviceError(f"mist <{name}>.")
    return text


def _dates(text: str) -> tuple[date, date]:
    match = DATES.fullmatch(text)
    try:
        first, last = (
            datetime.strptime(day, "%d-%m-%Y").date() for day in match.groups()
        )
    except (AttributeError, ValueError):
        raise AdviceError(f"heeft geen leesbare datum: “{text[:80]}”.") from None
    return first, last


def _printed(document: Element, modified_on: date) -> list[str]:
    """Every part but those APART. That day is one line of it: a change of it is a change."""
    lines = [f"Laatst gewijzigd op: {modified_on:%d-%m-%Y}"]
    if introduction := _lines(document.findtext("introduction") or ""):
        lines += [f"{BLOCK}In het kort", *introduction]
    knows_emergencies = False
    for category in document.iter("category"):
        is_emergency = "noodsituatie" in _flat(category.findtext("name") or "").lower()
        for block in category.iter("contentblock"):
            name = _flat(block.findtext("paragraphtitle") or "")
            text = _lines(
                "\n".join(paragraph.text or "" for paragraph in block.iter("paragraph"))
            )
            if text and (is_emergency or name.lower() not in APART):
                lines += [f"{BLOCK}{name}", *text]
                knows_emergencies = knows_emergencies or is_emergency
    if not knows_emergencies:
        raise AdviceError("mist het deel over noodsituaties.")
    return lines


def _lines(text: str) -> list[str]:
    """Text as a reader sees it; addresses of links are dropped with their tags."""
    lines = [""]
    for part in html_reader.read(text):
        if isinstance(part, str):
            lines[-1] += part
        elif part.name in BLOCKS:
            is_heading = part.name == "h4" and not part.is_end
            lines.append(HEADING if is_heading else "")
    flat = (_flat(html.unescape(line)) for line in lines)
    return [line for line in flat if line and line != HEADING.strip()]


def _flat(text: str) -> str:
    """Without line breaks and runs of spaces, which stand anywhere in the feed."""
    return " ".join(text.replace("’", "'").split())

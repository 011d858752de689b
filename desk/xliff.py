"""XLIFF 1.2, the format translators' tools read: writing it, and reading what comes back.

One <group> an entry, one <trans-unit> a text, with its line ends as they are. A token
stands in a <ph>, so that a tool keeps it whole: <ph id="1" ctype="x-token">[bz]</ph>.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree as XML

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from editorial.tokens import TOKEN
from languages.offered import CODES, SOURCE

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LARGEST = (
    5_000_000  # bytes; all texts in one language take less than half of one million
)
NEW, OLD = "needs-translation", "needs-review-translation"


class NotXliff(Exception):
    """Why a file cannot be read. The message is for an editor."""


@dataclass(frozen=True)
class Unit:
    """One text. entry: "content.section:trip/today"; field: "body"

    source: the Dutch it translates; target: the translation, "" for none
    state: of the target, as XLIFF names it; "" where the file says nothing
    hint: for the translator
    """

    entry: str
    field: str
    source: str
    target: str = ""
    state: str = ""
    hint: str = ""

    @property
    def is_done(self) -> bool:
        """Whether a translator says that she looked at it."""
        return bool(self.target) and not self.state.startswith("needs-")


def write(units: Iterable[Unit], language: str) -> bytes:
    XML.register_namespace("", NAMESPACE)
    root = XML.Element(_name("xliff"), version="1.2")
    attributes = {"original": "site", "datatype": "plaintext"}
    attributes |= {"source-language": SOURCE, "target-language": language}
    body = XML.SubElement(
        XML.SubElement(root, _name("file"), attributes), _name("body")
    )
    for entry, group in groupby(units, key=lambda unit: unit.entry):
        parent = XML.SubElement(body, _name("group"), id=entry)
        for unit in group:
            _write_unit(parent, unit, language)
    return XML.tostring(root, encoding="utf-8", xml_declaration=True)


def read(data: bytes) -> tuple[str, list[Unit]]:
    """The language of a file, and its texts. Raises NotXliff."""
    if len(data) > LARGEST:
        raise NotXliff("Dit bestand is te groot om van ons te zijn.")
    try:
        root = fromstring(data, forbid_dtd=True)
    except (XML.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotXliff("Dit is geen XLIFF-bestand.") from error
    if root.tag != _name("xliff") or root.get("version") != "1.2":
        raise NotXliff("Dit is geen XLIFF 1.2. Vraag de vertaler om dat formaat.")
    files = root.findall(_name("file"))
    languages = {file.get("target-language") for file in files}
    if len(languages) != 1 or {file.get("source-language") for file in files} != {
        SOURCE
    }:
        raise NotXliff("Er moet één taal in staan, vertaald uit het Nederlands.")
    language = languages.pop()
    if language not in CODES or language == SOURCE:
        raise NotXliff(f"“{language}” is geen taal waarin deze site vertaald wordt.")
    return language, [unit for file in files for unit in _units(file)]


def _units(file) -> Iterator[Unit]:
    for group in file.iter(_name("group")):
        for unit in group.findall(_name("trans-unit")):
            entry, _, field = unit.get("id", "").rpartition("#")
            target = unit.find(_name("target"))
            yield Unit(
                entry,
                field,
                _text(unit.find(_name("source"))),
                _text(target),
                "" if target is None else target.get("state", ""),
            )


def _write_unit(parent, unit: Unit, language: str) -> None:
    name = f"{unit.entry}#{unit.field}"
    element = XML.SubElement(
        parent, _name("trans-unit"), {"id": name, "resname": name, SPACE: "preserve"}
    )
    source = XML.SubElement(element, _name("source"), {LANG: SOURCE})
    _fill(source, unit.source)
    target = XML.SubElement(
        element, _name("target"), {LANG: language, "state": unit.state or NEW}
    )
    _fill(target, unit.target)
    if unit.hint:
        XML.SubElement(element, _name("note")).text = unit.hint


def _fill(element, text: str) -> None:
    """Put text in an element, its tokens in placeholders."""
    last, end = None, 0
    for number, match in enumerate(TOKEN.finditer(text), start=1):
        _append(element, last, text[end : match.start()])
        attributes = {"id": str(number), "ctype": "x-token"}
        last = XML.SubElement(element, _name("ph"), attributes)
        last.text, end = match[0], match.end()
    _append(element, last, text[end:])


def _append(element, last, text: str) -> None:
    if last is None:
        element.text = text
    else:
        last.tail = text


def _text(element) -> str:
    """All words of an element, those in placeholders and marks of tools included."""
    words = "" if element is None else "".join(element.itertext())
    return re.sub(r"\r\n?", "\n", words).strip()


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"

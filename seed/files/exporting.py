"""Write editors' words back to the seed files: the files are the database's memory.

Only words that differ are touched; comments, order and the rest of a file stay. What the
files do not have yet, or no longer, is named: its facts have to be written by hand.
"""

from dataclasses import dataclass, field
from pathlib import Path

import tomlkit
from django.apps import apps

from editorial.models import Entry
from languages.offered import CODES

from . import loading
from .loading import Record
from .schema import PARTS, SHAPES


@dataclass
class Report:
    """written: files; missing: keys of entries without a table in facts/; gone: the reverse"""

    written: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def export(folder: Path = loading.FOLDER) -> Report:
    """Bring the words under `folder` up to date with the database."""
    seed, report, documents = loading.load(folder), Report(), {}
    for label in SHAPES:
        model = apps.get_model(label)
        if not issubclass(model, Entry):
            continue
        entries = {entry.key: entry for entry in model.objects.all()}
        records = seed.by_key(label)
        report.missing += sorted(entries.keys() - records.keys())
        report.gone += sorted(records.keys() - entries.keys())
        for key in records.keys() & entries.keys():
            _write(records[key], entries[key], folder, documents)
    for file, document in documents.items():
        text = tomlkit.dumps(document)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            report.written.append(file.relative_to(folder).as_posix())
    report.written.sort()
    return report


def _write(record: Record, entry: Entry, folder: Path, documents: dict) -> None:
    for language in CODES:
        before = dict.fromkeys(entry.WORDS, "") | record.words.get(language, {})
        words = entry.words(language)
        changed = [name for name in entry.WORDS if words[name].strip() != before[name]]
        if not changed:
            continue
        file = folder / "texts" / language / record.file.removeprefix("facts/")
        if file not in documents:
            text = file.read_text(encoding="utf-8") if file.exists() else ""
            documents[file] = tomlkit.parse(text)
        place, name = _place(documents[file], record)
        if "/" in record.key and len(entry.WORDS) == 1:  # such a part is name = "text"
            _set(place, name, words[entry.WORDS[0]])
            continue
        if isinstance(
            place.get(name), str
        ):  # name = "text": its first words, and no others
            place[name] = tomlkit.item({entry.WORDS[0]: str(place[name])})
        table = place.setdefault(name, tomlkit.table()) if name else place
        for field_name in changed:
            _set(table, field_name, words[field_name])


def _place(document, record: Record):
    """The table that holds an entry's words, and its name there; "" for the whole file."""
    whole, _, part = record.key.partition("/")
    in_own_file = record.file.startswith("facts/pages/")
    if not part:
        return document, "" if in_own_file else whole
    parts = next(name for name, shape in PARTS.items() if shape.model == record.model)
    table = document
    if not in_own_file:
        table = document.setdefault(whole, tomlkit.table())
    return table.setdefault(parts, tomlkit.table()), part


def _set(table, name: str, text: str) -> None:
    text = text.strip()
    if not text:
        table.pop(name, None)
    elif "\n" in text and "'''" not in text:
        table[name] = tomlkit.string(f"\n{text}\n", literal=True, multiline=True)
    else:
        table[name] = text

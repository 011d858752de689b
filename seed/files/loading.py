"""Read the seed files. Nothing is changed here, and nothing is judged but the shape.

    facts/numbers.toml         number in the quiet wing = page, or country/<code>
    facts/sources.toml         where statements come from
    facts/organisations.toml   whom one can call
    facts/posts.toml           Dutch embassies and consulates
    facts/countries.toml       per country: local numbers, posts, what is special
    facts/signals.toml         lists of signals
    facts/figures.toml         numbers of cases, with year and source
    facts/resources.toml       lessons and media made by others
    facts/holidays.toml        school holidays of each region
    facts/pages/<key>.toml     a page and its sections
    texts/<language>/...       the words: same files, same keys, in every language
    texts/<language>/index.toml  words from A to Z = page: each language has its own

Every key that is known is taken out; what is left over is a typing error, and said so.
"""

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from content.models import IndexWord
from languages.offered import CODES, SOURCE

from .schema import (
    BROWSER,
    COUNTRY,
    FIGURE_TABLE,
    INDEX_WORD,
    ORGANISATION,
    PAGE,
    PARTS,
    POST,
    RESOURCE,
    SCHOOL_HOLIDAY,
    SIGNAL_LIST,
    SOURCE_SHAPE,
    Shape,
)

FOLDER = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Problem:
    """Something wrong in a seed file: where, what, and what to do about it."""

    file: str
    key: str
    message: str

    def __str__(self):
        return (
            f"{self.file}: {self.key}: {self.message}"
            if self.key
            else f"{self.file}: {self.message}"
        )


@dataclass
class Record:
    """One thing to store.

    model: "content.Page"; key: as in Entry; file: where its facts stand
    parent: field and key of what it belongs to
    facts: field -> value; links: field -> key or list of keys of other records
    words: language -> field -> text
    """

    model: str
    key: str
    file: str
    position: int
    facts: dict = field(default_factory=dict)
    links: dict = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    is_new: bool = False  # set while storing
    is_changed: bool = False

    @property
    def name(self) -> str:
        """What an editor knows it by."""
        return self.facts.get("word", self.key)

    @property
    def sources(self) -> list[str]:
        return self.links.get("sources", [])


@dataclass
class Seed:
    """All records in the order in which they can be stored, and what was wrong."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    numbers: dict[int, str] = field(default_factory=dict)
    _sorted: tuple = (0, {})

    def of(self, model: str) -> list[Record]:
        return list(self.by_key(model).values())

    def by_key(self, model: str) -> dict[str, Record]:
        """The records of a model. Asked for thousands of times: sorted out once."""
        if self._sorted[0] != len(self.records):
            by_model: dict[str, dict[str, Record]] = defaultdict(dict)
            for record in self.records:
                by_model[record.model][record.key] = record
            self._sorted = len(self.records), by_model
        return self._sorted[1].get(model, {})


def load(folder: Path = FOLDER) -> Seed:
    """The seed files under `folder`, as records. Raises nothing: see `Seed.problems`."""
    return _Reader(folder).read()


def table(name: str, folder: Path = FOLDER) -> dict:
    """A file of facts as it stands, by name: "numbers"."""
    return tomllib.loads((folder / "facts" / f"{name}.toml").read_text("utf-8"))


class _Reader:
    def __init__(self, folder: Path):
        self.folder = folder
        self.seed = Seed()

    def read(self) -> Seed:
        self._numbers()
        self._tables("sources", SOURCE_SHAPE)
        self._tables("organisations", ORGANISATION)
        self._tables("posts", POST)
        self._tables("countries", COUNTRY)
        self._tables("signals", SIGNAL_LIST)
        self._tables("browsers", BROWSER)
        self._tables("figures", FIGURE_TABLE)
        self._tables("resources", RESOURCE)
        self._tables("holidays", SCHOOL_HOLIDAY)
        pages = self.folder / "facts" / "pages"
        order = {key: number for number, key in self.seed.numbers.items()}
        keys = sorted(
            (path.stem for path in pages.glob("*.toml")),
            key=lambda key: (key != "home", order.get(key, 999), key),
        )
        for position, key in enumerate(keys):
            facts = self._file(f"facts/pages/{key}.toml")
            texts = self._texts(f"pages/{key}.toml")
            self._record(PAGE, key, f"facts/pages/{key}.toml", position, facts, texts)
        self._stray_texts(keys)
        for code in CODES:
            self._index(code)
        return self.seed

    def _index(self, code: str) -> None:
        """The words of a language; one without such a file falls back to another's."""
        name = f"texts/{code}/index.toml"
        words = self._file(name) if (self.folder / name).exists() else {}
        for word, page in words.items():
            # no position of its own: the page sorts them, and a word more moves no other
            record = Record(INDEX_WORD.model, IndexWord.key_of(code, word), name, 0)
            record.facts = {"language": code, "word": word}
            record.links = {"page": page}
            self.seed.records.append(record)

    def _numbers(self) -> None:
        for number, key in self._file("facts/numbers.toml").items():
            if not number.isdigit():
                self._problem("facts/numbers.toml", number, "is geen nummer.")
            elif not key.startswith("retired:"):
                self.seed.numbers[int(number)] = key

    def _tables(self, name: str, shape: Shape) -> None:
        """A file with one table an entry: organisations, signals, sources."""
        tables = self._file(f"facts/{name}.toml")
        texts = self._texts(f"{name}.toml") if shape.words else {}
        for position, (key, facts) in enumerate(tables.items()):
            words = {code: table.pop(key, {}) for code, table in texts.items()}
            self._record(shape, key, f"facts/{name}.toml", position, facts, words)
        for code, left in texts.items():
            for key in left:
                self._problem(
                    f"texts/{code}/{name}.toml",
                    key,
                    f"staat niet in facts/{name}.toml.",
                )

    def _record(self, shape, key, file, position, facts, texts, parent=None) -> None:
        if not isinstance(facts, dict):
            self._problem(file, key, "moet een tabel zijn.")
            return
        parts = facts.pop(shape.parts, {}) if shape.parts else {}
        part_texts = {
            code: table.pop(shape.parts, {}) if shape.parts else {}
            for code, table in texts.items()
        }
        record = Record(shape.model, key, file, position)
        record.facts = {name: facts.pop(name) for name in shape.facts if name in facts}
        record.links = {name: facts.pop(name) for name in shape.links if name in facts}
        if parent:
            record.links[shape.owners[0]] = parent
        for left in facts:
            self._problem(
                file,
                f"{key}.{left}",
                f"is geen bekende sleutel. Bekend: {', '.join((*shape.facts, *shape.links))}.",
            )
        for code, table in texts.items():
            record.words[code] = {
                name: table.pop(name).strip() for name in shape.words if name in table
            }
            for left in table:
                self._problem(
                    f"texts/{code}: {file.removeprefix('facts/')}",
                    f"{key}.{left}",
                    f"is geen bekende sleutel. Bekend: {', '.join(shape.words)}.",
                )
        self.seed.records.append(record)
        self._parts(shape, key, file, parts, part_texts)

    def _parts(self, shape, key, file, parts, texts) -> None:
        for position, (name, facts) in enumerate(parts.items()):
            part = PARTS[shape.parts]
            words = {}
            for code, table in texts.items():
                parts = table.pop(name, {})
                # a part with a single text is written as name = "text"
                words[code] = (
                    {part.words[0]: parts} if isinstance(parts, str) else parts
                )
            self._record(
                part, f"{key}/{name}", file, position, facts, words, parent=key
            )
        for code, left in texts.items():
            for name in left:
                self._problem(
                    f"texts/{code}: {file.removeprefix('facts/')}",
                    f"{key}.{shape.parts}.{name}",
                    f"staat niet in {file}.",
                )

    def _texts(self, name: str) -> dict[str, dict]:
        """The words file called `name` in every language that has one."""
        return {
            code: self._file(f"texts/{code}/{name}")
            for code in CODES
            if code == SOURCE or (self.folder / "texts" / code / name).exists()
        }

    def _stray_texts(self, keys: list[str]) -> None:
        for path in sorted((self.folder / "texts").glob("*/pages/*.toml")):
            if path.stem not in keys:
                name = path.relative_to(self.folder).as_posix()
                self._problem(name, "", f"er is geen facts/pages/{path.stem}.toml.")

    def _file(self, name: str) -> dict:
        try:
            return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self._problem(name, "", "dit bestand ontbreekt.")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self._problem(name, "", f"is geen goede TOML: {error}")
        return {}

    def _problem(self, file: str, key: str, message: str) -> None:
        self.seed.problems.append(Problem(file, key, message))

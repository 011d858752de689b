"""Words that tell, and phrases that promise too much. Per language.

Telling words may not stand where a browser keeps them: titles, addresses, previews and
names of files of the quiet wing. A promise of false safety may not stand anywhere.
They stand in words.toml; an editor's list adds to its language's, and takes nothing away.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True)
class Words:
    """telling: in every language, since a title mixes them; promises: per language."""

    telling: frozenset[str] = frozenset()
    promises: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def betray(self, text: str) -> list[str]:
        """The telling words in a text."""
        heard = plain(text)
        return sorted(word for word in self.telling if word in heard)

    def promised(self, text: str, language: str) -> list[str]:
        """What a text in `language` promises that no website can keep."""
        phrases = dict(self.promises).get(language, ())
        return _any_of(phrases).findall(plain(text))


def plain(text: str) -> str:
    """A text as it is heard, so that no way of writing it hides a word.

    Without **bold**, without marks on letters (vowel signs, and the hamza of أ إ آ), without
    the stroke that stretches Arabic words or signs nobody sees; with one kind of apostrophe.
    """
    apart = unicodedata.normalize("NFKD", text.replace("**", "").replace("’", "'"))
    kept = (
        letter for letter in apart if unicodedata.category(letter) not in ("Mn", "Cf")
    )
    return " ".join("".join(kept).replace("ـ", "").lower().split())


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern:
    """One pattern for all phrases; one that fits nowhere if there are none."""
    words = "|".join(re.escape(phrase) for phrase in phrases)
    return re.compile(rf"\b(?:{words})\b" if phrases else r"(?!)")


@cache
def words_in_file() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def words_of_files() -> Words:
    """What counts before there is a database."""
    return _words(words_in_file())


def words_of(kept_lists: Iterable) -> Words:
    """What counts with these WordLists besides the file's."""
    lists = dict(words_in_file())
    for kept in kept_lists:
        ours = lists.get(kept.language, {"telling": [], "promises": []})
        lists[kept.language] = {
            "telling": [*ours["telling"], *kept.telling.split("\n")],
            "promises": [*ours["promises"], *kept.promises.split("\n")],
        }
    return _words(lists)


def _words(lists: dict[str, dict[str, list[str]]]) -> Words:
    return Words(
        frozenset(
            _clean(word for words in lists.values() for word in words["telling"])
        ),
        tuple(
            (code, tuple(_clean(words["promises"]))) for code, words in lists.items()
        ),
    )


def _clean(words: Iterable[str]) -> list[str]:
    return [heard for word in words if (heard := plain(word))]

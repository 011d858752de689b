"""How easy a Dutch text is to read: words a sentence, and Flesch as Douma fitted it to Dutch.

A figure, no verdict: it sees length, not sense. Needs pyphen, which only development has.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median

import pyphen

from editorial.sentences import TOKEN_WORD, sentences
from languages.offered import SOURCE

from .files.loading import Record, Seed

NOT_READ = ("title", "heading", "name")  # labels, not sentences
LABEL = 20  # words: what is shorter is a label, and a score for it means nothing


@dataclass
class Text:
    """All Dutch sentences of one page or of one thing with words.

    name: "pages/trip", "organisations/bz"; sentences: lists of words
    """

    name: str
    sentences: list[list[str]]

    @property
    def words(self) -> int:
        return sum(map(len, self.sentences))

    @property
    def words_a_sentence(self) -> float:
        return self.words / len(self.sentences)

    @property
    def longest(self) -> list[str]:
        return max(self.sentences, key=len)

    @property
    def score(self) -> float:
        """Flesch-Douma: 206.84 - 0.93 words a sentence - 77 syllables a word; 60 and up is plain."""
        words = [
            word
            for sentence in self.sentences
            for word in sentence
            if word != TOKEN_WORD
        ]
        syllables = sum(map(syllables_of, words)) / max(1, len(words))
        return 206.84 - 0.93 * self.words_a_sentence - 77 * syllables


def texts(seed: Seed) -> list[Text]:
    """Dutch texts of the seed files: a page with its sections, or one thing in a table."""
    sentences_by_name: dict[str, list[list[str]]] = {}
    for record in seed.records:
        name = record.file.removeprefix("facts/").removesuffix(".toml")
        if not name.startswith("pages/"):
            name += f"/{record.key.partition('/')[0]}"
        sentences_by_name.setdefault(name, []).extend(sentences_of_record(record))
    result = [Text(name, sentences) for name, sentences in sentences_by_name.items()]
    return [text for text in result if text.words >= LABEL]


def sentences_of_record(record: Record) -> Iterator[list[str]]:
    for field, words in record.words.get(SOURCE, {}).items():
        if field not in NOT_READ:
            yield from sentences(words)


@cache
def syllables_of(word: str) -> int:
    """As many as there are places to break the word, and one."""
    return len(_dictionary().positions(word.lower())) + 1


def median_score(texts: list[Text]) -> float:
    return median(text.score for text in texts)


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL", left=1, right=1)

"""A text as sentences and words, without the marks of lists, bold and tokens."""

import re
from collections.abc import Iterator

from .tokens import TOKEN

LINE = re.compile(
    r"^\s*(?:[-*]|\d+\.)\s+|\*\*", re.MULTILINE
)  # marks of lists and bold
STOP = re.compile(r"(?<=[.!?])[’”»)]*\s+|\n+")
WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
TOKEN_WORD = "Xx"  # a token counts as one word


def sentences(text: str) -> Iterator[list[str]]:
    """The sentences of a text, as lists of words. A point of a list is a sentence too."""
    for sentence in as_written(text):
        if words := words_of(sentence):
            yield words


def as_written(text: str) -> Iterator[str]:
    """The sentences of a text as they stand there, tokens and all."""
    yield from filter(str.strip, STOP.split(LINE.sub("", text)))


def words_of(sentence: str) -> list[str]:
    return WORD.findall(TOKEN.sub(TOKEN_WORD, sentence))

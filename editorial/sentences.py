"""A text as sentences and words: where one ends and the next begins, in every script."""

import re
from collections.abc import Callable, Iterator

from .tokens import TOKEN

# Latin and Arabic, Urdu's full stop, Devanagari's danda, the Ethiopic full stop and
# question mark; a dot between spaces stands where our pages set short facts in a row.
END = re.compile(r"""([.!?…؟۔।።፧]+|(?<=\s)·)["'”’»)\]›]*(?=\s|$)""")
MARKS = re.compile(r"^\s*(?:[-*]|\d+\.)\s+|\*\*", re.MULTILINE)  # of lists, of bold
WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
TOKEN_WORD = "Xx"  # a token counts as one word


def split(
    text: str, is_abbreviation: Callable[[str], bool] = lambda start: False
) -> list[tuple[int, int]]:
    """Start and end of every sentence in `text`, white space around it left out.

    is_abbreviation: whether the point at the end of these words belongs to the last one
    """
    spans, start = [], 0
    for match in END.finditer(text):
        if match[1] == ".":
            rest = text[match.end() :].lstrip()
            if rest[:1].islower() or (
                rest and is_abbreviation(text[start : match.end()])
            ):
                continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [span for span in (_trimmed(text, *span) for span in spans) if span]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without the space and loose dots around it; None if nothing is left."""
    while start < end and text[start] in " \u00a0·":
        start += 1
    while start < end and text[end - 1] in " \u00a0·":
        end -= 1
    return (start, end) if re.search(r"\w", text[start:end]) else None


def sentences(text: str) -> Iterator[list[str]]:
    """The sentences of a text, as lists of words. A point of a list is a sentence too."""
    for sentence in as_written(text):
        if words := words_of(sentence):
            yield words


def as_written(text: str) -> Iterator[str]:
    """The sentences of a text as they stand there, tokens and all, without its marks."""
    for line in MARKS.sub("", text).splitlines():
        yield from (line[start:end] for start, end in split(line))


def words_of(sentence: str) -> list[str]:
    return WORD.findall(TOKEN.sub(TOKEN_WORD, sentence))

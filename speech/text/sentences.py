"""Where one sentence ends and the next begins. Done once, when a page is built."""

import re

from .pronunciation import rules_of

# Latin and Arabic, Urdu's full stop, Devanagari's danda, the Ethiopic full stop and
# question mark; a dot between spaces stands where our pages set short facts in a row.
END = re.compile(r"""([.!?…؟۔।።፧]+|(?<=\s)·)["'”’»)\]›]*(?=\s|$)""")


def split(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end of every sentence in `text`, white space around it left out."""
    rules = rules_of(language)
    spans, start = [], 0
    for match in END.finditer(text):
        if match[1] == "." and _goes_on(text, start, match, rules):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [span for span in (_trimmed(text, *span) for span in spans) if span]


def _goes_on(text: str, start: int, match: re.Match, rules) -> bool:
    """Whether a point ends no sentence: of an abbreviation, or before a small letter."""
    rest = text[match.end() :].lstrip()
    if rest[:1].islower():
        return True
    return bool(rest) and rules.ends_in_abbreviation(text[start : match.end()])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without the space and loose dots around it; None if nothing is left."""
    while start < end and text[start] in " \u00a0·":
        start += 1
    while start < end and text[end - 1] in " \u00a0·":
        end -= 1
    return (start, end) if re.search(r"\w", text[start:end]) else None

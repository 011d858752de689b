"""What changed between two texts: word by word, or whole where little stayed."""

import re
from difflib import SequenceMatcher

WORD = re.compile(r"\s*\S+|\s+")
ALIKE = 0.4  # below this share of words that stayed, two whole texts read better
LONG = 4000  # characters of both beyond which comparing takes too long


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """Pieces in reading order: ("same" | "gone" | "new", text)."""
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if len(before) + len(after) > LONG or matcher.ratio() < ALIKE:
        return [
            (kind, words) for kind, words in (("gone", before), ("new", after)) if words
        ]
    pieces = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(("gone", "".join(old[a:b])))
        if d > c:
            pieces.append(("new", "".join(new[c:d])))
    return pieces

"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\s]+")


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """Pieces in reading order: ("same" | "gone" | "new", text)."""
    old, new = WORD.findall(before), WORD.findall(after)
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(("gone", "".join(old[a:b])))
        if d > c:
            pieces.append(("new", "".join(new[c:d])))
    return pieces

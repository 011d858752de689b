"""Search every file a browser wrote for what would tell of the visit."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes

from .lab import SITE
from .needles import PATH, Needles
from .unpack import pieces

TOKEN = re.compile(r"[^\W_]{6,}")
# Firefox's own code, lists that Mozilla sends to everybody, and what we gave it.
PROGRAM = ("/startupCache/", "rsegmnoittet-es.sqlite", "/user.js")
EMPTY = re.compile(rb"\0{8,}")  # databases keep megabytes of nothing
HASHED = [
    hashlib.new(kind, name.encode()).digest()
    for kind in ("md5", "sha1", "sha256")
    for name in (SITE, f"https://{SITE}", f"https://{SITE}/", SITE[:-3])
]


@dataclass
class Found:
    """What one file holds: how often the host, which paths, titles, words."""

    host: int = 0
    hashed: bool = False  # the host name, as a checksum
    paths: Counter = field(default_factory=Counter)
    titles: Counter = field(default_factory=Counter)
    words: Counter = field(default_factory=Counter)

    def __bool__(self):
        return bool(self.host or self.hashed or self.paths or self.titles or self.words)


@dataclass
class Scan:
    """Everything found under a folder: file name -> Found, for files with a find."""

    files: dict[str, Found]

    def holding(self, kind: str) -> list[str]:
        return sorted(
            name for name, result in self.files.items() if getattr(result, kind)
        )

    def all(self, kind: str) -> set[str]:
        return {
            needle for file in self.files.values() for needle in getattr(file, kind)
        }

    def mentions(self, folder: str) -> tuple[int, int, int]:
        """How often host, paths and words stand in the files of a folder."""
        inside = [result for name, result in self.files.items() if folder in name]
        return (
            sum(result.host for result in inside),
            sum(result.paths.total() for result in inside),
            sum(result.words.total() for result in inside),
        )


def scan(home: Path, needles: Needles) -> Scan:
    files = {}
    for file in sorted(home.rglob("*")):
        name = str(file.relative_to(home))
        if any(part in name for part in PROGRAM):
            continue
        result = Found(host=name.count(SITE))
        if file.is_file() and not file.is_symlink():
            for piece in pieces(file):
                _search(EMPTY.sub(bytes(8), piece), needles, result)
        if result:
            files[name] = result
    return Scan(files)


def _search(data: bytes, needles: Needles, words: Found) -> None:
    words.hashed |= any(digest in data for digest in HASHED)
    for text in readings(data):
        words.host += text.count(SITE)
        words.paths.update(PATH.findall(text))
        for title in needles.titles:
            if count := text.count(title):
                words.titles[title] += count
        tokens = Counter(TOKEN.findall(text))
        joined = "\n".join(tokens)  # one search through all, not one for each
        for word in needles.words:
            if word in joined:
                words.words[word] += 1


def readings(data: bytes) -> list[str]:
    """The text that bytes may be: utf-8, utf-16 in both alignments, percent-encoded."""
    plain = data.decode("utf-8", "replace")
    texts = [plain]
    if b"\0" in data:
        texts += [data[at:].decode("utf-16-le", "replace") for at in (0, 1)]
    if b"%D8" in data or b"%D9" in data or b"%2F" in data or b"%2f" in data:
        texts.append(unquote_to_bytes(data).decode("utf-8", "replace"))
    return texts

"""The readable inside of files: what was packed or cut up by the browser."""

import re
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli

from . import packed

SQLITE = b"SQLite format 3\0"
GZIP = b"\x1f\x8b\x08"
CACHED = bytes.fromhex("305c72a71b6dfbfc")  # begins an entry of Chromium's cache
CACHED_END = bytes.fromhex("d8410d97456ffaf4")  # ends the body in it


def pieces(file: Path) -> Iterator[bytes]:
    """The bytes of a file, then all that was found packed in it."""
    data = file.read_bytes()
    yield data
    yield from packed.unpack(data)
    if data.startswith(SQLITE):
        yield from _rows(file)
    yield from bodies(data)


def bodies(data: bytes) -> Iterator[bytes]:
    """What gzip and brotli packed: gzip anywhere, brotli where a body begins.

    Brotli has no mark of its own. Chromium puts a body behind its address, Firefox at
    the start of the file.
    """
    for match in re.finditer(re.escape(GZIP), data):
        try:
            yield zlib.decompressobj(31).decompress(data[match.start() :])
        except zlib.error:
            continue
    start, end = 0, None
    if data.startswith(CACHED):
        start = 24 + int.from_bytes(data[12:16], "little")
        end = data.find(CACHED_END, start)
    if body := _brotli(data[start:end]):
        yield body


def _brotli(data: bytes) -> bytes:
    """As much as can be unpacked; nothing if it is no brotli."""
    reader, result = brotli.Decompressor(), b""
    try:
        for at in range(0, len(data), 64):
            result += reader.process(data[at : at + 64])
            if reader.is_finished():
                break
    except brotli.error:
        pass
    return result if len(result) > 200 else b""  # less is chance


def _rows(file: Path) -> Iterator[bytes]:
    """All values of a table, joined: in the file long ones lie scattered."""
    database = sqlite3.connect(file)
    database.text_factory = bytes
    try:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type='table'")
        for (name,) in tables.fetchall():
            rows = database.execute(f'SELECT * FROM "{name.decode()}"')
            values = [v for row in rows for v in row if isinstance(v, bytes)]
            yield b"\0".join(values)
            for value in values:
                yield from bodies(value)
    except sqlite3.OperationalError:
        pass  # a kind of table that only the browser can read
    finally:
        database.close()

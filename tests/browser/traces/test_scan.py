"""The search finds a word however a browser may have written it."""

import gzip
import sqlite3
from pathlib import Path
from urllib.parse import quote

import brotli
import pytest

from . import packed
from .lab import SITE
from .needles import PATH, Needles, is_bland
from .scan import scan
from .unpack import CACHED, CACHED_END

WORD = "achterlating"
TEXT = f"x {WORD} https://{SITE}/nl/3/ x " * 20
NEEDLES = Needles(frozenset({"Gedwongen huwelijk"}), frozenset({WORD}))
BYTES = TEXT.encode()


def varint(number: int) -> bytes:
    result = b""
    while number > 127:
        result, number = result + bytes([number & 127 | 128]), number >> 7
    return result + bytes([number])


def literal_snappy(data: bytes) -> bytes:
    """Snappy that copies nothing: its length, a tag for two bytes of size, the bytes."""
    size = (len(data) - 1).to_bytes(2, "little")
    return varint(len(data)) + bytes([61 << 2]) + size + data


def lz4(data: bytes) -> bytes:
    """A block of lz4 that copies nothing."""
    more = len(data) - 15
    return b"\xf0" + b"\xff" * (more // 255) + bytes([more % 255]) + data


def leveldb(data: bytes) -> bytes:
    """A table with one packed block, and the index that says where it stands."""
    block = literal_snappy(data)
    where = varint(0) + varint(len(block))
    index = varint(0) + varint(1) + varint(len(where)) + b"k" + where
    index += bytes(4) + (1).to_bytes(4, "little")
    body = block + b"\1" + bytes(4) + index + b"\0" + bytes(4)
    footer = varint(0) + varint(0) + varint(len(block) + 5) + varint(len(index))
    return body + footer.ljust(40, b"\0") + packed.TABLE_END


def cached(data: bytes) -> bytes:
    key = f"1/0/https://{SITE}/".encode()
    size = len(key).to_bytes(4, "little")
    return CACHED + bytes(4) + size + bytes(8) + key + data + CACHED_END + bytes(16)


WAYS = {
    "plain": BYTES,
    "among other bytes": b"\x00\xff\x9c" + BYTES + b"\x80",
    "utf-16": TEXT.encode("utf-16-le"),
    "utf-16, one byte further": b"\1" + TEXT.encode("utf-16-le"),
    "gzip somewhere": b"\1\2\3" + gzip.compress(BYTES) + b"rest",
    "brotli": brotli.compress(BYTES),
    "an entry of the cache": cached(brotli.compress(BYTES)),
    "percent-encoded": quote(f"https://{SITE}/nl/3/ {WORD}", safe="").encode(),
    "leveldb": leveldb(BYTES),
    "lz4": packed.MOZLZ4 + bytes(4) + lz4(BYTES),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_written_is_found(tmp_path: Path, way):
    (tmp_path / "file").write_bytes(WAYS[way])

    (shown,) = scan(tmp_path, NEEDLES).files.values()

    assert shown.host > 0
    assert set(shown.paths) == {"/nl/3/"}
    assert set(shown.words) == {WORD}


def test_a_long_value_in_a_database_is_found_whole(tmp_path):
    with sqlite3.connect(tmp_path / "db") as database:
        database.execute("CREATE TABLE t (v)")
        database.execute("INSERT INTO t VALUES (?)", [gzip.compress(BYTES)])
        database.execute("INSERT INTO t VALUES (?)", ["-" * 4086 + TEXT])
    database.close()

    assert scan(tmp_path, NEEDLES).all("words") == {WORD}


def test_names_of_files_are_searched(tmp_path):
    (tmp_path / f"https_{SITE}_0").mkdir()

    assert scan(tmp_path, NEEDLES).holding("host") == [f"https_{SITE}_0"]


def test_a_copy_in_snappy_may_run_into_itself():
    assert packed.snappy(b"\x08\x04ab" + b"\x09\x02") == b"abababab"


def test_addresses_of_other_sites_are_no_paths():
    assert PATH.findall("https://weer-lab.nl/nl/3/ x/nl/3/") == []
    assert PATH.findall(f'{SITE}/nl/3/ "/ar/7/"') == ["/nl/3/", "/ar/7/"]


def test_which_titles_are_bland():
    assert is_bland("Informatie")
    assert is_bland("Informatie · Hulp")
    assert not is_bland("Gedwongen huwelijk")
    assert not is_bland("Informatie · Huwelijk")

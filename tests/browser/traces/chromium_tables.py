"""What Chromium itself keeps of a visit, read from its own tables."""

import sqlite3
from pathlib import Path

from .lab import SITE

CHAIN_END = 0x20000000  # a visit that was not redirected further
HERE = f"%{SITE}%"
# What chrome://history shows: not hidden, and where a chain of redirects ended.
LISTED = f"""SELECT DISTINCT urls.id, urls.title FROM urls JOIN visits ON visits.url = urls.id
  WHERE urls.url LIKE ? AND NOT hidden AND visits.transition & {CHAIN_END}"""
STORAGE = (
    "Local Storage",
    "Session Storage",
    "IndexedDB",
    "Service Worker",
    "WebStorage",
    "File System",
    "shared_proto_db",
)


def history(profile: Path) -> tuple[list[tuple[str, str]], int, list[str]]:
    """Rows (address, title), the number of visits, and the titles of what is listed."""
    file = profile / "Default/History"
    rows = ask(file, "SELECT url, title FROM urls WHERE url LIKE ?")
    visits = (
        "SELECT 1 FROM visits JOIN urls ON urls.id = visits.url WHERE urls.url LIKE ?"
    )
    return rows, len(ask(file, visits)), [title for _, title in ask(file, LISTED)]


def cookies(profile: Path) -> list[str]:
    result = ask(
        profile / "Default/Cookies", "SELECT name FROM cookies WHERE host_key LIKE ?"
    )
    return [name for (name,) in result]


def favicons(profile: Path) -> list[str]:
    result = ask(
        profile / "Default/Favicons",
        "SELECT page_url FROM icon_mapping WHERE page_url LIKE ?",
    )
    return [address for (address,) in result]


def cached(name: str) -> bool:
    """Whether a file of the profile holds something that was fetched."""
    return "/Cache/" in name or "/Code Cache/" in name or "/CacheStorage/" in name


def stored(name: str) -> bool:
    """Whether a file of the profile holds what a page itself stored."""
    return any(f"/{kind}/" in name for kind in STORAGE)


SESSIONS = "/Sessions"  # of folders: the tabs to restore, and their own lists


def ask(file: Path, question: str) -> list[tuple]:
    if not file.exists():
        return []
    database = sqlite3.connect(file)
    try:
        return database.execute(question, [HERE]).fetchall()
    finally:
        database.close()

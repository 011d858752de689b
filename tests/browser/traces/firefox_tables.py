"""What Firefox itself keeps of a visit, read from its own tables."""

from pathlib import Path

from .chromium_tables import ask

SESSIONS = "sessionstore"  # of files: the tabs to restore, and their own lists


def history(profile: Path) -> tuple[list[tuple[str, str]], int, list[str]]:
    """Rows (address, title), the number of visits, and the titles of what is listed."""
    file = profile / "places.sqlite"
    of_site = "FROM moz_places JOIN moz_historyvisits v ON v.place_id = moz_places.id"
    rows = ask(file, "SELECT url, title FROM moz_places WHERE url LIKE ?")
    visits = ask(file, f"SELECT 1 {of_site} WHERE url LIKE ?")
    shown = f"SELECT DISTINCT url, title {of_site} WHERE url LIKE ? AND NOT hidden"
    return rows, len(visits), [title or "" for _, title in ask(file, shown)]


def cookies(profile: Path) -> list[str]:
    result = ask(
        profile / "cookies.sqlite", "SELECT name FROM moz_cookies WHERE host LIKE ?"
    )
    return [name for (name,) in result]


def favicons(profile: Path) -> list[str]:
    result = ask(
        profile / "favicons.sqlite",
        "SELECT page_url FROM moz_pages_w_icons WHERE page_url LIKE ?",
    )
    return [address for (address,) in result]


def cached(name: str) -> bool:
    return "/cache2/" in name or "/startupCache/" in name


def stored(name: str) -> bool:
    return "/storage/" in name or "webappsstore" in name

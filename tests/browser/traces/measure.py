"""One visit, measured: what it left, in the terms of docs/traces.md."""

from dataclasses import dataclass

from .lab import SITE
from .needles import Needles
from .scan import Scan, scan
from .walk import Visit


@dataclass
class Measured:
    """Columns of the table; each is one promise.

    rows: addresses in the browser's history, with the title that is kept of each
    visits: how often it says that they were opened
    listed: titles on the history page that the user opens
    entry: the address that was given to the visitor, the only one that may be kept
    bodies: cached files that hold words of a page
    session: mentions of host, path and words in what restores tabs
    """

    what: str
    browser: str
    visit: Visit
    traces: Scan
    rows: list[tuple[str, str]]
    visits: int
    listed: list[str]
    cached: list[str]
    bodies: list[str]
    cookies: list[str]
    favicons: list[str]
    storage: list[str]
    session: tuple[int, int, int]
    needles: Needles
    entry: str
    referers: list[str]

    @property
    def in_list(self) -> list[str]:
        return [url for url in self.visit.listed if SITE in url]


def measure(what: str, browser, visit: Visit, lab, needles) -> Measured:
    """After the browser was closed: search its files, then read its tables."""
    result = scan(browser.home, needles)
    tables, profile = browser.tables, browser.profile
    rows, visits, listed = tables.history(profile)
    cached = [name for name in result.files if tables.cached(name)]
    return Measured(
        what=what,
        browser=f"{browser.name} {browser.version}",
        visit=visit,
        traces=result,
        rows=rows,
        visits=visits,
        listed=listed,
        cached=cached,
        bodies=[name for name in cached if result.files[name].words],
        cookies=tables.cookies(profile),
        favicons=tables.favicons(profile),
        storage=[name for name in result.files if tables.stored(name)],
        session=result.mentions(tables.SESSIONS),
        needles=needles,
        entry=lab.entry,
        referers=[
            headers["Referer"] for _, headers in lab.decoys if "Referer" in headers
        ],
    )

"""Somebody's visit: from a search page, through a few pages, and out."""

import json
import time
from dataclasses import dataclass, field

from tests.support import running

from .lab import RESULTS, SITE, Lab
from .picture import is_blank

# The links of the text that lead on within the quiet wing, those in the frame after them.
LINKS = """[...document.querySelectorAll("main a[href], footer a[href]")]
  .filter(link => link.checkVisibility() && !link.dataset.plain)
  .map(link => link.getAttribute("href"))"""
SETTLED = 0.3  # seconds: long enough to show a page that comes from this machine
AWAY = f"location.host !== {SITE!r} && document.readyState === 'complete'"
READY = """document.readyState === "complete" && document.querySelector("h1")
  && (%s || "ready" in document.documentElement.dataset)"""
HEADING = 'document.querySelector("h1").innerText'


@dataclass
class Visit:
    """What a visitor did and saw.

    read: addresses of the pages read, as their links named them
    titles: what the browser's window was called on each
    listed: addresses in the tab's list at the end
    gone: milliseconds from the press on the exit until nothing was on screen
    arrived: the same, until the decoy could be read
    blank: whether nothing was on screen at a moment before the decoy was
    behind: what could be read behind Back and Forward, each (address, texts)
    """

    read: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    gone: int | None = None
    arrived: int | None = None
    blank: bool | None = None
    behind: list[tuple[str, list[str]]] = field(default_factory=list)


def walk(
    browser,
    lab: Lab,
    *,
    typed="",
    pages=4,
    last="",
    leave=True,
    script=True,
    look=False,
) -> Visit:
    """Come from the search page (or type an address), read, and leave by the button.

    pages: how many to read after the first one
    last: the address of the page to end on
    leave: False closes the browser on the last page
    look: afterwards press Back to the first entry, and Forward to the last
    """
    visit = Visit()
    if typed:
        browser.open(typed)
    else:
        browser.open(RESULTS)
        browser.click("a")
    note(browser, visit, lab.entry, script)
    language = browser.evaluate("document.documentElement.lang")
    home = f"/{language}/"
    for turn in range(pages):
        wanted = last if last and turn == pages - 1 else ""
        path = wanted or next_path(browser, lab, language, {home, last, *visit.read})
        heading = browser.evaluate(HEADING)
        browser.click(f'main a[href="{path}"], footer a[href="{path}"]')
        browser.until(f"{HEADING} !== {json.dumps(heading)}")
        note(browser, visit, path, script)
    if leave:
        depart(browser, visit, script)
    visit.listed, at = browser.entries()
    if look:
        browser.frames()
        for by in [-1] * at + [1] * (len(visit.listed) - 1):
            browser.step(by)
            time.sleep(SETTLED)
            addresses, now = browser.entries()
            visit.behind.append((addresses[now], browser.frames()))
    return visit


def note(browser, visit: Visit, path: str, script: bool) -> None:
    """Wait until a page is whole (and its links taken over), and write it down."""
    here = f"location.host === {SITE!r}"
    browser.until(f"{here} && {READY % json.dumps(not script)}")
    visit.read.append(path)
    visit.titles.append(browser.evaluate("document.title"))


def next_path(browser, lab: Lab, language: str, read: set[str]) -> str:
    """The first page linked here, in this language, that has not been read.

    One that is there: of a page that is missing, browsers keep less.
    """
    links = [
        item for item in browser.evaluate(LINKS) if item.startswith(f"/{language}/")
    ]
    for path in links:
        if path not in read and running.get(lab.site, path).status == 200:
            return path
    raise LookupError(f"no page left to read: {browser.evaluate(LINKS)}")


def depart(browser, visit: Visit, script: bool) -> None:
    """Press the exit; time until nothing is on screen and until the decoy stands there.

    By pictures, for Chromium answers no question about a page that is being left. Without
    script the page stays until the decoy comes.
    """
    pressed = time.monotonic()
    browser.click("#exit")
    while script and not visit.blank and SITE in address(browser):
        visit.blank = is_blank(browser.picture())
    gone = _since(pressed)
    browser.until(AWAY)
    visit.arrived = _since(pressed)
    visit.gone = gone if script else visit.arrived
    # Firefox keeps the tab's list in another process, which hears of it a moment later
    running.until(lambda: SITE not in address(browser), "the tab's list says so too")


def address(browser) -> str:
    addresses, shown = browser.entries()
    return addresses[shown]


def _since(moment: float) -> int:
    return round(1000 * (time.monotonic() - moment))

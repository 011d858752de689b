"""Twelve pages as seven readers see them: `make pictures`. To be looked at by a person.

Pictures are not compared: fonts differ between machines and texts change daily
(docs/decisions/frame.md).
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from .conftest import CHROMIUM
from .support.running import make_site, served

PAGES = {
    "home": "",
    "trip": "1/",
    "airport": "2/",
    "abroad": "3/",
    "marriage": "4/",
    "call": "7/",
    "phone": "13/",
    "message": "22/",
    "cards": "57/",
    "easy": "62/",
    "country": "101/",
    "parents": "ouders/",
}
PHONE = {"width": 360, "height": 740}
VIEWS = {
    "light": {"viewport": PHONE},
    "dark": {"viewport": PHONE, "color_scheme": "dark"},
    "letters-200": {"viewport": PHONE},
    "landscape": {"viewport": {"width": 640, "height": 360}},
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "arabic": {"viewport": PHONE},
    "print": {"viewport": {"width": 794, "height": 1123}},
}
INDEX = """<!doctype html><meta charset="utf-8"><title>Pictures</title>
<style>body{{font-family:sans-serif}}td{{vertical-align:top}}img{{border:1px solid;max-width:22rem}}</style>
<table><tr><th>{heads}</tr>{rows}</table>"""


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        var = make_site(Path(name) / "var")
        with served(var) as port, sync_playwright() as playwright:
            for view in VIEWS:
                browser = open_browser(playwright, view)
                take_all(browser, view, f"http://127.0.0.1:{port}", folder)
                browser.close()
    (folder / "index.html").write_text(index(), encoding="utf-8")
    sys.stdout.write(f"{len(PAGES) * len(VIEWS)} pictures: {folder / 'index.html'}\n")


def open_browser(playwright, view: str) -> Browser:
    """A reader's own letter size is a setting of the browser: `em` in a media query follows."""
    arguments = ["--no-sandbox"]
    if view == "letters-200":
        arguments.append("--blink-settings=defaultFontSize=32")
    return playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)


def take_all(browser: Browser, view: str, site: str, folder: Path) -> None:
    with browser.new_context(**VIEWS[view], java_script_enabled=False) as context:
        page = context.new_page()
        if view == "print":
            page.emulate_media(media="print")
        for name, path in PAGES.items():
            take(page, f"{site}/{'ar' if view == 'arabic' else 'nl'}/{path}", view)
            page.screenshot(path=folder / file_name(name, view))


def take(page: Page, address: str, view: str) -> None:
    response = page.goto(address)
    if response is None or response.status != 200:
        raise SystemExit(f"{address} is not there: no picture of it ({view}).")


def file_name(page: str, view: str) -> str:
    return f"{page}-{view}.png"


def index() -> str:
    heads = "".join(f"<th>{view}" for view in VIEWS)
    rows = "".join(
        f"<tr><th>{page}"
        + "".join(f'<td><img src="{file_name(page, view)}">' for view in VIEWS)
        for page in PAGES
    )
    return INDEX.format(heads=heads, rows=rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""From the tap on the exit to a screen with nothing on it, beside a button that does nothing."""

import json
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from tests.conftest import CHROMIUM
from tests.support import running
from tests.support.decoy import Decoy
from tests.support.site import with_decoy

TURNS = 9
PAGE = "/nl/3/"
# From the event to the second frame after it: what was painted before is gone by then.
CLOCK = """id => document.getElementById(id).addEventListener("click", event => {
  event.preventDefault();
  const began = event.timeStamp;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const shown = getComputedStyle(document.documentElement).display + document.body.childNodes.length;
    console.log(JSON.stringify([id, performance.now() - began, shown]));
  }));
}, true)"""
NOTHING = """() => {
  const button = document.createElement("button");
  button.id = "nothing";
  button.textContent = "nothing";
  document.querySelector("main").prepend(button);
}"""


def measure(var: Path) -> None:
    decoy = Decoy()
    decoy.delay = 2
    copy = with_decoy(decoy.url, var.with_name("leaving"))
    took: dict[str, list[float]] = {"exit": [], "nothing": []}
    with running.served(copy) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        for _ in range(TURNS):
            page = browser.new_page(viewport={"width": 360, "height": 740})
            page.goto(f"http://127.0.0.1:{port}{PAGE}")
            page.evaluate(NOTHING)
            for button in ("nothing", "exit"):
                took[button].append(_tapped(page, button))
            page.close()
        browser.close()
    decoy.stop()
    leaves, frames = median(took["exit"]), median(took["nothing"])
    print(f"\nFrom tap to blank  {leaves:.0f} ms; a tap that does nothing {frames:.0f} ms;", end=" ")  # fmt: skip
    print(f"ratio {leaves / frames:.2f} (medians of {TURNS})")


def _tapped(page, button: str) -> float:
    """Milliseconds. Raises AssertionError where the exit leaves anything to see."""
    page.evaluate(CLOCK, button)
    with page.expect_console_message(lambda line: line.text.startswith("[")) as line:
        page.click(f"#{button}", no_wait_after=True)
    name, milliseconds, shown = json.loads(line.value.text)
    assert name == button
    assert button != "exit" or shown == "none0", shown
    return milliseconds

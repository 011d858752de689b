"""A real Chromium with an empty profile, as its user finds it.

Not through Playwright: that switches off the back/forward cache and field trials, and
cannot follow a page that comes out of that cache. No option given here changes what is
kept; names and certificate lead to the lab, the rest is the browser's own default.
"""

import base64
import os
import time
from pathlib import Path

from tests.conftest import CHROMIUM

from . import chromium_tables
from .lab import Lab, key_hash
from .pipe import Pipe, Refused

# Told at every frame of every document: what can be read on it.
LOOK = """(function look() {
  if (document.body && document.documentElement.checkVisibility())
    seen(document.title + "\\n" + document.body.innerText);
  requestAnimationFrame(look);
})()"""
WINDOW = os.environ.get("WITH_WINDOW", "")  # on the DISPLAY there is, as Xvfb gives one
DISCARDS = "chrome://discards/"
THROW_AWAY = """(() => {
  const all = (root) => [...root.querySelectorAll("*")]
    .flatMap((it) => [it, ...(it.shadowRoot ? all(it.shadowRoot) : [])]);
  const row = all(document).find((it) => it.tagName === "TR" && it.textContent.includes(%s));
  const ways = row ? all(row).filter((it) => !it.children.length) : [];
  const urgent = ways.find((it) => /Urgent Discard/i.test(it.textContent));
  if (urgent) urgent.click();
  return Boolean(urgent);
})()"""
MIDDLE = """(() => {
  const found = document.querySelector(%s);
  found.scrollIntoView({block: "center"});
  const box = found.getClientRects()[0];
  return [box.x + box.width / 2, box.y + box.height / 2];
})()"""


class Chromium:
    """One run of the browser, with one tab in front.

    home: an empty folder; all the browser writes ends up in it
    watched: keep what could be read on each frame, in `frames()`
    """

    name = "Chromium"
    tables = chromium_tables

    def __init__(self, home: Path, lab: Lab, language="nl", script=True, watched=False):
        self.home, self.profile = home, home / "profile"
        trusted = base64.b64encode(key_hash()).decode()
        options = [
            *([] if WINDOW else ["--headless"]),
            "--no-sandbox",  # tests may run as root
            "--no-first-run",
            "--password-store=basic",
            "--remote-debugging-pipe",
            "--window-size=412,800",
            f"--user-data-dir={self.profile}",
            f"--host-resolver-rules=MAP * 127.0.0.1:{lab.port}",
            f"--ignore-certificate-errors-spki-list={trusted}",
            f"--accept-lang={language}",
        ]
        self.pipe = Pipe([CHROMIUM, *options], home)
        self.ask = self.pipe.ask
        try:
            self._begin(script, watched)
        except BaseException:
            self.pipe.kill()
            raise

    def _begin(self, script: bool, watched: bool) -> None:
        self.version = self.ask("Browser.getVersion")["product"].partition("/")[2]
        self.pipe.session = self._tab()
        self.ask("Page.enable")
        if not script:
            self.ask("Emulation.setScriptExecutionDisabled", value=True)
        if watched:
            self.ask("Runtime.enable")
            self.ask("Runtime.addBinding", name="seen")
            self.ask("Page.addScriptToEvaluateOnNewDocument", source=LOOK)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.pipe.end()

    def _tab(self, address="") -> str:
        """Look at the tab of an address; at the only one. Raises TimeoutError."""
        end = time.monotonic() + 10
        while len(tabs := self._tabs(address)) != 1:  # a tab has no address at first
            if time.monotonic() > end:
                raise TimeoutError(f"not one tab of {address}, but {tabs}")
            time.sleep(0.01)
        (tab,) = tabs
        result = self._ask_browser(
            "Target.attachToTarget", targetId=tab["targetId"], flatten=True
        )
        return result["sessionId"]

    def _tabs(self, address: str) -> list[dict]:
        """What the browser says about the tabs whose address contains this."""
        targets = self._ask_browser("Target.getTargets")["targetInfos"]
        return [
            target
            for target in targets
            if target["type"] == "page" and address in target["url"]
        ]

    def _ask_browser(self, method: str, **params) -> dict:
        mine, self.pipe.session = self.pipe.session, ""
        try:
            return self.ask(method, **params)
        finally:
            self.pipe.session = mine

    def open(self, url: str) -> None:
        """As if the address was typed."""
        self.ask("Page.navigate", url=url, transitionType="typed")
        self.until(f"location.href === {url!r} && document.readyState === 'complete'")

    def evaluate(self, expression: str):
        """The value of a JavaScript expression in the page; None while pages change."""
        try:
            answer = self.ask(
                "Runtime.evaluate", expression=expression, returnByValue=True
            )
        except Refused:
            return None
        return answer["result"].get("value")

    def until(self, expression: str, patience: float = 10):
        """The first value of `expression` that is true. Raises TimeoutError."""
        end = time.monotonic() + patience
        while not (value := self.evaluate(expression)):
            if time.monotonic() > end:
                where = self.evaluate("location.href + ' ' + document.title")
                raise TimeoutError(f"never true on {where}: {expression}")
            time.sleep(0.01)
        return value

    def click(self, selector: str) -> None:
        """A real press and release in the middle of an element."""
        x, y = self.until(MIDDLE % repr(selector))
        for kind in ("mousePressed", "mouseReleased"):
            self.pipe.tell(
                "Input.dispatchMouseEvent",
                **{"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1},
            )

    def press(self, key: str) -> None:
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=key)

    def _insist(self, method: str, **params) -> dict:
        """Ask again while one page is being put in the place of another."""
        for _ in range(100):
            try:
                return self.ask(method, **params)
            except Refused:
                time.sleep(0.01)
        return self.ask(method, **params)

    def picture(self) -> bytes:
        """What is on screen, as PNG."""
        answer = self._insist("Page.captureScreenshot", optimizeForSpeed=True)
        return base64.b64decode(answer["data"])

    def entries(self) -> tuple[list[str], int]:
        """Addresses in this tab's own list, and which of them is shown."""
        history = self._insist("Page.getNavigationHistory")
        return [entry["url"] for entry in history["entries"]], history["currentIndex"]

    def step(self, by: int) -> None:
        """Back (-1) or Forward (1), as the browser's own button."""
        history = self._insist("Page.getNavigationHistory")
        entry = history["entries"][history["currentIndex"] + by]
        self._insist("Page.navigateToHistoryEntry", entryId=entry["id"])

    def discard(self) -> None:
        """Throw the tab away from behind another one, as a phone short of memory does, and
        come back to it. The profile's "Local State" must allow the inner pages."""
        address = self.evaluate("location.href")
        self._ask_browser("Target.detachFromTarget", sessionId=self.pipe.session)
        self._ask_browser("Target.createTarget", url=DISCARDS)
        self.pipe.session = self._tab(DISCARDS)
        self.until(THROW_AWAY % repr(address))
        time.sleep(1)
        targets = self._ask_browser("Target.getTargets")["targetInfos"]
        (tab,) = [target["targetId"] for target in targets if target["url"] == address]
        self._ask_browser("Target.activateTarget", targetId=tab)
        self.pipe.session = self._tab(address)

    def frames(self) -> list[str]:
        """What could be read on each frame since this was asked last."""
        shown, self.pipe.events = self.pipe.events, []
        return [
            event["params"]["payload"]
            for event in shown
            if event["method"] == "Runtime.bindingCalled"
        ]

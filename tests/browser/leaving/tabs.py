"""Real browsers, driven further than a walk needs: tabs of their own, keys, reload, zoom."""

import json

from ..traces.chromium import MIDDLE, Chromium
from ..traces.firefox import PREFERENCES, Firefox
from ..traces.pipe import Refused

# At every frame of every document: its address, and what can be read on it.
LOOK = r"""(function look() {
  var seenNow = "";
  try {
    var root = document.documentElement;
    seenNow = root.checkVisibility() && document.body ? document.body.innerText : "";
  } catch (error) {}
  if (window.seen) seen(document.documentURI + "\n" + seenNow);
  requestAnimationFrame(look);
})()"""
SHIFT = "\ue008"


class ChromiumTabs(Chromium):
    has_window = False  # no key reopens or duplicates a tab without one

    def new_tab(self, zoomed=False) -> None:
        made = self._ask_browser("Target.createTarget", url="about:blank")["targetId"]
        self.shown, self.aims, self.is_paused = made, {}, False
        result = self._ask_browser("Target.attachToTarget", targetId=made, flatten=True)
        self.pipe.session = result["sessionId"]
        self.ask("Page.enable")
        self.ask("Runtime.enable")
        self.ask("Runtime.addBinding", name="seen")
        self.ask("Page.addScriptToEvaluateOnNewDocument", source=LOOK)
        if zoomed:
            size = {"width": 206, "height": 400, "deviceScaleFactor": 2}
            self.ask("Emulation.setDeviceMetricsOverride", **size, mobile=False)

    def close_tab(self) -> None:
        self._ask_browser("Target.closeTarget", targetId=self.shown)
        self.pipe.session = ""

    def aim(self, selector: str) -> None:
        """Find now what is tapped later, when the browser answers no question."""
        self.aims[selector] = self.until(MIDDLE % json.dumps(selector))

    def tap(self, selector: str, times: int = 1) -> None:
        if selector not in self.aims:
            self.aim(selector)
        x, y = self.aims.pop(selector)
        for count in range(1, times + 1):
            for kind in ("mousePressed", "mouseReleased"):
                at = {"type": kind, "x": x, "y": y, "button": "left"}
                self.pipe.tell("Input.dispatchMouseEvent", **at, clickCount=count)

    def shifts(self) -> None:
        for _ in range(3):
            for kind in ("keyDown", "keyUp"):
                self.pipe.tell("Input.dispatchKeyEvent", type=kind, key="Shift")

    def go(self, by: int) -> None:
        """Back or Forward if there is an entry there."""
        addresses, at = self.entries()
        if 0 <= at + by < len(addresses):
            self.step(by)

    def play(self, script: str) -> None:
        """Run a script that may make sound, as after a tap."""
        self.ask("Runtime.evaluate", expression=script, userGesture=True)

    def is_silent(self) -> bool:
        self.texts()
        return self.is_paused

    def reload(self) -> None:
        self.pipe.tell("Page.reload")

    def type(self, url: str) -> None:
        self.pipe.tell("Page.navigate", url=url, transitionType="typed")

    def texts(self) -> list[str]:
        """What could be read on each frame since this was asked last."""
        self._insist("Page.getNavigationHistory")  # fetches what has come in
        seen = self.frames()
        self.is_paused = self.is_paused or "paused" in seen
        return [text for text in seen if text != "paused"]


class FirefoxTabs(Firefox):
    has_window = True
    preferences = PREFERENCES | {"media.autoplay.default": 0}  # sound without a tap

    def new_tab(self, zoomed=False) -> None:
        made = self.ask("WebDriver:NewWindow", type="tab", focus=True)
        self.ask("WebDriver:SwitchToWindow", handle=made["handle"], focus=True)
        zoom = 2 if zoomed else 1
        self._in_the_window(f"gBrowser.selectedBrowser.fullZoom = {zoom}; return true")

    def close_tab(self) -> None:
        self.ask("WebDriver:CloseWindow")
        (left, *_) = self.ask("WebDriver:GetWindowHandles")
        self.ask("WebDriver:SwitchToWindow", handle=left, focus=True)

    def reopen(self) -> None:
        """Close the tab and bring it back, as Ctrl+Shift+T does."""
        self.close_tab()
        self._go_to_new_tab("SessionStore.undoCloseTab(window, 0); return true")

    def duplicate(self) -> None:
        """Go to a copy of this tab, as its menu makes one, and close the first: what stands
        there no exit in another tab can take away."""
        self._go_to_new_tab("""const first = gBrowser.selectedTab;
          gBrowser.selectedTab = gBrowser.duplicateTab(first);
          gBrowser.removeTab(first); return true""")

    def _go_to_new_tab(self, script: str) -> None:
        """Run a script of the window that makes a tab, and go there."""
        before = set(self.ask("WebDriver:GetWindowHandles"))
        self._in_the_window(script)
        while not (made := set(self.ask("WebDriver:GetWindowHandles")) - before):
            pass
        self.ask("WebDriver:SwitchToWindow", handle=made.pop(), focus=True)

    def aim(self, selector: str) -> None:
        pass

    def tap(self, selector: str, times: int = 1) -> None:
        self.until(f"document.querySelector({json.dumps(selector)})")
        for _ in range(times):
            try:
                self.click_now(selector)
            except Refused:
                if times == 1:
                    raise

    def click_now(self, selector: str) -> None:
        result = self.ask("WebDriver:FindElement", using="css selector", value=selector)
        (element,) = result["value"].values()
        self.ask("WebDriver:ElementClick", id=element)

    def shifts(self) -> None:
        keys = [
            {"type": kind, "value": SHIFT}
            for _ in range(3)
            for kind in ("keyDown", "keyUp")
        ]
        actions = [{"type": "key", "id": "keys", "actions": keys}]
        self.ask("WebDriver:PerformActions", actions=actions)

    def go(self, by: int) -> None:
        self.step(by)

    def play(self, script: str) -> None:
        self.ask("WebDriver:ExecuteScript", script=script, args=[])

    def is_silent(self) -> bool:
        """Also where the page with the sound is no longer there."""
        return (
            self.evaluate("!window.soundOfTheTest || soundOfTheTest.paused")
            is not False
        )

    def reload(self) -> None:
        self._in_the_window("gBrowser.reload(); return true")

    def type(self, url: str) -> None:
        script = """gBrowser.selectedBrowser.fixupAndLoadURIString(%s, {
          triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal()});"""
        self._in_the_window(script % json.dumps(url) + " return true")

    def texts(self) -> list[str]:
        """What can be read now. Between two looks something may have been missed."""
        seen = self.evaluate(
            "document.documentURI + '\\n' + (document.documentElement.checkVisibility()"
            " && document.body ? document.body.innerText : '')"
        )
        return [] if seen is None else [seen]


BROWSERS = {"chromium": ChromiumTabs, "firefox": FirefoxTabs}

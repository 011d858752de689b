"""Debian's Firefox with an empty profile: the same walks, where it is installed."""

import base64
import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from select import select
from socket import create_connection

from . import firefox_tables
from .lab import Lab
from .marionette import Marionette, Refused

# In the language of its settings file. Nothing here changes what is kept.
PREFERENCES = {
    "marionette.port": 0,  # a free one
    "remote.prefs.recommended": False,  # else it is set up for automation, unlike a user's
    "network.proxy.type": 1,
    "network.proxy.ssl": "127.0.0.1",
    "datareporting.policy.firstRunURL": "",  # no second tab at the first start
    "browser.aboutwelcome.enabled": False,
}
LIST = """const list = gBrowser.selectedBrowser.browsingContext.sessionHistory;
return [Array.from({length: list.count}, (_, i) => list.getEntryAtIndex(i).URI.spec), list.index];"""


class Firefox:
    """One run of the browser, with one tab in front. The same interface as Chromium."""

    name = "Firefox ESR"
    tables = firefox_tables
    preferences = PREFERENCES

    def __init__(self, home: Path, lab: Lab, language="nl", watched=False):
        self.home, self.profile = home, home / "profile"
        self.profile.mkdir()
        self.proxy = _proxy(lab.port)
        chosen = self.preferences | {
            "network.proxy.ssl_port": self.proxy.server_port,
            "intl.accept_languages": language,
        }
        lines = [f'user_pref("{key}", {json.dumps(v)});\n' for key, v in chosen.items()]
        (self.profile / "user.js").write_text("".join(lines))
        wanted = {"acceptInsecureCerts": True, "pageLoadStrategy": "none"}
        try:
            self.marionette = Marionette(self.profile, home, **wanted)
        except BaseException:
            self._stop_proxy()
            raise
        self.ask, self.version = self.marionette.ask, self.marionette.version

    def __enter__(self):
        return self

    def __exit__(self, *error):
        try:
            self.marionette.end()
        finally:
            self._stop_proxy()

    def _stop_proxy(self) -> None:
        self.proxy.shutdown()
        self.proxy.server_close()

    def open(self, url: str) -> None:
        self.ask("WebDriver:Navigate", url=url)
        self.until(f"location.href === {url!r} && document.readyState === 'complete'")

    def evaluate(self, expression: str):
        """The value of a JavaScript expression in the page; None while pages change."""
        try:
            script = f"return ({expression})"
            return self.ask("WebDriver:ExecuteScript", script=script, args=[])["value"]
        except Refused:
            return None

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
        self.until(f"document.querySelector({selector!r})")
        result = self.ask("WebDriver:FindElement", using="css selector", value=selector)
        (element,) = result["value"].values()
        self.ask("WebDriver:ElementClick", id=element)

    def picture(self) -> bytes:
        """What is on screen, as PNG."""
        return base64.b64decode(
            self.ask("WebDriver:TakeScreenshot", full=False)["value"]
        )

    def entries(self) -> tuple[list[str], int]:
        """Addresses in this tab's own list, and which of them is shown."""
        addresses, index = self._in_the_window(LIST)
        return addresses, index

    def step(self, by: int) -> None:
        """Back (-1) or Forward (1), as the browser's own button."""
        self._in_the_window("gBrowser.goBack()" if by < 0 else "gBrowser.goForward()")

    def frames(self) -> list[str]:
        """What can be read now. Between two looks something may have been missed."""
        return [self.evaluate("document.title + '\\n' + document.body.innerText") or ""]

    def _in_the_window(self, script: str):
        self.ask("Marionette:SetContext", value="chrome")
        try:
            return self.ask("WebDriver:ExecuteScript", script=script, args=[])["value"]
        finally:
            self.ask("Marionette:SetContext", value="content")


def _proxy(port: int) -> ThreadingHTTPServer:
    """Leads every name to the lab: Firefox has no option for that."""

    class Handler(BaseHTTPRequestHandler):
        def do_CONNECT(self):
            self.send_response_only(200)
            self.end_headers()
            with (
                contextlib.suppress(OSError),
                create_connection(("127.0.0.1", port)) as lab,
            ):
                ends = {self.connection: lab, lab: self.connection}
                while data := (ready := select([*ends], [], [])[0][0]).recv(1 << 16):
                    ends[ready].sendall(data)
            self.close_connection = True

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.block_on_close = True, False
    server.handle_error = lambda *args: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server

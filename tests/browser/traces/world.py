"""What all walks share: the built site behind gunicorn, and what to look for."""

import atexit
import functools
import shutil
import tempfile
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from tests.support import running

from . import needles
from .chromium import Chromium
from .firefox import Firefox
from .lab import RESULTS, SITE, Lab
from .measure import Measured, measure
from .pipe import Stopped
from .scan import scan
from .walk import walk

BROWSERS = {"chromium": Chromium, "firefox": Firefox}
LAB = ("entry", "rule", "delay")  # what a walk says about its surroundings
BROWSER = ("language", "script")  # and about its browser
NAMES = f"127.0.0.1,{SITE}"  # what the site may be called: by tests, and in the lab
UNRELATED = "https://weer-lab.nl/"
one_at_a_time = threading.RLock()
stopped: list[str] = []


@functools.cache
def site() -> int:
    """The port of the built site, served as in earnest until the tests are over."""
    stack = ExitStack()
    atexit.register(stack.close)
    folder = Path(tempfile.mkdtemp(prefix="traces-"))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    var = running.make_site(folder / "var")
    return stack.enter_context(running.served(var, ALLOWED_HOSTS=NAMES))


@functools.cache
def looked_for(browser: str, language: str) -> needles.Needles:
    """The needles of a language, less what an unvisited profile of the browser holds."""
    result = needles.gather(site(), language)
    with _home() as home:
        with Lab(site()) as lab, BROWSERS[browser](Path(home), lab) as empty:
            empty.open(RESULTS)
            empty.open(UNRELATED)
        return result.without(scan(Path(home), result))


def visit(name: str, **how) -> Measured:
    """One walk in a fresh profile, measured.

    Once more if the browser itself ended or hung, as happens on a busy machine: that says
    nothing about the site. `stopped` keeps count, and it stands below the table. What
    the site does not do in time, and what was measured, is never tried again.
    """
    try:
        return _visit(name, **how)
    except Stopped as error:
        stopped.append(f"{name}: {error}")
        return _visit(name, **how)


def _visit(name: str, browser="chromium", port: int = 0, **how) -> Measured:
    """`port` is that of another site than the built one."""
    with one_at_a_time:  # once, not once for each thread
        wanted = looked_for(browser, how.get("language", "nl"))
    around = {key: how.pop(key) for key in LAB if key in how}
    chosen = {key: how.pop(key) for key in BROWSER if key in how}
    if how.get("look"):
        chosen["watched"] = True
    with _home() as home:
        lab = Lab(port or site(), **around)
        with lab, BROWSERS[browser](Path(home), lab, **chosen) as one:
            walked = walk(one, lab, script=chosen.get("script", True), **how)
        telling = {title for title in walked.titles if not needles.is_bland(title)}
        wanted = replace(wanted, titles=wanted.titles | telling)
        return measure(name, one, walked, lab, wanted)


def _home() -> tempfile.TemporaryDirectory:
    """An empty one. A browser that was closed may still write a file while it is removed."""
    return tempfile.TemporaryDirectory(prefix="traces-", ignore_cleanup_errors=True)


class Visits:
    """Walks that run two at a time, started before anyone waits for them."""

    def __init__(self, walks: dict[str, dict], names: list[str]):
        site()  # not in two threads at once
        self.pool = ThreadPoolExecutor(2)
        self.futures: dict[str, Future] = {
            name: self.pool.submit(visit, name, **walks[name]) for name in names
        }

    def __getitem__(self, name: str) -> Measured:
        return self.futures[name].result()

    def add(self, measured: Measured) -> None:
        """One that was walked elsewhere, for the table."""
        self.futures[measured.what] = Future()
        self.futures[measured.what].set_result(measured)

    def done(self) -> list[Measured]:
        """Those that came to an end without an error, in the order of the walks."""
        self.pool.shutdown(cancel_futures=True)
        ended = [f for f in self.futures.values() if f.done() and not f.cancelled()]
        return [future.result() for future in ended if not future.exception()]


def names_wanted(request, module: str) -> list[str]:
    """Which walks the chosen tests of a module ask for."""
    chosen = [
        item.callspec.params["name"]
        for item in request.session.items
        if item.module.__name__ == module and "name" in item.fixturenames
    ]
    return list(dict.fromkeys(chosen))

"""One case: come to the site, leave by one gesture, press what follows, see what is shown."""

import threading
import time
from dataclasses import dataclass, field

from tests.support import html, running

from ..traces.lab import HOME, RESULTS, SEARCH, SITE, Lab
from .cases import Case

PATIENCE = 30  # seconds; a machine that is busy needs many of them
READY = (
    "document.readyState === 'complete' && 'ready' in document.documentElement.dataset"
)
FAR = "/nl/15/"  # a page that is not in the core bundle
NEAR = "/nl/2/"  # one that is
STAYS = 0.5  # seconds that something must stay to be the end
LOADING = "Laden…"
GATE = {"Informatie", "Verder", "Weer"}
RAIN = "Regen"
LEAVE_IN_THE_SWAP = """document.addEventListener("focusin", function (event) {
  if (event.target.tagName === "H1") document.getElementById("exit").click();
})"""
FOLLOW = f"""setTimeout(function () {{
  var link = document.createElement("a");
  link.href = {FAR!r};
  document.body.appendChild(link).click();
}})"""
PLAY = """(function () {
  var audio = document.createElement("audio"), context = new AudioContext();
  var to = context.createMediaStreamDestination(), from = context.createOscillator();
  from.connect(to); from.start();
  audio.srcObject = to.stream;
  document.getElementById("main").appendChild(audio);
  // at once: the event comes later, when the other page may have taken the place of this one
  audio.pause = function () {
    HTMLMediaElement.prototype.pause.call(audio);
    if (window.seen && audio.paused) seen("paused");
  };
  window.soundOfTheTest = audio;
  audio.play();
})()"""


class World:
    """The lab of many cases, one after another: what the network does is set for each."""

    def __init__(self, port: int, mutate=None):
        self.lab = Lab(port, rule=self._rule)
        self.lab.is_down = self._is_down
        self.mutate, self.case = mutate, Case()
        self.waits: dict[str, threading.Event] = {}
        self.asked: list[str] = []
        self.ours = (
            {
                line.strip()
                for path in ("/nl/", NEAR, FAR)
                for line in html.read(running.get(port, path).body).text.split("\n")
            }
            - GATE
            - {""}
        )

    def is_ours(self, seen: str) -> bool:
        """Whether a line of one of our pages could be read, be it the exit's own words."""
        return not self.ours.isdisjoint(filter(None, seen.split("\n")[1:]))

    def __enter__(self):
        self.lab.__enter__()
        return self

    def __exit__(self, *error):
        self.let_go()
        self.lab.__exit__(*error)

    def let_go(self) -> None:
        for waiting in self.waits.values():
            waiting.set()
        self.waits = {}

    def begin(self, case: Case) -> None:
        self.let_go()
        self.case, self.dead, self.asked = case, False, []
        self.lab.delay = {"decoy after 3 s": 3, "decoy never": 3600}.get(
            case.network, 0
        )

    def hold(self, path: str) -> None:
        """From now on the site takes very long over this address."""
        self.waits[path] = threading.Event()

    def _is_down(self, host: str) -> bool:
        if host == SEARCH:
            return self.dead and self.case.network == "offline"
        if host == SITE:
            return self.dead and self.case.network in ("offline", "our server dead")
        return self.dead and self.case.network in ("offline", "decoy refuses")

    def _rule(self, answer, path: str) -> None:
        self.asked.append(path)
        if self.case.mode == "site":
            for written in (b' data-back="leave"', b' data-back=\\"leave\\"'):
                answer.body = answer.body.replace(written, b"")
        if self.mutate:
            self.mutate(answer, path)
        waiting = self.waits.get(path)
        if waiting and path == "/":
            answer.pause = answer.body.index(b"<h1") + 400, waiting
        elif (
            waiting
        ):  # before the headers: with them the browser lets go of the page it shows
            waiting.wait(60)


@dataclass
class Outcome:
    """What a case came to.

    end: one of cases.ENDS, or a text of ours that was shown
    came_back: what could be read of ours once the screen had been empty
    entries: addresses of ours in the tab's own list
    """

    case: Case
    end: str = ""
    came_back: set[str] = field(default_factory=set)
    entries: int = 0
    sound: str = ""

    @property
    def holds(self) -> bool:
        return (
            self.end in self.case.allowed
            and not self.came_back
            and self.sound in ("", "paused")
        )


def run(browser, world: World, case: Case, patience=PATIENCE) -> Outcome:
    world.begin(case)
    outcome = Outcome(case)
    browser.new_tab(zoomed=case.page == "zoom 200 %")
    try:
        arrive(browser, world, case)
        before = len(world.lab.decoys)
        world.dead = True
        browser.texts()  # what was seen until now is forgotten
        leave(browser, case)
        seen = blank(browser, world)
        if case.page == "sound playing":
            outcome.sound = heard(browser)
        if case.network in ("decoy at once", "our server dead"):
            settle(browser, world, {"decoy"}, seen)
        elif case.network in ("decoy after 3 s", "decoy never"):
            until(lambda: len(world.lab.decoys) > before)
        world.let_go()  # what was on its way comes in now
        then(browser, case)
        outcome.end = settle(browser, world, case.allowed, seen, patience)
        if case.then != "address typed":
            outcome.came_back = {text[:80] for text in seen if world.is_ours(text)}
        outcome.entries = sum(SITE in url for url in browser.entries()[0])
    finally:
        browser.close_tab()
    return outcome


def arrive(browser, world: World, case: Case) -> None:
    if case.page == "half of it came":
        world.hold("/")
    if case.page in ("bundle on its way", "link on its way"):
        world.hold("/nl/core.json")
    if case.page == "in a new tab":
        browser.open(HOME)
    else:
        browser.open(RESULTS)
        browser.tap("a")
    browser.until(
        f"location.href === {HOME!r} && document.querySelector('h1') !== null"
    )
    if case.page in ("half of it came", "bundle on its way"):
        return
    if case.page == "link on its way":
        world.hold(FAR)
        browser.until("document.readyState === 'complete'")
        browser.aim("#exit")
        browser.evaluate(FOLLOW)
        until(lambda: FAR in world.asked)
        return
    browser.until(READY)
    if case.page == "sound playing":
        browser.play(PLAY)
        browser.until("window.soundOfTheTest && !soundOfTheTest.paused")
    elif case.page == "menu open":
        browser.tap("summary")
        browser.until("document.querySelector('details[open]') !== null")
    elif case.page == "page on its way":
        # one page further, so that Back has an entry where it goes through them
        browser.tap(f"main a[href='{NEAR}']")
        browser.until("document.title !== 'Informatie'")
        world.hold(FAR)
        browser.evaluate(FOLLOW)
        until(lambda: FAR in world.asked)
    elif case.page == "swap half done":
        browser.evaluate(LEAVE_IN_THE_SWAP)
    elif case.page == "in a duplicated tab":
        browser.duplicate()  # which shows the gate
        browser.until(f"location.href === {HOME!r}")
        browser.until(READY)
        browser.tap("#onward")
    elif case.page in ("loaded", "in a new tab"):
        browser.tap(f"main a[href='{NEAR}']")
        browser.until("document.title !== 'Informatie'")


def leave(browser, case: Case) -> None:
    if case.page == "swap half done":  # the swap itself presses the exit
        browser.tap(f"main a[href='{NEAR}']")
    elif case.gesture == "three Shifts":
        browser.shifts()
    else:
        browser.tap("#exit", times=2 if case.gesture == "double tap" else 1)


def then(browser, case: Case) -> None:
    match case.then:
        case "back":
            browser.go(-1)
        case "back twice":
            browser.go(-1)
            browser.go(-1)
        case "forward":
            browser.go(1)
        case "reload":
            browser.reload()
        case "tab reopened":
            browser.reopen()
        case "address typed":
            browser.type(HOME)


def until(is_so) -> None:
    """Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("it never happens")
        time.sleep(0.01)


def blank(browser, world: World) -> list[str]:
    """Wait until nothing of ours can be read; what was seen from then on."""
    seen = []

    def is_gone():
        seen.extend(browser.texts())
        while seen and world.is_ours(seen[0]):
            seen.pop(0)
        return bool(seen)

    until(is_gone)
    return seen


def heard(browser) -> str:
    until(lambda: browser.is_silent())
    return "paused"


def settle(browser, world: World, wanted: set[str], seen: list, patience=PATIENCE):
    """What the tab shows in the end; all that could be read until then goes to `seen`."""
    shown, since, end = "", 0.0, time.monotonic() + patience
    while time.monotonic() < end:
        seen += browser.texts()
        now = kind(browser, world, seen)
        if now != shown:
            shown, since = now, time.monotonic()
        if shown in wanted and time.monotonic() - since > STAYS:
            break
        time.sleep(0.05)
    return shown


def kind(browser, world: World, seen: list[str]) -> str:
    """Which of cases.ENDS the tab shows now; "" while nothing is decided."""
    addresses, at = browser.entries()
    address = addresses[at] if addresses else ""
    uri, _, text = seen[-1].partition("\n") if seen else ("", "", "")
    if uri.startswith(("chrome-error:", "about:neterror", "about:certerror")):
        return "error"
    if SITE in address:
        if SITE not in uri:
            return ""
        if world.is_ours(text):
            return "page"
        lines = {line for line in text.split("\n") if line}
        if lines == GATE:
            return "gate"
        return "waiting" if text.strip() == LOADING else ""
    if SEARCH in address or not address.startswith("http"):
        return "before"
    return "decoy" if RAIN in text else ""

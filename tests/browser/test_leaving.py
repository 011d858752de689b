"""Leaving is a state that everything obeys: whatever the network does, whatever is pressed next.

A choice of the cases that `make exit-matrix` tries in pairs; and copies of the site in which
one of those who must obey does not, each of which some case finds out.
"""

from pathlib import Path

import pytest

from .leaving.cases import Case
from .leaving.run import World, run
from .leaving.tabs import BROWSERS
from .traces import world as traces
from .traces.lab import HOME
from .traces.marionette import FIREFOX

pytestmark = pytest.mark.browser

NEVER, SLOW = "decoy never", "decoy after 3 s"
CASES = [
    Case(page="page on its way", network=NEVER),
    Case(page="page on its way", network=NEVER, then="back", mode="site"),
    Case(page="swap half done", network=NEVER),
    Case(page="half of it came", network=SLOW, gesture="double tap"),
    Case(page="link on its way", network=NEVER, gesture="three Shifts"),
    Case(network=NEVER, then="reload"),
    Case(network=SLOW, then="reload", mode="site", page="sound playing"),
    Case(network="decoy at once", then="back", mode="site"),
    Case(network="our server dead", then="back twice", page="zoom 200 %"),
]
needs_firefox = pytest.mark.skipif(not FIREFOX, reason="firefox-esr is not installed")
thorough = pytest.mark.thorough
TRIED = [
    *(("chromium", case) for case in CASES),
    *(pytest.param("firefox", case, marks=needs_firefox) for case in CASES[:2]),
    *(
        pytest.param("firefox", case, marks=[needs_firefox, thorough])
        for case in CASES[4:7]
    ),
]


@pytest.fixture(scope="module")
def opened(request, tmp_path_factory):
    """A browser for all cases, and the world around it."""
    home: Path = tmp_path_factory.mktemp("leaving")
    with (
        World(traces.site()) as world,
        BROWSERS[request.param](home, world.lab) as browser,
    ):
        yield browser, world


@pytest.mark.parametrize(("opened", "case"), TRIED, indirect=["opened"], ids=str)
def test_leaving_holds(opened, case):
    browser, world = opened
    outcome = run(browser, world, case)

    assert outcome.holds, outcome


@thorough
def test_a_profile_of_many_visits_keeps_one_address(tmp_path):
    with (
        World(traces.site()) as world,
        BROWSERS["chromium"](tmp_path, world.lab) as browser,
    ):
        for page in ("page on its way", "swap half done", "link on its way"):
            run(browser, world, Case(page=page, then="reload"))
    rows, _, _ = browser.tables.history(browser.profile)

    assert [address for address, _ in rows] == [HOME]


ADDS = "no step is added after the exit"
# Who must obey, the words in which it does, and a case that finds out when it does not.
READERS = {
    "no page is put in place, or gone to": (
        ("leaving.left||mine!==wanted", "mine!==wanted"),
        Case(page="loaded", network=NEVER, then="back", mode="site"),
    ),
    ADDS: (
        ("if(leaving.left)return;arrived();", "arrived();"),
        Case(page="swap half done", network="decoy at once", mode="site"),
    ),
    "Back leaves again": (
        ('"popstate",function(){if(leaving.left)', '"popstate",function(){if(0)'),
        Case(page="loaded", network=SLOW, then="back", mode="site"),
    ),
    "a reload leaves again": (
        ("if(/reload|back/.test(leaving.arrival))leave();", ""),
        Case(network=NEVER, then="reload"),
    ),
    "the mark is set": (
        ("window.name=LEFT", "0"),
        Case(network=NEVER, then="reload"),
    ),
}


IN_EVERY_RUN = "a reload leaves again"


def without(old: str, new: str):
    """A copy of the site in which these words of its scripts are others."""
    pairs = [(old.encode(), new.encode())]
    pairs.append((_in_json(old), _in_json(new)))
    changed = []

    def mutate(answer, path):
        answer.set("Content-Security-Policy", None)
        for before, after in pairs:
            if before in answer.body:
                changed.append(path)
                answer.body = answer.body.replace(before, after)

    mutate.changed = changed
    return mutate


def _in_json(text: str) -> bytes:
    return text.replace('"', '\\"').encode()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name == IN_EVERY_RUN else thorough)
        for name in READERS
    ],
)
def test_a_copy_in_which_one_does_not_obey_is_found_out(tmp_path, name):
    words, case = READERS[name]
    mutate = without(*words)
    with (
        World(traces.site(), mutate) as world,
        BROWSERS["chromium"](tmp_path, world.lab) as browser,
    ):
        outcome = run(browser, world, case, patience=6)

    assert mutate.changed, "these words no longer stand in the scripts"
    if name == ADDS:  # the other site is there; an entry of ours stands behind it
        assert outcome.entries > 0
    else:
        assert not outcome.holds, outcome

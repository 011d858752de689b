"""What a visit leaves on the device: walked in real browsers, then looked for on disk.

The table printed at the end is the one in docs/traces.md. What cannot be seen here (other
browsers, phones, what a network or another device keeps) is told in SECURITY.md.
"""

import pytest

from .traces import report, world
from .traces.lab import HOME, SITE
from .traces.marionette import FIREFOX
from .traces.measure import Measured
from .traces.needles import is_bland

pytestmark = pytest.mark.browser

REMEMBERS = "/nl/13/"  # "What does your phone remember?"
CLEARED = "/nl/14/"  # what its button leads to: asks the browser to clear
# Each costs some seconds, so each differs from the others in more than one thing.
WALKS = {
    "by the button": {},
    "by the button, then Back and Forward": {"look": True},
    "decoy takes 3 s": {"delay": 3},
    "closed on the last page": {"leave": False},
    "address typed": {"typed": HOME},
    "from a numbered page, then Back and Forward": {"entry": "/nl/3/", "look": True},
    "Arabic, then Back and Forward": {"language": "ar", "look": True},
    "clears at the end": {"entry": REMEMBERS, "pages": 1, "last": CLEARED},
}
IN_FIREFOX = [
    "by the button",
    "by the button, then Back and Forward",
    "decoy takes 3 s",
    "closed on the last page",
]
WITHOUT_SCRIPT = "without script"
ALL = WALKS | {WITHOUT_SCRIPT: {"script": False}}
ALL |= {f"Firefox: {name}": WALKS[name] | {"browser": "firefox"} for name in IN_FIREFOX}
IN_EVERY_RUN = "by the button, then Back and Forward"  # the others: `make traces`
needs_firefox = pytest.mark.skipif(not FIREFOX, reason="firefox-esr is not installed")


def walk_of(name: str):
    marks = [needs_firefox] if "Firefox" in name else []
    if not name.endswith(IN_EVERY_RUN):
        marks.append(pytest.mark.traces)
    return pytest.param(name, marks=marks)


BOTH = [*WALKS, *(name for name in ALL if "Firefox" in name)]


@pytest.fixture(scope="session")
def visits(request):
    names = [
        n
        for n in world.names_wanted(request, __name__)
        if FIREFOX or "Firefox" not in n
    ]
    running = world.Visits(ALL, names)
    yield running
    measured = running.done()
    plugins = request.config.pluginmanager
    if not plugins.has_plugin("terminalreporter"):  # one of several processes
        return
    with plugins.get_plugin("capturemanager").global_and_fixture_disabled():
        table = report.table(measured)
        table += "".join(f"\nStarted again: {line}" for line in world.stopped)
        plugins.get_plugin("terminalreporter").write(f"\n\n{table}\n\n")


@pytest.mark.parametrize("name", [walk_of(name) for name in BOTH])
def test_a_visit_leaves_one_bland_address(visits, name):
    visit: Measured = visits[name]

    assert report.traces(visit) == set()
    assert [address for address, _ in visit.rows] == [f"https://{SITE}{visit.entry}"]
    assert len(visit.listed) <= 1
    assert all(is_bland(title) for title in visit.visit.titles)
    assert len(set(visit.visit.read)) == 1 + ALL[name].get("pages", 4)


@pytest.mark.parametrize("name", [walk_of(name) for name in BOTH if "Back" in name])
def test_nothing_of_the_site_stands_behind_back_and_forward(visits, name):
    assert visits[name].in_list == []
    assert report.behind(visits[name]) == ["nothing"]


@pytest.mark.parametrize("name", [walk_of(name) for name in BOTH if "3 s" in name])
def test_the_screen_is_blank_long_before_a_slow_decoy_answers(visits, name):
    visit = visits[name].visit

    assert visit.blank
    assert visit.gone < 2000  # it is far less; but the machine may be busy
    assert visit.arrived > 3000


@pytest.mark.parametrize("name", [walk_of(WITHOUT_SCRIPT)])
def test_without_script_there_is_a_row_a_page_and_nothing_more(visits, name):
    """Back then shows what was read; docs/traces.md and the site say so."""
    visit: Measured = visits[name]

    assert report.traces(visit) == {
        "more than one address",
        "more than one listed",
        "a path",
    }
    assert {*visit.visit.read} >= visit.traces.all("paths")
    assert sorted(title for _, title in visit.rows) == sorted(visit.visit.titles)
    assert all(is_bland(title) for title in visit.visit.titles)


@pytest.mark.traces
@pytest.mark.django_db
def test_with_back_set_to_site_the_gate_is_what_the_tab_shows(
    visits, rendered_site, settings
):
    settings.QUIET_BACK = "site"
    settings.ALLOWED_HOSTS = ["*"]
    port = int(rendered_site.rpartition(":")[2])

    visit = world.visit("QUIET_BACK=site", port=port, look=True)
    visits.add(visit)

    assert report.traces(visit) == set()
    assert report.behind(visit) == ["gate"]


def test_in_chromium_the_visit_counts_once_and_is_not_listed(visits):
    visit: Measured = visits[IN_EVERY_RUN]

    assert visit.listed == []
    assert len(visit.rows) == visit.visits == 1

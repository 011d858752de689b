"""The trace test sees what it should: each broken copy of the site is found out."""

import pytest

from .traces import report, rules, world

pytestmark = [pytest.mark.browser, pytest.mark.traces]

CACHED = {"cached", "a cached body", "a path", "a word"}
BROKEN = {
    "a cookie": ({"rule": rules.cookie}, {"a cookie"}),
    "pages may be cached": ({"rule": rules.cacheable}, CACHED),
    "a telling title": (
        {"rule": rules.telling_title},
        {"a telling title", "a word"},  # the words of that title stand in bodies too
    ),
    "a path in pushState": (
        {"rule": rules.path_in_address},
        {"more than one address", "more than one listed", "a path"},
    ),
    "a path in history.state": ({"rule": rules.path_in_state}, {"a path"}),
    "something stored": ({"rule": rules.stores}, {"storage", "a path"}),
    "an icon": ({"rule": rules.icon}, {"a favicon"}),
    "a Referer": ({"rule": rules.tells_where_from}, {"a referer"}),
    "no gate": ({"rule": rules.no_gate, "look": True}, {"content behind Back"}),
}


@pytest.fixture(scope="session")
def visits(request):
    walks = {name: walk for name, (walk, _) in BROKEN.items()}
    running = world.Visits(walks, world.names_wanted(request, __name__))
    yield running
    running.done()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_found_and_named(visits, name):
    assert report.traces(visits[name]) == BROKEN[name][1]

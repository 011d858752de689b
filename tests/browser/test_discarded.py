"""A phone short of memory throws a tab away. Who comes back to it finds the numbers."""

import json

import pytest

from .traces.chromium import Chromium
from .traces.lab import HOME, RESULTS, Lab

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

HOME_WORDS = "Stap voor stap"  # the one address of a visit opens home
READ = "document.querySelector('main')?.checkVisibility() && document.body.innerText"
GATED = "document.documentElement.className === 'gated'"


@pytest.fixture
def browser(tmp_path, site):
    """With the inner page that lets one throw a tab away."""
    profile = tmp_path / "profile"
    profile.mkdir()
    allowed = json.dumps({"internal_only_uis_enabled": True})
    (profile / "Local State").write_text(allowed)
    with (
        Lab(int(site.rpartition(":")[2])) as lab,
        Chromium(tmp_path, lab) as browser,
    ):
        yield browser


def test_a_tab_that_was_thrown_away_shows_its_page_and_no_gate(browser):
    browser.open(RESULTS)
    browser.click("a")
    browser.until("'ready' in document.documentElement.dataset")
    browser.click("main a[href='/nl/2/']")
    browser.until("document.title !== 'Informatie'")

    browser.discard()

    browser.until("document.wasDiscarded")
    assert HOME_WORDS in browser.until(READ)

    # that once only: from another site the gate is there as always
    browser.evaluate(
        "addEventListener('unload', () => {})"
    )  # else it comes from memory
    browser.open(RESULTS)
    browser.step(-1)
    browser.until(GATED)
    assert browser.evaluate("location.href") == HOME
    assert browser.evaluate("document.wasDiscarded") is False

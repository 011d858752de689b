"""Four people who come in by the front door, at 360 px, with script and without.

Each finds the page for it within two taps, and a script keeps the address as it was.
"""

import pytest
from playwright.sync_api import expect

from content.models import Page, Section

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


class Walk:
    """A visit that counts its taps, told by page keys instead of words."""

    def __init__(self, window, site: str, code: str):
        self.window, self.code, self.taps = window, code, 0
        window.goto(f"{site}/{code}/")

    def follow(self, key: str) -> "Walk":
        """Tap the link to a page, and see that it is there."""
        page = Page.objects.get(key=key)
        links = self.window.locator(f"main a[href='{page.path(self.code)}']")
        self._tap(links.locator("visible=true").first)
        heading = page.read("heading", self.code).text
        expect(self.window.locator("h1")).to_have_text(heading)
        return self

    def unfold(self, key: str) -> "Walk":
        """Tap the heading of a folded section."""
        heading = Section.objects.get(key=key).read("heading", self.code).text
        self._tap(self.window.locator("summary", has_text=heading))
        return self

    def _tap(self, target) -> None:
        self.taps += 1
        target.click()


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def walk(request, window, site):
    def start(code: str = "nl") -> Walk:
        page = window(java_script_enabled=request.param)
        walk = Walk(page, site, code)
        if request.param:
            page.wait_for_selector("html[data-ready]", state="attached")
        walks.append((walk, page.url))
        return walk

    walks = []
    yield start
    for walk, first in walks:
        assert walk.taps == 2
        assert walk.window.logged == []
        if request.param:
            assert walk.window.url == first


def test_who_is_fifteen_and_leaves_tomorrow(walk):
    walker = walk().follow("trip").unfold("trip/today")

    today = walker.window.locator("details[open]")
    expect(today.locator("li").first).to_be_in_viewport()
    expect(today.locator("a[href='tel:08002000']").first).to_be_visible()


def test_a_boy_of_seventeen_who_is_stuck(walk):
    walk().follow("abroad").follow("message")


def test_a_mother_of_two_who_reads_arabic(walk):
    walker = walk("ar").unfold("home/for-you").follow("mothers")

    expect(walker.window.locator("html")).to_have_attribute("dir", "rtl")


def test_the_classmate_of_a_girl_gone_silent(walk):
    walk().follow("worried").follow("silent")

"""Readable and usable by everyone: axe, the keyboard, small windows, right to left."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from content.models import Page
from languages.offered import CODES

from ..support.choice import TEMPLATES
from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

RULES = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "wcag2aaa",
    "best-practice",
]


# Each template in Dutch; those of the quiet wing from right to left too. A second language
# of one direction adds little but time, and the open wing falls back to English in Arabic.
OPEN = {"open", "sources", "figures", "materials", "search"}
VISITS = [("nl", template) for template in TEMPLATES]
VISITS += [("ar", template) for template in TEMPLATES if template not in OPEN]
VISITS += [(code, "home") for code in CODES if code not in ("nl", "ar")]


@pytest.fixture(scope="module", params=VISITS, ids="-".join)
def page(request, chromium, site):
    """A page of each template in each language, on a phone; opened once for all tests.

    Without a bundle, so that nothing moves while one looks; `logged`: its console.
    """
    language, template = request.param
    with chromium.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.route("**/core.json", lambda route: route.fulfill(json={"script": ""}))
        page.logged = []
        page.on("console", lambda message: page.logged.append(message.text))
        page.goto(site + TEMPLATES[template].format(language))
        yield page


def test_the_keyboard_reaches_everything_in_order(page):
    count = page.evaluate(COUNT_AND_WATCH)

    for _ in range(count):
        page.keyboard.press("Tab")
    reached = page.evaluate("reached")

    assert reached[0]["id"] == "exit"
    assert reached[1]["id"] == "skip"
    assert len({where["index"] for where in reached}) == count
    assert all(where["outlined"] for where in reached)


COUNT_AND_WATCH = """() => {
  window.reached = [];
  document.addEventListener("focusin", event => reached.push({
    id: event.target.id,
    index: [...document.querySelectorAll("*")].indexOf(event.target),
    outlined: getComputedStyle(event.target).outlineStyle !== "none",
  }));
  return [...document.querySelectorAll("a[href], button:enabled, summary")]
    .filter(element => element.checkVisibility()).length;
}"""


def test_nothing_is_cut_off_and_the_console_is_silent(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    shown = [
        words for words in page.logged if "404" not in words
    ]  # the error page itself
    assert shown == []


def test_what_one_taps_is_large_enough(page):
    """48 px high, links and numbers inside a sentence too."""
    small = page.evaluate(
        """() => [...document.querySelectorAll("a[href], summary, button")]
          .filter(e => e.checkVisibility() && e.id !== "skip" && e.getClientRects().length)
          .filter(e => Math.max(...[...e.getClientRects()].map(box => box.height)) < 47)
          .map(e => e.outerHTML.slice(0, 80))"""
    )

    assert small == []


def test_axe_finds_nothing(page):
    assert violations(page, {"runOnly": RULES}) == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_dark_has_as_much_contrast(window, site, template):
    page = window(color_scheme="dark")
    page.goto(site + TEMPLATES[template].format("nl"))

    assert violations(page, {"runOnly": ["color-contrast-enhanced"]}) == []


def violations(page, options) -> list[tuple[str, str]]:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    result = Axe().run(page, options=options).response
    assert result["passes"]  # axe did look
    return [
        (rule["id"], node["html"][:90])
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def test_no_word_of_a_quiet_page_can_be_read_from_across_the_room(window, site):
    page = window(viewport={"width": 1280, "height": 900})
    pages = Page.objects.filter(wing="quiet").prefetch_related("sections")
    # size is a matter of style: one page of every make
    makes = {
        (item.layout, frozenset(part.kind for part in item.sections.all())): item
        for item in pages
    }
    assert len(makes) > 10
    for quiet in makes.values():
        page.goto(site + quiet.path("nl"))
        largest = page.evaluate(
            "Math.max(...[...document.querySelectorAll('body *')]"
            ".map(e => parseFloat(getComputedStyle(e).fontSize)))"
        )
        assert largest <= 24


def test_folded_parts_are_printed(window, site):
    page = window()
    page.goto(f"{site}/nl/1/")
    folded = page.locator("details.choice p, details.choice li").first
    assert not folded.is_visible()

    page.emulate_media(media="print")

    assert folded.bounding_box()["height"] > 10


def test_right_to_left_mirrors_all_but_numbers(window, site):
    page = window()
    page.goto(f"{site}/ar/")
    exit_box = page.locator("#exit").bounding_box()
    number = page.locator(".dock bdi").last

    assert exit_box["x"] < 100
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert number.evaluate("e => getComputedStyle(e).direction") == "ltr"

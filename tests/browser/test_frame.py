"""The frame holds at every letter size, width and height, with script and without."""

import pytest

from content.models import Page

from ..conftest import CHROMIUM

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WINDOWS = [
    (360, 740),
    (360, 340),  # a keyboard is open
    (320, 568),
    (640, 360),
    (800, 360),
    (915, 412),
    (1280, 800),
]
# in percent; what holds at both ends seldom fails between them
SIZES = [100, pytest.param(150, marks=pytest.mark.thorough), 200]
# whole in the window, and nothing lies over it
IS_REACHED = """id => {
  const box = document.getElementById(id).getBoundingClientRect();
  const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
  const middle = (box.top + box.bottom) / 2; // its corners are round
  const ends = [[box.left + 5, middle], [box.right - 5, middle]];
  return inside && ends.every(([x, y]) => document.elementFromPoint(x, y)?.id === id);
}"""
# text that begins under the exit when the page is at its top
COVERED = """() => {
  scrollTo(0, 0);
  const exit = document.getElementById("exit").getBoundingClientRect();
  return [...document.querySelectorAll("main h1, main p, main li, main a")].filter(element =>
    element.checkVisibility() && [...element.getClientRects()].some(box =>
      box.top < exit.bottom && box.bottom > exit.top && box.left < exit.right && box.right > exit.left)
  ).map(element => element.outerHTML.slice(0, 60));
}"""
OVERFLOWS = """() => {
  document.querySelectorAll("details").forEach(fold => fold.open = true);
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}"""


@pytest.fixture(scope="module", params=SIZES, ids=lambda item: f"{item}%")
def letters(request, chromium):
    """A browser whose reader chose this letter size: its root, which media queries follow."""
    if request.param == 100:
        yield chromium
        return
    size = 16 * request.param // 100
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM,
        args=["--no-sandbox", f"--blink-settings=defaultFontSize={size}"],
    )
    yield browser
    browser.close()


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_the_exit_is_in_sight_wherever_one_scrolls(letters, site, width, height):
    size = {"width": width, "height": height}
    with letters.new_context(viewport=size, java_script_enabled=False) as context:
        page = context.new_page()
        for path in ("/nl/", "/nl/3/", "/ar/3/", "/nl/scholen/", "/nl/ouders/"):
            page.goto(site + path)
            assert page.evaluate(COVERED) == [], path
            for top in (0, 400, 9000):
                page.evaluate(f"scrollTo(0, {top})")
                assert page.evaluate(IS_REACHED, "exit"), (path, top)


@pytest.mark.parametrize("width", [320, 360, 740, 1280])
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_directory_never_needs_sideways_scrolling(letters, site, width, language):
    size = {"width": width, "height": 740}
    with letters.new_context(viewport=size) as context:
        page = context.new_page()
        page.goto(f"{site}/{language}/contacten/")
        page.wait_for_selector(".directory[data-live]")
        assert page.evaluate(OVERFLOWS) <= 0


@pytest.mark.parametrize("width", [320, pytest.param(360, marks=pytest.mark.thorough)])
def test_nothing_of_a_quiet_page_needs_sideways_scrolling(letters, site, width):
    assert too_wide(letters, site, "quiet", width) == {}


def test_nothing_of_an_open_page_needs_sideways_scrolling(letters, site):
    assert too_wide(letters, site, "open", 320) == {}


def too_wide(letters, site, wing: str, width: int) -> dict[str, int]:
    """By how many pixels which pages of a wing are too wide, in Dutch and without script."""
    size = {"width": width, "height": 640}
    with letters.new_context(viewport=size, java_script_enabled=False) as context:
        page = context.new_page()
        wide = {}
        for shown in Page.objects.filter(wing=wing, retired_on=None):
            page.goto(site + shown.path("nl"))
            if excess := page.evaluate(OVERFLOWS):
                wide[shown.key] = excess
        return wide


def test_text_that_android_makes_larger_stays_inside(chromium, site):
    """Its scaling grows the text and leaves `em` in media queries as it was."""
    phone = {"viewport": {"width": 320, "height": 640}, "is_mobile": True}
    with chromium.new_context(**phone) as context:
        page = context.new_page()
        for path in ("/nl/", "/nl/3/", "/nl/7/", "/nl/13/", "/nl/101/", "/ar/"):
            page.goto(site + path)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate(OVERFLOWS) == 0, path
            assert page.evaluate(IS_REACHED, "exit"), path


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_first_sight_at_360_by_740(window, site, script):
    page = window(java_script_enabled=script)
    page.goto(f"{site}/nl/")

    tools = page.locator("#tools > *")
    assert [box["y"] + box["height"] < 130 for box in boxes(tools)] == [True] * 4
    doors = boxes(page.locator(".doors a"))
    row = page.locator(".dock").bounding_box()
    assert len(doors) == 8
    assert sum(box["y"] + box["height"] <= row["y"] for box in doors) >= 3
    assert doors[-1]["y"] + doors[-1]["height"] < 2 * 740
    assert row["y"] + row["height"] == 740
    assert page.locator("main :text-matches('\\\\d{3}'):visible").count() == 0


def boxes(elements) -> list[dict]:
    return [element.bounding_box() for element in elements.all()]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_row_opens_by_place(window, site, script):
    page = window(java_script_enabled=script, has_touch=True, is_mobile=True)
    page.goto(f"{site}/nl/")
    row = page.locator(".dock")

    page.click(".dock > details > summary")
    assert row.locator("a[href^='tel:']:visible").count() == 0
    page.click(".dock summary:has-text('Ik ben in een ander land')")

    shown = row.locator("a[href^='tel:']:visible")
    assert [link.get_attribute("href") for link in shown.all()] == ["tel:+31247247247"]
    assert page.evaluate(IS_REACHED, "exit")


def test_a_page_that_knows_its_place_has_chosen_already(window, site):
    page = window(java_script_enabled=False)
    for path, number in (("/nl/3/", "tel:+31247247247"), ("/nl/1/", "tel:112")):
        page.goto(site + path)
        page.click(".dock > details > summary")

        shown = page.locator(".dock a[href^='tel:']:visible").first
        assert shown.get_attribute("href") == number


def test_at_a_desk_a_number_is_text(window, site):
    page = window(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    page.goto(f"{site}/nl/3/")
    number = page.locator(".dock bdi").first

    assert number.is_visible()
    link = page.locator(".dock a[href^='tel:']").first
    assert link.evaluate("it => getComputedStyle(it).pointerEvents") == "none"
    link.evaluate("it => it.focus()")
    assert not link.evaluate("it => it === document.activeElement")


def test_the_opened_menu_of_languages_moves_nothing(window, site):
    page = window(java_script_enabled=False)
    page.goto(f"{site}/nl/")
    before = boxes(page.locator("#tools > *:not(details), #tools summary, h1"))

    page.click(".languages summary")

    assert boxes(page.locator("#tools > *:not(details), #tools summary, h1")) == before
    assert page.locator(".languages a").first.is_visible()


def test_a_tap_draws_no_box_round_the_heading(window, site):
    page = window()
    page.goto(f"{site}/nl/")
    page.wait_for_selector("html[data-ready]", state="attached")

    page.click(".doors a >> nth=2")
    page.locator("h1", has_text="Ik zit vast").wait_for()

    assert page.evaluate("document.activeElement.tagName") == "H1"
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "none"


@pytest.mark.parametrize("path", ["/nl/", "/nl/1/", "/nl/7/", "/nl/materiaal/"])
def test_forced_colours_leave_an_edge_where_there_was_only_a_background(
    window, site, path
):
    page = window(forced_colors="active")
    page.goto(site + path)
    edges = page.evaluate(
        """() => [...document.querySelectorAll(".exit, .doors, .papers a, .choice, .numbers")]
          .filter(element => element.checkVisibility())
          .map(element => [element.className, parseFloat(getComputedStyle(element).borderBottomWidth)])"""
    )

    assert edges
    assert [name for name, width in edges if not width] == []


def test_a_reload_keeps_the_language_that_was_chosen(window, site):
    page = window()
    page.goto(f"{site}/nl/")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.click(".languages summary")
    page.click(".languages a[lang='ar']")
    page.wait_for_selector("html[lang='ar']")

    page.reload()

    page.wait_for_selector("html[lang='ar']")
    assert page.url == f"{site}/nl/"


def test_what_a_head_says_survives_a_swap_and_no_description_is_added(window, site):
    page = window()
    page.goto(f"{site}/nl/9/")
    page.wait_for_selector("html[data-ready]", state="attached")
    heads = "[...document.querySelectorAll('meta')].map(it => it.getAttribute('name') || it.getAttribute('property')).filter(Boolean)"

    page.click("#name")
    page.locator("h1", has_text="Stap voor stap").wait_for()

    words = page.evaluate(heads)
    assert "format-detection" in words
    assert "robots" not in words  # home may be found
    assert not {"description", "og:description"} & {*words}

"""Pages of the open wing on a phone, at a desk and on paper, with script and without."""

import pytest

from languages.offered import CODES

from ..conftest import CHROMIUM

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

DESK = {"width": 1280, "height": 800}


@pytest.mark.parametrize("language", CODES)
def test_on_a_phone_the_heading_is_soon_there_and_the_bar_is_one_tap_away(
    window, site, language
):
    page = window(java_script_enabled=False)
    for path in ("cijfers", "scholen", "wet-strafrecht"):
        page.goto(f"{site}/{language}/{path}/")
        before = page.locator("h1").bounding_box()
        assert before["y"] < 300, path
        assert page.locator(".menu a:visible").count() == 0

        page.click(".menu summary")

        assert page.locator(".menu a:visible").count() == 9
        assert page.locator("h1").bounding_box() == before  # it moves nothing


def test_at_a_desk_the_bar_and_the_contents_stand_open(window, site):
    page = window(viewport=DESK, java_script_enabled=False)
    page.goto(f"{site}/nl/scholen/")

    tops = page.locator(".menu li").evaluate_all(
        "all => all.map(it => it.getBoundingClientRect().top)"
    )
    assert len(tops) == 9
    assert len(set(tops)) == 1
    assert page.locator(".contents a:visible").count() == 7
    text = page.locator("h1").bounding_box()
    side = page.locator(".side").bounding_box()
    assert side["x"] > text["x"] + text["width"]
    assert side["y"] < 400


def test_the_directory_has_the_whole_width_of_a_desk(window, site):
    page = window(viewport=DESK, java_script_enabled=False)
    page.goto(f"{site}/nl/contacten/")
    table = page.locator(".directory").bounding_box()
    side = page.locator(".side").bounding_box()

    assert table["width"] > 900
    assert side["y"] >= table["y"] + table["height"]


def test_where_letters_are_large_the_way_for_you_stands_below_the_strip(chromium, site):
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{site}/nl/scholen/")
    assert page.locator("#name").is_visible()
    assert not page.locator(".mine").is_visible()
    page.close()

    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM,
        args=["--no-sandbox", "--blink-settings=defaultFontSize=32"],
    )
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{site}/nl/scholen/")
    assert not page.locator("#name").is_visible()
    assert page.locator(".mine a").is_visible()
    browser.close()


def test_on_paper_stand_words_numbers_and_sources_and_no_ways_on(window, site):
    page = window(viewport={"width": 794, "height": 1123})
    page.goto(f"{site}/nl/scholen/")
    page.emulate_media(media="print")

    for gone in (".band", ".trail", ".contents", ".related", ".you", ".on", ".share"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    for kept in ("h1", ".numbers", ".page-sources cite >> nth=0"):
        assert page.locator(kept).is_visible(), kept


def test_forced_colours_show_which_page_of_the_bar_this_is(window, site):
    page = window(viewport=DESK, forced_colors="active", java_script_enabled=False)
    page.goto(f"{site}/nl/scholen/")
    edges = page.locator(".menu a").evaluate_all(
        "all => all.map(it => getComputedStyle(it).borderBottomColor)"
    )
    here = page.locator(".menu [aria-current]").evaluate(
        "it => getComputedStyle(it).borderBottomColor"
    )
    assert edges.count(here) == 1


def test_in_a_quiet_visit_the_name_of_the_site_does_not_come_along(window, site):
    page = window(viewport=DESK)
    page.goto(f"{site}/nl/")
    page.wait_for_selector("html[data-ready]", state="attached")

    page.click("footer a[href='/nl/over-deze-site/']")
    page.locator("h1", has_text="Over deze site").wait_for()
    assert page.locator(".band").count() == 0
    assert page.title() != "Over deze site"

    page.click(".contents a >> nth=1")
    part = page.locator("#part-not")
    assert part.evaluate("it => it === document.activeElement")
    assert 0 <= part.bounding_box()["y"] < 200
    assert page.locator("h1").inner_text() == "Over deze site"
    assert page.url == f"{site}/nl/"
    assert page.evaluate("history.length") == 2  # about:blank and this address

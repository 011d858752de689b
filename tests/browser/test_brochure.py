"""A brochure is made on the device: ticked, put together, printed, and nothing of it sent."""

import re

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def maker(chromium, seeded_server):
    """The page at which brochures are made, and every address that is asked for."""
    context = chromium.new_context()
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(f"{seeded_server.url}/nl/brochures/")
    page.locator(".ticks").wait_for()
    yield page
    context.close()


def test_ticked_pages_become_one_paper_and_nothing_is_sent(maker):
    before, address = list(maker.asked), maker.url
    maker.locator("input[value=trip]").check()
    maker.locator("input[value=papers]").check()
    maker.get_by_role("button", name="Maak de brochure").click()
    paper = maker.locator(".brochure:not([hidden])")
    paper.wait_for()

    assert paper.locator(".pair > h2, .pair > * > h2").count() == 2
    assert "Lees dit samen. Geef het niet mee naar huis." in paper.inner_text()
    assert paper.locator(".brochure-cover h2").first.inner_text() == "Informatie"
    assert maker.asked == before
    assert maker.url == address
    kept = maker.evaluate(
        "() => [document.cookie, localStorage.length, sessionStorage.length]"
    )
    assert kept == ["", 0, 0]


def test_on_paper_stands_the_brochure_and_nothing_else(maker):
    maker.locator("input[value=trip]").check()
    maker.get_by_role("button", name="Maak de brochure").click()
    maker.locator(".brochure:not([hidden])").wait_for()
    maker.emulate_media(media="print")

    assert maker.locator("h1").is_hidden()
    assert maker.locator("#exit").is_hidden()
    assert maker.locator(".brochure h2").first.is_visible()


def test_a_file_is_called_after_the_bland_title(maker):
    maker.evaluate("() => { window.print = () => { window.called = document.title } }")
    title = maker.title()
    maker.locator("input[value=trip]").check()
    maker.get_by_role("button", name="Maak de brochure").click()
    maker.get_by_role("button", name="Print de brochure").click()

    assert maker.evaluate("() => window.called") == "Informatie"
    assert maker.title() == title


def test_nothing_ticked_says_so_and_one_may_choose_again(maker):
    maker.get_by_role("button", name="Maak de brochure").click()
    assert (
        "Vink minstens één pagina aan."
        in maker.locator("[data-brochure] [role=status]").inner_text()
    )

    maker.locator("input[value=trip]").check()
    maker.get_by_role("button", name="Maak de brochure").click()
    maker.get_by_role("button", name="Kies opnieuw").click()
    assert maker.locator(".brochure").is_hidden()
    assert maker.locator("input[value=trip]").is_checked()


def test_two_languages_stand_side_by_side(chromium, seeded_server):
    from content.models import Page

    from ..content.test_brochures import review

    review(Page.objects.get(key="trip"), "ar")
    page = chromium.new_page(viewport={"width": 1000, "height": 800})
    page.goto(f"{seeded_server.url}/nl/brochures/")
    page.locator(".ticks").wait_for()
    page.locator("input[value=trip]").check()
    page.locator("input[value=papers]").check()
    page.locator("[data-second]").select_option("ar")
    page.get_by_role("button", name="Maak de brochure").click()
    pair = page.locator(".brochure .pair").nth(1)
    pair.wait_for()

    dutch, arabic = pair.locator("[lang=nl]").first, pair.locator("[lang=ar]").first
    assert arabic.get_attribute("dir") == "rtl"
    assert dutch.bounding_box()["y"] == arabic.bounding_box()["y"]
    assert dutch.bounding_box()["x"] < arabic.bounding_box()["x"]
    status = page.locator("[data-brochure] [role=status]").inner_text()
    assert re.search("niemand het in deze taal heeft nagekeken: .+", status)
    page.close()

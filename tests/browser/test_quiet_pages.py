"""What one prints, what one shows: sheets and cards in a real browser, without script."""

import re

import pytest
from playwright.sync_api import expect

from content.models import Page
from languages.offered import CODES

from ..support import examples

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

MM = 96 / 25.4  # pixels


@pytest.fixture
def opened(window, client):
    """Opens a page without a server: what it is made of travels inside it."""
    page = window(java_script_enabled=False)

    def open_page(path, **media):
        response = client.get(path)
        assert response.status_code == 200
        page.emulate_media(**media)
        page.set_content(response.content.decode())
        return page

    return open_page


def sheets():
    written = Page.objects.filter(layout="sheet").exclude(number__gte=9000)
    return [examples.sheet(), *written]


def test_every_sheet_prints_on_one_page_in_every_language(opened):
    for sheet in sheets():
        for code in CODES:
            paper = opened(sheet.path(code)).pdf(
                prefer_css_page_size=True, display_header_footer=True
            )
            assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1, (sheet.key, code)


def test_on_paper_there_is_only_the_sheet(opened):
    page = opened(examples.sheet().path("nl"), media="print")
    on_paper = page.locator("body").inner_text()

    assert "Regel 25" in on_paper
    assert "247 247 247" in on_paper
    for words in ("Voorbeeld", "Vul dit in", "Snel weg", "Printen", "Gevaar"):
        assert words not in on_paper
    left = page.locator(".sheets li").first.bounding_box()["x"]
    assert left >= 12 * MM  # inside what a printer can reach


@pytest.mark.parametrize("code", CODES)
def test_a_wallet_card_folds_to_the_size_of_a_bank_card(opened, code):
    wallets = [examples.wallet(), *Page.objects.filter(sections__kind="wallet")]
    for wallet in {page.pk: page for page in wallets}.values():
        page = opened(wallet.path(code), media="print")
        box = page.locator(".wallet").bounding_box()
        assert box["width"] / MM == pytest.approx(2 * 85.6, abs=0.3)
        assert box["height"] / MM == pytest.approx(54, abs=0.3)
        last = page.locator(".wallet li").last.bounding_box()
        assert last["y"] + last["height"] <= box["y"] + box["height"]


def test_the_card_of_a_plan_is_a_wallet_card():
    """Not a sheet: it would print across the whole page."""
    for page in Page.objects.filter(key="plan-card"):
        assert page.sections.filter(kind="wallet").exists()


@pytest.mark.parametrize("size", [(360, 740), (740, 360), (1280, 900)])
@pytest.mark.parametrize("code", CODES)
def test_a_card_fills_the_screen_and_one_tap_anywhere_closes_it(opened, code, size):
    page = opened(examples.cards().path(code))
    page.set_viewport_size({"width": size[0], "height": size[1]})
    sentence = page.get_by_text(examples.SENTENCE["nl"])
    expect(sentence).to_be_hidden()

    page.locator(".card summary").click()
    expect(sentence).to_be_in_viewport(ratio=1)
    card = page.locator(".card").bounding_box()
    assert (card["width"], card["height"]) == size
    largest = page.locator(".card p").first.evaluate(
        "e => parseFloat(getComputedStyle(e).fontSize)"
    )
    assert 18 <= largest <= 24

    exit_box = page.locator("#exit").bounding_box()
    on_top = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).id",
        [exit_box["x"] + 9, exit_box["y"] + 9],
    )
    assert on_top == "exit"
    for where in ((0.5, 0.5), (0.1, 0.95), (0.5, 0.3)):
        page.mouse.click(size[0] * where[0], size[1] * where[1])
        expect(sentence).to_be_hidden()
        page.locator(".card summary").click()


def test_an_open_card_is_not_printed(opened):
    page = opened(examples.cards().path("nl"))
    page.locator(".card summary").click()
    page.emulate_media(media="print")

    expect(page.get_by_text(examples.SENTENCE["nl"])).to_be_hidden()


def test_a_drawing_is_mirrored_with_the_reading_but_not_a_clock(opened):
    mirrored = "e => getComputedStyle(e).transform"
    clock = opened(examples.easy().path("ar")).locator(".easy .d")
    assert clock.evaluate(mirrored) == "none"

    clock.evaluate("e => e.setAttribute('class', 'd')")
    assert clock.evaluate(mirrored) == "matrix(-1, 0, 0, 1, 0, 0)"

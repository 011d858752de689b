"""Posters and cards: one A4, exactly, and nothing on it but what belongs there."""

import re

import pytest

from languages.offered import CODES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PAPERS = ("poster-jongeren", "poster-medewerkers", "kaartjes")
ONE_SHEET = ("schoolkalender",)
A4 = rb"/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]"


# As wide as the widest face a system may have instead of the one we asked for.
WIDE = "* { font-family: 'DejaVu Sans', sans-serif !important; letter-spacing: .02em }"


@pytest.fixture
def sheet(chromium, client):
    """A paper in a window as wide as an A4: sheet(language, paper)."""
    window = chromium.new_page(viewport={"width": 794, "height": 1123})

    def opened(language, paper):
        response = client.get(f"/{language}/{paper}/")
        assert response.status_code == 200
        window.set_content(response.content.decode())
        return window

    yield opened
    window.close()


@pytest.mark.parametrize("language", CODES)
def test_each_paper_is_one_a4(language, sheet):
    for paper in (*PAPERS, *ONE_SHEET):
        printed = sheet(language, paper).pdf(prefer_css_page_size=True)

        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, paper
        assert re.search(A4, printed), paper


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_on_paper_is_cut_off_in_wide_letters_either(paper, language, sheet):
    window = sheet(language, paper)
    window.emulate_media(media="print")

    for style in ("/* as we ask */", WIDE):
        window.add_style_tag(content=style)
        for box in window.locator(".poster, .cutouts article").all():
            assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 1")
            assert box.evaluate("box => box.scrollWidth <= box.clientWidth + 1")
        for part in window.locator(".poster-foot, .poster-note").all():
            assert part.evaluate("it => it.scrollHeight <= it.clientHeight + 1")


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_else_is_printed(paper, sheet):
    window = sheet("nl", paper)
    window.emulate_media(media="print")

    seen = window.locator(".on-paper").inner_text()
    assert "Snel weg" not in seen
    assert "Zo print je" not in seen
    assert "+31 247 247 247" in seen


def test_a_total_is_printed_once_below_all_its_rows(sheet):
    page = sheet("nl", "cijfers")
    page.emulate_media(media="print")

    shown = page.locator("tfoot").evaluate_all(
        "all => all.map(it => getComputedStyle(it).display)"
    )
    assert set(shown) == {"table-row-group"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_code_can_be_scanned_from_a_screen(scheme, window, site):
    page = window(color_scheme=scheme)
    page.goto(f"{site}/nl/poster-jongeren/")

    paths = page.locator(".qr path")
    fills = paths.evaluate_all(
        "paths => paths.map(path => getComputedStyle(path).fill)"
    )
    assert fills == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]

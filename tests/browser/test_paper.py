"""Posters and cards: one A4, exactly, and nothing on it but what belongs there."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PAPERS = ("poster-jongeren", "poster-medewerkers", "kaartjes")
A4 = rb"/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]"


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_each_paper_is_one_a4(language, every_page, chromium):
    window = chromium.new_page()
    for paper in PAPERS:
        content = every_page[f"/{language}/{paper}/"].content.decode()
        window.set_content(content)
        printed = window.pdf(prefer_css_page_size=True)

        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, paper
        assert re.search(A4, printed), paper
    window.close()


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_on_paper_is_cut_off_and_nothing_else_is_printed(
    paper, every_page, chromium
):
    window = chromium.new_page(viewport={"width": 794, "height": 1123})
    window.set_content(every_page[f"/nl/{paper}/"].content.decode())
    window.emulate_media(media="print")

    seen = window.locator(".on-paper").inner_text()
    assert "Snel weg" not in seen
    assert "Zo print je" not in seen
    assert "+31 247 247 247" in seen
    for box in window.locator(".poster, .cutouts article").all():
        assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 1")
        assert box.evaluate("box => box.scrollWidth <= box.clientWidth + 1")
    window.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_code_can_be_scanned_from_a_screen(scheme, window, site):
    page = window(color_scheme=scheme)
    page.goto(f"{site}/nl/poster-jongeren/")

    paths = page.locator(".qr path")
    fills = paths.evaluate_all(
        "paths => paths.map(path => getComputedStyle(path).fill)"
    )
    assert fills == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]

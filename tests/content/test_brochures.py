"""Brochures on paper: reviewed languages only, a bland cover, and nothing of a choice sent."""

import re

import brotli
import pytest

from content.models import Page, Section
from content.pages import brochures
from editorial.models import Source
from editorial.states import reviewed, translated
from languages.offered import CODES

from ..support import html

pytestmark = pytest.mark.django_db

TOGETHER = {
    "nl": "Lees dit samen. Geef het niet mee naar huis.",
    "en": "Read this together. Do not send it home.",
    "ar": "اقرؤوا هذا معاً. لا تعطوه ليؤخذ إلى البيت.",
}
READY = ["brochure-trip", "brochure-abroad", "brochure-marriage"]


def review(page: Page, code: str) -> None:
    """As if a native speaker had checked all words of this page."""
    entries = [page, *page.sections.all()]
    for section in page.sections.all():
        for signals in section.signal_lists.all():
            entries += [signals, *signals.signals.all()]
    for entry in entries:
        translated(entry, code)
        reviewed(entry, code, "An")
        entry.save()


def everything(client) -> dict:
    response = client.get("/nl/brochure.json")
    assert response.status_code == 200
    return response.json()


def test_three_brochures_stand_there_ready(client):
    page = html.read(client.get("/nl/brochures/").content)
    links = page.attributes("href")

    assert [page.key for page in brochures.ready()] == sorted(READY)
    for key in READY:
        assert Page.objects.get(key=key).path("nl") in links


def test_who_looks_for_paper_finds_the_brochures(client):
    links = html.read(client.get("/nl/materiaal/").content).attributes("href")
    assert "/nl/brochures/" in links


def test_without_script_each_page_is_a_link_and_no_box_can_be_ticked(client):
    content = client.get("/nl/brochures/").content.decode()
    maker = Page.objects.get(key="brochures")
    without = content.partition('<div class="without">')[2].partition("</div>")[0]

    offered = brochures.included(maker)
    assert len(offered) > 15
    for page in offered:
        assert f'href="{page.path("nl")}"' in without
    assert '<div class="ticks" hidden>' in content
    assert content.count('type="checkbox"') == len(offered)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("key", READY)
def test_a_ready_brochure_holds_its_pages_whole_and_says_not_to_send_it_home(
    key, code, client
):
    page = Page.objects.get(key=key)
    response = client.get(page.path(code))
    assert response.status_code == 200
    paper = response.content.decode().partition('<article class="brochure"')[2]
    paper = paper.partition("</article>")[0]
    text = html.read(f"<p>{paper}".encode()).text

    assert TOGETHER["nl"] in text  # no translation has been checked yet
    assert 'lang="nl"' in paper[:40]
    assert re.search(r"Zoals het er stond op \d+ \w+ \d{4}\.", text)
    for other in brochures.included(page):
        assert other.heading_nl in text
        for section in other.sections.filter(kind__in=brochures.ON_PAPER):
            if section.heading_nl:
                assert section.heading_nl in text, section.key
    assert "zonder datum)" in text
    assert "<script" not in paper
    assert "&lt;" not in paper


def test_a_cover_says_nothing_from_afar(client):
    content = client.get("/nl/samen-lezen-reis/").content.decode()
    cover = content.partition('<div class="brochure-cover">')[2].partition("</div>")[0]

    assert html.read(cover.encode()).all("h2")[0].text == "Informatie"
    for page in Page.objects.filter(key__in=READY):
        assert page.title_nl == "Informatie om samen te lezen"
        assert page.title_en == "Information to read together"


def test_only_what_a_native_speaker_checked_can_be_printed(client):
    before = everything(client)
    assert list(before["languages"]) == ["nl"]
    assert {tuple(leaf["blocks"]) for leaf in before["pages"].values()} == {("nl",)}

    trip = Page.objects.get(key="trip")
    review(trip, "ar")
    after = everything(client)
    assert list(after["languages"]) == ["nl", "ar"]
    assert list(after["pages"]["trip"]["blocks"]) == ["nl", "ar"]
    assert list(after["pages"]["papers"]["blocks"]) == ["nl"]

    section = trip.sections.first()
    section.body_ar += "\n\nجملة جديدة"
    section.save()
    assert list(everything(client)["languages"]) == ["nl"]


def test_both_languages_have_the_same_blocks_and_one_language_each(client):
    review(Page.objects.get(key="trip"), "ar")
    result = everything(client)
    leaf = result["pages"]["trip"]["blocks"]

    assert len(leaf["nl"]) == len(leaf["ar"]) > 3
    assert result["languages"]["ar"]["direction"] == "rtl"
    assert result["languages"]["ar"]["cover"]["together"] == TOGETHER["ar"]
    assert not re.search(r"[\u0600-\u06ff]", "".join(leaf["nl"]))


def test_a_ready_brochure_is_in_the_readers_language_once_all_of_it_was_checked(client):
    for page in brochures.included(Page.objects.get(key="brochure-trip")):
        shown = client.get("/en/samen-lezen-reis/").content.decode()
        assert "So the brochure is in Dutch." in shown
        review(page, "en")

    shown = client.get("/en/samen-lezen-reis/").content.decode()
    assert "So the brochure is in Dutch." not in shown
    assert '<article class="brochure" lang="en" dir="ltr">' in shown
    assert TOGETHER["en"] in shown


def test_no_number_is_printed_that_nobody_confirmed(client):
    blocks = "".join(everything(client)["pages"]["help"]["blocks"]["nl"])

    assert "0800-2000" in blocks
    assert "247 247 247" in blocks
    assert "088 20 80 000" not in blocks


def test_a_page_that_is_retired_is_not_offered(client):
    Page.objects.filter(key="tonight").update(retired_on="2026-11-30")

    assert "tonight" not in everything(client)["pages"]


def test_all_there_is_to_choose_from_is_one_small_answer(client):
    content = client.get("/nl/brochure.json").content
    one_language = len(brotli.compress(content))

    assert one_language < 60_000
    maker = Page.objects.get(key="brochures")
    assert set(everything(client)["pages"]) == {
        page.key for page in brochures.included(maker)
    }


def test_sources_stand_with_their_own_date_and_never_the_day_of_reading():
    Source.objects.all().update(read_on="2031-07-04")
    named = brochures.sources_of([Page.objects.get(key="trip")])

    assert named
    assert all(re.search(r"\((?:.*\d{4}|zonder datum)\)$", line) for line in named)
    assert "2031" not in "".join(named)


def test_what_only_works_on_a_screen_stays_off_paper():
    screen = {
        Section.Kind.BROWSERS, Section.Kind.REHEARSAL, Section.Kind.CLEARING, Section.Kind.FILMS,
        Section.Kind.RESOURCES, Section.Kind.INCLUDED,
    }  # fmt: skip
    assert not screen & set(brochures.ON_PAPER)

"""How far a translation is, and what a reader gets where there is none."""

import pytest

from content.models import Page
from editorial.states import State, digest, reviewed, state, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return Page.objects.get(key="home")


def test_a_seeded_translation_is_not_yet_reviewed(page):
    assert state(page, "ar") == State.UNREVIEWED


def test_a_kind_of_words_added_later_changes_nothing_that_was_checked():
    assert digest({"name": "Hulp"}) == digest({"name": "Hulp", "children": ""})
    assert digest({"name": "Hulp"}) != digest({"name": "Hulp", "children": "Ja"})


def test_a_translation_without_words_is_missing(page):
    page.heading_ar = ""

    assert state(page, "ar") == State.MISSING


def test_a_change_in_the_dutch_makes_it_outdated_and_a_new_translation_mends_it(page):
    page.heading_nl = "Wat is er aan de hand?"
    assert state(page, "ar") == State.OUTDATED

    translated(page, "ar")

    assert state(page, "ar") == State.UNREVIEWED


def test_reviewed_holds_for_exactly_the_words_that_were_read(page):
    reviewed(page, "ar")
    assert state(page, "ar") == State.REVIEWED

    page.heading_ar += "!"

    assert state(page, "ar") == State.UNREVIEWED


def test_outdated_wins_from_reviewed(page):
    reviewed(page, "ar")
    page.lead_nl += " Echt."

    assert state(page, "ar") == State.OUTDATED


def test_a_missing_text_falls_back_along_its_chain(page):
    page.heading_ar = ""
    assert page.read("heading", "ar").language == "en"

    page.heading_en = None
    words = page.read("heading", "ar")

    assert (words.language, words.text) == ("nl", page.heading_nl)


def test_the_active_language_never_decides(page):
    from django.utils import translation

    with translation.override("ar"):
        assert page.words("nl")["heading"] == "Stap voor stap. Jij kiest wat je leest."

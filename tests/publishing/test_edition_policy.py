"""Who must read a change, as each model says it; a model that says nothing fails closed."""

import pytest

from content.models import Page, Signal
from publishing.checks import every_model_is_classified
from publishing.editions import proposals
from publishing.editions.changes import Change, records
from publishing.editions.sensitivity import is_sensitive, pages_of
from safety.models import Decoy, WordList
from staff.edition_policy import edition_models

from ..support.builds import first_edition

pytestmark = pytest.mark.django_db


def test_every_model_of_an_edition_is_classified():
    assert every_model_is_classified(None) == []


def test_a_model_that_nobody_classified_is_named_and_needs_a_second_person(monkeypatch):
    quiet = Change("content.indexword", 1, {"word": "a"}, {"word": "b"})
    assert not is_sensitive(quiet, {}, {})

    monkeypatch.delattr("content.models.IndexWord.edition_policy")

    (error,) = every_model_is_classified(None)
    assert error.id == "publishing.E001"
    assert "content.IndexWord" in error.msg
    assert is_sensitive(quiet, {}, {})


def test_a_policy_is_not_inherited(monkeypatch):
    monkeypatch.setattr(
        "editorial.models.Entry.edition_policy",
        Page.edition_policy,
        raising=False,
    )
    monkeypatch.delattr("content.models.IndexWord.edition_policy")

    assert [item.obj._meta.model_name for item in every_model_is_classified(None)] == [
        "indexword"
    ]


def test_a_record_of_a_model_that_is_gone_needs_a_second_person():
    assert is_sensitive(Change("content.leaflet", 1, None, {"key": "a"}), {}, {})


@pytest.mark.parametrize(
    "thing",
    [
        Decoy(language="nl", url="https://www.knmi.nl/"),
        WordList(language="nl", telling="bruiloft"),
    ],
)
def test_the_exit_and_word_lists_need_a_second_person(thing, settings, tmp_path):
    settings.PUBLISHING_ROOT = tmp_path
    first_edition().save()
    thing.save()

    proposal = proposals.propose(proposals.waiting().values(), "Anders")

    assert [all_change.model for all_change in proposal.all_changes] == [
        thing._meta.label_lower
    ]
    assert proposals.outcome(proposal).needs_second


def test_the_words_of_a_signal_stand_on_the_pages_that_show_its_list():
    shown = records(first_edition().snapshot)
    signal = Signal.objects.filter(signal_list__section__page__key="recognise").first()

    pages = pages_of(("content.signal", signal.pk), shown)

    stored = Page.objects.filter(sections__signal_lists=signal.signal_list)
    assert set(pages) == {("content.page", page.pk) for page in stored}


def test_an_edition_holds_no_history():
    names = {model._meta.object_name for model in edition_models()}
    assert {"Page", "Decoy", "Source", "ContactMethod"} <= names
    assert not {name for name in names if name.startswith("Historical")}

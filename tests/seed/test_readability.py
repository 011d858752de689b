"""Dutch that is easy to read: measured on the seed files. No database."""

import re

import pytest

from seed import readability
from seed.files import loading


@pytest.fixture(scope="module")
def seed():
    return loading.load()


@pytest.fixture(scope="module")
def texts(seed):
    return readability.texts(seed)


def test_half_of_the_texts_are_easy(texts):
    assert len(texts) > 40
    assert readability.median_score(texts) >= 60


def test_no_sentence_is_longer_than_twenty_words(texts):
    too_long = [
        (text.name, " ".join(sentence))
        for text in texts
        for sentence in text.sentences
        if len(sentence) > 20
    ]

    assert too_long == []


def test_a_step_that_is_urgent_has_at_most_fifteen_words(seed):
    urgent = {
        record.key
        for record in seed.of("content.Page")
        if record.facts.get("high_risk")
    }
    steps = [
        record
        for record in seed.of("content.Section")
        if record.links["page"] in urgent and record.facts.get("kind") == "steps"
    ]
    assert steps
    too_long = [
        (section.key, " ".join(sentence))
        for section in steps
        for sentence in readability.sentences_of_record(section)
        if len(sentence) > 15
    ]

    assert too_long == []


STEP = re.compile(r"^\d+\. .*$", re.MULTILINE)


def test_every_step_of_the_quiet_wing_has_at_most_fifteen_words(seed):
    quiet = {
        record.key
        for record in seed.of("content.Page")
        if record.facts.get("wing") == "quiet"
    }
    steps = [
        (section.key, step)
        for section in seed.of("content.Section")
        if section.links["page"] in quiet
        for step in STEP.findall(section.words["nl"].get("body", ""))
    ]
    assert len(steps) > 100
    too_long = [
        (key, " ".join(sentence))
        for key, step in steps
        for sentence in readability.sentences(step)
        if len(sentence) > 15
    ]

    assert too_long == []


def test_a_sentence_is_cut_where_a_reader_breathes():
    text = (
        "1. Bel **nu** [veilig-thuis]. Vraag om ‘advies’.\n2. Ga weg\n\nNee? Goed zo!"
    )

    assert [" ".join(words) for words in readability.sentences(text)] == [
        "Bel nu Xx",
        "Vraag om advies",
        "Ga weg",
        "Nee",
        "Goed zo",
    ]


@pytest.mark.parametrize(
    ("word", "count"), [("bel", 1), ("vader", 2), ("familie", 3), ("organisatie", 5)]
)
def test_syllables_are_counted(word, count):
    assert readability.syllables_of(word) == count


def test_a_text_of_the_law_scores_worse_than_advice():
    def score(text):
        return readability.Text("x", list(readability.sentences(text))).score

    advice = "Bel eerst voor advies. Zeg waar je bent. Je hoeft nog niets te kiezen."
    law = (
        "De vreemdelingenrechtelijke verblijfsvergunning wordt ingetrokken indien "
        "betrokkene zijn hoofdverblijf buiten Nederland heeft gevestigd."
    )

    assert score(advice) > 80
    assert score(law) < 20

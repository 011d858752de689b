"""What must stand beside a number, and only once a page. On the seed files; no database."""

import re

import pytest

from languages.offered import CODES
from seed.files import loading

# In their own words; only what is said and in which order is the same in every language.
PLACE_AND_POLICE = {
    "nl": r"[Zz]eg(?:t)? eerst (?:waar|de plaats)[^.]*‘politie’"
    r"|[Zz]eg waar (?:je bent|het is)\. Zeg(?: dan)?: ‘politie’",
    "en": r"(?:[Ff]irst say|[Ss]ay first|[Ss]ay the place first|[Ss]ay where)"
    r"[^‘]*‘(?:\[nl: )?politie",
    "ar": r"(?:مكان|أين|ذكر)[^«]*«(?:\[nl: )?politie",
}
ONCE = {
    "nl": {
        "the ministry's line sends no police": r"(?:sturen|stuurt) zelf geen politie",
        "advice is no report": r"(?:Advies|Dat) is geen melding",
        "an interpreter": r"Of er een tolk is, weten wij niet",
        "silence on the emergency number": r"Bellen zonder te praten werkt niet",
    },
    "en": {
        "an interpreter": r"We do not know if there is an interpreter\.",
        "silence on the emergency number": r"Calling without talking does not work",
    },
    "ar": {"silence on the emergency number": r"الاتصال دون كلام لا ينفع"},
}
MINISTRY = re.compile(r"(?:sturen|stuurt) zelf geen politie\.(.{0,60})", re.DOTALL)
# Names that take an article in Dutch: their records say which (`short`).
WITH_ARTICLE = re.compile(r"^(?:de|het) ")


@pytest.fixture(scope="module")
def seed():
    return loading.load()


def pages(seed, language):
    """(key, layout, everything that stands on the page) of every page with words in it."""
    texts = {page.key: [page] for page in seed.of("content.Page")}
    for section in seed.of("content.Section"):
        texts[section.links["page"]].append(section)
    for key, records in texts.items():
        words = [
            text
            for record in records
            for text in record.words.get(language, {}).values()
        ]
        if words:
            yield key, records[0].facts.get("layout"), "\n".join(words)


@pytest.mark.parametrize("language", CODES)
def test_who_is_told_to_call_the_emergency_number_is_told_what_to_say(seed, language):
    matches = [
        key
        for key, _, text in pages(seed, language)
        if "[alarm]" in text and not re.search(PLACE_AND_POLICE[language], text)
    ]
    assert matches == []


def test_the_first_thing_to_say_stands_once_a_page(seed):
    matches = {
        key: count
        for key, _, text in pages(seed, "nl")
        if (count := len(re.findall(r"[Zz]eg eerst[^.]*‘politie’", text))) > 1
    }
    assert matches == {}


@pytest.mark.parametrize("language", CODES)
def test_a_caution_stands_once_a_page(seed, language):
    matches = [
        (key, name)
        for key, _, text in pages(seed, language)
        for name, words in ONCE.get(language, {}).items()
        if len(re.findall(words, text)) > 1
    ]
    assert matches == []


def test_the_ministrys_line_is_never_only_said_to_send_no_police(seed):
    """Alone it misleads both ways: nobody comes, or nobody is called."""
    seen = 0
    for key, layout, text in pages(seed, "nl"):
        for match in MINISTRY.finditer(text):
            seen += 1
            asked = "Vraag eerst wie zij bellen"
            assert asked in match[1] or layout == "easy" and asked in text, key
    assert seen > 20


DANGEROUS_TO_CALL = {
    "nl": ("Is bellen gevaarlijk?", "Bel dan niet."),
    "en": ("Is calling dangerous?", "Then do not call."),
    "ar": ("هل الاتصال خطر؟", "لا تتصلوا."),
}


@pytest.mark.parametrize("language", CODES)
def test_where_calling_is_dangerous_nobody_is_told_to_call(seed, language):
    ask, answer = DANGEROUS_TO_CALL[language]
    results = [text for _, _, text in pages(seed, language) if ask in text]

    assert results
    for text in results:
        for rest in text.split(ask)[1:]:
            assert answer in rest[:40]


def test_a_name_in_a_sentence_has_its_article(seed):
    """The record carries it, so no text repeats it."""
    short = {
        record.key: record.words["nl"].get("short", "")
        for record in seed.of("directory.Organisation")
    }
    with_article = [key for key, name in short.items() if WITH_ARTICLE.match(name)]
    assert {"lkha", "ind", "kindertelefoon", "seksueel-geweld"} <= {*with_article}

    doubled = re.compile(
        rf"\b(?:de|het) \[(?:name:|web:)?(?:{'|'.join(with_article)})\]"
    )
    begins = re.compile(
        rf"(?:^|[.!?] |^- |^\d+\. )\[(?:name:)?(?:{'|'.join(with_article)})\]", re.M
    )
    for key, _, text in pages(seed, "nl"):
        assert not doubled.search(text), (key, doubled.search(text)[0])
        assert not begins.search(text), (key, begins.search(text)[0])

"""Sheets, cards, easy reading, words from A to Z; and what every quiet page keeps to."""

import re
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from content import drawings
from content.models import IndexWord, Page, Section
from content.pages import a_to_z
from editorial.dangers import SPOON
from editorial.tokens import Token, tokens_in
from languages.offered import CODES
from safety.words import words_of_files

from ..support import examples, html
from ..support.desk import save

pytestmark = pytest.mark.django_db


def shown(client, page, code="nl") -> str:
    response = client.get(page.path(code))
    assert response.status_code == 200
    return response.content.decode()


# --- On paper


def test_each_point_of_a_sheet_is_a_line_unless_all_is_said(client):
    page = shown(client, examples.sheet())

    assert page.count('<li class="line">') == 26
    assert re.search(r"<li>.*247 247 247.*</li>", page)
    assert "<li>Klaar.</li>" in page


def test_only_the_sheet_is_inside_the_frame(client):
    page = shown(client, examples.sheet())
    frame = page[page.index('<div class="sheets">') :]

    assert "Vul dit in met een pen." not in frame
    assert "Regel 25" in frame
    assert "<input" not in page


# What any traveller writes down; and in Arabic, leaving something undone.
ORDINARY = {
    "paspoort",
    "passport",
    "جواز",
    "vlucht",
    "politie",
    "police",
    "شرطة",
    "ترك",
}


def test_nothing_printed_on_a_sheet_tells_what_it_is_about(client):
    words = words_of_files()
    for page in Page.objects.filter(wing="quiet", layout="sheet"):
        for code in CODES:
            sheet = shown(client, page, code).partition('<div class="sheets">')[2]
            printed = html.read(sheet.partition("<nav")[0].encode()).text
            assert printed.strip()
            assert {*words.betray(printed)} <= ORDINARY, (page.key, code)


# --- To show


@pytest.mark.parametrize(
    ("code", "languages"), [("nl", "nl en"), ("en", "nl en"), ("ar", "nl en ar")]
)
def test_a_card_says_it_in_dutch_english_and_the_readers_language(
    client, code, languages
):
    page = html.read(shown(client, examples.cards(), code).encode())
    words = [p for p in page.all("p") if p.text.strip() in examples.SENTENCE.values()]

    assert [p.attributes["lang"] for p in words] == languages.split()
    assert [p.text for p in words] == [
        examples.SENTENCE[part] for part in languages.split()
    ]


# --- Easy


def test_a_drawing_stands_beside_its_line_and_is_silent(client):
    page = shown(client, examples.easy())

    assert re.search(r'<svg class="d fixed"[^>]* aria-hidden="true"', page)


@pytest.mark.parametrize("name", drawings.names())
def test_a_drawing_is_small_and_takes_the_colour_of_the_text(name):
    svg = (drawings.FOLDER / f"{name}.svg").read_text()
    root = ElementTree.fromstring(svg)

    assert len(svg) <= 1024
    assert root.get("aria-hidden") == "true"
    assert root.get("viewBox") == "0 0 48 48"
    assert root.get("stroke") == "currentColor"
    assert "#" not in svg
    assert not {"style", "id"} & {
        name for element in root.iter() for name in element.attrib
    }


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "easy"}, "drawing"),
        ({"kind": "text", "drawing": "phone"}, "drawing"),
        ({"kind": "card"}, "say"),
        ({"kind": "text", "say": "alone"}, "say"),
    ],
)
def test_what_a_kind_needs_is_asked_for(facts, field):
    with pytest.raises(ValidationError) as error:
        Section(**facts).clean()
    assert list(error.value.message_dict) == [field]


# --- A to Z


@pytest.fixture
def words():
    IndexWord.objects.all().delete()
    help_page, rights = Page.objects.get(key="help"), Page.objects.get(key="rights")
    for key, language, word, page in (
        ("nl/b", "nl", "één nummer", help_page),
        ("nl/a", "nl", "eigen keuze", rights),
        ("nl/c", "nl", "bellen", help_page),
        ("ar/a", "ar", "المساعدة", help_page),
        ("ar/b", "ar", "مال", rights),
    ):
        IndexWord(key=key, language=language, word=word, page=page).save()


def test_words_stand_under_their_letter_in_order(words):
    letters = {
        first: [word.text for _, word in same] for first, same in a_to_z.by_letter("nl")
    }

    assert list(letters) == ["B", "E"]
    assert letters["E"] == ["één nummer", "eigen keuze"]


def test_the_arabic_article_does_not_count(words):
    ((first, same),) = a_to_z.by_letter("ar")

    assert first == "م"
    assert [word.text for _, word in same] == ["مال", "المساعدة"]


def test_a_language_without_words_shows_anothers_marked(words, client):
    page = examples.example("index")

    shown_page = shown(client, page, "en")

    assert '<span lang="nl" dir="ltr">bellen</span></a>' in shown_page
    assert '<a href="/en/7/">' in shown_page


def test_no_word_of_the_list_leads_out_of_the_quiet_wing(words):
    page = Page.objects.get(key="schools")
    IndexWord(key="nl/c2", language="nl", word="lege stoel", page=page).save()

    listed = [word.text for _, same in a_to_z.by_letter("nl") for _, word in same]

    assert "bellen" in listed
    assert "lege stoel" not in listed


def test_an_editor_makes_a_word_and_moves_it(words, admin_client):
    page = Page.objects.get(key="help")
    add = reverse("admin:content_indexword_add")
    data = {"language": "nl", "word": "advocaat", "page": page.pk}

    admin_client.post(add, data)
    again = admin_client.post(add, data)
    word = IndexWord.objects.get(word="advocaat")
    save(admin_client, word, page=Page.objects.get(key="rights").pk)

    assert "staat al in de lijst" in again.content.decode()
    word.refresh_from_db()
    assert word.page.key == "rights"


HREF = re.compile(r'<a [^>]*?href="(/[^"]+)"')


def test_every_quiet_page_can_be_reached_by_tapping(every_page):
    for code in CODES:
        start = f"/{code}/"
        reached, to_do = {start}, [start]
        while to_do:
            for path in HREF.findall(every_page[to_do.pop()].content.decode()):
                if path in every_page and path not in reached:
                    reached.add(path)
                    to_do.append(path)
        quiet = {page.path(code) for page in Page.objects.filter(wing="quiet")}
        assert quiet - reached == set()


# --- What every quiet page keeps to

PENALTY = {
    "nl": r"\b(?:gevangenis|straf(?:fen|baar|wet|te)?\b|\w*ontvoer)",
    "en": r"\b(?:punishable|punishment|penalt|prison|crime\b|criminal|abduct)",
    "ar": r"عقوبة|عقوبات|سجن|يعاقب القانون|يعاقب عليه|اختطاف",
}
LIST_OF_STEPS = re.compile(r"^1\. ", re.MULTILINE)


def test_the_spoon_stands_inside_its_caution_on_every_page(every_page):
    seen = set()
    for path, response in every_page.items():
        page = html.read(response.content)
        cautions = [
            element.text
            for element in page.elements
            if element.attributes.get("class") == "caution"
        ]
        inside = sum(len(SPOON.findall(text)) for text in cautions)
        assert len(SPOON.findall(page.text)) == inside, path
        if inside:
            seen.add(path.split("/")[1])
    assert seen == set(CODES)


# Pages about somebody who stands beside the reader, in the Netherlands; and their reader does too.
ONLY_HERE = {
    "interpreter": "a conversation in an office",
    "law-crime": "explains the law to those who work with it",
    "parents": "parents at home with their child",
    "parents-worries": "parents at home with their child",
}


def test_who_names_the_emergency_number_names_the_line_for_abroad_as_well():
    for page in Page.objects.prefetch_related("sections__contacts"):
        named = set()
        for section in page.sections.all():
            named |= {contact.key for contact in section.contacts.all()}
            for text in section.words("nl").values():
                named |= {
                    token.key for token in tokens_in(text) if token.kind == "contact"
                }
        if named & {"alarm", "alarm-eu"}:
            assert ("bz" in named) != (page.key in ONLY_HERE), page.key
            assert page.wing == "open" or "bz" in named, page.key


def test_who_may_be_abroad_is_offered_what_works_there():
    """These two lines cannot be called from abroad; their chats can be used."""
    for page in Page.objects.filter(wing="quiet").exclude(place="nl"):
        tokens, whole = set(), set()
        for section in page.sections.all():
            whole |= {contact.key for contact in section.contacts.all()}
            tokens |= {*tokens_in(section.body_nl)}
            if "[seksueel-geweld]" in section.body_nl:
                assert "[bz]" in section.body_nl, section.key
        for key in ("kindertelefoon", "zelfmoordpreventie"):
            if Token("contact", key) in tokens:
                assert key in whole or Token("chat", key) in tokens, page.key


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "key",
    [
        "help",
        "trip",
        "abroad",
        "marriage",
        "forced",
        "captivity",
        "married",
        "mothers",
        "back",
    ],
)
def test_who_speaks_little_dutch_is_told_how_to_be_understood(key, code, client):
    page = shown(client, Page.objects.get(key=key), code)

    assert "Tolk, alstublieft. Geen familie" in page


def test_who_sits_in_a_boarding_school_gets_there_in_two_taps(client):
    abroad, boys = Page.objects.get(key="abroad"), Page.objects.get(key="boys")
    outside_folds = re.sub(r"(?s)<details.*?</details>", "", shown(client, abroad))

    assert abroad.door
    assert f'href="{boys.path("nl")}"' in outside_folds
    assert boys.sections.get(key="boys/school").kind == "text"


@pytest.mark.parametrize("code", CODES)
def test_no_penalty_stands_before_what_the_reader_can_choose(code):
    for page in Page.objects.filter(wing="quiet").prefetch_related("sections"):
        first = what_comes_first(page, code)
        assert first.strip()
        assert not re.search(PENALTY[code], first.lower()), page.key


def what_comes_first(page: Page, code: str) -> str:
    """All words up to the first steps, or to the first choice but one.

    A page with neither counts for its first section. Cautions are left out:
    they never stand before what they belong to.
    """
    shown = ["\n".join(page.words(code).values())]
    for section in page.sections.all():
        if len(shown) > 1 and section.kind == "choice":
            return "\n".join(shown)
        words = section.words(code)
        shown += [words["heading"], words["body"]]
        if steps := LIST_OF_STEPS.search(words["body"]):
            return "\n".join([*shown[:-1], words["body"][: steps.start()]])
    return "\n".join(shown[:3])


def test_what_comes_first_ends_where_steps_begin():
    page = examples.example(
        "page",
        {"kind": "choice", "words": {"nl": {"heading": "A", "body": "b\n\n1. c"}}},
        {"kind": "choice", "words": {"nl": {"heading": "D", "body": "e"}}},
    )
    assert what_comes_first(page, "nl").split()[-2:] == ["A", "b"]

    page.sections.filter(position=0).update(body_nl="b")
    assert what_comes_first(page, "nl").split()[-2:] == ["A", "b"]


def test_every_page_ends_with_a_next_step_and_numbers(every_page):
    homes = {f"/{code}/" for code in CODES}
    for path, response in every_page.items():
        main = response.content.decode().partition("<main")[2].partition("</main>")[0]
        if path.endswith("/82/"):  # a child needs one thing, and no more to read
            assert '<nav class="on"' not in main
            assert 'href="tel:' in main[main.rindex("<h1") :]
        elif path not in homes:
            assert '<nav class="on"' in main, path
            end = main[main.index('<nav class="on"') :]
            assert 'href="tel:' in end, path
        else:
            assert 'href="tel:' in main, path

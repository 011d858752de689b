"""What happens when one calls: only what a source says, with that source's date."""

import re

import pytest

from content.models import Page, Section, SignVideo
from content.models.figures import in_words
from directory.models import ContactMethod
from editorial.models import Source
from languages.offered import CODES

from ..support import html

pytestmark = pytest.mark.django_db

ANSWERS = Section.Kind.KNOWN
CALLING = [
    "calling-veilig-thuis", "calling-ministry", "calling-lkha", "calling-kindertelefoon", "calling-others",
]  # fmt: skip
FIRST = {
    "nl": "Dit kan anders gaan. Vraag het eerst.",
    "en": "It may not go like this. Ask first.",
    "ar": "قد يجري الأمر بشكل آخر. اسألوا أولاً.",
}
PARENTS = {
    "nl": "Vertelt u dit aan mijn ouders, en wanneer?",
    "en": "Will you tell my parents, and when?",
    "ar": "هل تخبرون أبي أو أمي، ومتى؟",
}


def read(client, key, code="nl") -> html.Page:
    response = client.get(Page.objects.get(key=key).path(code))
    assert response.status_code == 200
    return html.read(response.content)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("key", CALLING)
def test_a_page_about_a_call_begins_with_a_doubt_and_asks_about_parents(
    key, code, client
):
    page = read(client, key, code)
    (lead,) = [
        element
        for element in page.all("p")
        if element.attributes.get("class") == "lead"
    ]

    assert lead.text.strip() == FIRST[code]
    assert PARENTS[code] in page.text


def test_no_page_about_a_call_says_what_parents_will_not_hear():
    for section in Section.objects.filter(page__key__startswith="calling"):
        words = section.body_nl.lower()
        assert not re.search(
            r"ouders (?:horen|krijgen|weten) (?:het|dit|niets|er)", words
        )
        assert "blijft geheim" not in words


def test_every_answer_about_a_call_has_sources_of_its_own():
    answers = Section.objects.filter(kind=ANSWERS)

    assert answers.count() > 15
    assert not answers.filter(sources=None).exists()


@pytest.mark.parametrize("key", CALLING)
def test_the_date_of_each_source_stands_below_the_answer(key, client):
    page = read(client, key)
    shown = [
        " ".join(small.text.split())
        for small in page.all("small")
        if "Dit weten wij van" in small.text
    ]
    expected = [
        "; ".join(
            f"{source.publisher}, {in_words(source.dated, 'nl') if source.dated else 'zonder datum'}"
            for source in section.sources.all()
        )
        for section in Section.objects.filter(page__key=key, kind=ANSWERS)
    ]

    assert [line.removeprefix("Dit weten wij van: ") for line in shown] == [
        f"{sources}." for sources in expected
    ]


def test_the_day_of_reading_is_no_date_of_a_source(client):
    Source.objects.filter(key="kindertelefoon-privacy").update(read_on="2031-07-04")
    page = read(client, "calling-kindertelefoon")

    assert "Kindertelefoon, zonder datum." in " ".join(page.text.split())
    assert "2031" not in page.text


# --- Who can be written to


def test_who_cannot_hear_is_not_sent_to_a_chat_she_cannot_open(client):
    page = read(client, "deaf")

    assert "Bel in de app het noodnummer." in page.text
    assert "Dat kun je niet zelf." in page.text
    for section in Section.objects.exclude(page__key__in=("help", "disability")):
        assert "typ met de meldkamer" not in (section.body_nl or "").lower(), section


def test_chats_stand_in_the_order_of_who_knows_most_of_this(client):
    body = Section.objects.get(key="deaf/netherlands").body_nl
    assert re.findall(r"\[chat:([a-z-]+)\]", body) == [
        "veilig-thuis", "kindertelefoon", "fier", "zelfmoordpreventie"
    ]  # fmt: skip
    links = read(client, "deaf").attributes("href")
    for key in ("veilig-thuis", "kindertelefoon", "fier", "zelfmoordpreventie"):
        assert ContactMethod.objects.get(key=f"{key}/chat").url in links


def test_whatsapp_is_not_offered_before_what_one_must_do_first():
    for section in Section.objects.filter(page__key__in=("deaf", "calling-ministry")):
        assert "[whatsapp:" not in section.body_nl


def test_films_have_their_place_before_there_are_any(client):
    assert "Er zijn nog geen films." in read(client, "deaf").text

    trip = Page.objects.get(key="trip")
    SignVideo.objects.create(
        page=trip, url="https://video.example/1", megabytes=9, minutes=3
    )
    page = read(client, "deaf")

    (link,) = [
        element
        for element in page.all("a")
        if "video.example" in element.attributes["href"]
    ]
    assert link.text == trip.heading_nl
    assert link.attributes["rel"] == "nofollow noreferrer"
    assert "video, 9 MB, 3 minuten." in page.text
    assert "Er zijn nog geen films." not in page.text


@pytest.mark.parametrize("key", ["deaf", *CALLING, "child"])
def test_hours_in_words_are_those_of_the_directory(key):
    """Hours typed into a text, held against the record they repeat."""
    hours = {
        contact_method.key: contact_method.hours
        for contact_method in ContactMethod.objects.exclude(hours="")
    }
    bodies = " ".join(
        section.body_nl for section in Section.objects.filter(page__key=key)
    )
    words = {
        "van 9 tot 17 uur": ("veilig-thuis/chat", "Mo-Fr 09:00-17:00; PH off"),
        "van 11 tot 21 uur": ("kindertelefoon/chat", "Mo-Su 11:00-21:00"),
        "van 11 uur ’s ochtends tot 9 uur ’s avonds": ("kindertelefoon/phone", "Mo-Su 11:00-21:00"),
        "van 9 tot 21 uur": ("mind-hulplijn/phone", "Mo-Fr 09:00-21:00"),
    }  # fmt: skip
    results = {text for text in words if text in bodies}

    assert len(re.findall(r"van \d+ (?:uur ’s ochtends )?tot \d+ uur", bodies)) == len(
        results
    )
    for text in results:
        method, expected = words[text]
        assert hours[method] == expected, text


# --- Children


@pytest.mark.parametrize("code", CODES)
def test_a_child_finds_nothing_but_whom_to_go_to(code, client):
    page = read(client, "child", code)
    links = page.attributes("href")

    assert "whatsapp" not in page.text.lower()
    assert "tel:112" in links
    inside = {link.split("/")[2] for link in links if re.match(r"/[a-z]{2}/\d", link)}
    assert not {"13", "14"} & inside  # what the phone remembers, and clearing it
    assert inside <= {"7", "82"}  # whom to call; this page in other languages


def test_a_child_goes_to_a_teacher_first_and_keeps_no_secret():
    page = Page.objects.get(key="child")
    bodies = [section.body_nl for section in page.sections.all()]
    text = " ".join(bodies)

    assert page.layout == "easy"
    assert "juf of meester" in bodies[1]
    assert "Het is niet jouw schuld." in text
    assert text.index("juf of meester") < text.index("[kindertelefoon]")
    assert "Ben je 8 jaar of ouder? Je kunt ook bellen: [kindertelefoon]" in text
    assert "Dicht? Morgen weer." in text
    assert not re.search(
        r"geheim|niemand|trouwen|bruiloft|huwelijk|wissen", text.lower()
    )
    assert not re.search(r"(?:je|jouw) (?:ouders|vader|moeder|papa|mama)", text.lower())
    danger = next(body for body in bodies if "[alarm]" in body)
    assert danger.index("waar je bent") < danger.index("‘politie’")


def test_no_drawing_for_a_child_shows_force_or_tears():
    calm = {"bag", "school", "talk", "heart", "listen", "friend", "phone", "clock", "police", "globe"}  # fmt: skip
    drawn = set(
        Section.objects.filter(page__key="child").values_list("drawing", flat=True)
    )

    assert drawn <= calm


def test_a_page_that_is_bare_leads_nowhere_else(client):
    for frame, ways in (("parents", []), ("child", ["7"])):
        Page.objects.filter(key="a-z").update(frame=frame)
        footer = client.get("/nl/61/").content.decode().partition("<footer")[2]
        assert re.findall(r'href="/nl/(\d+)/"', footer) == ways

"""Nothing false, nothing dangerous: facts stand once, and warnings stay attached."""

import re
import subprocess

import pytest

from content.models import Page, Section, SignalList
from directory.models import ContactMethod, Country, LocalNumber, Organisation
from directory.phone_numbers import digits
from editorial.rules import plain_digits
from languages.offered import CODES

from ..support import html

pytestmark = pytest.mark.django_db

SUPERSEDED = "682387796"
WEB_ADDRESS = re.compile(r"https?://\S+")  # of a source: nobody dials what stands in it
RUN_OF_DIGITS = re.compile(r"(?<!\w)\+?\d[\d \-]{5,}\d")
# A date, two years, the number of a book or document.
NO_NUMBER = re.compile(
    r"\d{4}-\d{2}(-\d{2})?|\d{4}-\d{4}|978[\d-]{14}|20182019-2820|20242025-102-4"
)


def test_a_number_on_a_page_comes_from_a_record(every_page):
    known = set()
    for method in ContactMethod.objects.all():
        known |= {digits(method.number_nl), digits(method.number_abroad)}
    for local in LocalNumber.objects.all():  # printed with "(0)" and "/" in them
        known |= {digits(run) for run in RUN_OF_DIGITS.findall(local.number)}
    for path, response in every_page.items():
        text = plain_digits(WEB_ADDRESS.sub("", html.read(response.content).text))
        text = text.replace(" - ", " to ")  # 2011 - 2012
        for match in RUN_OF_DIGITS.findall(text):
            if not NO_NUMBER.fullmatch(match.strip()):
                assert digits(match) in known, (path, match)


def test_a_link_to_call_leads_to_a_number_that_is_confirmed(every_page):
    dialable = set()
    for method in ContactMethod.objects.all():
        if method.is_dialable:
            dialable |= {digits(method.number_nl), digits(method.number_abroad)}
    for path, response in every_page.items():
        for url in html.read(response.content).attributes("href"):
            if url.startswith("tel:"):
                assert url.removeprefix("tel:") in dialable, path


def test_a_number_nobody_official_confirms_is_text_and_says_so(every_page):
    path = Page.objects.get(key="talk-first").path("nl")
    page = html.read(every_page[path].content)
    number = ContactMethod.objects.get(key="luisterlijn/phone").number_nl

    assert number in page.text
    assert f"tel:{digits(number)}" not in page.attributes("href")
    assert "nog niet nagekeken" in page.text


def for_who_is_abroad() -> set[str]:
    pages = [*Page.objects.filter(place="abroad"), *Country.objects.all()]
    return {page.path(code) for page in pages for code in CODES}


def test_pages_for_who_is_abroad_offer_no_dutch_service_number(every_page):
    paths = for_who_is_abroad() & set(every_page)
    assert {"/nl/3/", "/en/99/", "/ar/107/"} <= paths
    for path in paths:
        page = html.read(every_page[path].content)
        assert "+31 247 247 247" in page.text, path
        for number in ("0800", "0900"):
            assert number not in page.text + " ".join(page.attributes("href")), path


def test_the_emergency_number_never_stands_alone(every_page):
    """The line from abroad stands beside it. Parents, in the Netherlands, are not led there."""
    abroad = for_who_is_abroad()
    bare = {
        page.path(code)
        for page in Page.objects.exclude(frame="whole")
        for code in CODES
    }
    for path, response in every_page.items():
        links = set(html.read(response.content).attributes("href"))
        if path not in bare:
            assert "tel:+31247247247" in links, path
        if path not in abroad:
            assert {"tel:112", "tel:08002000"} <= links, path


def test_the_row_for_another_country_offers_no_dutch_number(every_page):
    """112 is the police there, 0800 reaches nobody."""
    for path in for_who_is_abroad():
        body = every_page[path].content.decode()
        row = body.partition('<aside class="dock"')[2].partition("</aside>")[0]
        assert "tel:+31247247247" in row, path
        assert "112" not in row, path
        assert "0800" not in row, path


def test_the_superseded_number_stands_nowhere(every_page, settings):
    for path, response in every_page.items():
        assert SUPERSEDED not in re.sub(r"[^\d]", "", response.content.decode()), path
    files = subprocess.run(
        ["git", "ls-files"], cwd=settings.BASE_DIR, capture_output=True, text=True
    ).stdout.split()
    for name in files:
        path = settings.BASE_DIR / name
        if path.is_file() and name != "tests/promises/test_truth.py":
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert SUPERSEDED not in re.sub(r"[ .-]", "", text), name


def test_signals_are_never_without_their_caveat(every_page):
    for path, response in every_page.items():
        text = html.read(response.content).text
        for signals in SignalList.objects.all():
            language = path.split("/")[1]
            heading = signals.read("heading", language).text
            if heading in text:
                assert signals.read("caveat", language).text in text, path


def test_every_signal_list_has_a_caveat_that_says_it_proves_nothing():
    for signals in SignalList.objects.all():
        assert "geen bewijs" in signals.caveat_nl


def test_the_spoon_comes_last_and_never_without_its_limits():
    (section,) = [
        section
        for section in Section.objects.all()
        if "lepel" in (section.body_nl or "") + (section.caution_nl or "")
    ]

    assert "lepel" not in section.body_nl
    assert "laatste kans" in section.caution_nl
    assert "Je familie mag het gesprek niet horen" in section.caution_nl
    assert section == section.page.sections.last()


DEVICES = {"nl": "apparaten", "en": "devices", "ar": "أجهزة"}


@pytest.mark.parametrize("language", CODES)
def test_whatsapp_is_never_linked_before_its_precautions(language, every_page):
    linked = 0
    for path, response in every_page.items():
        content = response.content.decode()
        if path.split("/")[1] != language:
            continue
        # wa.me/?text shares a page of the open wing; it is a chat with nobody yet
        if number := re.search(r"wa\.me/\d", content):
            linked += 1
            before = content[: number.start()]
            words = {DEVICES[language]}
            if (
                'class="brochure"' in content
            ):  # in Dutch, until this language is checked
                words.add(DEVICES["nl"])
            assert any(word in before for word in words), path
    assert linked


def test_organisations_say_what_they_do_with_what_one_says():
    for key in ("veilig-thuis", "lkha", "bz"):
        assert Organisation.objects.get(key=key).know_nl


def test_every_quiet_page_offers_a_next_step(every_page):
    pages = Page.objects.filter(wing="quiet").exclude(layout="home")
    for page in pages.exclude(frame="child"):  # a child needs one thing
        assert page.next_page_id, page.key

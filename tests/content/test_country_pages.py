"""Abroad: from home to one's own country in a few taps, and nothing there that misleads."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from content.models import Page, Resource, Section
from content.pages.country_pages import by_letter
from directory.country_names import EU, check_country, country_name, letter, sorting
from directory.models import ContactMethod
from directory.models.countries import Country, LocalNumber, check_printed
from directory.opening_hours import in_words
from editorial.models import Source
from languages.offered import CODES, LANGUAGES

from ..support import html

pytestmark = pytest.mark.django_db

FRAME = re.compile(
    r"<header>.*?</header>|<aside class=\"(?:numbers|dock)\".*?</aside>|<footer.*?</footer>",
    re.S,
)
BZ = "tel:+31247247247"
LIST = 'class="printed"'
CLOCK = re.compile(r"\d\d:\d\d–\d\d:\d\d")


@pytest.fixture(scope="module")
def bodies(every_page):
    """Every page without its frame: address -> HTML."""
    return {
        path: FRAME.sub("", response.content.decode())
        for path, response in every_page.items()
    }


@pytest.fixture(scope="module")
def read_bodies(bodies):
    return {path: html.read(body.encode()) for path, body in bodies.items()}


def path_of(key: str, language: str) -> str:
    return Page.objects.get(key=key).path(language)


def abroad(language: str) -> list[str]:
    """Addresses of all pages for anyone who is abroad."""
    pages = [*Page.objects.filter(place="abroad"), *Country.objects.all()]
    return [page.path(language) for page in pages]


@pytest.mark.parametrize("language", CODES)
def test_one_walks_from_home_to_the_contacts_of_every_country(language, read_bodies):
    home, door, letters = (
        f"/{language}/",
        path_of("abroad", language),
        path_of("countries", language),
    )
    assert door in read_bodies[home].attributes("href")
    assert letters in read_bodies[door].attributes("href")
    assert letters in read_bodies[home].attributes("href")  # home, letter, country

    reached = read_bodies[letters].attributes("href")

    countries = Country.objects.all()
    assert len(countries) == 83
    for country in countries:
        assert country.path(language) in reached, country
        page = read_bodies[country.path(language)]
        assert country_name(country.key, language).text in page.one("h1").text
        assert BZ in page.attributes("href"), country
        assert "https://wa.me/31857737400" in page.attributes("href"), country


@pytest.mark.parametrize("language", CODES)
def test_who_finds_no_country_still_finds_contacts(language, read_bodies):
    elsewhere = path_of("elsewhere", language)

    assert elsewhere in read_bodies[path_of("countries", language)].attributes("href")
    assert BZ in read_bodies[elsewhere].attributes("href")


@pytest.mark.parametrize("language", CODES)
def test_the_list_is_folded_by_letter_and_in_order(language, bodies):
    groups = by_letter(language)
    names = [name.text for _, countries in groups for _, name in countries]

    assert names == sorted(names, key=sorting)
    assert len({first for first, _ in groups}) == len(groups)
    assert max(len(countries) for _, countries in groups) <= 20
    page = bodies[path_of("countries", language)]
    assert page.count('<details class="choice letter">') == len(groups)


@pytest.mark.parametrize("language", CODES)
def test_nothing_for_who_is_abroad_offers_a_number_of_one_country(language, bodies):
    for path in abroad(language):
        assert not re.search(r"\b0[89]00[ -]?\d", bodies[path]), path


def test_the_ministry_comes_before_the_local_numbers(bodies):
    for country in Country.objects.whole():
        body = bodies[country.path("nl")]
        for local in country.numbers.exclude(service="aside"):
            shown = f'<bdi dir="ltr" translate="no">{local.number}</bdi></strong>'
            if local.number == "112" and country.key in EU:
                shown = '<a href="tel:112">'  # a link, with a label of its own
            assert shown in body, (country, local.number)
            assert body.index(BZ) < body.index("wa.me") < body.index(shown)


def test_local_numbers_are_text_with_a_date_and_a_warning(bodies, read_bodies):
    warning = Section.objects.get(key="elsewhere/danger")
    for code in CODES:
        for country in Country.objects.all():
            body, page = (
                bodies[country.path(code)],
                read_bodies[country.path(code)],
            )
            calls = {url for url in page.attributes("href") if url.startswith("tel:")}
            local = {"tel:112"} if country.key in EU else set()
            assert calls == {BZ, "tel:+31703454319"} | local, country
            assert 'content="telephone=no"' in body
            caution = warning.read("caution", code).text
            assert caution[:40] in " ".join(page.text.split())
            if LIST in body:
                assert body.index(caution[:40]) < body.index(LIST)
                assert str(country.valid_on.year) in page.text


@pytest.mark.parametrize("language", CODES)
def test_in_the_european_union_one_can_call_that_countrys_services(language, client):
    germany, turkey = (Country.objects.get(key=key) for key in ("de", "tr"))
    labels = {
        "nl": "hulpdiensten van dit land",
        "en": "this country’s emergency services",
        "ar": "خدمات الطوارئ في هذا البلد",
    }

    page = client.get(germany.path(language)).content.decode()
    heading = Section.objects.get(key="elsewhere/danger").read("heading", language)
    danger = page.partition(heading.text)[2].partition("</section>")[0]

    assert labels[language] in danger
    assert danger.count(">112<") == 1
    assert '<a href="tel:112">' in danger
    elsewhere = client.get(turkey.path(language)).content.decode()
    assert labels[language] not in elsewhere


def test_nobody_says_without_a_source_that_the_netherlands_can_do_less(client):
    less = "Dan kan Nederland vaak minder doen"
    germany, kenya = (Country.objects.get(key=key) for key in ("de", "ke"))

    assert less not in client.get(germany.path("nl")).content.decode()
    assert less in client.get(kenya.path("nl")).content.decode()


@pytest.mark.parametrize("key", ["af", "sd", "ly"])
def test_where_the_ministry_prints_no_number_the_page_says_so(key, read_bodies):
    country = Country.objects.get(key=key)
    text = " ".join(read_bodies[country.path("nl")].text.split())

    assert not country.numbers.exists()
    assert "noemt geen noodnummer voor dit land" in text
    assert "Bel dan de hulpdiensten" not in text


def test_what_is_special_about_a_country_is_said(read_bodies):
    shown = {
        "so": "De ambassade in Nairobi kan je niet helpen zolang je in Somalië bent.",
        "sd": "De Nederlandse ambassade in dit land is gesloten.",
        "ma": "Dan ziet dit land je alleen als eigen burger.",
        "ir": "Dan kan de ambassade je daar niet helpen.",
        "et": "Alleen in Addis Abeba.",
        "eg": "Over het nummer van de politie zijn bronnen het niet eens.",
        "gn": "Ambassade: Dakar (Senegal)",
        "sy": "Het hele land heeft kleurcode rood.",
        "er": "Er is een honorair consul",
    }
    for key, words in shown.items():
        page = read_bodies[Country.objects.get(key=key).path("nl")]
        assert words in " ".join(page.text.split()), key


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("tr", "je telefoon en andere apparaten kunnen doorzocht worden"),
        ("kw", "Het hele land heeft kleurcode oranje."),
        ("bd", "Van het Evercare Hospital."),
        ("ke", "Van het Rode Kruis."),
        ("tg", "naar de ambassade van een ander land van de Europese Unie"),
        ("ph", "Dan heb je een ECC nodig om te vertrekken."),
        ("ru", "worden opgeroepen om te vechten"),
        ("th", "Vertrek dan met het paspoort waarmee je binnenkwam."),
        ("jo", "Dan moet je bij vertrek 200 dinar betalen."),
    ],
)
def test_what_the_ministry_says_of_one_country_stands_on_its_page(key, words, client):
    page = client.get(Country.objects.get(key=key).path("nl")).content.decode()

    assert words in page


def test_who_has_custody_stands_below_the_question_about_children(client):
    iran = Country.objects.get(key="ir")
    for language in CODES:
        page = client.get(iran.path(language)).content.decode()
        heading = Section.objects.get(key="abroad/children").read("heading", language)
        custody = iran.read("children", language).text[:40]

        assert page.index(heading.text) < page.index(custody)


def test_a_number_on_which_sources_disagree_is_not_shown(bodies):
    egypt = Country.objects.get(key="eg")
    police = egypt.numbers.get(key="eg/general-police")

    assert police.service == "aside"
    for code in CODES:
        body = bodies[egypt.path(code)]
        assert f'<bdi dir="ltr" translate="no">{police.number}</bdi>' not in body
        assert '<bdi dir="ltr" translate="no">123</bdi></strong>' in body


def test_every_number_to_call_every_hour_and_address_comes_from_a_record(
    every_page, read_bodies
):
    methods = list(ContactMethod.objects.all())
    addresses = {method.url for method in methods}
    addresses |= {language.decoy for language in LANGUAGES.values()}
    for model in (Source, Country, Resource):
        addresses |= set(model.objects.values_list("url", flat=True))
    for path, page in read_bodies.items():
        code = path.split("/")[1]
        hours = " ".join(in_words(method.hours, code) for method in methods)
        for match in CLOCK.findall(page.text):
            assert match in hours, (path, match)
        for url in page.attributes("href"):
            elsewhere = url.startswith("http") and not re.match(SHARING, url)
            elsewhere = elsewhere and not url.startswith(settings.SITE_URL)
            assert not elsewhere or url in addresses, (path, url)


SHARING = (
    r"https://(wa\.me/|www\.facebook\.com/sharer|x\.com/intent|www\.linkedin\.com/shar)"
)


def test_a_country_costs_the_same_queries_however_much_there_is_to_say(
    client, django_assert_num_queries
):
    few, many = Country.objects.get(key="se"), Country.objects.get(key="bd")
    client.get(few.path("nl"))

    with django_assert_num_queries(12):
        client.get(few.path("nl"))
    with django_assert_num_queries(12):
        client.get(many.path("ar"))


def test_titles_do_not_name_the_country(every_page):
    for code in CODES:
        titles = {
            html.read(every_page[country.path(code)].content).one("title").text
            for country in Country.objects.all()[:20]
        }
        assert len(titles) == 1


def test_names_are_looked_up_and_sorted_as_their_language_does():
    assert country_name("ma", "nl").text == "Marokko"
    assert country_name("ma", "ar").text == "المغرب"
    assert letter("المغرب") == "م"
    assert letter("الجزائر") == "ج"
    assert letter("ألمانيا") == letter("ألبانيا") == "ا"  # a hamza: no article
    assert letter("الإمارات") == "ا"
    assert letter("التزام") == "ا"
    assert letter("Åland") == "A"
    assert sorting("Ethiopië") < sorting("Filipijnen")


@pytest.mark.parametrize("code", ["xx", "MA", "m", "mar", "eu", "zz", ""])
def test_a_country_that_does_not_exist_is_refused(code):
    with pytest.raises(ValidationError, match="geen landcode"):
        check_country(code)


@pytest.mark.parametrize("number", ["", "1", "geen", "112 of 911", "+", "<b>19</b>"])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(ValidationError, match="geen telefoonnummer"):
        check_printed(number)


def test_every_number_that_is_stored_may_be_stored():
    for local in LocalNumber.objects.all():
        check_printed(local.number)

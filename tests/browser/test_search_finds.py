"""What people type finds what they mean: words as they would type them, in the real page.

The page they mean is among the first three. A country is told by its code, a page by its key.
"""

import pytest
from playwright.sync_api import expect

from content.models import Page
from directory.models import Country

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ASKED = {
    "nl": {
        "een stoel": "schools",
        "lege stoel": "schools",
        "leerling is weg": "schools",
        "mijn leerling komt niet terug na de zomer": "schools",
        "wie helpt mij": "help",
        "fier": "contacts",
        "Veilig Thuis": "contacts",
        "0800-2000": "contacts",
        "08002000": "contacts",
        "Marokko": "land:ma",
        "hulp in Turkije": "land:tr",
        "uithuwelijken": "forced",
        "gedwongen huwelijk": "forced",
        "meldcode": "reporting-code",
        "stappen van de meldcode": "reporting-code",
        "hoeveel meldingen per jaar": "figures",
        "cijfers 2022": "figures",
        "tolk": "interpreter",
        "poster voor school": "poster-staff",
        "is het strafbaar": "law-crime",
        "verblijfsvergunning kwijt": "six-months",
        "paspoort afgepakt": "papers",
        "praten met ouders": "talking-parents",
        "huwelijkse gevangenschap": "captivity",
        "ik kan niet scheiden": "captivity",
        "wat is achterlating": "what",
        "lesmateriaal": "lessons",
        "bronnen": "sources",
    },
    "en": {
        "what to do at school": "schools",
        "empty chair": "schools",
        "a pupil is gone": "schools",
        "teacher": "schools",
        "who can help me": "help",
        "report code": "reporting-code",
        "meldcode": "reporting-code",
        "safe home": "contacts",
        "Veilig Thuis": "contacts",
        "fier": "contacts",
        "0800-2000": "contacts",
        "+31 247 247 247": "contacts",
        "Morocco": "land:ma",
        "help in Pakistan": "land:pk",
        "forced marriage": "forced",
        "arranged marriage": "forced",
        "marital captivity": "captivity",
        "cannot divorce": "captivity",
        "statistics": "figures",
        "how many reports are there": "figures",
        "interpreter": "interpreter",
        "is it a crime": "law-crime",
        "residence permit": "six-months",
        "passport": "papers",
        "talking with parents": "talking-parents",
        "posters": "materials",
        "lesson material": "lessons",
        "privacy": "privacy",
    },
    "ar": {
        "المغرب": "land:ma",
        "في تركيا": "land:tr",
        "زواج بالإكراه": "forced",
        "تزويج": "forced",
        "كرسي فارغ": "schools",
        "مدرسة": "schools",
        "Veilig Thuis": "contacts",
        "0800-2000": "contacts",
        "من يساعدني": "help",
        "جواز سفر": "papers",
        "إحصاءات": "figures",
        "مترجم": "interpreter",
        "في المطار": "airport",
        "الطلاق": "captivity",
    },
}


def address(meant: str, language: str) -> str:
    kind, _, code = meant.partition(":")
    if code:
        return Country.objects.get(key=code).path(language)
    return Page.objects.get(key=meant).path(language)


@pytest.mark.parametrize("language", ASKED)
def test_the_page_one_means_is_among_the_first_three(language, window, site):
    page = window()
    page.goto(f"{site}/{language}/zoeken/")
    page.locator("[data-search] button").click()
    field = page.locator("[data-search] input")
    expect(field).to_be_focused()
    status = page.locator("[data-search] [role=status]")

    missed = {}
    for words, meant in ASKED[language].items():
        status.evaluate("it => it.textContent = ''")  # of the words before
        field.fill(words)
        expect(status).not_to_be_empty()
        matches = page.locator("[data-search] li a").evaluate_all(
            "links => links.slice(0, 3).map(link => link.getAttribute('href'))"
        )
        if address(meant, language) not in matches:
            missed[words] = (address(meant, language), matches)

    assert missed == {}
    assert page.logged == []

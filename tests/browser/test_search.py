"""Search: a tap makes the field, the words stay in memory, and without script there is A to Z."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def opened(window, site):
    """The search page with its field open: open(language)."""

    def open_in(language):
        page = window()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"{site}/{language}/zoeken/")
        page.locator("[data-search] button").click()
        expect(page.locator("[data-search] input")).to_be_focused()
        return page

    return open_in


def test_without_script_there_is_no_field_and_every_page_is_a_link(window, site):
    page = window(java_script_enabled=False)
    page.goto(f"{site}/nl/zoeken/")

    expect(page.locator("[data-search]")).to_be_hidden()
    assert page.locator("input").count() == 0
    expect(page.get_by_role("link", name="Bronnen").first).to_be_visible()


def test_nothing_is_fetched_before_the_tap(window, site):
    page = window()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/nl/zoeken/")
    expect(page.locator("[data-search] button")).to_be_visible()

    assert [url for url in asked if url.endswith("zoek.json")] == []
    assert page.locator("input").count() == 0


def test_what_one_types_finds_pages_and_goes_nowhere(opened, site):
    page = opened("nl")
    address, length = page.url, page.evaluate("history.length")
    field = page.locator("[data-search] input")
    for name in ("autocomplete", "autocorrect", "autocapitalize"):
        assert field.get_attribute(name) == "off"
    assert field.get_attribute("spellcheck") == "false"
    assert field.get_attribute("name") is None
    before = len(page.asked)

    field.press_sequentially("paspoortt")  # one letter too many
    expect(page.locator("[data-search] li a").first).to_be_visible()

    links = page.locator("[data-search] li a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    assert "/nl/1/" in links
    assert page.asked[before:] == []
    assert page.url == address
    assert page.evaluate("history.length") == length
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.logged == []


@pytest.mark.parametrize(
    ("language", "word", "address"),
    [
        ("nl", "CIJFERS", "/nl/cijfers/"),
        ("en", "figures", "/en/cijfers/"),
        ("ar", "ملصقات", "/ar/materiaal/"),
        ("ar", "المَطَار", "/ar/2/"),
    ],
)
def test_it_finds_in_every_language(opened, language, word, address):
    page = opened(language)
    page.locator("[data-search] input").fill(word)

    link = page.locator(f"[data-search] li a[href='{address}']")
    expect(link).to_be_visible()


def test_what_finds_nothing_says_so_and_offers_the_list(opened):
    page = opened("nl")
    page.locator("[data-search] input").fill("xqzwvk")

    expect(page.locator("[data-search] [role=status]")).to_contain_text(
        "kies uit de lijst"
    )
    assert page.locator("[data-search] li").count() == 0


def test_without_connection_it_says_so_and_one_can_try_again(window, site):
    page = window()
    page.route("**/zoek.json", lambda route: route.abort())
    page.goto(f"{site}/nl/zoeken/")
    button = page.locator("[data-search] button")
    button.click()

    expect(page.locator("[data-search] [role=status]")).to_contain_text(
        "Geen verbinding"
    )
    expect(button).to_be_enabled()

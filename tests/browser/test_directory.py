"""The professionals' directory chooses by link, with and without script."""

import re

import pytest

from content.pages.contact_list import WAYS
from directory.topics import AUDIENCES, TOPICS

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SHOWN = ".directory tbody:visible"
ROWS = ".directory tr[data-way]:visible"


@pytest.fixture
def directory(window, site):
    """Opens the directory in Dutch: directory("#for-work", java_script_enabled=False)."""

    def opened(fragment="", **options):
        page = window(**options)
        page.goto(f"{site}/nl/contacten/{fragment}")
        if options.get("java_script_enabled", True):
            page.wait_for_selector(".directory[data-live]")
        return page

    return opened


@pytest.mark.parametrize("script", [False, True])
@pytest.mark.parametrize(
    ("link", "fits"),
    [
        ("#abroad", '[data-topic~="abroad"]'),
        ("#for-bystander", '[data-audience~="bystander"]'),
        ("#by-whatsapp", ':has([data-way="whatsapp"])'),
        ("#from-abroad", ":has([data-abroad])"),
    ],
)
def test_a_link_chooses_and_everything_comes_back(directory, script, link, fits):
    page = directory(java_script_enabled=script)
    everybody = page.locator(SHOWN).count()
    wanted = page.locator(f".directory tbody{fits}").count()
    assert 0 < wanted < everybody

    page.click(f".directory nav a[href='{link}']")
    assert page.locator(SHOWN).count() == wanted
    assert page.locator(f"{SHOWN}{fits}").count() == wanted

    page.click(".directory nav a[data-choice='']")
    assert page.locator(SHOWN).count() == everybody


def test_without_script_what_a_link_alone_cannot_do_is_not_offered(directory):
    page = directory(java_script_enabled=False)

    for choice in ("open", "language"):
        assert page.locator(f"[data-choice={choice}]").count()
        assert not page.locator(f"[data-choice={choice}]").first.is_visible()


def test_without_script_every_link_that_is_offered_chooses(directory):
    page = directory(java_script_enabled=False)
    offered = page.locator(".directory nav a:visible:not([data-choice=''])")
    names = offered.evaluate_all("all => all.map(it => it.getAttribute('href'))")
    assert len(names) == len(TOPICS) + len(AUDIENCES) + len(WAYS) + 1

    for name in names:
        link = page.locator(f".directory nav a[href='{name}']")
        choice, code = (
            link.get_attribute(f"data-{item}") for item in ("choice", "code")
        )
        row = f'[data-way="{code}"]' if choice == "way" else "[data-abroad]"
        own = f'[data-{choice}~="{code}"]'
        fits = own if choice in ("topic", "audience") else f":has({row})"
        link.click()
        wanted = page.locator(f".directory tbody{fits}").count()
        assert page.locator(SHOWN).count() == wanted > 0, name
        assert page.locator(f"{SHOWN}{fits}").count() == wanted, name


def test_choices_go_together_and_stand_in_the_address_for_a_colleague(directory):
    page = directory()
    sent = []
    page.on("request", lambda request: sent.append(request.url))

    page.click("[data-code='talk']")
    page.click("[data-code='work']")
    page.click("[data-code='phone']")

    assert page.url.endswith("/nl/contacten/#talk+for-work+by-phone")
    assert sent == []
    both = '[data-topic~="talk"][data-audience~="work"]:has([data-way="phone"])'
    expected = page.locator(f".directory tbody{both}").count()
    assert page.locator(SHOWN).count() == expected > 0
    assert page.locator(f'{ROWS}:not([data-way="phone"])').count() == 0
    assert page.locator(".directory nav [aria-current]").count() == 3
    count = page.locator(".directory [role=status]").inner_text()
    assert count.startswith(f"{expected} van de ")

    same = directory("#talk+for-work+by-phone")
    assert same.locator(SHOWN).count() == expected
    page.click("[data-code='phone']")  # once more takes it back
    assert page.url.endswith("#talk+for-work")


MONDAY_NIGHT = "2026-12-07T02:00:00Z"
MONDAY_NOON = "2026-12-07T11:00:00Z"


@pytest.mark.parametrize(
    ("moment", "by_day"), [(MONDAY_NIGHT, False), (MONDAY_NOON, True)]
)
def test_open_now_is_what_states_its_hours_and_is_open(window, site, moment, by_day):
    page = window()
    page.clock.set_fixed_time(moment)
    page.goto(f"{site}/nl/contacten/")
    page.wait_for_selector(".directory[data-live]")
    page.evaluate("""() => {
      const row = document.querySelector(".directory tr[data-way]:not([data-times])");
      row.id = "by-day";
      row.dataset.times = "Mo-Fr 09:00-17:00";
      row.dataset.checked = "2026-11-01";
    }""")
    page.click("[data-choice=open]")

    assert page.locator("#veilig-thuis tr[data-times='24/7']").first.is_visible()
    assert page.locator("#by-day").is_visible() is by_day
    assert page.locator(f"{ROWS}:not([data-times])").count() == 0


def test_an_organisation_has_an_address_of_its_own(directory):
    page = directory("#veilig-thuis")

    assert page.locator(SHOWN).count() == page.locator(".directory tbody").count()
    assert page.locator("#veilig-thuis").is_visible()
    assert page.locator("#veilig-thuis .who a").get_attribute("href") == "#veilig-thuis"


def test_a_quiet_visit_keeps_its_address(window, site):
    page = window()
    page.goto(f"{site}/nl/")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.evaluate("""() => {
      const link = document.createElement("a");
      link.href = "/nl/contacten/";
      document.querySelector("main").append(link);
      link.click();
    }""")
    page.wait_for_selector(".directory[data-live]")
    page.click("[data-code='talk']")

    assert page.url == f"{site}/nl/"
    assert page.locator(".directory nav [aria-current]").count() == 1


def test_it_prints_on_one_a4(every_page, chromium):
    window = chromium.new_page()
    window.set_content(every_page["/nl/contacten/"].content.decode())

    paper = window.pdf(format="A4")

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    window.close()

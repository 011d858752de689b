"""What your phone remembers: the steps for this browser first, the limits before all."""

import pytest

from content.models import BrowserSteps

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PHONES = {
    "chrome-android": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "samsung": "Mozilla/5.0 (Linux; Android 13; SM-A515F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
    "safari-ios": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "chrome-ios": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1",
    "safari-mac": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
    "firefox": "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
    "edge": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "chrome-desktop": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    "in-app": "Mozilla/5.0 (Linux; Android 13; SM-A515F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 Instagram 330.0",
}


def test_without_script_all_steps_stand_there(window, site):
    page = window(java_script_enabled=False)
    page.goto(f"{site}/nl/13/")

    assert page.locator("[data-browser]").count() == len(PHONES)
    assert page.locator("[data-browser][open]").count() == 0


@pytest.mark.parametrize("browser", PHONES)
def test_the_steps_for_this_browser_come_first_and_open(window, site, browser):
    page = window(user_agent=PHONES[browser])
    page.goto(f"{site}/nl/13/")
    page.wait_for_selector("[data-browser][open]")

    first = page.locator("[data-browser]").first
    assert first.get_attribute("data-browser") == browser
    assert "Dit lijkt jouw browser" in first.inner_text()
    assert page.locator("[data-browser][open]").count() == 1


FXIOS = PHONES["chrome-ios"].replace("CriOS", "FxiOS")
EDGIOS = PHONES["safari-ios"].replace("Safari/", "EdgiOS/140.0.0.0 Safari/")
OPERA = PHONES["safari-ios"].replace("Safari/", "OPiOS/16.0 Safari/")


@pytest.mark.parametrize(
    ("agent", "touch", "known"),
    [
        (FXIOS, True, "firefox"),
        (EDGIOS, True, "edge"),
        (PHONES["safari-mac"], True, "safari-ios"),  # as an iPad calls itself
    ],
)
def test_who_hides_behind_another_name_is_known(window, site, agent, touch, known):
    page = window(user_agent=agent, has_touch=touch)
    page.add_init_script(
        "Object.defineProperty(navigator, 'maxTouchPoints', {value: 5})"
    )
    page.goto(f"{site}/nl/13/")
    page.wait_for_selector("[data-browser][open]")

    first = page.locator("[data-browser]").first
    assert first.get_attribute("data-browser") == known


def test_nothing_is_guessed_of_a_browser_without_steps(window, site):
    page = window(user_agent=OPERA)
    page.goto(f"{site}/nl/13/")
    page.wait_for_selector("html[data-ready]", state="attached")

    assert page.locator("[data-browser][open]").count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_the_hint_stands_in_its_own_place(window, site, width):
    size = {"width": width, "height": 740}
    page = window(user_agent=PHONES["samsung"], viewport=size)
    page.goto(f"{site}/nl/13/")
    hint = page.locator("[data-browser][open] small").bounding_box()
    summary = page.locator("[data-browser][open] summary").bounding_box()

    for start, length in (("x", "width"), ("y", "height")):
        assert summary[start] <= hint[start]
        assert hint[start] + hint[length] <= summary[start] + summary[length]


def test_the_steps_come_first_after_a_swap_too(window, site):
    page = window(user_agent=PHONES["samsung"])
    page.goto(f"{site}/nl/")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.click("main a:text('Je telefoon onthoudt dat je hier was')")
    page.locator("h1", has_text="Wat onthoudt je telefoon?").wait_for()

    assert (
        page.locator("[data-browser]").first.get_attribute("data-browser") == "samsung"
    )


def test_the_limits_stand_before_any_step(client):
    content = client.get("/nl/13/").content.decode()

    assert content.index("in de geschiedenis") < content.index("data-browsers")
    assert "kan dat niet wissen" in content


def test_one_button_clears_what_is_ours_and_says_what_stays(client):
    assert b'href="/nl/14/"' in client.get("/nl/13/").content

    response = client.get("/nl/14/")

    assert response["Clear-Site-Data"] == '"storage"'
    assert "niet" in response.content.decode()


def test_the_button_clears_in_a_quiet_visit_too(window, site):
    page = window()
    page.goto(f"{site}/nl/13/")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.evaluate("localStorage.setItem('older', 'visit')")

    page.click("main a[href='/nl/14/']")
    page.locator("h1", has_text="Haal weg wat van deze site is").wait_for()

    assert page.url == f"{site}/nl/13/"
    assert page.evaluate("localStorage.length") == 0
    assert all("Cleared" in words for words in page.logged)


def test_only_that_page_clears(every_page):
    clearing = [
        path for path, r in every_page.items() if "Clear-Site-Data" in r.headers
    ]

    assert clearing == ["/nl/14/", "/en/14/", "/ar/14/"]


def test_who_wants_to_practise_is_told_the_address(client, settings):
    settings.SITE_URL = "https://noordwind.example"

    assert "noordwind.example" in client.get("/nl/13/").content.decode()


def test_steps_nobody_tried_are_due():
    due = {steps.key for steps in BrowserSteps.objects.all() if steps.is_due}

    assert due == set(PHONES) - {"chrome-desktop"}

"""A visit that keeps to one address: links, language, Back, the gate, a lost network."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def visit(window, site):
    """Opens an address and waits until the script has taken over its links."""

    def open_page(path="/nl/", at=site, **options):
        page = window(**options)
        page.goto(at + path)
        page.wait_for_selector("html[data-ready]", state="attached")
        page.start = page.url
        return page

    return open_page


def heading(page) -> str:
    return page.locator("h1").inner_text()


def test_the_bundle_comes_over_the_connection_of_its_page(window, site):
    page = window()
    network = page.context.new_cdp_session(page)
    connections = {}

    def note(event):
        answer = event["response"]
        if answer["url"].startswith(site):
            connections[answer["url"]] = answer["connectionId"]

    network.on("Network.responseReceived", note)
    network.send("Network.enable")
    page.goto(f"{site}/nl/")
    page.wait_for_selector("html[data-ready]", state="attached")

    assert len(connections) == 2  # the page and its bundle
    assert len(set(connections.values())) == 1


def test_a_link_changes_the_page_and_not_the_address(visit):
    page = visit()
    assert heading(page) == "Stap voor stap. Jij kiest wat je leest."

    page.click("text=Ik zit vast in een ander land")

    assert heading(page) == "Ik zit vast in een ander land"
    assert page.url == page.start
    assert page.title() == "Informatie · Buitenland"
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("history.state") is None
    assert page.logged == []


def test_the_language_changes_in_place_with_the_exit(visit, decoy):
    page = visit("/nl/3/")
    page.click("summary")
    page.click("text=العربية")
    page.locator("html[lang=ar]").wait_for()

    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("#exit").get_attribute("href") == decoy.url
    assert page.locator("#exit").inner_text() == "خروج سريع"
    assert page.url == page.start


def test_back_and_forward_go_through_what_was_read(visit, rendered_site, settings):
    settings.QUIET_BACK = "site"
    page = visit(at=rendered_site)
    page.click("text=Ik zit vast in een ander land")
    page.click("footer a:text('Wie kan ik bellen?')")
    assert heading(page) == "Wie kan ik bellen?"

    page.evaluate("history.back()")
    page.locator("h1:has-text('Ik zit')").wait_for()
    page.evaluate("history.back()")
    page.locator("h1:has-text('Stap voor stap')").wait_for()
    page.evaluate("history.forward()")
    page.locator("h1:has-text('Ik zit')").wait_for()

    assert page.url == page.start


BACK = "#back button"
TELLS = "#back span"


def test_a_visit_adds_no_entry_and_has_its_own_way_back(visit):
    page = visit()
    entries = page.evaluate("history.length")
    assert page.locator(BACK).count() == 0
    page.evaluate("scrollTo(0, 120)")
    scrolled = page.evaluate("scrollY")

    page.click("text=Ik zit vast in een ander land")
    assert page.evaluate("history.length") == entries
    page.click(BACK)

    assert heading(page) == "Stap voor stap. Jij kiest wat je leest."
    assert page.locator(BACK).count() == 0
    assert page.evaluate("scrollY") == scrolled > 0


def test_the_first_time_it_says_what_the_phones_own_back_does(visit):
    page = visit()
    page.click("text=Ik zit vast in een ander land")
    assert page.locator(TELLS).is_visible()

    page.click("footer a:text('Wie kan ik bellen?')")

    assert page.locator(BACK).is_visible()
    assert not page.locator(TELLS).is_visible()


def test_from_a_page_that_was_opened_first_its_own_way_back_leads_home(visit):
    page = visit("/nl/3/")
    assert not page.locator(TELLS).is_visible()

    page.click(BACK)

    assert heading(page) == "Stap voor stap. Jij kiest wat je leest."
    assert page.url == page.start


def test_without_script_the_browsers_own_back_is_enough(window, site):
    page = window(java_script_enabled=False)
    page.goto(f"{site}/nl/3/")

    assert not page.locator("#back").is_visible()


def test_pages_of_the_bundle_open_without_a_network(visit):
    page = visit()
    page.context.set_offline(True)

    page.click("text=Ik ben bang voor een reis")
    assert heading(page) == "Ik ben bang voor een reis"
    page.click("footer a:text('Wie kan ik bellen?')")

    assert heading(page) == "Wie kan ik bellen?"


def test_a_failed_fetch_keeps_the_page_and_offers_to_try_again(visit):
    page = visit()
    page.context.set_offline(True)
    further = page.locator("main .doors ~ section a").last  # not in the bundle
    wanted = further.inner_text()
    further.click()
    page.wait_for_selector("#status:visible")

    assert heading(page) == "Stap voor stap. Jij kiest wat je leest."
    assert "Geen verbinding" in page.locator("#status").inner_text()

    page.context.set_offline(False)
    page.click("#status button")
    page.locator("h1", has_text=wanted).wait_for()
    assert page.url == page.start
    assert not page.locator("#status").is_visible()


def test_a_quiet_visit_stays_quiet_in_the_open_wing(visit):
    page = visit()
    page.click("footer a:text('Privacy')")
    page.locator("h1:has-text('Privacy')").wait_for()

    assert page.url == page.start
    assert page.title() == "Informatie · Verder"


def test_the_door_for_work_is_an_ordinary_link(visit):
    page = visit()
    page.click("text=Ik zoek informatie voor mijn werk")
    page.wait_for_url("**/nl/professionals/")

    assert heading(page) == "Voor je werk"


def test_a_visit_that_begins_in_the_open_wing_has_ordinary_links(window, site):
    page = window()
    page.goto(f"{site}/nl/privacy/")
    page.wait_for_function("() => window.site")
    page.click("footer a:text('Bronnen')")
    page.wait_for_url("**/nl/bronnen/")


def test_a_link_in_a_new_tab_works(visit):
    page = visit()
    with page.context.expect_page() as opened:
        page.click("text=Ik ben terug in Nederland", modifiers=["Control"])

    tab = opened.value
    tab.wait_for_load_state()
    assert tab.url.endswith("/nl/5/")
    assert heading(tab) == "Ik ben terug"
    assert heading(page) == "Stap voor stap. Jij kiest wat je leest."


def test_save_data_fetches_nothing_more(window, site):
    page = window()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page.goto(f"{site}/nl/")
    page.wait_for_load_state("networkidle")  # a bundle would have come

    assert asked == [f"{site}/nl/"]
    page.click("text=Ik ben terug in Nederland")
    page.wait_for_url("**/nl/5/")


def test_a_visit_asks_for_one_page_and_one_bundle(visit):
    page = visit()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.click("text=Ik ben bang voor een reis")
    page.click("footer a:text('Wat onthoudt je telefoon?')")

    assert heading(page) == "Wat onthoudt je telefoon?"
    assert asked == []


def test_back_from_another_site_shows_the_gate_and_never_what_was_read(visit, decoy):
    page = visit()
    page.click("text=Ik zit vast in een ander land")
    page.goto(f"{decoy.url}?elsewhere")

    page.go_back()

    assert page.locator("#gate").is_visible()
    assert not page.locator("main").is_visible()
    assert not page.locator("#tools").is_visible()  # nor a way to have it read aloud
    assert page.title() == "Informatie · Verder"
    page.click("#onward")
    assert page.locator("main").is_visible()
    assert page.locator("#tools").is_visible()
    assert not page.locator("#gate").is_visible()


def test_after_the_exit_back_shows_the_gate_at_most(
    visit, rendered_site, decoy, settings
):
    settings.QUIET_BACK = "site"
    page = visit(at=rendered_site)
    page.click("text=Ik zit vast in een ander land")
    page.click("footer a:text('Wie kan ik bellen?')")
    page.click("#exit")
    page.wait_for_url(decoy.url)

    page.go_back()

    assert page.url == page.start
    assert page.locator("#gate").is_visible()
    assert not page.locator("main").is_visible()


def test_the_first_shift_is_announced(visit):
    page = visit("/en/3/")
    page.keyboard.press("Shift")

    assert "twice more" in page.locator("#said").inner_text()


def test_print_and_share_controls_work_after_a_swap(visit):
    page = visit()
    page.click("summary:has-text('Meer lezen')")
    page.click("main a:text('Maak een plan op papier')")
    page.locator("h1", has_text="Maak een plan op papier").wait_for()

    assert page.locator("[data-print]").is_visible()


def test_the_gate_stays_shut_at_the_second_back_and_at_forward(
    visit, rendered_site, decoy, settings
):
    settings.QUIET_BACK = "site"
    page = visit(at=rendered_site)
    page.click("text=Ik zit vast in een ander land")
    page.click("footer a:text('Wie kan ik bellen?')")
    page.click("#exit")
    page.wait_for_url(decoy.url)

    for step in ("back", "back", "forward"):
        with page.expect_event("framenavigated"):
            page.evaluate(f"history.{step}()")
        expect(page.locator("#gate")).to_be_visible()
        expect(page.locator("main")).to_be_hidden()
        assert page.url == page.start


def test_a_class_that_a_browser_puts_on_the_page_opens_no_gate(
    visit, rendered_site, decoy, settings
):
    settings.QUIET_BACK = "site"
    page = visit(at=rendered_site)
    page.goto(f"{decoy.url}?elsewhere")
    page.go_back()
    page.wait_for_selector("html[data-ready]", state="attached")

    page.evaluate("document.documentElement.classList.add('translated-rtl')")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate', {state: null}))")
    expect(page.locator("#gate")).to_be_visible()
    expect(page.locator("main")).to_be_hidden()

    page.evaluate("document.querySelector('#onward').innerHTML = '<font>On</font>'")
    page.click("#onward font")
    expect(page.locator("main")).to_be_visible()
    assert page.url == page.start


def test_a_reload_of_the_gate_shows_it_until_somebody_goes_on(visit, decoy):
    page = visit()
    page.goto(f"{decoy.url}?elsewhere")
    page.go_back()
    expect(page.locator("#gate")).to_be_visible()

    page.reload()
    expect(page.locator("#gate")).to_be_visible()
    expect(page.locator("main")).to_be_hidden()

    page.click("#onward")
    page.reload()
    expect(page.locator("#gate")).to_be_hidden()
    expect(page.locator("main")).to_be_visible()


def test_no_word_is_painted_before_the_gate(window, site, decoy):
    """The page comes in as far as the exit: what a busy browser paints before the next script."""
    page = window()

    def cut_off(route):
        whole = route.fetch().text()
        end = whole.index("</a>", whole.index('id="exit"')) + len("</a>")
        route.fulfill(body=whole[:end], content_type="text/html; charset=utf-8")

    page.route("**/nl/3/", cut_off)
    page.goto(f"{site}/nl/3/")
    expect(page.locator("#exit")).to_be_visible()
    page.reload()
    expect(page.locator("#exit")).to_be_visible()

    for marked in ("1", "2"):
        page.evaluate("name => window.name = name", marked)
        page.reload()
        assert page.locator("body").inner_text() == ""

    page.goto(f"{decoy.url}?elsewhere")
    page.go_back()
    assert page.locator("body").inner_text() == ""
    assert page.locator("#exit").count() == 1

"""The way out, first without script, then in full. In a real Chromium."""

import json
import re

import pytest
from django.template import loader
from django.utils import translation

from languages.offered import CODES, LANGUAGES

from ..support.running import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.mark.parametrize("language", CODES)
def test_without_script_the_exit_leads_to_the_decoy(window, site, decoy, language):
    page = window(java_script_enabled=False)
    page.goto(f"{site}/{language}/3/")

    page.click("#exit")
    page.wait_for_url(decoy.url)

    ((_, headers),) = decoy.visits
    assert "Referer" not in headers


@pytest.mark.parametrize(
    "path", ["/{}/", "/{}/3/", "/{}/privacy/", "/{}/no-such-page/"]
)
@pytest.mark.parametrize("language", CODES)
def test_with_script_the_decoy_takes_the_place_of_the_page(
    window, site, decoy, language, path
):
    page = window()
    page.goto("about:blank")
    page.goto(site + path.format(language))
    before = page.evaluate("history.length")

    page.click("#exit")
    page.wait_for_url(decoy.url)

    assert page.evaluate("history.length") == before
    ((_, headers),) = decoy.visits
    assert "Referer" not in headers


def test_the_page_is_blank_before_the_decoy_answers(window, site, decoy):
    decoy.delay = 3
    page = window()
    page.goto(f"{site}/nl/3/")

    page.evaluate(TELL_SOON_AFTER_THE_CLICK)  # DevTools itself waits for the decoy

    page.click("#exit")
    page.wait_for_url(decoy.url)

    assert json.loads(page.logged[0]) == ["none", 0, "/nl/3/"]


TELL_SOON_AFTER_THE_CLICK = """document.getElementById("exit").addEventListener("click", () =>
  setTimeout(() => console.log(JSON.stringify([
    getComputedStyle(document.documentElement).display,
    document.body.childNodes.length,
    location.pathname,
  ])), 100))"""


def test_back_after_a_visit_of_one_page_shows_none_of_it(window, site, decoy):
    page = window()
    page.goto(f"{decoy.url}?before")
    page.goto(f"{site}/nl/3/")
    page.click("#exit")
    page.wait_for_url(decoy.url)

    page.go_back()

    assert page.url == f"{decoy.url}?before"
    page.go_forward()
    assert page.url == decoy.url


def test_three_times_shift_leaves(window, site, decoy):
    page = window()
    page.goto(f"{site}/en/3/")

    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url(decoy.url)


def test_shift_while_typing_does_not_leave(window, site, decoy):
    page = window()
    page.goto(f"{site}/en/3/")

    for _ in range(4):
        page.keyboard.press("Shift+A")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")

    assert not page.evaluate("leaving.left")  # decided when a key comes up
    assert page.url.endswith("/en/3/")
    assert decoy.visits == []


def test_shift_with_a_click_does_not_leave(window, site, decoy):
    page = window()
    page.goto(f"{site}/en/3/")

    for _ in range(4):
        page.click("main p >> nth=0", modifiers=["Shift"])

    assert not page.evaluate("leaving.left")  # decided when a key comes up
    assert page.url.endswith("/en/3/")
    assert decoy.visits == []


def test_capitals_with_sticky_keys_do_not_leave(window, site, decoy):
    """Shift by itself before each letter, for anyone who cannot hold two keys."""
    page = window()
    page.goto(f"{site}/en/3/")

    for letter in "ABCD":
        page.keyboard.press("Shift")
        page.keyboard.press(letter)

    assert not page.evaluate("leaving.left")  # decided when a key comes up
    assert page.url.endswith("/en/3/")
    assert decoy.visits == []


def test_a_page_shown_again_after_the_exit_stays_blank_and_leaves_again(
    window, site, decoy
):
    """Told by the event of a page that comes back from memory. Chromium 156 itself opens a
    replaced page anew, at the gate; other browsers were not seen."""
    decoy.delay = 2
    page = window()
    page.goto(f"{site}/nl/3/")
    page.evaluate(SHOW_AGAIN)

    page.click("#exit", no_wait_after=True)
    page.wait_for_url(decoy.url)

    assert json.loads(page.logged[0]) == ["none", 0, "/nl/3/"]
    assert len(decoy.visits) == 2


SHOW_AGAIN = """document.getElementById("exit").addEventListener("click", () =>
  setTimeout(() => {
    dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}));
    console.log(JSON.stringify([
      getComputedStyle(document.documentElement).display,
      document.body.childNodes.length,
      location.pathname,
    ]));
  }, 300))"""


@pytest.mark.parametrize(
    "size",
    [
        {"width": 360, "height": 740},
        {"width": 740, "height": 360},  # a phone on its side
        {"width": 360, "height": 300},  # a keyboard is open
        {"width": 180, "height": 370},  # letters twice as large
    ],
    ids=lambda size: "{width}x{height}".format(**size),
)
def test_the_exit_stays_on_screen_and_uncovered(window, site, size):
    page = window(viewport=size)
    page.goto(f"{site}/nl/7/")

    for position in (
        "0",
        "document.body.scrollHeight / 2",
        "document.body.scrollHeight",
    ):
        page.evaluate(f"scrollTo(0, {position})")
        box = page.locator("#exit").bounding_box()
        assert 0 <= box["y"] < 100
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
        assert box["height"] >= 48
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        hit = page.evaluate("([x, y]) => document.elementFromPoint(x, y).id", middle)
        assert hit == "exit"


def test_the_exit_is_not_printed(window, site):
    page = window()
    page.goto(f"{site}/nl/3/")
    page.emulate_media(media="print")

    assert not page.locator("#exit").is_visible()
    assert page.locator("h1").is_visible()


def test_the_exit_works_while_the_rest_is_still_coming_in(window, site, decoy):
    """Its script stands right behind it: cut the page off there, and it still leaves."""
    page = window()

    def cut_off(route):
        whole = route.fetch().text()
        end = whole.index("</script>", whole.index('id="exit"')) + len("</script>")
        route.fulfill(body=whole[:end], content_type="text/html; charset=utf-8")

    page.route("**/nl/3/", cut_off)
    page.goto(f"{site}/nl/3/")
    before = page.evaluate("history.length")
    page.click("#exit")
    page.wait_for_url(decoy.url)

    assert page.evaluate("history.length") == before


def test_a_way_out_that_was_called_off_is_taken_once_more(window, site, decoy):
    decoy.delay = 3
    page = window()
    page.clock.install()
    page.goto(f"{site}/nl/3/")
    page.evaluate(CALL_OFF)  # as two Backs in a row do in Firefox

    page.click("#exit", no_wait_after=True)
    page.wait_for_function("() => window.calledOff")
    assert page.evaluate("document.body.innerText") == ""
    page.clock.run_for(1600)
    assert page.evaluate("document.body.innerText") == "Laden…"

    page.clock.run_for(20_000)
    page.wait_for_url(decoy.url)


CALL_OFF = """document.getElementById("exit").addEventListener("click", () => {
  const channel = new MessageChannel(); // a timer would wait for the clock of the test
  channel.port1.onmessage = () => { stop(); window.calledOff = true; };
  channel.port2.postMessage("");
})"""


def test_the_exit_has_an_edge_where_the_reader_chose_the_colours(window, site):
    page = window(forced_colors="active")
    page.goto(f"{site}/nl/3/")

    edge = page.locator("#exit").evaluate(
        "it => { const s = getComputedStyle(it); return [s.borderTopStyle, s.borderTopWidth, s.borderTopColor]; }"
    )

    assert edge[:2] == ["solid", "2px"]
    assert edge[2] not in ("rgba(0, 0, 0, 0)", "transparent")


def test_an_old_engine_shows_a_button_and_not_words_on_words():
    """One that knows no custom properties takes the last colour it understands."""
    css = (ROOT / "templates/components/quick_exit/quick_exit.css").read_text()
    rule = css.partition(".exit {")[2].partition("}")[0]
    for property in ("background", "color"):
        values = re.findall(rf"(?<![-\w]){property}: ([^;]+);", rule)
        assert len(values) == 2, property
        assert values[0].startswith("#")
        assert values[1].startswith("var(")


def test_the_exit_works_with_what_a_translating_browser_put_around_its_words(
    window, site, decoy
):
    page = window()
    page.goto(f"{site}/nl/3/")
    page.evaluate("""() => {
      document.documentElement.classList.add("translated-ltr");
      document.getElementById("exit").innerHTML = "<font><font>Leave</font></font>";
    }""")

    page.click("#exit font font")

    page.wait_for_url(decoy.url)


def test_after_the_exit_no_request_is_made_and_none_is_answered(window, site, decoy):
    """`leaving.get`, through which all of them go: what runs is dropped, and nobody hears."""
    decoy.delay = 3
    page = window()
    page.goto(f"{site}/nl/3/")
    page.evaluate("""() => {
      const tell = name => () => console.log(name);
      leaving.get("/nl/core.json", "text").then(tell("heard"), tell("heard"));
      document.getElementById("exit").click();
      leaving.get("/nl/core.json", "text").then(tell("heard"), tell("heard"));
      setTimeout(() => console.log("later"), 1000);
    }""")
    page.wait_for_url(decoy.url)

    assert page.logged == ["later"]


def test_the_page_for_when_nobody_answers_has_the_whole_exit(window, site, decoy):
    decoy.delay = 3
    words = loader.get_template("content/error_plain.html")
    with translation.override("nl"):
        body = words.render({"language": LANGUAGES["nl"]})
    page = window()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(
        f"{site}/nl/",
        lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"),
    )
    page.goto(f"{site}/nl/", wait_until="networkidle")
    assert asked == [f"{site}/nl/"]  # it has no bundle to fetch

    page.evaluate(TELL_SOON_AFTER_THE_CLICK)
    page.click("#exit")
    page.wait_for_url(decoy.url)

    assert json.loads(page.logged[0]) == ["none", 0, "/nl/"]

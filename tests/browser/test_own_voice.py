"""Where no sound was prepared: the device's own voice, or one honest sentence.

With a stand-in for speechSynthesis: Chromium has no voice of its own here.
"""

import json

import pytest
from playwright.sync_api import expect

from speech.audio import pcm

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

STAND_IN = """
window.spoken = [];
const waiting = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
const speech = {
  getVoices: () => VOICES,
  speak: it => { spoken.push([it.text, it.lang, it.rate]); waiting.push(it); },
  cancel: () => {
    if (waiting.length) console.log("cancelled, " + (document.documentElement.style.display || "page still shown"));
    waiting.splice(0).forEach(it => setTimeout(() => it.onerror && it.onerror({error: "canceled"})));
  },
};
window.finish = () => waiting.splice(0).forEach(it => it.onend());
window.fails = () => waiting.splice(0).forEach(it => it.onerror({error: "synthesis-failed"}));
Object.defineProperty(window, "speechSynthesis", {value: speech});
"""
DUTCH = {"name": "Ellen", "lang": "nl-NL", "localService": True}
ENGLISH = {"name": "Daniel", "lang": "en-GB", "localService": True}
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile"
NO_VOICE = {"nl": "nog geen stem", "ar": "لا يوجد صوت"}


@pytest.fixture
def opened(window, site):
    def open_page(path, voices, **options):
        page = window(**options)
        page.add_init_script(STAND_IN.replace("VOICES", json.dumps(voices)))
        page.goto(site + path)
        page.click("button#listen")
        page.locator("#player").wait_for()
        return page

    return open_page


def spoken(page) -> list:
    return page.evaluate("spoken")


def test_a_voice_of_the_device_reads_sentence_by_sentence(opened):
    page = opened("/nl/", [ENGLISH, DUTCH])
    page.click("[data-do=play]")
    expect(page.locator(".now").first).to_have_text("Stap voor stap.")
    page.evaluate("finish()")
    expect(page.locator(".now").first).to_have_text("Jij kiest wat je leest.")

    assert spoken(page) == [
        ["Stap voor stap.", "nl-NL", 1],
        ["Jij kiest wat je leest.", "nl-NL", 1],
    ]
    page.click("[data-do=speed]")
    assert spoken(page)[-1][2] == 1.25  # the same sentence, at another pace
    page.click("[data-do=play]")
    expect(page.locator("[data-do=play]")).to_have_text("Afspelen")
    page.evaluate("finish()")
    assert len(spoken(page)) == 3
    page.click("[data-do=play]")
    assert spoken(page)[-1] == spoken(page)[-2]


@pytest.mark.parametrize(
    ("path", "voices"),
    [
        ("/nl/", []),
        ("/nl/", [ENGLISH]),
        ("/ar/", [ENGLISH, DUTCH]),
        ("/nl/", [{**DUTCH, "localService": False}]),
        ("/nl/", [{**DUTCH, "name": "Google Nederlands"}]),
        ("/nl/", [{**DUTCH, "name": "Microsoft Fenna Online (Natural)"}]),
    ],
)
def test_without_a_voice_of_its_own_the_page_says_so(opened, path, voices):
    page = opened(path, voices)

    expect(page.locator("#player-said")).to_contain_text(NO_VOICE[path[1:3]])
    expect(page.locator("#player-said")).to_be_focused()
    expect(page.locator("button#listen")).to_be_enabled()
    page.locator("#player button").filter(visible=True).click()  # one: close
    expect(page.locator("#player")).to_have_count(0)
    assert spoken(page) == []


def test_android_is_asked_first(opened):
    page = opened("/nl/", [{**DUTCH, "lang": "nl_NL"}], user_agent=ANDROID)
    expect(page.locator("#player-said")).to_contain_text("de maker van je telefoon")
    assert not page.locator("[data-do=play]").is_visible()

    page.click("[data-do=yes]")
    page.click("[data-do=play]")

    assert spoken(page)[0][1] == "nl-NL"


def test_android_may_be_told_no(opened):
    page = opened("/nl/", [DUTCH], user_agent=ANDROID)
    page.get_by_role("button", name="Nee").click()

    expect(page.locator("#player")).to_have_count(0)
    assert spoken(page) == []


def test_android_is_not_asked_for_a_language_nobody_tried(opened):
    arabic = {"name": "العربية", "lang": "ar", "localService": True}
    page = opened("/ar/", [arabic], user_agent=ANDROID)

    expect(page.locator("#player-said")).to_contain_text(NO_VOICE["ar"])


def test_a_voice_that_fails_is_told_and_none_takes_over(opened):
    page = opened("/nl/", [DUTCH, ENGLISH])
    page.click("[data-do=play]")

    page.evaluate("fails()")

    expect(page.locator("#player-said")).to_contain_text("werkt nu niet")
    assert len(spoken(page)) == 1


def test_a_voice_that_hangs_is_given_up(opened):
    page = opened("/nl/", [DUTCH])
    page.clock.install()
    page.click("[data-do=play]")
    page.clock.run_for(60_000)

    expect(page.locator("#player-said")).to_contain_text("stopte vanzelf")
    assert "cancelled, page still shown" in page.logged


def test_earphones_that_come_off_are_silence(opened):
    page = opened("/nl/", [DUTCH])
    page.click("[data-do=play]")

    page.evaluate("navigator.mediaDevices.dispatchEvent(new Event('devicechange'))")

    assert "cancelled, page still shown" in page.logged
    expect(page.locator("[data-do=play]")).to_have_text("Afspelen")


def test_the_device_reads_what_was_not_prepared(opened):
    """And where its voice fails too, the sound that there is goes on: at its own sentence,
    also where the network sends the file only from its beginning, as the test's route does."""
    page = opened("/nl/", [DUTCH])
    page.click(".player-keys [data-do=stop]")
    page.route("**/listen.json", with_little_sound)
    page.route("**/sound/*", lambda route: route.fulfill(body=SILENCE, content_type="audio/wav"))  # fmt: skip
    page.click("button#listen")
    page.click("[data-do=play]")
    expect(page.locator(".now").first).to_have_text("Jij kiest wat je leest.")
    page.wait_for_function("() => spoken.length === 1")

    assert spoken(page)[0][0].startswith("Jij kiest wat je leest.")
    assert page.evaluate("document.querySelector('audio').paused")
    page.evaluate("fails()")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 4.1")
    expect(page.locator("#player-said")).to_contain_text("slaan we over")
    assert not page.evaluate("document.querySelector('audio').paused")
    assert len(spoken(page)) == 1


def with_little_sound(route):
    """As from a page where the second sentence is new: two seconds for each."""
    offer = route.fetch().json()
    marks = [
        [number * 2000, number * 2000 + 500]
        for number in range(len(offer["sentences"]))
    ]
    marks[1] = None
    files = {"opus": "/sound/x.opus", "mp3": "/sound/x.mp3"}
    offer["sound"] = {"files": files, "marks": marks, "name": "audio"}
    route.fulfill(json=offer)


SILENCE = pcm.wav(pcm.silence(120))


def test_the_exit_cuts_the_voice_off_before_the_page_is_blank(opened, decoy):
    decoy.delay = 1
    page = opened("/nl/", [DUTCH])
    page.click("[data-do=play]")
    page.evaluate("""() => document.getElementById("exit").addEventListener("click",
      () => setTimeout(() => console.log(spoken.length), 300))""")
    page.logged.clear()

    page.click("#exit")
    page.wait_for_url(decoy.url)

    assert page.logged == ["cancelled, page still shown", "1"]


def test_another_page_and_a_hidden_one_are_silent(opened):
    page = opened("/nl/", [DUTCH])
    page.click("[data-do=play]")
    page.evaluate("""() => {
      Object.defineProperty(document, "hidden", {get: () => window.away, configurable: true});
      window.away = true;
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    expect(page.locator("[data-do=play]")).to_have_text("Afspelen")
    page.evaluate("away = false")
    page.click("[data-do=play]")
    before = len(spoken(page))

    page.click("text=Ik zit vast in een ander land")
    page.locator("h1:has-text('Ik zit')").wait_for()

    assert len([item for item in page.logged if item.startswith("cancelled")]) >= 2
    assert len(spoken(page)) == before


def test_what_is_folded_away_is_not_read(opened):
    page = opened("/nl/7/", [DUTCH])
    page.locator("summary", has_text="Ben je in Nederland?").click()
    number = page.get_by_role("button", name="Luister naar dit stuk: Veilig Thuis")
    number.click()
    finish_all(page)
    ended = page.locator("#player-said")
    expect(ended).to_have_text("Dit was het einde. Open een vraag om meer te horen.")
    assert spoken(page)[-1][0] == "Wat doen zij met wat je vertelt?"
    assert FOLDED not in [text for text, *_ in spoken(page)]

    page.locator(".contact summary", has_text="Wat doen zij").first.click()
    number.click()
    finish_all(page)
    assert FOLDED in [text for text, *_ in spoken(page)]


FOLDED = "Bij advies schrijven ze geen gegevens van je familie op."


def finish_all(page) -> None:
    """Let the voice come to the end of what it was given, sentence after sentence."""
    page.evaluate(
        "() => { for (let last = -1; last < spoken.length;) { last = spoken.length; finish(); } }"
    )


@pytest.mark.parametrize(("language", "scheme"), [("nl", "light"), ("ar", "dark")])
def test_axe_finds_nothing_while_it_speaks(opened, language, scheme):
    from .test_for_everyone import RULES, violations

    voice = {"name": "Own", "lang": language, "localService": True}
    still = {"reduced_motion": "reduce"}  # what is half under the bar is no target
    page = opened(f"/{language}/3/", [voice], color_scheme=scheme, **still)
    page.click("[data-do=play]")
    page.locator(".now").first.wait_for()
    page.evaluate("scrollTo(0, 0)")

    assert violations(page, {"runOnly": RULES}) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    back = page.locator("[data-do=back]").bounding_box()
    stop = page.locator(".player-keys [data-do=stop]").bounding_box()
    assert (back["x"] < stop["x"]) == (language == "nl")
    assert back["height"] >= 48

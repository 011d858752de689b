"""Pages heard with real sound in a real Chromium: first without script, then in full."""

import json
import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from speech import player_data, synthesis
from speech.models import Approval
from speech.text.page_text import read

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PAGES = ["/nl/", "/en/", "/nl/contact/"]


class Pages:
    """What the pages of the seeded site say, without a build."""

    def read(self, path):
        html = Client(headers={"host": "127.0.0.1"}).get(path).content.decode()
        return read(html, path.split("/")[1])


@pytest.fixture(scope="module")
def sound(django_db_setup, django_db_blocker, tmp_path_factory):
    """Real sound of PAGES by espeak-ng, made once; and what approves it."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(
            "django.conf.settings.SPEECH_ROOT", tmp_path_factory.mktemp("speech")
        )
        done = synthesis.build(PAGES, Pages(), lambda *progress: None)
        assert done.problems == []
        known = player_data.Known.now()
        yield [
            Approval(language=item.language, text=item.text, clip=clip)
            for path in PAGES
            for item, clip in player_data.clips_of(Pages().read(path), known)
        ]


@pytest.fixture
def opened(window, rendered_site, sound):
    """Opens a page with approved sound, and its player."""

    def open_page(path="/nl/", **options):
        Approval.objects.bulk_create(sound, ignore_conflicts=True)
        page = window(**options)
        page.add_init_script(WATCH)
        page.goto(rendered_site + path)
        page.click("button#listen")
        page.locator("[data-do=play]").wait_for()
        return page

    return open_page


# Writes down what is marked when, and in which order silence and blankness come.
WATCH = """
window.seen = [];
new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
  if (node.className === "now") {
    const text = [...document.querySelectorAll(".now")].map(it => it.textContent).join(" ");
    const audio = document.querySelector("audio");
    seen.push([text, audio ? audio.currentTime * 1000 : -1]);
  }
}))).observe(document, {childList: true, subtree: true});
const pause = HTMLMediaElement.prototype.pause;
HTMLMediaElement.prototype.pause = function () {
  console.log("silence, " + (document.documentElement.style.display || "page still shown"));
  pause.call(this);
};
"""


def play(page):
    page.click("[data-do=play]")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 0.3")


def now(page) -> str:
    return " ".join(page.locator(".now").all_inner_texts())


def paused(page) -> bool:
    return page.evaluate("document.querySelector('audio').paused")


def test_without_script_the_button_leads_to_how_a_phone_reads(window, site):
    page = window(java_script_enabled=False)
    page.goto(f"{site}/nl/")

    page.click("#listen")

    expect(page.locator("h1")).to_have_text("Hoe laat je je telefoon voorlezen?")
    assert page.locator("audio").count() == 0


@pytest.mark.parametrize(
    "language", ["nl", pytest.param("en", marks=pytest.mark.thorough)]
)
def test_the_sentence_that_is_heard_is_marked(opened, rendered_site, language):
    """Never before it is heard, nor after: marked against the marks, these against the sound."""
    page = opened(f"/{language}/")
    offer = page.request.get(f"{rendered_site}/{language}/listen.json").json()
    play(page)
    page.wait_for_function("() => document.querySelector('audio').currentTime > 9")  # fmt: skip
    seen = page.evaluate("seen")

    heard = {}
    for (text, *_), span in zip(offer["sentences"], offer["sound"]["marks"], strict=True):  # fmt: skip
        heard[compact(text)] = span
    wholes = [(compact(text), at) for text, at in seen if compact(text) in heard]
    assert len({text for text, _ in wholes}) >= 3
    for text, at in wholes:
        start, end = heard[text]
        assert start - 100 < at < end, (text, at, start, end)
    for address in offer["sound"]["files"].values():
        far = page.evaluate(DRIFT, [address, offer["sound"]["marks"]])
        assert far < 100, (address, far)


# How far the sound begins from its mark at most, in ms. Before each mark it is still.
DRIFT = """async ([address, marks]) => {
  const bytes = await (await fetch(address)).arrayBuffer();
  const sound = await new OfflineAudioContext(1, 1, 44100).decodeAudioData(bytes);
  const samples = sound.getChannelData(0), rate = sound.sampleRate / 1000;
  let most = 0;
  for (const [start] of marks) {
    let at = Math.max(0, Math.round((start - 150) * rate));
    while (at < samples.length && Math.abs(samples[at]) < 0.02) at++;
    most = Math.max(most, Math.abs(at / rate - start));
  }
  return most;
}"""


def compact(text: str) -> str:
    return "".join(text.split())


def test_controls_speak_the_language_and_tell_their_state(opened):
    page = opened("/nl/")
    key = page.locator("[data-do=play]")
    expect(page.locator("#player-said")).to_contain_text("bluetooth")
    expect(key).to_be_focused()
    play(page)

    expect(key).to_have_text("Pauze")
    assert key.get_attribute("aria-pressed") is None  # the label tells, and once
    expect(page.locator("#player-said")).to_be_empty()
    page.keyboard.press("Enter")
    expect(key).to_have_text("Afspelen")
    assert paused(page)
    page.click("[data-do=speed]")
    expect(page.locator("#player-speed")).to_have_text("1.25")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.25
    page.keyboard.press("Escape")
    expect(page.locator("#player")).to_have_count(0)
    expect(page.locator("#listen")).to_be_focused()
    assert page.locator(".now").count() == 0


def test_one_goes_by_sentence_and_starts_at_the_one_that_is_tapped(opened):
    page = opened("/nl/")
    play(page)
    first = now(page)

    page.click("[data-do=forward]")
    expect(page.locator(".now").first).not_to_have_text(first)
    page.click("[data-do=back]")
    expect(page.locator(".now").first).to_have_text(first.split(" 112")[0])
    page.locator("main p.aside").first.click(position={"x": 60, "y": 12})
    expect(page.locator(".now")).to_have_text("Kijkt er iemand mee?")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 3")


def test_in_the_open_wing_one_part_can_be_heard_and_a_file_kept(opened):
    """Its names say nothing: neither the file's, nor what a lock screen shows."""
    page = opened("/nl/contact/")
    link = page.locator(".player-keep")
    expect(link).to_be_visible()
    assert re.fullmatch(r"audio-nl-\w{4}\.mp3", link.get_attribute("download"))

    page.get_by_role("button", name="Luister naar dit stuk: Wie beheert").click()
    expect(page.locator(".now")).to_have_text("Wie beheert deze site?")
    shown = page.evaluate("navigator.mediaSession.metadata.title")
    assert shown == "Informatie · Verder"
    page.click("[data-do=speed]")
    page.click("[data-do=speed]")
    expect(page.locator("#player-said")).to_have_text("Dit was het einde.")  # fmt: skip
    assert paused(page)


def test_hearing_it_again_asks_for_nothing(opened):
    page = opened("/nl/")
    play(page)
    page.wait_for_function("() => document.querySelector('audio').readyState === 4")
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.click(".player-keys [data-do=stop]")
    assert asked == []  # and nothing is told of it
    page.click("button#listen")
    play(page)
    page.click("[data-do=play]")
    page.click("[data-do=back]")
    play(page)

    assert len([url for url in asked if "/sound/" in url]) <= 1


def test_sound_comes_after_a_tap_and_never_before(window, rendered_site, sound):
    Approval.objects.bulk_create(sound, ignore_conflicts=True)
    page = window()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{rendered_site}/nl/")
    page.locator("button#listen:enabled").wait_for()
    assert not [url for url in asked if "listen" in url or "/sound/" in url]

    page.click("button#listen")
    page.locator("[data-do=play]").wait_for()
    assert not [url for url in asked if "/sound/" in url]
    assert not page.locator(".player-keep").is_visible()  # in the quiet wing, never


# --- Silence


def test_the_exit_is_silence_first_and_then_blank(opened, decoy):
    decoy.delay = 1
    page = opened("/nl/")
    play(page)
    page.logged.clear()
    page.evaluate(TELL_AFTERWARDS)

    page.click("#exit")
    page.wait_for_url(decoy.url)

    assert page.logged[0] == "silence, page still shown"
    assert json.loads(page.logged[-1]) == ["none", True, False]


# The sound itself is kept hold of: the page no longer has it by then.
TELL_AFTERWARDS = """() => {
  const audio = document.querySelector("audio");
  document.getElementById("exit").addEventListener("click", () => setTimeout(() => console.log(
    JSON.stringify([document.documentElement.style.display, audio.paused, audio.hasAttribute("src")])), 200));
}"""


def test_three_times_shift_is_silence_too(opened, decoy):
    page = opened("/nl/")
    play(page)
    page.logged.clear()

    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(decoy.url)

    assert page.logged[0] == "silence, page still shown"


def test_another_page_is_silent(opened):
    page = opened("/nl/")
    play(page)
    page.evaluate("window.kept = document.querySelector('audio')")

    page.click("text=Ik zit vast in een ander land")
    page.locator("h1:has-text('Ik zit')").wait_for()

    assert page.evaluate("kept.paused")
    assert page.locator("#player").count() == 0
    expect(page.locator("button#listen")).to_be_enabled()
    page.click("#back button")
    page.locator("h1:has-text('Stap voor stap')").wait_for()
    assert page.locator(".now").count() == 0


def test_a_page_that_is_not_seen_is_silent(opened):
    page = opened("/nl/")
    play(page)

    page.evaluate("""() => {
      Object.defineProperty(document, "hidden", {value: true, configurable: true});
      document.dispatchEvent(new Event("visibilitychange"));
    }""")

    assert paused(page)
    expect(page.locator("[data-do=play]")).to_have_text("Afspelen")


# --- Bad days


@pytest.mark.parametrize(
    "damage",
    [
        "gone",
        *(
            pytest.param(damage, marks=pytest.mark.thorough)
            for damage in ("cut off", "no sound at all")
        ),
    ],
)
def test_sound_that_does_not_come_is_told_and_the_text_stays(opened, damage):
    page = opened("/nl/")

    def answer(route):
        whole = route.fetch().body()
        if damage == "gone":
            route.fulfill(status=404, body="")
        elif damage == "cut off":
            route.fulfill(body=whole[:6000], content_type="audio/ogg")
        else:
            route.fulfill(body=b"<html>login first</html>", content_type="text/html")

    page.route("**/sound/*", answer)
    page.click("[data-do=play]")

    expect(page.locator("#player-said")).to_have_text("Het geluid werkt nu niet. De tekst staat er nog.")  # fmt: skip
    expect(page.locator("h1")).to_have_text("Stap voor stap. Jij kiest wat je leest.")
    expect(page.locator("[data-do=play]")).to_have_text("Afspelen")


def test_whoever_stops_stays_where_she_reads(opened):
    page = opened("/nl/")
    page.evaluate("scrollTo(0, 400)")
    read = page.locator(".doors li >> nth=6")
    before = read.bounding_box()["y"]

    # not page.click: that scrolls
    page.evaluate("document.querySelector('.player-keys [data-do=stop]').click()")
    expect(page.locator("#listen")).to_be_focused()
    assert abs(read.bounding_box()["y"] - before) <= 1


def test_an_older_browser_is_not_thrown_to_the_top_either(opened):
    page = opened("/nl/")
    page.evaluate("""() => {
      const focus = HTMLElement.prototype.focus;
      HTMLElement.prototype.focus = function () { focus.call(this); };
      scrollTo(0, 400);
    }""")
    read = page.locator(".doors li >> nth=6")
    before = read.bounding_box()["y"]

    page.keyboard.press("Escape")

    expect(page.locator("#listen")).to_be_focused()
    assert abs(read.bounding_box()["y"] - before) <= 1


def test_speed_is_told_again_after_reopening(opened):
    page = opened("/nl/")
    page.click("[data-do=speed]")
    page.click(".player-keys [data-do=stop]")
    page.click("button#listen")

    expect(page.locator(".player-speed")).to_have_text("1.25×")
    expect(page.locator("#player-speed")).to_have_text("1.25")


def test_a_part_keeps_its_end_after_a_rest(opened):
    page = opened("/nl/contact/")
    page.get_by_role("button", name="Luister naar dit stuk: Wie beheert").click()
    page.wait_for_function("() => !document.querySelector('audio').paused")
    page.click("[data-do=play]")
    assert paused(page)
    page.click("[data-do=speed]")
    page.click("[data-do=speed]")
    page.click("[data-do=play]")

    expect(page.locator("#player-said")).to_have_text("Dit was het einde.")  # fmt: skip


def test_who_scrolls_by_key_or_bar_is_left_there(opened):
    page = opened("/nl/")
    play(page)
    for scroll in (
        lambda: page.keyboard.press("End"),
        lambda: page.evaluate("scrollTo(0, 600)"),  # as the bar beside the page does
    ):
        page.click("[data-do=back]")  # follows again
        page.evaluate(LATER)
        page.evaluate("document.activeElement.blur()")
        scroll()
        page.wait_for_function("() => pageYOffset > 0 && scrolled")
        before = now(page)
        page.evaluate("moved = 0")
        page.wait_for_function("text => [...document.querySelectorAll('.now')].map(it => it.innerText).join(' ') !== text", arg=before)  # fmt: skip
        assert page.evaluate("moved") == 0


# The player's own scrolling is over, and any that follows is written down.
LATER = """() => {
  const now = Date.now, scrollTo = window.scrollTo;
  Date.now = () => now() + 2000;
  window.scrolled = window.moved = 0;
  document.addEventListener("scroll", () => scrolled++);
  const write = scrollTo => function () { moved++; return scrollTo.apply(this, arguments); };
  if (!window.watched) window.watched = window.scrollTo = write(scrollTo);
}"""


def test_a_tap_beside_the_words_starts_nothing(opened):
    page = opened("/nl/")
    box = page.locator("main p.aside").first.bounding_box()
    page.evaluate("document.querySelector('main p.aside').style.marginBottom = '80px'")

    page.mouse.click(box["x"] + 60, box["y"] + box["height"] + 50)

    assert page.locator(".now").count() == 0
    page.mouse.click(box["x"] + 60, box["y"] + 12)
    page.locator(".now").first.wait_for()


def test_waiting_is_told_and_does_not_last(opened):
    page = opened("/nl/")
    page.clock.install()
    page.route("**/sound/*", lambda route: None)  # the answer never comes
    page.click("[data-do=play]")

    page.clock.run_for(1100)
    expect(page.locator("#player-said")).to_have_text("Een moment.")
    page.clock.run_for(20_000)
    expect(page.locator("#player-said")).to_contain_text("werkt nu niet")


def test_a_sentence_without_sound_is_skipped_and_that_is_told(opened):
    page = opened("/nl/")
    page.click(".player-keys [data-do=stop]")
    changed_offer(page, lambda item: item["sound"]["marks"].__setitem__(0, None))
    page.click("button#listen")

    expect(page.locator("#player-said")).to_contain_text("slaan we over")
    expect(page.locator("#player-said")).to_contain_text("bluetooth")
    play(page)
    expect(page.locator("#player-said")).to_contain_text("slaan we over")
    assert not now(page).startswith("Gevaar")


def test_going_back_while_it_speaks_is_silence(opened):
    page = opened("/nl/")
    page.click("text=Ik zit vast in een ander land")
    page.locator("h1:has-text('Ik zit')").wait_for()
    page.click("button#listen")
    page.locator("#player").wait_for()
    page.evaluate("""() => { window.kept = 0; const cancel = speechSynthesis.cancel.bind(speechSynthesis);
      speechSynthesis.cancel = () => { kept++; cancel(); }; }""")

    page.click("#back button")
    page.locator("h1:has-text('Stap voor stap')").wait_for()

    assert page.evaluate("kept") > 0
    assert page.locator("#player").count() == 0


def test_the_gate_is_silent(opened, decoy):
    page = opened("/nl/")
    play(page)
    page.goto(decoy.url)
    page.go_back()
    page.wait_for_function("() => document.documentElement.className === 'gated'")

    assert page.evaluate(
        "[...document.querySelectorAll('audio')].every(it => it.paused)"
    )
    assert page.locator("#player").filter(visible=True).count() == 0


def test_earphones_that_come_off_are_silence(opened):
    page = opened("/nl/")
    play(page)

    page.evaluate("navigator.mediaDevices.dispatchEvent(new Event('devicechange'))")

    assert paused(page)
    expect(page.locator("#player-said")).to_contain_text("Het geluid is gestopt")


def test_a_visit_without_sound_asks_for_no_devices(window, rendered_site, sound):
    """Chromium writes our name into `MediaDeviceSalts` when a page does."""
    Approval.objects.bulk_create(sound, ignore_conflicts=True)
    page = window()
    page.add_init_script("""
      window.asked = 0;
      for (const name of ["addEventListener", "enumerateDevices", "getUserMedia"]) {
        const own = navigator.mediaDevices[name];
        navigator.mediaDevices[name] = function (...all) { asked++; return own.apply(this, all); };
      }
    """)
    page.goto(rendered_site + "/nl/")
    page.click("button#listen")
    page.locator("[data-do=play]").wait_for()
    assert page.evaluate("asked") == 0

    play(page)
    assert page.evaluate("asked") == 1


def test_nothing_begins_to_play_after_the_exit(opened, decoy):
    decoy.delay = 3
    page = opened("/nl/")
    page.evaluate("""() => {
      const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () { console.log("plays"); return play.call(this); };
    }""")
    page.evaluate("""() => {
      const button = document.querySelector("[data-do=play]");
      document.getElementById("exit").click();
      button.click(); // as anything that runs late
      setTimeout(() => console.log("later"), 1000);
    }""")
    page.wait_for_url(decoy.url)

    assert [item for item in page.logged if item in ("plays", "later")] == ["later"]


def changed_offer(page, change):
    def answer(route):
        offer = route.fetch().json()
        change(offer)
        route.fulfill(json=offer)

    page.route("**/listen.json", answer)


def test_words_that_do_not_stand_on_the_page_are_never_heard(opened):
    page = opened("/nl/")
    page.click(".player-keys [data-do=stop]")
    first = {}

    def change(offer):
        first.update(words=offer["sentences"][0][0], ends=offer["sound"]["marks"][0][1])
        offer["sentences"][0] = ["Bel 118."]

    changed_offer(page, change)
    page.click("button#listen")

    expect(page.locator("#player-said")).to_contain_text("een beetje veranderd")
    play(page)
    assert not now(page).startswith(first["words"])
    assert (
        page.evaluate("document.querySelector('audio').currentTime")
        > first["ends"] / 1000
    )


def test_marks_that_do_not_fit_are_not_used(opened):
    page = opened("/nl/")
    page.click(".player-keys [data-do=stop]")
    changed_offer(page, lambda item: item["sound"]["marks"].pop())
    page.click("button#listen")

    expect(page.locator("#player-said")).to_contain_text("nog geen stem")
    assert page.locator("audio").count() == 0


def test_no_connection_is_told_and_can_be_tried_again(opened):
    page = opened("/nl/")
    page.click(".player-keys [data-do=stop]")
    page.context.set_offline(True)
    page.click("button#listen")
    expect(page.locator("#status")).to_be_visible()

    page.context.set_offline(False)
    page.click("#status button")

    expect(page.locator("[data-do=play]")).to_be_visible()


def test_sound_that_stops_by_itself_is_told(opened):
    page = opened("/nl/")
    play(page)

    page.evaluate("HTMLMediaElement.prototype.pause.call(document.querySelector('audio'))")  # fmt: skip

    expect(page.locator("#player-said")).to_contain_text("stopte vanzelf")
    play(page)
    expect(page.locator("#player-said")).to_be_empty()

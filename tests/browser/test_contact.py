"""Open or closed, worked out on the reader's own device, with both times shown."""

import pytest

from safety import inline

pytestmark = pytest.mark.browser

CARD = """<!doctype html><html lang="en"><body>
<div data-hours data-open="Open until {{0}} ({{1}} here)" data-closed="Opens {{2}} at {{0}} ({{1}} here)">
<span data-times="{times}" data-checked="{checked}">Usually open: words</span></div></body></html>"""
USUAL = "Usually open: words"
WORKDAYS, DAILY = "Mo-Fr 09:00-17:00; PH off", "Mo-Su 11:00-21:00"
NIGHTLY = "Mo-Su 00:00-02:00; Mo-Su 20:00-24:00"


@pytest.fixture(scope="module")
def script():
    path = inline.ROOT / "templates/components/contact/contact.js"
    return f"var site = {{enhance: function (f) {{ f(document); }}}};{path.read_text()}"


@pytest.mark.parametrize(
    ("now", "times", "timezone", "words"),
    [
        ("2026-11-23T10:00Z", WORKDAYS, "Africa/Tunis", "Open until 17:00 (17:00 here)"),
        ("2026-11-23T10:00Z", WORKDAYS, "Asia/Karachi", "Open until 17:00 (21:00 here)"),
        ("2026-11-23T07:59Z", WORKDAYS, "Africa/Accra", "Opens at 09:00 (08:00 here)"),
        ("2026-11-23T08:00Z", WORKDAYS, "Africa/Accra", "Open until 17:00 (16:00 here)"),
        ("2026-11-20T16:00Z", WORKDAYS, "Africa/Accra", "Opens Monday at 09:00 (08:00 here)"),
        ("2026-12-25T10:00Z", WORKDAYS, "Africa/Accra", "Opens Monday at 09:00 (08:00 here)"),
        ("2026-12-25T12:00Z", DAILY, "Africa/Accra", "Open until 21:00 (20:00 here)"),
        ("2027-03-29T10:00Z", WORKDAYS, "UTC", "Opens Tuesday at 09:00 (07:00 here)"),
        ("2027-05-06T10:00Z", WORKDAYS, "UTC", "Opens Friday at 09:00 (07:00 here)"),
        ("2026-11-23T22:00Z", NIGHTLY, "UTC", "Open until 02:00 (01:00 here)"),
        ("2026-11-24T00:30Z", NIGHTLY, "UTC", "Open until 02:00 (01:00 here)"),
        ("2026-11-24T02:00Z", NIGHTLY, "UTC", "Opens at 20:00 (19:00 here)"),
        ("2026-07-01T20:00Z", DAILY, "UTC", "Opens Thursday at 11:00 (09:00 here)"),
    ],
)  # fmt: skip
def test_open_or_closed_is_said_with_both_times(chromium, script, now, times, timezone, words):  # fmt: skip
    page = look(chromium, script, now, times, timezone, now[:10])

    assert page.inner_text("span") == f"{words}. {USUAL}"


def test_hours_older_than_half_a_year_are_left_alone(chromium, script):
    now = "2026-11-23T10:00Z"

    page = look(chromium, script, now, WORKDAYS, "UTC", "2026-05-01")

    assert page.inner_text("span") == USUAL


def test_without_script_the_words_stand_there(chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(CARD.format(times=WORKDAYS, checked="2026-11-20"))

    assert page.inner_text("span") == USUAL
    context.close()


def look(chromium, script, now, times, timezone, checked):
    context = chromium.new_context(timezone_id=timezone)
    page = context.new_page()
    page.clock.set_fixed_time(now)
    page.set_content(CARD.format(times=times, checked=checked))
    page.evaluate(script)
    return page

"""With script the desk keeps what was typed until the server has it, whatever becomes of the server."""

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from content.models import Page
from staff.forms import failing

from ..support.desk import person

pytestmark = pytest.mark.browser
WORDS = "Wat een uur werk was."


@pytest.fixture
def desk(at_the_desk_of):
    page = Page.objects.get(key="trip")
    opened = at_the_desk_of(person("Redacteur"))("content_page_change", page.pk)
    opened.fill("[name=lead_nl]", WORDS)
    return opened


def is_kept(desk, why: str) -> None:
    box = desk.get_by_role("alert").filter(has_text="Wat je invulde staat er nog")
    expect(box).to_contain_text(why)
    expect(box.get_by_role("button", name="Nog een keer")).to_be_focused()
    expect(desk.locator("[name=lead_nl]")).to_have_value(WORDS)
    assert Page.objects.get(key="trip").lead_nl != WORDS


def is_saved_the_next_time(desk) -> None:
    desk.keyboard.press("Enter")
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert Page.objects.get(key="trip").lead_nl == WORDS


def test_while_nobody_answers(desk):
    desk.route("**/change/", lambda route: route.abort())
    desk.click("[name=_save]")
    is_kept(desk, "antwoordt niet")

    desk.unroute("**/change/")
    is_saved_the_next_time(desk)


def test_while_the_proxy_answers_instead(desk):
    desk.route(
        "**/change/", lambda sign: sign.fulfill(status=502, body="<h1>Bad gateway")
    )
    desk.click("[name=_save]")
    is_kept(desk, "kon dit niet bewaren")

    desk.unroute("**/change/")
    is_saved_the_next_time(desk)


def test_when_the_server_says_why(desk, monkeypatch):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr(Page, "save", locked)
        desk.click("[name=_save]")
        is_kept(desk, failing.BUSY)

    is_saved_the_next_time(desk)


def test_leaving_asks_as_long_as_it_is_not_saved(desk):
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.route("**/change/", lambda route: route.abort())
    desk.locator("[name=lead_nl]").press_sequentially(".")
    desk.click("[name=_save]")
    expect(desk.locator(".unsent")).to_be_visible()

    with desk.expect_event("dialog"):
        desk.locator("#branding a").first.click(no_wait_after=True)

    assert asked == ["beforeunload"]


def test_what_is_refused_is_shown_and_can_be_mended(desk):
    desk.fill("[name=lead_nl]", "Bel 0800-2000.")
    desk.click("[name=_save]")
    expect(desk.locator(".errorlist").first).to_be_visible()

    desk.fill("[name=lead_nl]", WORDS)
    desk.click("[name=_continue]")

    expect(desk.locator(".messagelist .success")).to_be_visible()
    expect(desk.locator("[name=lead_nl]")).to_have_value(WORDS)
    assert desk.logged == []


def test_without_script_the_page_that_comes_carries_it(desk, window, monkeypatch):
    plain = window(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    plain.context.add_cookies(desk.context.cookies())
    plain.goto(desk.url)
    plain.fill("[name=lead_nl]", WORDS)

    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr(Page, "save", locked)
        plain.click("[name=_save]")
        expect(plain.get_by_role("heading", level=1)).to_have_text(
            "Dit is niet bewaard"
        )
    plain.get_by_role("button", name="Nog een keer").click()

    expect(plain.locator(".messagelist .success")).to_be_visible()
    assert Page.objects.get(key="trip").lead_nl == WORDS

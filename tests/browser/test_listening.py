"""The listener's screens, on the phone she listens with."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from ..support.desk import log_in
from ..support.sounds import WORDS, make, page, put_live

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LISTENING = "/beheer/speech/approval"


@pytest.fixture
def phone(window, rendered_site, settings, tmp_path, admin_user):
    """Logged in, at 360 pixels, with one page whose sound nobody heard."""
    settings.SPEECH_ROOT = tmp_path / "speech"
    settings.PUBLISHING_ROOT = tmp_path / "site"
    put_live(settings.PUBLISHING_ROOT, nl=page(WORDS))
    make("/nl/1/")
    client = log_in(Client(), admin_user)
    opened = window()
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    opened.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": rendered_site}])  # fmt: skip
    return opened


def fits(opened) -> bool:
    return opened.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_part_of_a_page_begins_where_its_button_says(phone, rendered_site):
    phone.goto(f"{rendered_site}{LISTENING}/luisteren/?pagina=/nl/1/")
    assert fits(phone)

    phone.locator("[data-at]").nth(1).click()

    phone.wait_for_function("document.getElementById('page-sound').currentTime > 0.5")
    assert phone.logged == []


def test_a_sentence_that_was_heard_is_ticked(phone, rendered_site):
    phone.goto(f"{rendered_site}{LISTENING}/nieuw/?taal=nl")
    assert fits(phone)
    boxes = phone.locator("[name=clip]")
    expect(boxes).to_have_count(3)

    phone.evaluate("document.querySelector('[data-heard]').play()")

    expect(boxes.first).to_be_checked(timeout=15_000)
    expect(boxes.nth(1)).not_to_be_checked()


def test_the_overview_fits_a_phone(phone, rendered_site):
    phone.goto(f"{rendered_site}{LISTENING}/add/?taal=nl&alles")
    assert fits(phone)
    expect(phone.locator("text=Nieuwe zinnen beluisteren")).to_be_visible()

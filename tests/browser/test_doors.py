"""Through the doors of the admin in a real browser, and what axe says of each on the way."""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from content.models import Page
from directory.models import ContactMethod

from ..support.desk import code_of
from ..support.letters import NARROW, WIDE, set_letters
from .test_admin import PASSWORD
from .test_for_everyone import violations

pytestmark = pytest.mark.browser
AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


def judge(page) -> None:
    """Nothing for axe to say, and nothing to scroll sideways for on a phone.

    With narrow letters, in which targets are smallest, and with wide ones, which need most room.
    """
    set_letters(page, NARROW)
    assert violations(page, AA) == [], page.url
    page.set_viewport_size(PHONE)
    set_letters(page, WIDE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url
    page.set_viewport_size(DESK)


def test_from_the_first_login_to_a_text_that_survives_an_ended_session(
    seeded_server, window, django_user_model
):
    user = django_user_model.objects.create_superuser("redactie", password=PASSWORD)
    ContactMethod.objects.filter(key="bz/phone").update(due_on=timezone.localdate())
    page = window(viewport=DESK)
    admin = f"{seeded_server.url}/{settings.ADMIN_PATH}/"
    heading = page.locator("#content h1")

    page.goto(admin)
    judge(page)
    page.fill("[name=username]", "redactie")
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")

    expect(heading).to_have_text("Koppel je telefoon")
    picture = page.locator("img.qr")
    assert picture.evaluate("it => it.complete && it.naturalWidth") > 100
    judge(page)
    phone = TOTPDevice.objects.get(user=user)
    page.fill("[name=code]", code_of(phone))
    page.click("text=Koppelen")

    expect(page.locator(".codes li")).to_have_count(10)
    judge(page)
    page.click("text=Ik heb ze bewaard")

    expect(heading).to_have_text("Bureau")
    judge(page)
    page.click("text=Tweede stap")
    expect(heading).to_have_text("Tweede stap bij het inloggen")
    judge(page)

    trip = Page.objects.get(key="trip")
    form = f"{admin}content/page/{trip.pk}/change/?taal=ar"
    page.goto(form)
    page.fill("[name=lead_nl]", 'Regel een.\n\nEn "twee".')
    page.fill("[name=lead_ar]", "نص جديد")
    Session.objects.all().delete()
    page.click("[name=_continue]")

    expect(heading).to_have_text("Log opnieuw in")
    judge(page)
    page.fill("[name=door-username]", "redactie")
    page.fill("[name=door-password]", PASSWORD)
    page.fill("[name=door-code]", code_of(phone, later=1))
    page.click("text=Inloggen en bewaren")

    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator("[name=lead_ar]")).to_have_value("نص جديد")
    assert page.url == form
    trip.refresh_from_db()
    assert (trip.lead_nl, trip.lead_ar) == ('Regel een.\n\nEn "twee".', "نص جديد")

    page.goto(f"{admin}content/page/{trip.pk}/history/")
    expect(page.locator("ins").first).to_be_visible()
    judge(page)
    page.locator(".change", has_text="العربية").locator("a").click()
    expect(page.locator(".restored")).to_be_visible()
    old = page.input_value("[name=lead_ar]")
    assert old
    assert old != "نص جديد"
    page.click("[name=_continue]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    trip.refresh_from_db()
    assert trip.lead_ar == old

    refused = re.compile("403")  # the page that asks to log in again says so itself
    assert [result for result in page.logged if not refused.search(result)] == []

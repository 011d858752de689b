"""An editor at work, in a real browser: the policy of the admin lets its own forms work."""

import re

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from content.models import Page
from directory.models import ContactMethod
from editorial.states import State, state

from ..support.desk import code_of, phone_of

pytestmark = pytest.mark.browser
PASSWORD = "een lange zin van vier"


@pytest.fixture
def desk(seeded_server, window, django_user_model):
    """The first page after logging in, on a laptop."""
    user = django_user_model.objects.create_superuser("redactie", password=PASSWORD)
    page = window(viewport={"width": 1280, "height": 800})
    page.goto(f"{seeded_server.url}/{settings.ADMIN_PATH}/")
    page.fill("[name=username]", "redactie")
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=code]", code_of(phone_of(user)))
    page.click("[type=submit]")
    assert page.inner_text("#content h1") == "Bureau"
    return page


def test_an_editor_changes_a_text(desk):
    desk.click(".front-list >> text=Pagina's")
    desk.click("text=Ik ben bang voor een reis")
    desk.click(".desk >> text=Arabisch")
    desk.fill("[name=lead_ar]", "نص جديد")
    desk.fill("[name=lead_nl]", "Een nieuwe inleiding.")
    desk.click("[name=_continue]")

    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert desk.input_value("[name=lead_ar]") == "نص جديد"
    assert desk.url.endswith("taal=ar")
    page = Page.objects.get(key="trip")
    assert (page.lead_nl, page.lead_ar) == ("Een nieuwe inleiding.", "نص جديد")
    assert state(page, "en") in (State.OUTDATED, State.MISSING)
    assert desk.logged == []


def test_an_editor_changes_a_number(desk):
    desk.click(".front-list >> text=Manieren van contact")
    desk.click("text=Veilig Thuis: telefoon")
    desk.fill("[name=number_nl]", "12")
    desk.click("[name=_save]")
    expect(desk.locator(".errorlist").first).to_contain_text("cijfers")

    desk.fill("[name=number_nl]", "0800-2001")
    desk.fill("[name=read_in_source_on]", f"{timezone.localdate():%d-%m-%Y}")
    desk.click("[name=_save]")

    expect(desk.locator(".messagelist .success")).to_be_visible()
    method = ContactMethod.objects.get(key="veilig-thuis/phone")
    assert method.number_nl == "0800-2001"
    assert desk.logged == []


def test_a_half_written_text_is_not_left_by_accident(desk):
    desk.on("dialog", lambda dialog: dialog.dismiss())
    desk.click(".front-list >> text=Pagina's")
    desk.click("text=Ik ben bang voor een reis")
    desk.locator("[name=lead_nl]").press_sequentially("Half")
    with desk.expect_event("dialog") as asked:
        desk.click(".desk >> text=Arabisch", no_wait_after=True)

    assert asked.value.type == "beforeunload"
    assert "Half" in desk.input_value("[name=lead_nl]")


def test_columns_stand_beside_each_other_and_below_each_other_on_a_phone(desk):
    page = Page.objects.get(key="trip")
    start = re.sub(r"[^/]*$", "", desk.url)
    desk.goto(f"{start}content/page/{page.pk}/change/?taal=ar")

    def boxes():
        return [
            desk.locator(f"[name=lead_{code}]").bounding_box() for code in ("nl", "ar")
        ]

    dutch, arabic = boxes()
    assert dutch["y"] == arabic["y"]
    assert dutch["x"] + dutch["width"] <= arabic["x"]

    desk.set_viewport_size({"width": 360, "height": 740})
    dutch, arabic = boxes()
    assert dutch["y"] + dutch["height"] <= arabic["y"]
    assert desk.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_token_is_picked_by_its_name_and_put_at_the_cursor(desk):
    page = Page.objects.get(key="trip")
    start = re.sub(r"[^/]*$", "", desk.url)
    desk.goto(f"{start}content/page/{page.pk}/change/?taal=ar")
    text = desk.locator("[name=lead_nl]")
    text.fill("Bel vandaag.")
    text.evaluate("it => it.setSelectionRange(3, 3)")

    desk.get_by_label("Verwijzing voor: Inleiding", exact=True).select_option(
        label="Veilig Thuis: naam en nummer"
    )
    expect(text).to_have_value("Bel vandaag.")
    desk.get_by_label("Zet in de tekst: Inleiding", exact=True).press("Enter")

    expect(text).to_have_value("Bel [veilig-thuis] vandaag.")
    expect(text).to_be_focused()
    assert desk.logged == []

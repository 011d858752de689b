"""From an editor's words to a visitor's page and back, by three people in real browsers."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import expect

from content.models import Page
from publishing.build import live
from publishing.models import Edition
from publishing.serve.asgi import Live

from ..support.desk import code_of, phone_of

pytestmark = pytest.mark.browser
PASSWORD = "een lange zin van vier"
NUMBER = "0800-2001"
MAY = {
    "redacteur": r"^(view|change)_(page|section|contactmethod|source|edition|proposal)$|^add_proposal$",
    "publicist": r"^(publish|view|sign)_(edition|proposal)$",
    "collega": r"^confirm_edition$|^view_(proposal|edition)$",
}


@pytest.fixture
def people(seeded_server, window, django_user_model, settings, tmp_path):
    """A window for each of three people, logged in."""
    settings.PUBLISHING_ROOT = tmp_path / "site"
    live.publish(Edition.objects.make("eerste"), lambda done, total, what: None)

    def log_in(name: str):
        user = django_user_model.objects.create_user(
            name, password=PASSWORD, is_staff=True
        )
        wanted = re.compile(MAY[name])
        user.user_permissions.set(
            permission
            for permission in Permission.objects.all()
            if wanted.search(permission.codename)
        )
        page = window(viewport={"width": 1280, "height": 800})
        page.goto(f"{seeded_server.url}/{settings.ADMIN_PATH}/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=code]", code_of(phone_of(user)))
        page.click("[type=submit]")
        expect(page.locator("#content h1")).to_be_visible()
        return page

    return log_in


def visitor_sees(path: str) -> str:
    """The page as the server in front sends it: from the live build, without Django."""
    answer = Live(None).site.find(path, "")
    return answer.by_encoding[""][1]["body"].decode()


def test_words_and_a_number_go_online_and_the_words_come_back(people, seeded_server):
    base = f"{seeded_server.url}/{settings.ADMIN_PATH}"
    page = Page.objects.get(key="tips")
    path = page.path("nl")
    old_lead = page.lead_nl

    editor = people("redacteur")
    editor.goto(f"{base}/content/page/{page.pk}/change/")
    editor.fill("[name=lead_nl]", "Kleine stappen zijn ook stappen.")
    editor.click("[name=_save]")
    expect(editor.locator(".messagelist .success")).to_be_visible()
    editor.goto(f"{base}/directory/contactmethod/?q=veilig-thuis")
    editor.click("text=Veilig Thuis: telefoon")
    editor.fill("[name=number_nl]", NUMBER)
    editor.fill("[name=read_in_source_on]", f"{timezone.localdate():%d-%m-%Y}")
    editor.click("[name=_save]")
    expect(editor.locator(".messagelist .success")).to_be_visible()
    assert "Kleine stappen" not in visitor_sees(path)

    editor.goto(f"{base}/publishing/edition/add/")
    expect(editor.locator(".change")).to_have_count(2)
    editor.fill("[name=note]", "Duidelijker, en het nieuwe nummer")
    editor.click("[value='Kies alles']")
    expect(editor.locator(".change input:checked")).to_have_count(2)
    expect(editor.locator("[name=note]")).to_have_value(re.compile("Duidelijker"))
    editor.click('[value="Bekijk wat er verandert"]')
    expect(
        editor.locator("text=Een tweede persoon moet dit eerst meelezen")
    ).to_be_visible()
    proposal = editor.url
    made = editor.locator("text=pagina's veranderen")  # a number stands on every page
    expect(made).to_be_visible(timeout=90_000)
    row = editor.locator("tr", has_text=path).first
    row.locator("text=verschil in tekst").click()
    expect(editor.locator("ins", has_text="Kleine stappen")).to_be_visible()
    editor.click("text=Zo wordt de pagina")
    expect(editor.locator("#staff")).to_contain_text("Alleen voor de redactie")
    expect(editor.locator("h1")).to_be_visible()
    assert editor.logged == []

    publisher = people("publicist")
    publisher.goto(proposal)
    expect(publisher.locator("button[value=publish]")).to_have_count(0)
    expect(publisher.locator("button[value=confirm]")).to_have_count(0)

    colleague = people("collega")
    colleague.goto(proposal)
    colleague.click("button[value=confirm]")
    expect(colleague.locator(".messagelist .success")).to_be_visible()

    publisher.reload()
    publisher.click("button[value=publish]")
    expect(publisher.locator(".messagelist .success")).to_contain_text("Online")
    assert "Kleine stappen" in visitor_sees(path)
    assert NUMBER in visitor_sees("/nl/7/")

    first = Edition.objects.order_by("number").first()
    publisher.goto(f"{base}/publishing/edition/{first.number}/change/")
    publisher.click("text=Zet de teksten van editie")
    publisher.click("button[value=publish]")  # there once the pages are made
    expect(publisher.locator(".messagelist .success")).to_contain_text("Online")
    assert "Kleine stappen" not in visitor_sees(path)
    assert old_lead.split(".")[0][:20] in visitor_sees(path)
    assert NUMBER in visitor_sees("/nl/7/")

    publisher.goto(f"{base}/publishing/edition/{first.number}/lezen/nl/7/")
    expect(publisher.locator("body")).not_to_contain_text(NUMBER)
    expect(publisher.locator("#staff")).to_contain_text("Online sinds")
    assert publisher.logged == []

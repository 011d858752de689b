"""What helps an editor at work: tokens to pick, advice on words, a switch, an order."""

import re

import pytest
from django.urls import reverse

from content.models import Page, Section
from editorial import rules
from editorial.picking import choices
from editorial.proofreading import known_now
from editorial.tokens import tokens_in

from .desk import address, save, translated_section


@pytest.fixture
def section(db):
    return translated_section()


def test_the_form_names_every_token_one_can_write(admin_client, section):
    html = admin_client.get(address(section, "ar")).content.decode()

    (found,) = re.findall(r"<details[^>]* data-tokens>.*?</details>", html, re.DOTALL)
    for token, name in {
        "[veilig-thuis]": "Veilig Thuis: naam en nummer",
        "[name:veilig-thuis]": "Veilig Thuis: alleen de naam",
        "[page:help]": Page.objects.get(key="help").heading_nl,
    }.items():
        assert f"<code>{token}</code> <span>{name}</span>" in found
    assert "admin_site/tokens.js" in html


def test_every_token_offered_is_one_the_rules_take(db):
    known = known_now()
    offered = [str(it.token) for found in choices().values() for it in found]

    assert len(offered) > 50
    for token in offered:
        assert len(tokens_in(token)) == 1
        assert list(rules.problems(token, known, "nl")) == []


def test_a_retired_page_is_not_offered(db):
    Page.objects.filter(key="tips").update(retired_on="2026-11-22")

    assert "[page:tips]" not in {str(it.token) for it in choices()["Pagina's"]}


LONG = " ".join(["heel"] * 21) + "."


def test_advice_stands_below_the_dutch_and_refuses_nothing(admin_client, section):
    text = f"{LONG} Bel de vertegenwoordiging [bz]. Dit is gedwongen."
    assert save(admin_client, section, body_nl=text).status_code == 302

    html = admin_client.get(address(section, "ar")).content.decode()

    (place,) = re.findall(r'id="id_body_nl_helptext".*?</ul>', html, re.DOTALL)
    assert "Lange zin (21 woorden): “heel heel heel heel heel heel …”" in place
    assert "Moeilijk woord: vertegenwoordiging." in place
    assert "Verraadt het onderwerp aan wie meekijkt:" in place
    assert 'id="id_body_ar_helptext"' not in html


def test_a_page_for_work_may_name_its_subject(admin_client):
    section = Section.objects.filter(page__wing="open", page__layout="page").first()
    Section.objects.filter(pk=section.pk).update(body_nl="Dit is gedwongen.")

    assert "Verraadt" not in admin_client.get(address(section)).content.decode()


def test_advice_is_given_on_what_is_not_saved_yet(admin_client, client):
    url = reverse("admin:content_page_advice")

    html = admin_client.post(url, {"text": f"<b>{LONG}"}).content.decode()

    assert html.startswith("<ul><li>Lange zin (22 woorden): “&lt;b&gt;heel heel")
    assert admin_client.post(url, {"text": "Bel nu."}).content == b""
    assert admin_client.get(url, {"text": LONG}).status_code == 405


def test_advice_asks_for_a_permission(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("niemand", is_staff=True))

    url = reverse("admin:content_page_advice")
    assert client.post(url, {"text": LONG}).status_code == 403

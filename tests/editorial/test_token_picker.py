"""What helps an editor at work: tokens to pick, advice on words, a switch, an order."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest
from django.urls import reverse

from content.models import Page, Section
from editorial import rules
from editorial.admin.token_picker import choices
from editorial.proofreading import known_now
from editorial.tokens import tokens_in

from ..support.desk import address, log_in, person, save, translated_section


@pytest.fixture
def section(db):
    return translated_section()


def test_the_form_names_every_token_one_can_write(admin_client, section):
    html = admin_client.get(address(section, "ar")).content.decode()

    (shown,) = re.findall(r"<details[^>]* data-tokens>.*?</details>", html, re.DOTALL)
    for token, name in {
        "[veilig-thuis]": "Veilig Thuis: naam en nummer",
        "[name:veilig-thuis]": "Veilig Thuis: alleen de naam",
        "[page:help]": Page.objects.get(key="help").heading_nl,
    }.items():
        assert f"<code>{token}</code> <span>{name}</span>" in shown
    assert "admin_site/tokens.js" in html


def test_every_token_offered_is_one_the_rules_take(db):
    known = known_now()
    offered = [str(item.token) for choice in choices().values() for item in choice]

    assert len(offered) > 50
    for token in offered:
        assert len(tokens_in(token)) == 1
        assert list(rules.problems(token, known, "nl")) == []


def test_a_retired_page_is_not_offered(db):
    Page.objects.filter(key="tips").update(retired_on="2026-11-22")

    assert "[page:tips]" not in {str(item.token) for item in choices()["Pagina's"]}


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
    log_in(client, django_user_model.objects.create_user("niemand", is_staff=True))

    url = reverse("admin:content_page_advice")
    assert client.post(url, {"text": LONG}).status_code == 403


def test_a_preview_is_seen_as_on_a_phone_wide_and_on_paper(admin_client):
    response = admin_client.get(reverse("admin:content_page_preview", args=["nl/1/"]))
    html = response.content.decode()

    assert response.status_code == 200
    assert re.findall(r'type="radio" name="size" id="(\w+)"', html) == [
        "phone",
        "wide",
        "paper",
    ]
    screen, paper = map(unescape, re.findall(r'srcdoc="(.*?)"', html, re.DOTALL))
    assert "@media print" in screen
    assert "@media print" not in paper
    assert "@media all" in paper
    for page in (screen, paper):
        (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
        digest = b64encode(sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in response["Content-Security-Policy"]
    assert not re.search(r'\s(?:style|on\w+)="', html)
    assert "Bekijk als" not in screen


def test_a_section_moves_one_place_in_one_step(admin_client):
    page = Page.objects.get(key="trip")
    first, second, *rest = page.sections.all()
    html = admin_client.get(address(page, "ar")).content.decode()
    url = f"{reverse('admin:content_page_order', args=[page.pk])}?taal=ar"
    assert f'<form method="post" action="{url}" id="order">' in html
    assert f'form="order" name="down" value="{first.pk}"' in html
    assert f'form="order" name="up" value="{first.pk}"' not in html

    response = admin_client.post(url, {"down": first.pk})

    assert list(page.sections.all()) == [second, first, *rest]
    assert response["Location"] == f"{address(page, 'ar')}#section-{first.pk}"
    assert first.history.first().position != first.position
    admin_client.post(url, {"up": first.pk})
    assert list(page.sections.all()) == [first, second, *rest]
    admin_client.post(url, {"up": first.pk})
    admin_client.post(url, {"up": "x"})
    assert list(page.sections.all()) == [first, second, *rest]


def test_sections_with_the_same_position_move_too(admin_client):
    page = Page.objects.get(key="trip")
    page.sections.update(position=3)
    first, second, *rest = page.sections.all()

    admin_client.post(
        reverse("admin:content_page_order", args=[page.pk]), {"up": second.pk}
    )

    assert list(page.sections.all()) == [second, first, *rest]


def test_who_only_translates_moves_nothing(client, db):
    log_in(client, person("Vertaler", "ar"))
    page = Page.objects.get(key="trip")
    before = list(page.sections.all())
    url = reverse("admin:content_page_order", args=[page.pk])

    assert 'form="order"' not in client.get(address(page, "ar")).content.decode()
    assert client.post(url, {"down": before[0].pk}).status_code == 403
    assert list(page.sections.all()) == before


def test_a_new_section_knows_its_page_and_its_place(admin_client):
    page = Page.objects.get(key="trip")
    last = page.sections.last()
    html = admin_client.get(address(page)).content.decode()
    (link,) = re.findall(r'class="addlink" href="([^"]*)"', html)

    form = admin_client.get(unescape(link)).context["adminform"].form

    assert int(form["page"].value()) == page.pk
    assert int(form["position"].value()) == last.position + 1

"""The editors' admin: open to someone who is no programmer, and to nobody's scripts."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from content.models import FigureTable, Page, Resource, Section, SignalList
from directory.models import ContactMethod, Organisation
from editorial.models import Source

from ..support.desk import address, errors, log_in, opened, save, translated_section

MODELS = [
    model
    for model in apps.get_models()
    if admin.site.is_registered(model) and model._meta.app_label != "auth"
]
OURS = [
    Page, Section, SignalList, FigureTable, Resource, Organisation, ContactMethod, Source
]  # fmt: skip


@pytest.fixture
def section(db):
    return translated_section()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_list_and_form_opens(admin_client, model):
    base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    thing = model.objects.first()

    urls = [reverse(f"{base}_changelist")]
    if thing:
        urls += [address(thing), address(thing, "ar"), address(thing, "nonsense")]

    assert {url: admin_client.get(url).status_code for url in urls} == dict.fromkeys(
        urls, 200
    )


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_nothing_in_the_admin_comes_from_elsewhere_or_runs_inline(admin_client, model):
    response = admin_client.get(address(model.objects.first(), "ar"))
    html = response.content.decode()

    assert response.status_code == 200
    assert not re.findall(r'\b(?:src|href)="(?:https?:)?//[^"]*"', html)
    assert not re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*json)", html)
    assert not re.findall(r'\s(?:style|on\w+)="', html)
    assert response["Referrer-Policy"] == "same-origin"
    assert "unsafe" not in response["Content-Security-Policy"]
    directives = response["Content-Security-Policy"].split("; ")
    assert "script-src 'self'" in directives


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_longer_list_asks_the_database_no_more(
    admin_client, model, django_assert_max_num_queries
):
    assert model.objects.count() > 1
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    with django_assert_max_num_queries(10):  # one of them: which phone
        assert admin_client.get(url).status_code == 200


def test_searching_and_filtering_work_in_every_list(admin_client):
    for model in OURS:
        url = reverse(
            f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        )
        assert admin_client.get(url, {"q": "bel"}).status_code == 200

    missing = {"taal": "ar", "stand": "missing", "q": "de"}
    assert (
        admin_client.get(
            reverse("admin:content_section_changelist"), missing
        ).status_code
        == 200
    )


def test_the_list_shows_what_is_missing_in_the_chosen_language(admin_client, section):
    url = reverse("admin:content_section_changelist")

    missing = admin_client.get(url, {"taal": "ar", "stand": "missing"})
    unreviewed = admin_client.get(url, {"taal": "ar", "stand": "unreviewed"})

    assert section not in missing.context["cl"].queryset
    assert section in unreviewed.context["cl"].queryset


def test_a_page_without_high_risk_is_not_marked_as_wrong(admin_client):
    html = admin_client.get(reverse("admin:content_page_changelist")).content.decode()

    assert "icon-no" not in html
    assert '<td class="field-risk">hoog</td>' in html


def test_dutch_stands_beside_the_chosen_language(admin_client, section):
    html = admin_client.get(address(section, "ar")).content.decode()

    assert re.search(r'<textarea[^>]*name="body_nl"[^>]*lang="nl"[^>]*dir="ltr"', html)
    assert re.search(r'<textarea[^>]*name="body_ar"[^>]*lang="ar"[^>]*dir="rtl"', html)
    assert 'name="body_en"' not in html


def test_the_chosen_language_survives_saving(admin_client, section):
    again = save(admin_client, section, "ar", _continue="1")
    home = save(admin_client, section, "ar")

    assert "taal=ar" in again["Location"]
    assert home["Location"] == address(section.page, "ar")


def test_a_new_section_gets_a_key_and_comes_last(admin_client):
    page = Page.objects.get(key="trip")
    last = page.sections.order_by("-position").first()
    url = reverse("admin:content_section_add")
    data = opened(admin_client, f"{url}?page={page.pk}")
    source = Source.objects.first().pk

    for _ in range(2):
        words = {"heading_nl": "Wat nu?", "body_nl": "Ga zitten.", "sources": [source]}
        assert admin_client.post(url, data | words).status_code == 302

    first, second = page.sections.order_by("position").filter(heading_nl="Wat nu?")
    assert (first.key, second.key) == ("trip/wat-nu", "trip/wat-nu-2")
    assert (first.position, second.position) == (last.position + 1, last.position + 2)


def test_a_section_names_its_source(admin_client):
    page = Page.objects.create(key="new", number=900, heading_nl="N", title_nl="N")
    url = f"{reverse('admin:content_section_add')}?page={page.pk}"

    response = admin_client.post(
        url, opened(admin_client, url) | {"body_nl": "Dit is zo."}
    )

    assert "Kies waar dit vandaan komt" in errors(response)


def test_a_number_of_a_quiet_page_is_never_used_again(admin_client):
    url = reverse("admin:content_page_add")
    data = opened(admin_client, url) | {
        "heading_nl": "Kop",
        "title_nl": "T",
        "key": "kop",
    }

    assert "Vrij is" in errors(admin_client.post(url, data | {"number": "1"}))
    assert "geen adres" in errors(admin_client.post(url, data | {"number": ""}))
    assert "geen adres" in errors(admin_client.post(url, data | {"wing": "open"}))
    assert admin_client.post(url, data).status_code == 302
    assert Page.objects.get(key="kop").number == int(data["number"])


def test_an_editor_is_led_to_a_new_section_and_to_a_link_to_share(admin_client):
    form = admin_client.get(address(Page.objects.get(key="trip"))).content.decode()

    assert "Stuk tekst toevoegen" in form
    assert "Laat een ander haar lezen" in form


def test_the_key_and_the_address_of_a_page_stay(admin_client):
    page = Page.objects.get(key="trip")

    save(admin_client, page, key="other", number="99", lead_nl="Anders.")

    page.refresh_from_db()
    assert (page.key, page.number, page.lead_nl) == ("trip", 1, "Anders.")


def test_someone_who_may_only_look_sees_every_form(client, django_user_model):
    user = django_user_model.objects.create_user("kijker", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    log_in(client, user)

    for model in OURS:
        assert client.get(address(model.objects.first(), "ar")).status_code == 200

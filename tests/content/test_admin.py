"""An editor's tools: a typo, what is pasted, looking before saving, letting another read."""

from html import unescape

import pytest
from django.core import signing
from django.core.signals import request_finished, request_started
from django.test import Client
from django.urls import reverse

from content.admin import previews
from content.models import Page, Section
from desk.text_search import find
from editorial import states
from editorial.states import State

from ..support.desk import address, errors, log_in, opened, save, translated_section


@pytest.fixture
def section(db):
    return translated_section()


def test_a_typo_leaves_translations_as_they_were(admin_client, section):
    states.reviewed(section, "ar")
    section.save()

    save(admin_client, section, body_nl="Bel  [bz].\n\nNog iets.", typo="on")
    section.refresh_from_db()
    assert states.state(section, "ar") == State.REVIEWED

    save(admin_client, section, body_nl="Bel niet [bz].\n\nNog iets.")
    section.refresh_from_db()
    assert states.state(section, "ar") == State.OUTDATED
    save(admin_client, section, body_nl="Bel nooit [bz].\n\nNog iets.", typo="on")
    section.refresh_from_db()
    assert states.state(section, "ar") == State.OUTDATED


def test_a_save_names_the_translations_it_leaves_behind(admin_client, section):
    data = opened(admin_client, address(section)) | {"body_nl": "Bel eerst [bz]."}

    page = admin_client.post(address(section), data, follow=True).content.decode()

    assert "de vertaling is nu ouder" in page
    assert f'<a href="{address(section, "ar")}">Arabisch</a>' in page
    again = opened(admin_client, address(section)) | {"body_nl": "Bel nu [bz]."}
    page = admin_client.post(address(section), again, follow=True).content.decode()
    assert "is nu ouder" not in page  # it was already


def test_a_save_says_which_page_weighs_too_much(admin_client, section, settings):
    data = opened(admin_client, address(section)) | {"heading_nl": "Nieuwe kop"}
    page = admin_client.post(address(section), data, follow=True).content.decode()
    assert "te zwaar" not in page

    settings.QUIET_BUDGET = 1_000
    data = opened(admin_client, address(section)) | {"heading_nl": "Andere kop"}
    page = admin_client.post(address(section), data, follow=True).content.decode()

    assert "De pagina is in het Nederlands nu" in page
    assert "bytes te zwaar" in page
    section.refresh_from_db()
    assert section.heading_nl == "Andere kop"  # it is saved all the same


def test_what_word_pastes_along_is_taken_out_and_told(admin_client, section):
    pasted = "•\tBel\u00a0nu [bz].\r\n\u00b7 Zeg waar je b\u00adent.\u200f"
    data = opened(admin_client, address(section)) | {"body_nl": pasted}

    response = admin_client.post(address(section), data, follow=True)

    section.refresh_from_db()
    assert section.body_nl == "- Bel nu [bz].\n- Zeg waar je bent."
    assert "opmaak weggehaald" in response.content.decode()


def test_persian_keeps_the_joiners_it_is_written_with(admin_client, section):
    save(admin_client, section, "ar", heading_ar="می\u200cخواهم\u202e")

    section.refresh_from_db()
    assert section.heading_ar == "می\u200cخواهم"


def test_what_was_not_pasted_is_told_nothing(admin_client, section):
    data = opened(admin_client, address(section)) | {"heading_nl": "Nieuwe kop"}

    response = admin_client.post(address(section), data, follow=True)

    assert "opmaak weggehaald" not in response.content.decode()


def test_a_whole_document_is_refused_in_one_sentence(admin_client, section):
    pasted = "Bel 0800-2000 <b>nu</b>. " * 4_100

    response = save(admin_client, section, body_nl=pasted)

    assert len(pasted) > 100_000
    assert "Is dit wel de goede tekst?" in errors(response)
    assert "telefoonnummer" not in errors(response)
    assert response.context["adminform"].form["body_nl"].value() == pasted


def test_html_is_refused_and_kept_in_the_form(admin_client, section):
    pasted = '<p class="MsoNormal">Bel [bz].</p>'

    response = save(admin_client, section, body_nl=pasted)

    assert "kan hier niet" in errors(response)
    assert response.context["adminform"].form["body_nl"].value() == pasted


def test_a_page_is_seen_whole_before_it_is_saved(admin_client, section):
    data = opened(admin_client, address(section, "ar"))
    data |= {"heading_ar": "عنوان جديد", "_preview": "1"}

    response = admin_client.post(address(section, "ar"), data)

    html = unescape(response.content.decode())
    assert response.status_code == 200
    assert "عنوان جديد" in html
    assert 'lang="ar"' in html
    assert "Er is niets bewaard" in html
    assert "bytes; hoogstens 9200 mag" in html
    section.refresh_from_db()
    assert section.heading_ar == "عنوان"


def test_a_preview_leaves_the_connection_to_the_database_alone(admin_client, section):
    data = opened(admin_client, address(section)) | {"_preview": "1"}
    began, finished = [], []  # at either Django closes it, though the save is under way
    request_started.connect(on_start := lambda **signal: began.append(signal))
    request_finished.connect(on_finish := lambda **signal: finished.append(signal))

    response = admin_client.post(address(section), data)

    request_started.disconnect(on_start)
    request_finished.disconnect(on_finish)
    assert response.status_code == 200
    assert (len(began), len(finished)) == (1, 1)  # the editor's own request


def test_a_page_that_was_saved_is_seen_with_links_that_stay_inside(admin_client):
    page = Page.objects.get(key="trip")
    form = admin_client.get(address(page)).content.decode()
    url = reverse("admin:content_page_preview", args=["nl/1/"])
    assert url in form

    response = admin_client.get(url)

    html = unescape(response.content.decode())
    assert response.status_code == 200
    assert "<script" not in html
    assert f'href="{url[:-5]}nl/7/"' in html
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert admin_client.get(f"{url[:-5]}beheer/").status_code == 404
    assert admin_client.get(f"{url[:-5]}nl/nowhere/").status_code == 404


def test_a_colleague_reads_one_page_by_a_link_until_it_expires(
    admin_client, monkeypatch, settings
):
    client = Client()  # a colleague who reads along is logged in nowhere
    page = Page.objects.get(key="trip")
    html = admin_client.get(reverse("admin:content_page_share", args=[page.pk]))
    (link, *_) = [item["url"] for item in html.context["links"]]
    Page.objects.filter(pk=page.pk).update(lead_nl="Nog niet online.")
    path, client = (
        link.removeprefix("http://testserver"),
        Client(),
    )  # hers, not logged in

    response = client.get(path)
    assert "Nog niet online." in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert settings.ADMIN_PATH not in f"{path} {response.content.decode()}"

    monkeypatch.setattr(previews, "DAYS", -1)
    expired = client.get(path)
    assert expired.status_code == 410
    assert "verlopen" in expired.content.decode()
    for token in ("nonsense", signing.dumps("/nl/1/", salt="another")):
        assert client.get(reverse("preview", args=[token])).status_code == 404


def test_previews_ask_for_a_permission(client, django_user_model):
    user = django_user_model.objects.create_user("niemand", is_staff=True)
    log_in(client, user)
    page = Page.objects.first()

    for name, argument in {
        "admin:content_page_preview": "nl/1/",
        "admin:content_page_share": page.pk,
    }.items():
        assert client.get(reverse(name, args=[argument])).status_code == 403
    for name in ("desk:exchange", "desk:text_search"):
        assert client.get(reverse(name)).status_code == 403


def test_a_phrase_is_found_everywhere(admin_client, section):
    section.body_ar = "اتصل\nالآن [bz]."
    section.save()

    assert [match.entry for match in find("اتصل الآن [bz]")] == [section]
    response = admin_client.get(reverse("desk:text_search"), {"phrase": "NOG IETS."})
    html = response.content.decode()
    assert "<mark>Nog iets.</mark>" in html
    assert address(Section.objects.get(pk=section.pk)) in html


def test_every_text_that_is_found_leads_to_a_form(admin_client, db):
    urls = {match.url.partition("?")[0] for match in find("e")}

    assert len({url.split("/")[-4] for url in urls}) > 8  # kinds of things
    for url in {url.split("/")[-4]: url for url in urls}.values():
        assert admin_client.get(url).status_code == 200


def test_a_retired_page_answers_calmly_and_leads_on(admin_client, client):
    page, on = Page.objects.get(key="tips"), Page.objects.get(key="help")
    section = Section.objects.filter(page__key="rights").first()
    Section.objects.filter(pk=section.pk).update(body_nl="Lees [page:tips].")

    refused = save(admin_client, page, retired_on="22-11-2026", next_page="")
    assert "Kies een pagina die blijft" in errors(refused)
    save(admin_client, page, retired_on="22-11-2026", next_page=on.pk)

    response = client.get(page.path("ar"))
    html = response.content.decode()
    assert response.status_code == 200
    assert 'content="noindex"' in html
    assert f'href="{on.path("ar")}"' in html
    assert "tel:" in html
    assert page.path("nl") not in client.get("/nl/").content.decode()
    rights = client.get(section.page.path("nl")).content.decode()
    assert f'Lees <a href="{on.path("nl")}"' in rights


def test_what_every_page_leads_to_is_not_retired(admin_client):
    page = Page.objects.get(key="help")

    assert "deze moet blijven" in errors(
        save(admin_client, page, retired_on="22-11-2026")
    )

"""Publishing from the admin: one question, one button, and no mistake goes online."""

import pytest
from django.urls import reverse

from content.models import Page
from publishing.admin.edition_admin import live_edition
from publishing.build import live
from publishing.models import Edition

from ..support.desk import log_in

PUBLISH = "admin:publishing_edition_add"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PUBLISHING_ROOT = tmp_path / "site"


def test_publishing_asks_why_and_shows_who(admin_client, admin_user):
    url = reverse(PUBLISH)
    assert "Dit veld is verplicht." in admin_client.post(url).content.decode()

    response = admin_client.post(url, {"note": "Nieuw nummer"}, follow=True)

    assert response.status_code == 200
    edition = Edition.objects.get()
    assert (edition.note, edition.created_by) == ("Nieuw nummer", admin_user)
    assert live_edition() == edition.number
    assert "Nieuw nummer" in response.content.decode()
    shown = reverse("admin:publishing_edition_change", args=[edition.number])
    assert admin_client.get(shown).status_code == 200


def test_a_mistake_is_shown_with_the_way_to_mend_it(admin_client):
    page = Page.objects.get(key="trip")
    Page.objects.filter(pk=page.pk).update(lead_nl="Bel 0800-2000.")

    response = admin_client.post(reverse(PUBLISH), {"note": "Toch"})

    html = response.content.decode()
    assert response.status_code == 200
    assert "lijkt een telefoonnummer" in html
    assert reverse("admin:content_page_change", args=[page.pk]) in html
    assert not Edition.objects.exists()
    assert live.live_build() == ""


def test_an_urgent_change_does_not_wait_for_the_translators(admin_client):
    page = Page.objects.get(key="trip")
    Page.objects.filter(pk=page.pk).update(lead_nl=f"{page.lead_nl} Bel [alarm].")

    html = admin_client.get(reverse(PUBLISH)).content.decode()

    assert "Publiceren" in html
    assert "niet in deze vertaling" not in html


def test_who_may_not_publish_sees_no_button(client, django_user_model):
    user = django_user_model.objects.create_user("redacteur", is_staff=True)
    log_in(client, user)

    assert client.get(reverse(PUBLISH)).status_code == 403

"""What an administrator changes in who may do what, others hear of."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from staff import access_changes

from ..support.desk import log_in, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher():
    publisher = person("Publicist")
    publisher.email = "publicist@example.org"
    publisher.save()
    return publisher


@pytest.fixture
def administrator(client):
    administrator = person("Beheerder")
    log_in(client, administrator)
    return administrator


@pytest.fixture
def with_mail(settings):
    settings.EMAIL_URL = "smtp://localhost"


def set_password(client, user):
    new = "een heel andere zin van zeven woorden"
    return client.post(
        reverse("admin:auth_user_password_change", args=[user.pk]),
        {"password1": new, "password2": new, "usable_password": "true"},
    )


def desk(client) -> str:
    return client.get(reverse("admin:index")).content.decode()


def test_a_password_that_somebody_else_set_stands_on_the_desk(
    client, publisher, administrator
):
    other = person("Publicist", name="nog een")
    assert set_password(client, other).status_code == 302

    assert "Toegang veranderd" not in desk(client)  # she did it herself
    log_in(client, publisher)
    page = desk(client)
    assert "Toegang veranderd" in page
    assert f"door {administrator}" in page
    other.refresh_from_db()
    log_in(client, other)
    assert "Toegang veranderd" in desk(client)
    log_in(client, person("Redacteur"))  # it is about somebody else
    assert "Toegang veranderd" not in desk(client)


def test_a_second_step_that_is_started_anew_stands_there_too(
    client, publisher, administrator
):
    data = {"action": "start_anew", "_selected_action": [publisher.pk]}
    client.post(reverse("admin:auth_user_changelist"), data)

    (entry,) = access_changes.recent(publisher)
    assert entry.get_change_message() == "Tweede stap opnieuw laten instellen"


def test_a_letter_goes_to_the_person_and_all_who_publish(
    client, publisher, administrator, with_mail, django_capture_on_commit_callbacks
):
    editor = person("Redacteur")
    editor.email = "redacteur@example.org"
    editor.save()

    with django_capture_on_commit_callbacks(execute=True):
        set_password(client, editor)

    to = sorted(address for letter in mail.outbox for address in letter.to)
    assert to == ["publicist@example.org", "redacteur@example.org"]
    assert "beheer/" not in mail.outbox[0].body  # it names no address of ours


def test_a_mail_server_that_refuses_loses_nothing(
    client,
    publisher,
    administrator,
    with_mail,
    settings,
    django_capture_on_commit_callbacks,
    caplog,
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there

    with django_capture_on_commit_callbacks(execute=True):
        assert set_password(client, publisher).status_code == 302

    assert "could not be sent" in caplog.text
    assert len(access_changes.recent(publisher)) == 1


def test_nobody_gives_herself_a_role(client, administrator):
    url = reverse("admin:auth_user_change", args=[administrator.pk])
    publishes = Group.objects.get(name="Publicist")
    before = set(administrator.groups.all())
    assert 'name="groups"' not in client.get(url).content.decode()

    response = client.post(
        url,
        {
            "username": administrator.username,
            "groups": [publishes.pk],
            "is_superuser": "on",
            "speaks-TOTAL_FORMS": "0",
            "speaks-INITIAL_FORMS": "0",
        },
    )

    assert response.status_code == 302
    administrator.refresh_from_db()
    assert set(administrator.groups.all()) == before
    assert not administrator.is_superuser


def test_she_gives_a_role_to_another_and_it_is_listed(client, publisher, administrator):
    editor = person("Redacteur")
    url = reverse("admin:auth_user_change", args=[editor.pk])
    publishes = Group.objects.get(name="Publicist")
    data = {
        "username": editor.username,
        "is_active": "on",
        "groups": [publishes.pk],
        "speaks-TOTAL_FORMS": "0",
        "speaks-INITIAL_FORMS": "0",
    }

    assert client.post(url, data).status_code == 302

    assert [group.name for group in editor.groups.all()] == ["Publicist"]
    (entry,) = access_changes.recent(publisher)
    assert json.loads(entry.change_message)[0]["changed"]["fields"]

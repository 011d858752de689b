"""Whatever fails at the desk, what was typed is there, and it is said why."""

import errno

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client

from content.models import Page
from staff import disk
from staff.forms import failing
from staff.login import sessions

from ..support import html
from ..support.desk import address, log_in, opened

pytestmark = pytest.mark.django_db

FAILURES = [
    (OperationalError("database is locked"), 503, failing.BUSY),
    (OperationalError("database or disk is full"), 507, failing.FULL),
    (OSError(errno.ENOSPC, "No space left on device"), 507, failing.FULL),
    (RuntimeError("something nobody thought of"), 500, failing.BROKEN),
]


@pytest.fixture
def desk():
    client = Client(raise_request_exception=False)
    return log_in(client, get_user_model().objects.create_superuser("redactie"))


@pytest.fixture
def page():
    return Page.objects.get(key="trip")


def typed(desk, page) -> dict:
    return opened(desk, address(page)) | {"lead_nl": 'Eén "regel".\r\n\r\nNog een.'}


def fail(monkeypatch, error) -> None:
    def save(*args, **kwargs):
        raise error

    monkeypatch.setattr(Page, "save", save)


@pytest.mark.parametrize(("error", "status", "why"), FAILURES)
def test_a_save_that_fails_says_why_and_carries_what_was_typed(
    desk, page, monkeypatch, error, status, why
):
    sent = typed(desk, page)
    with monkeypatch.context() as broken:
        fail(broken, error)
        answer = desk.post(address(page), sent)

    assert answer.status_code == status
    assert answer["Cache-Control"] == "no-store, private"
    shown = html.read(answer.content)
    assert "Dit is niet bewaard" in shown.text
    assert why in " ".join(shown.text.split())
    again = {
        element.attributes["name"]: element.attributes.get("value", "")
        for element in shown.all("input")
        if element.attributes.get("type") == "hidden"
    }
    assert desk.post(address(page), again).status_code == 302
    page.refresh_from_db()
    assert page.lead_nl == 'Eén "regel".\n\nNog een.'


def test_the_page_asks_no_database(desk, page, monkeypatch, django_assert_num_queries):
    sent = typed(desk, page)
    request = desk.post(address(page), sent).wsgi_request

    with django_assert_num_queries(0):
        answer = failing.failed(request, OperationalError("database is locked"))

    assert b"Nog een keer" in answer.content


def test_a_page_that_cannot_be_shown_offers_the_way_back_and_says_nothing_was_lost(
    desk, page, monkeypatch
):
    def broken(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("django.contrib.admin.options.ModelAdmin.get_object", broken)
    answer = desk.get(address(page))

    assert answer.status_code == 503
    assert f'href="{address(page)}"' in answer.content.decode()


def test_a_password_is_never_carried(monkeypatch):
    client = Client(raise_request_exception=False)

    def broken(*args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("django.contrib.admin.sites.AdminSite.login", broken)
    answer = client.post("/beheer/login/", {"username": "x", "password": "geheim"})

    assert answer.status_code == 507
    assert "schijf" in answer.content.decode()
    assert "geheim" not in answer.content.decode()


def test_more_than_is_read_is_said_so(desk, page, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3

    answer = desk.post(address(page), dict.fromkeys("abcde", "x"))

    assert answer.status_code == 400
    assert "meer tegelijk" in answer.content.decode()


def test_a_change_that_was_made_is_not_said_to_be_lost_for_want_of_a_session(
    desk, page, monkeypatch
):
    sent = typed(desk, page)
    stored = desk.session
    stored[sessions.SEEN] = 0
    stored.save()

    def save(self, must_create=False):
        raise UpdateError

    monkeypatch.setattr(SessionStore, "save", save)

    assert desk.post(address(page), sent).status_code == 302


def test_looking_writes_the_session_once_a_minute(desk, page, monkeypatch):
    saved = []
    save = SessionStore.save
    monkeypatch.setattr(
        SessionStore,
        "save",
        lambda self, **options: saved.append(save(self, **options)),
    )

    for _ in range(3):
        assert desk.get(address(page)).status_code == 200
    assert len(saved) == 1

    stored = desk.session
    stored[sessions.SEEN] -= sessions.EVERY
    stored.save()
    saved.clear()
    assert desk.get(address(page)).status_code == 200
    assert len(saved) == 1


@pytest.mark.parametrize("left", [disk.MARGIN, disk.MARGIN - 1])
def test_the_desk_warns_before_the_disk_is_full(desk, monkeypatch, left):
    monkeypatch.setattr(disk, "free", lambda: left)

    shown = desk.get("/beheer/").content.decode()

    assert ("bijna vol" in shown) == (left < disk.MARGIN)


def test_a_script_learns_where_to_go_without_going_there(desk, page):
    answer = desk.post(
        address(page), typed(desk, page), headers={"X-Sent-By-Script": "1"}
    )

    assert (answer.status_code, "Location" in answer.headers) == (200, False)
    assert answer["X-Go-To"] == "/beheer/content/page/"
    assert answer.cookies[
        "messages"
    ].value  # still to be shown, by the page that follows

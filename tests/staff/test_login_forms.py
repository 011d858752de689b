"""The doors of the admin: two steps, a limit on guessing, and proof for what reaches far."""

import re
import time
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from content.models import Page
from publishing.models import Edition

from ..support.desk import address, code_of, log_in, opened, person, phone_of, save

pytestmark = pytest.mark.django_db
PASSWORD = "een lange zin van vier"
INDEX, LOGIN, STEP = "/beheer/", "/beheer/login/", "/beheer/tweede-stap/"
PUBLISH = "/beheer/publishing/edition/add/"


@pytest.fixture
def editor():
    return get_user_model().objects.create_superuser("redactie", password=PASSWORD)


def enter(client, code="", **wrong):
    sent = {"username": "redactie", "password": PASSWORD, "code": code} | wrong
    return client.post(LOGIN, sent)


def is_in(client) -> bool:
    return client.get(INDEX).status_code == 200


def is_old(client, **session) -> None:
    """Make what the session remembers older, or take it away."""
    stored = client.session
    stored.update(session)
    stored.save()


# --- Setting up


def test_the_first_login_leads_to_setting_up_and_nowhere_else(client, editor):
    enter(client)

    for url in (INDEX, address(Page.objects.first()), PUBLISH):
        response = client.get(url, follow=True)
        assert response.redirect_chain[-1][0].startswith(STEP)
    lead = Page.objects.get(key="trip").lead_nl
    client.post(address(Page.objects.get(key="trip")), {"lead_nl": "Half binnen"})
    assert Page.objects.get(key="trip").lead_nl == lead


def test_setting_up_shows_a_qr_code_and_the_secret_and_tries_it(client, editor):
    enter(client)
    html = client.get(STEP).content.decode()
    phone = TOTPDevice.objects.get(user=editor)
    secret = re.search(r'class="secret">([A-Z2-7 =]+)<', html)[1]

    assert 'src="data:image/svg+xml' in html
    assert secret.replace(" ", "") in phone.config_url.replace("%3D", "=")
    wrong = client.post(STEP, {"code": "000000"})
    assert "klopt niet" in wrong.content.decode()
    assert not is_in(client)

    TOTPDevice.objects.update(throttling_failure_count=0)  # a moment passes
    response = client.post(STEP, {"code": code_of(phone)})

    codes = re.findall(r"<li><code>([a-z2-7]+)</code>", response.content.decode())
    assert len(set(codes)) == 10
    assert is_in(client)
    assert codes[0] not in client.get(STEP).content.decode()

    other = Client()
    enter(other, codes[0].upper())
    assert is_in(other)
    again = Client()
    assert "werkt één keer" in enter(again, codes[0]).content.decode()


def test_a_session_that_was_half_logged_in_is_not_the_one_that_is_wholly(
    client, editor
):
    """Whoever got hold of its key before the second step has nothing after it."""
    enter(client)
    client.get(STEP)
    half = client.session.session_key

    client.post(STEP, {"code": code_of(TOTPDevice.objects.get(user=editor))})

    assert is_in(client)
    assert client.session.session_key != half
    assert not Session.objects.filter(session_key=half).exists()


def test_a_password_alone_gets_nobody_in(client, editor):
    phone = phone_of(editor)

    for code in ("", "123456"):
        assert "code" in enter(client, code).content.decode().lower()
        assert not is_in(client)
        assert client.get(STEP).status_code == 302  # nor to set up another phone
    TOTPDevice.objects.update(throttling_failure_count=0)

    assert enter(client, code_of(phone)).status_code == 302
    assert is_in(client)


def test_a_code_works_once(client, editor):
    code = code_of(phone_of(editor))
    enter(client, code)
    other = Client()

    assert enter(other, code).status_code == 200
    assert not is_in(other)


def test_a_session_that_skipped_the_second_step_is_none(client, editor):
    phone_of(editor)
    client.force_login(editor)

    assert not is_in(client)
    assert client.get(STEP)["Location"].startswith(LOGIN)


def test_renewing_asks_for_proof_first(client, editor):
    log_in(client, editor)
    is_old(client, authenticated_at=0)

    assert client.post(STEP, {"renew": "reservecodes"}).status_code == 403
    assert not StaticToken.objects.exists()

    is_old(client, authenticated_at=time.time())
    assert (
        "reservecodes" in client.post(STEP, {"renew": "reservecodes"}).content.decode()
    )
    assert StaticToken.objects.count() == 10


def test_who_lost_a_phone_begins_anew(admin_client, editor):
    log_in(other := Client(), editor)
    data = {"action": "start_anew", "_selected_action": [editor.pk]}

    admin_client.post(reverse("admin:auth_user_changelist"), data)

    assert not is_in(other)
    assert other.get(LOGIN)["Location"].startswith(STEP)


def test_no_secret_can_be_looked_up_in_the_admin(admin_client):
    for path in (
        "otp_totp/totpdevice/",
        "otp_static/staticdevice/",
        "axes/accessattempt/",
    ):
        assert admin_client.get(INDEX + path).status_code == 404


# --- Guessing


def test_who_guesses_must_wait_and_only_a_name_is_kept(client, editor, settings):
    phone = phone_of(editor)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = enter(client, password="geraden wachtwoord")
    assert "Te vaak geprobeerd" in answer.content.decode()

    assert "Te vaak geprobeerd" in enter(client, code_of(phone)).content.decode()
    attempt = AccessAttempt.objects.get()
    assert (attempt.username, attempt.ip_address) == ("redactie", None)
    assert not (attempt.post_data + attempt.get_data).strip("-\n")

    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=1))
    enter(client, code_of(phone))
    assert is_in(client)


def test_wrong_attempts_and_ended_sessions_are_forgotten(client, editor, capsys):
    enter(client, password="geraden wachtwoord")
    call_command("forget_logins")
    assert AccessAttempt.objects.count() == 1

    log_in(client, editor)
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(days=8))
    call_command("forget_logins")

    assert not AccessAttempt.objects.exists()
    assert not Session.objects.exists()


# --- Sessions


def test_sessions_are_short_and_end_with_the_working_day(client, editor, settings):
    log_in(client, editor)
    assert is_in(client)
    assert client.cookies["sessionid"]["path"] == "/beheer/"
    assert settings.SESSION_COOKIE_AGE <= 60 * 60

    is_old(client, since=time.time() - settings.LONGEST_SESSION - 1)

    assert not is_in(client)


def test_what_was_typed_is_there_after_logging_in_again(client, editor):
    phone = phone_of(editor)
    enter(client, code_of(phone))
    page = Page.objects.get(key="trip")
    sent = opened(client, address(page, "ar")) | {
        "lead_nl": 'Regel een.\r\n\r\nRegel "twee" <b>.'.replace("<b>", ""),
        "lead_ar": "نص جديد",
    }
    Session.objects.all().delete()

    question = client.post(address(page, "ar"), sent)

    assert question.status_code == 403
    html = question.content.decode()
    assert "Log opnieuw in" in html
    carried = dict(question.context["carried"])
    assert carried["lead_ar"] == "نص جديد"
    assert f'action="{address(page, "ar")}"' in html
    wrong = carried | {
        "door-username": "redactie",
        "door-password": "anders",
        "door-code": "",
    }
    question = client.post(address(page, "ar"), wrong)
    assert dict(question.context["carried"]) == carried  # once more, nothing is lost
    right = carried | {
        "door-username": "redactie",
        "door-password": PASSWORD,
        "door-code": code_of(phone, later=1),
    }
    assert client.post(address(page, "ar"), right).status_code == 302

    page.refresh_from_db()
    assert page.lead_ar == "نص جديد"
    assert page.lead_nl == 'Regel een.\n\nRegel "twee" .'
    assert not any(
        "door-" in (step.history_change_reason or "") for step in page.history.all()
    )


def test_logging_in_again_gives_nobody_more_than_she_may(client, editor):
    reader = person("Lezer")
    reader.set_password(PASSWORD)
    reader.save()
    page = Page.objects.get(key="trip")
    login = {
        "door-username": "lezer",
        "door-password": PASSWORD,
        "door-code": code_of(phone_of(reader)),
    }

    response = client.post(address(page), login | {"lead_nl": "Anders."})

    assert response.status_code == 403
    assert "Log opnieuw in" not in response.content.decode()
    assert Page.objects.get(key="trip").lead_nl != "Anders."


def test_a_form_from_before_another_tab_logged_in_is_not_lost(editor):
    client = Client(enforce_csrf_checks=True)
    log_in(client, editor)
    own, foreign = "http://testserver", "https://elsewhere.example"
    url = address(Page.objects.get(key="trip"))

    ours = client.post(url, {"lead_nl": "Bewaar mij"}, headers={"origin": own})
    theirs = client.post(url, {"lead_nl": "Stuur mij"}, headers={"origin": foreign})

    assert (ours.status_code, theirs.status_code) == (403, 403)
    assert "Bewaar mij" in ours.content.decode()
    assert "Stuur mij" not in theirs.content.decode()


def test_a_refused_post_to_a_page_says_nothing_of_the_admin():
    client = Client(enforce_csrf_checks=True)

    response = client.post(
        "/nl/1/", {"a": "b"}, headers={"origin": "http://testserver"}
    )

    assert response.status_code == 403
    assert "beheer" not in response.content.decode().lower()


# --- Proof


def test_publishing_asks_for_proof_and_then_goes_on(client, editor, settings, tmp_path):
    settings.PUBLISHING_ROOT = tmp_path / "site"
    phone = phone_of(editor)
    enter(client, code_of(phone))
    is_old(client, authenticated_at=time.time() - settings.REAUTHENTICATION_LASTS - 1)

    question = client.post(PUBLISH, {"note": ""})

    assert "Ben jij het nog?" in question.content.decode()
    half = {"note": "", "door-password": PASSWORD, "door-code": "123456"}
    assert "klopt niet" in client.post(PUBLISH, half).content.decode()
    assert not Edition.objects.exists()
    TOTPDevice.objects.update(throttling_failure_count=0)
    whole = half | {"door-code": code_of(phone, later=1)}
    response = client.post(PUBLISH, whole)  # without a note: the form itself is asked
    assert response.status_code == 200
    assert "Dit veld is verplicht." in response.content.decode()
    assert "Ben jij het nog?" not in client.post(PUBLISH, {"note": ""}).content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "/beheer/auth/user/add/",
        "/beheer/auth/user/{}/change/",
        "/beheer/auth/user/{}/delete/",
        "/beheer/auth/user/{}/password/",
        "/beheer/auth/user/",
        "/beheer/directory/contactmethod/",
        PUBLISH,
        STEP,
    ],
)
def test_what_reaches_far_asks_for_proof(client, editor, url):
    log_in(client, editor)
    is_old(client, authenticated_at=0)

    response = client.post(url.format(editor.pk), {"post": "yes", "note": "x"})

    assert response.status_code == 403
    assert "Ben jij het nog?" in response.content.decode()


def test_proof_has_a_limit_on_guessing_too(client, editor, settings):
    log_in(client, editor)
    is_old(client, authenticated_at=0)
    guess = {"door-password": "geraden", "door-code": "123456"}

    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post(STEP, guess)

    assert "Te vaak geprobeerd" in answer.content.decode()


# --- The policy


@pytest.mark.parametrize("path", [LOGIN, STEP, INDEX])
def test_the_doors_keep_the_policy_of_the_admin(client, editor, path):
    if path == STEP:
        enter(client)
    elif path == INDEX:
        log_in(client, editor)
    response = client.get(path)
    html = response.content.decode()

    assert response.status_code == 200
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert not re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*json)", html)
    assert not re.findall(r'\s(?:style|on\w+)="', html)
    assert not re.findall(r'\b(?:src|href)="(?:https?:)?//[^"]*"', html)


def test_saving_is_as_before_for_who_is_in(client, editor):
    log_in(client, editor)

    assert save(client, Page.objects.get(key="trip"), lead_nl="Zo.").status_code == 302

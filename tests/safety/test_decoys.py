"""Decoys that may be used, words that may not, and a host name that says nothing."""

import pytest
from django.core.exceptions import ValidationError

from editorial.proofreading import known_now
from editorial.rules import Known, problems, telling
from languages.offered import LANGUAGES
from safety.checks import (
    host_says_nothing,
    interface_promises_nothing,
    readers_are_told_an_address_that_works,
)
from safety.decoys import check_decoy, decoy_of
from safety.models import Decoy, WordList
from safety.words import words_of_files

KNOWN = Known(words=words_of_files())


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://www.knmi.nl/", "https"),
        ("https://127.0.0.1/weer", "eigen site"),
        ("https://www.bbc.com/weather", "app"),
        ("https://m.facebook.com/", "app"),
        ("https://nl.wikipedia.org/wiki/Weer", "app"),
        ("weer", "https"),
        ("https:///x", "noemt geen site"),
        ("https://google.de/", "app"),
        ("https://www.google.com./", "app"),
        ("https://twitter.com/", "app"),
        ("https://youtu.be/x", "app"),
        ("https://wa.me/1", "app"),
        ("https://whatsapp.com/", "app"),
        ("https://maps.apple.com/", "app"),
        ("https://127.0.0.1./weer", "eigen site"),
    ],
)
def test_a_decoy_that_betrays_is_refused(url, why):
    with pytest.raises(ValidationError, match=why):
        check_decoy(url)


@pytest.mark.parametrize("host", ["noordwind.example", "www.noordwind.example"])
@pytest.mark.parametrize("allowed", [".noordwind.example", "www.noordwind.example"])
def test_a_decoy_is_not_the_site_itself_under_another_name(settings, host, allowed):
    settings.ALLOWED_HOSTS = [allowed]

    with pytest.raises(ValidationError, match="eigen site"):
        check_decoy(f"https://{host}/weer")


def test_a_decoy_on_a_host_below_ours_is_ours_where_we_answer_to_it(settings):
    settings.ALLOWED_HOSTS = [".noordwind.example"]

    with pytest.raises(ValidationError, match="eigen site"):
        check_decoy("https://weer.noordwind.example/")
    settings.ALLOWED_HOSTS = ["*"]  # names nobody
    check_decoy("https://weer.noordwind.example/")


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_the_decoys_we_ship_keep_the_rules(language):
    check_decoy(language.decoy)


@pytest.mark.django_db
def test_an_editors_decoy_takes_the_place_of_ours(client):
    Decoy.objects.create(language="en", url="https://example.org/weather")

    assert decoy_of("en") == "https://example.org/weather"
    assert b'href="https://example.org/weather"' in client.get("/en/3/").content
    assert b"example.org" not in client.get("/nl/3/").content


@pytest.mark.parametrize(
    "title",
    ["Informatie · Gedwongen huwelijk", "Information · Forced", "معلومات · زواج"],
)
def test_a_telling_title_is_refused(title):
    assert any("verraadt" in problem for problem in telling(title, KNOWN))


def test_a_bland_title_is_taken():
    assert list(telling("Informatie · Reizen", KNOWN)) == []


PROMISES = {
    "nl": [
        "Deze site is veilig.",
        "Je leest hier zonder   sporen.",
        "Je bent volledig **anoniem**.",
        "Hier ben je veilig.",
        "Je bent hier anoniem.",
        "Je bezoek is gewist.",
        "Wij wissen je sporen.",
        "Wij halen je altijd terug.",
    ],
    "en": [
        "You are completely anonymous.",
        "You are anonymous.",
        "You leave no trace.",
        "Your history is scrubbed.",
        "No digital footprint.",
        "It is not saved in the browser’s history.",
        "Leave this page and hide your visit.",
        "It is untraceable.",
    ],
    "ar": [
        "أنت بأمان هنا",
        "انت بامان هنا",
        "أنت مجهول تمامًا",
        "الموقع آمن تمامًا",
        "الموقع آمـــن تماماً",
        "لا يترك أثرًا",
    ],
}


@pytest.mark.parametrize(
    ("language", "text"),
    [(code, text) for code, texts in PROMISES.items() for text in texts],
)
def test_a_promise_nobody_can_keep_is_refused(language, text):
    assert any("belooft" in problem for problem in problems(text, KNOWN, language))


def test_the_words_of_buttons_keep_that_rule(settings, tmp_path):
    assert list(interface_promises_nothing(None)) == []
    words = tmp_path / "en/LC_MESSAGES/django.po"
    words.parent.mkdir(parents=True)
    words.write_text('msgid ""\nmsgstr ""\n\nmsgid "You leave no trace"\nmsgstr ""\n')
    settings.LOCALE_PATHS = [tmp_path]

    (error,) = interface_promises_nothing(None)

    assert "leave no trace" in error.msg


def test_words_that_only_look_like_it_are_taken():
    assert list(problems("Veilig Thuis wil dat je veilig bent.", KNOWN, "nl")) == []


@pytest.mark.django_db
def test_an_editors_list_counts_at_once():
    WordList.objects.create(
        language="nl", telling="opa\n\n Oma ", promises="alles komt goed"
    )
    known = known_now()

    assert list(telling("Informatie · Oma", known))
    assert list(problems("Alles komt goed.", known, "nl"))
    assert list(telling("Information · Forced", known))  # other languages keep theirs


@pytest.mark.django_db
def test_an_editors_list_takes_nothing_away():
    WordList.objects.create(language="ar", telling="opa", promises="")
    known = known_now()

    assert list(telling("معلومات · زواج", known))
    assert list(problems("أنت بأمان هنا", known, "ar"))


@pytest.mark.django_db
def test_an_editor_sees_what_counts_already(admin_client):
    form = admin_client.get("/beheer/safety/wordlist/add/").content.decode()

    assert "spoorloos" in form
    assert "سنعيدك" in form


def test_deploy_warns_of_a_host_name_that_tells(settings):
    settings.ALLOWED_HOSTS = ["hulp-bij-achterlating.example"]

    (warning,) = host_says_nothing(None)

    assert "achterlat" in warning.msg
    settings.ALLOWED_HOSTS = ["noordwind.example"]
    assert list(host_says_nothing(None)) == []


@pytest.mark.parametrize(
    ("url", "allowed", "right"),
    [
        ("https://noordwind.example", ["noordwind.example"], True),
        ("https://noordwind.example", [".noordwind.example"], True),
        ("https://noordwind.example", ["ander.example"], False),
        ("http://127.0.0.1:8000", ["127.0.0.1"], False),
        ("http://localhost:8000", ["*"], False),
        ("noordwind.example", ["noordwind.example"], False),
    ],
)
def test_deploy_refuses_an_address_nobody_else_can_open(settings, url, allowed, right):
    settings.SITE_URL, settings.ALLOWED_HOSTS = url, allowed

    assert bool(list(readers_are_told_an_address_that_works(None))) is not right


def test_the_given_settings_log_no_visitor(settings):
    gunicorn = (settings.BASE_DIR / "deploy/gunicorn.conf.py").read_text()
    nginx = (settings.BASE_DIR / "deploy/nginx.conf").read_text()

    assert "accesslog = None" in gunicorn
    assert nginx.count("access_log off;") == nginx.count("server {")
    assert "X-Forwarded-For " not in nginx
    assert settings.LOGGING["root"]["level"] == "WARNING"

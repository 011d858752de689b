"""Decoys that may be used, words that may not, and a host name that says nothing."""

import pytest
from django.core.exceptions import ValidationError

from achterlating_site.languages import LANGUAGES
from editorial.proofreading import known_now
from editorial.rules import Known, problems, telling
from safety.checks import host_says_nothing
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
    ],
)
def test_a_decoy_that_betrays_is_refused(url, why):
    with pytest.raises(ValidationError, match=why):
        check_decoy(url)


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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Deze site is veilig."),
        ("nl", "Je leest hier zonder   sporen."),
        ("en", "You are completely anonymous."),
        ("ar", "أنت بأمان هنا"),
    ],
)
def test_a_promise_nobody_can_keep_is_refused(language, text):
    assert any("belooft" in problem for problem in problems(text, KNOWN, language))


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


def test_deploy_warns_of_a_host_name_that_tells(settings):
    settings.ALLOWED_HOSTS = ["hulp-bij-achterlating.example"]

    (warning,) = host_says_nothing(None)

    assert "achterlat" in warning.msg
    settings.ALLOWED_HOSTS = ["noordwind.example"]
    assert list(host_says_nothing(None)) == []


def test_the_given_settings_log_no_visitor(settings):
    gunicorn = (settings.BASE_DIR / "publishing/gunicorn.conf.py").read_text()
    nginx = (settings.BASE_DIR / "deploy/nginx.conf").read_text()

    assert "accesslog = None" in gunicorn
    assert nginx.count("access_log off;") == nginx.count("server {")
    assert "X-Forwarded-For " not in nginx
    assert settings.LOGGING["root"]["level"] == "WARNING"

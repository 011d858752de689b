"""A phone-sized window on the running site, and a decoy to leave to."""

import dataclasses

import pytest
from django.conf import settings
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from content import token_values
from languages.offered import LANGUAGES

from .. import seeded
from ..desk import log_in
from .decoy import Decoy

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker):
    """The seeded site, served from this process: its address.

    Unlike pytest-django's `live_server` it does not empty the tables after each
    test; these tests only read, so the records are read once, as for a build.
    """
    with django_db_blocker.unblock(), token_values.unchanging():
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()


@pytest.fixture(scope="module")
def leaves_the_seed(django_db_setup, django_db_blocker):
    """After the last test of a module that writes, the tables are as they were."""
    yield
    with django_db_blocker.unblock():
        seeded.put_back()


@pytest.fixture
def seeded_server(leaves_the_seed, live_server, monkeypatch):
    """The seeded site, to be written to: each test finds it as the seed left it."""
    seeded.put_back()
    monkeypatch.setattr(token_values, "_unchanging", None)  # `site` may still be there
    return live_server


@pytest.fixture
def at_the_desk_of(seeded_server, window, client):
    """Goes to addresses of the admin as somebody who is logged in, on a laptop.

    at_the_desk_of(user)("content_page_change", 12, query="?taal=ar"): the window
    """

    def desk_of(user):
        cookie = log_in(client, user).cookies[settings.SESSION_COOKIE_NAME]
        page = window(viewport={"width": 1280, "height": 800})
        site = {"domain": "localhost", "path": settings.SESSION_COOKIE_PATH}
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, **site}])
        base = f"http://localhost:{seeded_server.url.rpartition(':')[2]}"

        def go(name: str, *arguments, query: str = ""):
            view = name if ":" in name else f"admin:{name}"
            page.goto(f"{base}{reverse(view, args=arguments)}{query}")
            return page

        return go

    return desk_of


@pytest.fixture
def decoy(monkeypatch):
    """A local decoy in place of the real ones."""
    stand_in = Decoy()
    for code, language in LANGUAGES.items():
        changed = dataclasses.replace(language, decoy=stand_in.url)
        monkeypatch.setitem(LANGUAGES, code, changed)
    yield stand_in
    stand_in.stop()


@pytest.fixture
def window(chromium):
    """Opens phone-sized pages: window(java_script_enabled=False). Closed afterwards.

    Every page collects what its console said in `page.said`; a test that expects
    silence asserts it.
    """
    contexts = []

    def open_window(**options):
        context = chromium.new_context(**{"viewport": PHONE, **options})
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        return page

    yield open_window
    for context in contexts:
        context.close()

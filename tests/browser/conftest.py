"""A phone-sized window on the running site, and a decoy to leave to."""

import dataclasses

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from languages.offered import LANGUAGES

from ..support import running, seeded
from ..support.decoy import Decoy
from ..support.desk import log_in
from ..support.site import with_decoy
from .traces.world import NAMES

PHONE = {"width": 360, "height": 740}
PATIENCE = 60_000  # milliseconds until what a test waits for will never come

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def decoy_server():
    stand_in = Decoy()
    yield stand_in
    stand_in.stop()


@pytest.fixture(scope="session")
def site(tmp_path_factory, decoy_server):
    """The built site, served as in earnest: its address. For tests that only read.

    Its exits lead to the decoy of the tests; see `decoy`.
    """
    var = with_decoy(decoy_server.url, tmp_path_factory.mktemp("site") / "var")
    with running.served(var, WEB_CONCURRENCY="1", ALLOWED_HOSTS=NAMES) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def _rendering(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()


@pytest.fixture
def rendered_site(_rendering, db):
    """The site as this process renders it: for tests that change a setting or a record.

    Unlike pytest-django's `live_server` it leaves the tables as they are after each test.
    """
    return _rendering


@pytest.fixture(scope="module")
def leaves_the_seed(django_db_setup, django_db_blocker):
    """After the last test of a module that writes, the tables are as they were."""
    yield
    with django_db_blocker.unblock():
        seeded.put_back()


@pytest.fixture
def seeded_server(leaves_the_seed, live_server):
    """The seeded site, to be written to: each test finds it as the seed left it."""
    seeded.put_back()
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
def decoy(decoy_server, monkeypatch):
    """A local decoy in place of the real ones: at once there, and nobody came yet."""
    for code, language in LANGUAGES.items():
        changed = dataclasses.replace(language, decoy=decoy_server.url)
        monkeypatch.setitem(LANGUAGES, code, changed)
    decoy_server.begin()
    return decoy_server


@pytest.fixture
def window(chromium):
    """Opens phone-sized pages: window(java_script_enabled=False). Closed afterwards.

    Every page collects what its console said in `page.logged`; a test that expects
    silence asserts it.
    """
    contexts = []

    def open_window(**options):
        context = chromium.new_context(**{"viewport": PHONE, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.logged = []
        page.on("console", lambda message: page.logged.append(message.text))
        page.on("pageerror", lambda error: page.logged.append(str(error)))
        return page

    yield open_window
    for context in contexts:
        context.close()

"""What tests share: a seeded database, every public address, a real browser."""

import os

import pytest
from django.test import Client

from languages.offered import CODES

# For the processes that build: see paths.py. One test builds all.
os.environ["PUBLIC_PATHS"] = "tests.paths.a_few"

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

# Playwright runs an event loop in this thread; Django then refuses plain queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database holds the seed, as a fresh site does."""
    from . import seeded

    with django_db_blocker.unblock():
        seeded.seed()


@pytest.fixture(autouse=True)
def nothing_published(settings, tmp_path_factory):
    """Not what `make run` shows from this folder: these tests have another database."""
    settings.PUBLISHING_ROOT = tmp_path_factory.getbasetemp() / "nothing-published"


@pytest.fixture(autouse=True)
def fast_passwords(settings):
    """Hashing slowly is what a password needs, and what a test waits for."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def admin_client(client, admin_user):
    """A superuser at her desk, both steps of logging in taken."""
    from .desk import log_in

    return log_in(client, admin_user)


@pytest.fixture(scope="session")
def every_page(django_db_setup, django_db_blocker):
    """Every public page in every language: address -> response. All are 200."""
    from content.addresses import public_paths
    from content.token_values import unchanging

    client = Client()
    with django_db_blocker.unblock(), unchanging():
        responses = {
            path: client.get(path) for path in public_paths() if path.endswith("/")
        }
    assert {path: response.status_code for path, response in responses.items()} == (
        dict.fromkeys(responses, 200)
    )
    return responses


@pytest.fixture(scope="session")
def error_pages(django_db_setup, django_db_blocker):
    """The page for an unknown address, in every language."""
    client = Client()
    with django_db_blocker.unblock():
        return {
            f"/{code}/no-such-page/": client.get(f"/{code}/no-such-page/")
            for code in CODES
        }


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield browser
        browser.close()

"""What tests share: a seeded database, every public address, a real browser."""

import os

import pytest

# For the processes that build: see paths.py. One test builds all.
os.environ["PUBLIC_PATHS"] = "tests.support.paths.a_few"

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

# Playwright runs an event loop in this thread; Django then refuses plain queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database holds the seed, as a fresh site does."""
    from .support import seeded

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
    from .support.desk import log_in

    return log_in(client, admin_user)


@pytest.fixture(scope="session")
def built_site():
    """The site as `make run` builds it. Nobody writes in its folder."""
    from .support import prepared
    from .support.site import Site

    return Site(prepared.built())


@pytest.fixture(scope="session")
def every_page(built_site):
    """Every public page in every language, as built: address -> response. All are 200."""
    pages = built_site.pages
    assert {path: response.status_code for path, response in pages.items()} == (
        dict.fromkeys(pages, 200)
    )
    return pages


@pytest.fixture(scope="session")
def error_pages(built_site):
    """The page for an unknown address, in every language."""
    return built_site.errors


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


def pytest_xdist_auto_num_workers(config):
    """For -n auto: one more than there are cores, for tests in a browser wait half of their time."""
    return (
        os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count()
    ) + 1

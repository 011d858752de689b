"""The same promises as in test_serving, kept by gunicorn as it runs in earnest."""

import shutil
import socket
import time

import pytest

from languages.offered import LANGUAGES
from publishing.build.store import Store

from ..support import html, prepared, running

CHANGE = (
    "from content.models import Section as S;"
    "S.objects.filter(page__key='trip').update(body_nl='Heel anders.')"
)


@pytest.fixture
def site(tmp_path):
    """A whole site, to be damaged at will."""
    return running.make_site(tmp_path / "var")


def test_visitors_notice_nothing_when_the_database_goes(site):
    with running.served(site) as port:
        before = running.get(port, "/nl/1/")
        (site / "db.sqlite3").rename(site / "lost")
        after = running.get(port, "/nl/1/")
        unknown = running.get(port, "/nl/999/")
        root = running.get(port, "/", Accept_Language="ar")

    assert (before.status, after.status) == (200, 200)
    assert after.body == before.body
    assert (unknown.status, root.status) == (404, 200)
    assert b'lang="ar"' in root.body


def test_the_site_starts_without_a_database(site):
    (site / "db.sqlite3").unlink()

    with running.served(site) as port:
        assert running.get(port, "/nl/1/").status == 200
        assert running.get(port, "/health/").body.startswith(b"ok\n")


def test_a_new_edition_shows_without_a_restart(site):
    with running.served(site) as port:
        running.manage(site, "shell", "-c", CHANGE, check=True)
        assert b"Heel anders" not in running.get(port, "/nl/1/").body
        running.manage(site, "publish", check=True)
        running.until(
            lambda: all(  # both workers
                b"Heel anders" in running.get(port, "/nl/1/").body for _ in range(8)
            ),
            "the new edition is shown",
        )


def test_before_anything_was_published_pages_are_rendered_live(tmp_path):
    shutil.copy(prepared.seeded(), tmp_path)

    with running.served(tmp_path) as port:
        response = running.get(port, "/nl/1/")
        unknown = running.get(port, "/ar/no/such/")

    assert (response.status, b"</html>" in response.body) == (200, True)
    assert unknown.status == 404
    assert b'<html lang="ar"' in unknown.body


@pytest.mark.thorough  # a whole site made anew; `make drills` loses files too
def test_without_any_file_of_it_the_next_start_makes_what_was_live(site):
    built = Store(site / "site")
    answer = built.manifest((site / "site/live").read_text()).pages["/nl/1/"]
    page = built.blob(answer.blob, "")
    shutil.rmtree(site / "site")
    running.manage(site, "shell", "-c", CHANGE, check=True)

    with running.served(site) as port:
        missed = running.get(port, "/nl/1/")
    running.manage(site, "prepare", check=True)
    with running.served(site) as port:
        response = running.get(port, "/nl/1/")

    assert (missed.status, b"0800-2000" in missed.body) == (503, True)
    assert (response.status, response.body) == (200, page)


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_without_build_and_without_tables_there_is_an_exit_and_whom_to_call(
    tmp_path, language
):
    with running.served(tmp_path) as port:
        response = running.get(port, f"/{language}/3/")
    page = html.read(response.body)

    assert response.status == 500
    assert page.one("html").attributes["lang"] == language
    assert page.all("a")[0].attributes["href"] == LANGUAGES[language].decoy
    assert [bdi.text for bdi in page.all("bdi")] == EVERYWHERE
    assert 'href="tel:' not in response.body.decode()
    assert response.headers["Cache-Control"] == "no-store"


# As in seed/facts/organisations.toml: danger, advice, and from abroad.
EVERYWHERE = ["112", "0800-2000", "+31 247 247 247"]


def test_the_admin_has_its_style_and_nobody_is_warned(site):
    running.manage(site, "collectstatic", "--noinput", check=True)

    with running.served(site, PYTHONWARNINGS="always") as port:
        login = running.get(port, "/beheer/login/")
        style = running.get(port, "/static/admin/css/base.css")
        same = running.get(
            port,
            "/static/admin/css/base.css",
            If_None_Match=style.headers["ETag"] or "",
            If_Modified_Since=style.headers["Last-Modified"],
        )

    assert login.status == 200
    assert (style.status, style.headers["Content-Type"][:8]) == (200, "text/css")
    assert len(style.body) > 1000
    assert (same.status, same.body) == (304, b"")
    assert "Warning" not in (site / "gunicorn.log").read_text()


def test_headers_keep_their_budget_on_the_wire(site, monkeypatch, settings):
    """As behind what ends TLS: all of it, HSTS and the date too."""
    for name, value in BEHIND_TLS.items():
        monkeypatch.setenv(name, value)
    running.manage(site, "build", check=True)

    with running.served(site) as port:
        heads = {path: head_of(port, path) for path in ("/", "/nl/1/", "/ar/999/")}
        clearing, opened = head_of(port, "/nl/14/"), head_of(port, "/nl/privacy/")

    for head in [*heads.values(), clearing, opened]:
        assert b"\r\nstrict-transport-security: " in head
        assert b"\r\nserver: " not in head.lower()
        assert b"\r\nvary: " not in head.lower()
    largest = settings.HEADER_BUDGET
    assert {
        path: len(item) for path, item in heads.items() if len(item) > largest
    } == {}
    assert len(clearing) <= largest + 45  # one header more
    assert len(opened) <= largest + 55  # one style more


BEHIND_TLS = {
    "HTTPS": "on",
    "SITE_URL": "https://noordwind.example",
    "ALLOWED_HOSTS": "noordwind.example",
}


def head_of(port: int, path: str) -> bytes:
    """Status line and headers, byte for byte."""
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: noordwind.example",
        "X-Forwarded-Proto: https",
        "Accept-Encoding: br",
        "Connection: close",
    ]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
        wire.sendall("\r\n".join([*lines, "", ""]).encode())
        got = b""
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += wire.recv(65_536)
    return got[: end + 4].replace(b"Connection: close\r\n", b"")


def test_stalled_phones_keep_nobody_waiting(site):
    with running.served(site) as port:
        stalled = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
        for phone in stalled:
            phone.sendall(b"GET /nl/ HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        began = time.monotonic()
        statuses = [running.get(port, "/nl/1/").status for _ in range(20)]
        took = time.monotonic() - began
        for phone in stalled:
            phone.close()

    assert statuses == [200] * 20
    assert took < 5  # tests/bench measures; this only notices a standstill

"""Nothing of a visit is written down, whatever goes wrong; and nobody is sent where nobody may look."""

import logging

import pytest
from django.test import Client

from content.admin import previews
from content.models import Page
from directory import link_check
from safety.quiet_logs import WithoutVisitor


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Internal Server Error: /nl/12/", "Internal Server Error: /-"),
        ("Not Found: /meelezen/eyJ:1x:y_z-/", "Not Found: /-"),
        ("Error handling request GET /ar/", "Error handling request GET /-"),
        ("Invalid request from ip=192.0.2.7: x", "Invalid request from ip=- x"),
        ("Internal Server Error: /beheer/content/", None),
        ("File /srv/site/en.py is lost", None),
    ],
)
def test_a_line_names_no_page_and_no_visitor(words, kept):
    record = logging.LogRecord("any", logging.ERROR, "", 1, words.replace("%", "%%"), (), None)  # fmt: skip

    assert WithoutVisitor().filter(record)
    assert record.getMessage() == (kept or words)


def test_the_filter_stands_before_all_that_is_written(settings):
    for handler in settings.LOGGING["handlers"].values():
        assert "quiet" in handler["filters"]


@pytest.mark.django_db
def test_a_preview_that_is_withdrawn_shows_nothing(admin_client):
    page, other = Page.objects.get(key="trip"), Page.objects.get(key="tips")
    link, kept = previews.link_to(page, "nl"), previews.link_to(other, "nl")
    reader = Client()
    assert reader.get(link).status_code == 200

    admin_client.post(f"/beheer/content/page/{page.pk}/laat-lezen/")

    assert reader.get(link).status_code == 410
    assert reader.get(kept).status_code == 200
    assert reader.get(previews.link_to(page, "nl")).status_code == 200


@pytest.mark.django_db
def test_the_cookie_of_a_form_ends_with_the_browser():
    cookie = Client().get("/beheer/login/").cookies["csrftoken"]

    assert (cookie["max-age"], cookie["expires"]) == ("", "")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "10.0.0.5", "192.168.1.1", "169.254.169.254", "0.0.0.0", "[fe80::1]", "[::ffff:127.0.0.1]"],
)  # fmt: skip
def test_no_address_of_our_own_network_is_looked_at(host, monkeypatch):
    def connected(*args, **kwargs):
        raise AssertionError("somebody was called")

    monkeypatch.setattr(link_check.socket, "create_connection", connected)

    link = link_check.ask(f"http://{host}/")

    assert link.answer == link_check.Answer.BROKEN
    assert "our own network" in link.detail


def test_a_redirect_into_our_own_network_is_not_followed(monkeypatch):
    import http.server
    import threading

    class Lure(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_response(302)
            self.send_header("Location", "http://10.0.0.1/secret")
            self.end_headers()

        do_GET = do_HEAD

        def log_message(self, *args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Lure)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(link_check, "is_public", lambda address: address == "127.0.0.1")
    try:
        link = link_check.ask(f"http://127.0.0.1:{server.server_port}/")
    finally:
        server.shutdown()
        server.server_close()

    assert (link.answer, "our own network" in link.detail) == ("broken", True)

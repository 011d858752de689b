"""What visitors get from the live build, whatever happens behind it."""

import asyncio
import gzip
import shutil
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

import brotli
import pytest

from publishing.build.store import Manifest, Store
from publishing.serve.asgi import Live
from publishing.serve.responses import encoding

from ..support import running
from ..support.choice import is_quiet

PLAIN_UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return running.make_site(tmp_path_factory.mktemp("site") / "var")


@pytest.fixture
def root(site, tmp_path):
    """The files of a live build, to be damaged at will."""
    return shutil.copytree(site / "site", tmp_path / "site")


@pytest.fixture
def live(root):
    return Live(django, root)


@pytest.mark.parametrize("wanted", ["br", "gzip", None])
def test_every_page_comes_as_it_was_built(live, root, wanted):
    store = Store(root)
    manifest = store.manifest((root / "live").read_text())

    for path, built in manifest.pages.items():
        headers = {"accept-encoding": wanted} if wanted else {}
        status, headers, body = ask(live, path, **headers)

        assert status == 200
        assert headers.get("content-encoding") == wanted
        assert headers["content-length"] == str(len(body))
        assert PLAIN_UNPACK[wanted](body) == store.blob(built.blob, "")
        for name, value in built.headers:
            if name not in ("Content-Length", "Vary"):
                assert headers[name.lower()] == value.replace("; ", ";").replace(
                    ", ", ","
                )


def test_headers_stay_within_their_budget_behind_tls_too(live, settings):
    by_others = {"date": 29 * ".", "strict-transport-security": "max-age=31536000"}

    for path in ["/", "/ar/999/", *live.site.pages]:
        status, headers, _ = ask(live, path, **{"accept-encoding": "br"})
        line = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n\r\n"
        sent = by_others | headers
        size = len(line) + sum(len(n) + len(v) + 4 for n, v in sent.items())

        # one page clears, and says so in a header more; the open wing has a style more
        is_open = path.endswith("/") and path != "/" and not is_quiet(path)
        more = 45 if path.endswith("/14/") else 55 * is_open
        assert size <= settings.HEADER_BUDGET + more, (path, size)


def test_an_address_without_its_last_slash_is_understood(live):
    assert ask(live, "/nl/1") == ask(live, "/nl/1/")


def test_head_gets_the_headers_only(live):
    status, headers, body = ask(live, "/nl/1/", method="HEAD")

    assert (status, body) == (200, b"")
    assert headers == ask(live, "/nl/1/")[1]


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip; q=0.0", ""),
        ("BR;Q=0.5", "br"),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "gzip"),
        ("identity", ""),
        ("br;q=nonsense", ""),
        ("deflate", ""),
    ],
)
def test_the_encoding_is_one_the_browser_takes(accepted, chosen):
    assert encoding(accepted.encode()) == chosen


@pytest.mark.parametrize(
    ("header", "language"),
    [("ar-MA,ar;q=0.9", "ar"), ("en", "en"), ("so,ti", "nl"), ("", "nl")],
)
def test_the_root_speaks_the_browsers_language(live, header, language):
    status, headers, body = ask(live, "/", **{"accept-language": header})

    assert status == 200
    assert f'<html lang="{language}"'.encode() in body


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/nl/999/", "nl"),
        ("/ar/999/", "ar"),
        ("/en/no/such/page", "en"),
        ("/fr/", "ar"),
        ("/favicon.ico", "ar"),
        ("//nl/", "nl"),
        ("/nl/\u202e/", "nl"),
    ],
)
def test_an_unknown_address_gets_a_calm_page_with_exit_and_numbers(
    live, path, language
):
    status, headers, body = ask(live, path, **{"accept-language": "ar"})

    assert status == 404
    assert f'<html lang="{language}"'.encode() in body
    assert b"tel:" in body
    assert b'id="exit"' in body
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_pages_can_only_be_read(live, method):
    status, headers, body = ask(live, "/nl/1/", method=method)

    assert (status, headers["allow"], body) == (405, "GET, HEAD", b"")


@pytest.mark.parametrize(
    "path", ["/beheer", "/beheer/login/", "/meelezen/x/", "/static/admin/a.css"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_admin_and_its_files_go_to_django(live, path, method):
    assert ask(live, path, method=method)[2] == b"django"


def test_a_name_that_only_begins_like_the_admin_does_not(live):
    assert ask(live, "/beheerder/")[0] == 404


def test_health_is_told_without_django(live, tmp_path):
    for app in (live, Live(django, tmp_path / "nothing")):
        status, headers, body = ask(app, "/health/")

        assert (status, body) == (200, b"ok\n")
        assert headers["cache-control"] == "no-store"


def test_a_language_newer_than_the_build_gets_the_dutch_pages(live):
    del live.site.homes["ar"], live.site.errors["ar"]

    for path in ("/", "/ar/999/"):
        assert b'<html lang="nl"' in ask(live, path, **{"accept-language": "ar"})[2]


def test_before_anything_is_published_django_answers(tmp_path):
    app = Live(django, tmp_path / "nothing")

    assert ask(app, "/nl/")[2] == b"django"
    assert ask(app, "/nl/", method="POST")[2] == b"django"


def test_another_build_is_taken_up_while_running(live, root):
    swap_page(root, "/nl/1/", "/nl/2/")
    live.look_at = 0  # a second later

    assert ask(live, "/nl/1/")[2] == ask(live, "/nl/2/")[2]


@pytest.mark.parametrize(
    "damage", ["pointer", "manifest", "half", "blob", "strange", "empty"]
)
def test_a_damaged_build_is_not_shown_and_is_told_of_once(live, root, caplog, damage):
    before = ask(live, "/nl/1/")
    build = swap_page(root, "/nl/1/", "/nl/2/")
    manifest = root / "builds" / f"{build}.json"
    match damage:
        case "pointer":
            (root / "live").unlink()
        case "manifest":
            manifest.unlink()
        case "half":
            manifest.write_bytes(manifest.read_bytes()[:-100])
        case "strange":
            manifest.write_text('{"edition": 1, "pages": {"/": {"color": "red"}}}')
        case "empty":
            Store(root).keep(build, Manifest())
        case "blob":
            named = Store(root).manifest(build).pages["/ar/1/"].blob
            (root / "blobs" / f"{named}.br").unlink()

    for _ in range(3):
        live.look_at = 0
        assert ask(live, "/nl/1/") == before

    assert len(caplog.records) == 1
    assert "cannot be read" in caplog.text


def test_with_nothing_but_a_damaged_build_django_answers(root):
    (root / "live").write_text("no-such-build")

    assert ask(Live(django, root), "/nl/1/")[2] == b"django"


def test_behind_tls_an_insecure_request_goes_to_django_to_be_sent_on(live, settings):
    settings.SECURE_SSL_REDIRECT = True
    secure = {"x-forwarded-proto": "https"}

    assert ask(live, "/nl/1/")[2] == b"django"
    assert ask(live, "/nl/1/", **secure)[0] == 200
    assert ask(live, "/nl/1/", **secure)[2] != b"django"
    assert ask(live, "/health/")[2] == b"ok\n"


def test_there_are_no_websockets(live):
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    run(live({"type": "websocket", "path": "/nl/"}, receive, send))

    assert sent == [{"type": "websocket.close"}]


async def django(scope, receive, send):
    """Stands behind a build, and can be told from it."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"django"})


def run(coroutine) -> None:
    """In a thread: in the main one the driver of a browser may keep its own loop running."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, coroutine).result()


def ask(app, path, method="GET", **headers):
    """What an ASGI server would get for a request: status, headers, body."""
    sent = []
    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "headers": [(n.encode(), v.encode()) for n, v in headers.items()],
    }

    async def send(message):
        sent.append(message)

    run(app(scope, None, send))
    start, *bodies = sent
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], told, b"".join(body["body"] for body in bodies)


def swap_page(root, path, other) -> str:
    """Make a build live in which `path` shows the page of `other`; its id."""
    store = Store(root)
    manifest = store.manifest((root / "live").read_text())
    manifest.pages[path] = manifest.pages[other]
    store.keep("swapped", manifest)
    (root / "live.new").write_text("swapped")
    (root / "live.new").replace(root / "live")
    return "swapped"

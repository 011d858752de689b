"""What visitors get from the live build, whatever happens behind it."""

import asyncio
import gzip
import shutil
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Event

import brotli
import pytest

from languages.offered import CODES
from publishing.build.store import Manifest, Store
from publishing.serve import asgi
from publishing.serve.asgi import Live
from publishing.serve.responses import Site, encoding

from ..support import prepared
from ..support.choice import is_quiet

PLAIN_UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


LOOKED_AT = {f"/{code}/{page}" for code in CODES for page in ("", "1/", "2/")}


@pytest.fixture(scope="module")
def whole():
    """The files of the site as `make run` builds it. Nobody writes in them."""
    return prepared.built() / "site"


@pytest.fixture(scope="module")
def few_pages(whole, tmp_path_factory):
    """A live build of the pages that are asked for here: a restart reads all there are."""
    root = tmp_path_factory.mktemp("few") / "site"
    build = (whole / "live").read_text()
    manifest = Store(whole).manifest(build)
    manifest.pages = {path: manifest.pages[path] for path in LOOKED_AT}
    kept = [*manifest.pages.values(), *manifest.homes.values()]
    for answer in [*kept, *manifest.errors.values()]:
        for folder in ("blobs", "archive"):
            (root / folder).mkdir(parents=True, exist_ok=True)
            for file in (whole / folder).glob(f"{answer.blob}*"):
                shutil.copy(file, root / folder)
    Store(root).keep(build, manifest)
    Store(root).archive(build)
    (root / "live").write_text(build)
    return root


@pytest.fixture
def root(few_pages, tmp_path):
    """The files of a live build, to be damaged at will."""
    return shutil.copytree(few_pages, tmp_path / "site")


@pytest.fixture
def live(root):
    return Live(django, root)


@pytest.fixture(scope="module")
def whole_live(whole):
    return Live(django, whole)


@pytest.mark.parametrize("wanted", ["br", "gzip", None])
def test_every_page_comes_as_it_was_built(whole_live, whole, wanted):
    store = Store(whole)
    manifest = store.manifest((whole / "live").read_text())

    for path, built in manifest.pages.items():
        headers = {"accept-encoding": wanted} if wanted else {}
        status, headers, body = ask(whole_live, path, **headers)

        assert status == 200
        assert headers.get("content-encoding") == wanted
        assert headers["content-length"] == str(len(body))
        assert PLAIN_UNPACK[wanted](body) == store.blob(built.blob, "")
        for name, value in built.headers:
            if name not in ("Content-Length", "Vary"):
                assert headers[name.lower()] == value.replace("; ", ";").replace(
                    ", ", ","
                )


def test_headers_stay_within_their_budget_behind_tls_too(whole_live, settings):
    by_others = {"date": 29 * ".", "strict-transport-security": "max-age=31536000"}

    for path in ["/", "/ar/999/", *whole_live.site.pages]:
        status, headers, _ = ask(whole_live, path, **{"accept-encoding": "br"})
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
    a_second_passes(live)

    assert ask(live, "/nl/1/")[2] == ask(live, "/nl/2/")[2]


def test_requests_are_answered_while_another_build_is_read(live, root, monkeypatch):
    before, begun, may_end, reads = ask(live, "/nl/1/"), Event(), Event(), []

    def read_slowly(*arguments):
        reads.append(arguments)
        begun.set()
        assert may_end.wait(120), "nobody was answered meanwhile"
        return Site(*arguments)

    monkeypatch.setattr(asgi, "Site", read_slowly)
    swap_page(root, "/nl/1/", "/nl/2/")
    live.look_at = 0  # a second later
    assert ask(live, "/nl/1/") == before
    assert begun.wait(120)
    for _ in range(3):  # of which none begins to read once more
        live.look_at = 0
        assert ask(live, "/nl/1/") == before
    may_end.set()
    live.reader.join()

    assert len(reads) == 1
    assert ask(live, "/nl/1/") == ask(live, "/nl/2/") != before


@pytest.mark.parametrize(
    "damage", ["pointer", "manifest", "half", "blob", "strange", "empty"]
)
def test_a_damaged_build_is_not_shown_and_is_told_of_once(live, root, caplog, damage):
    before = ask(live, "/nl/1/")
    build = swap_page(root, "/nl/1/", "/nl/2/")
    manifest = root / "builds" / f"{build}.json.gz"
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
            for folder in ("blobs", "archive"):
                for file in (root / folder).glob(f"{named}*"):
                    file.write_bytes(b"")
            del live.site.bodies[named]

    for _ in range(3):
        a_second_passes(live)
        assert ask(live, "/nl/1/") == before

    assert len(caplog.records) == 1
    assert "cannot be read" in caplog.text


POINTERS = {
    "lost": None, "empty": b"", "nul": bytes(20), "no text": b"\xff\xfe\xfa",
    "other": b"no-such-build", "path": b"../../etc/passwd",
}  # fmt: skip


@pytest.mark.parametrize("pointer", POINTERS.values(), ids=POINTERS)
def test_after_a_restart_a_lost_pointer_shows_what_visitors_saw_last(
    live, root, pointer, caplog
):
    before = ask(live, "/nl/1/")
    (root / "live").unlink()
    if pointer is not None:
        (root / "live").write_bytes(pointer)

    again = Live(django, root)

    assert ask(again, "/nl/1/") == before
    assert "visitors saw last" in caplog.text
    assert b"visitors saw last" in again.health(OPERATOR)


def test_without_the_build_the_archive_is_shown(live, root):
    before = ask(live, "/nl/1/")
    shutil.rmtree(root / "builds")
    shutil.rmtree(root / "blobs")

    assert ask(Live(django, root), "/nl/1/") == before


@pytest.mark.parametrize("known", ["by the files", "by the database"])
def test_django_shows_no_page_once_something_was_published(
    root, tmp_path, settings, known
):
    settings.VAR_DIR = tmp_path
    stand_in = tmp_path / "proxy/ar.html"
    stand_in.parent.mkdir()
    stand_in.write_text("the exit, and whom to call")
    for folder in ("builds", "blobs"):
        shutil.rmtree(root / folder)
    if known == "by the files":
        for file in (root / "archive").glob("*.br"):
            file.write_bytes(b"")
    else:
        shutil.rmtree(root / "archive")
        (root / "live").unlink()
    app = Live(django, root, ever_shown=lambda: known == "by the database")

    status, headers, body = ask(app, "/ar/1/")

    assert (status, body) == (503, b"the exit, and whom to call")
    assert headers["cache-control"] == "no-store"
    assert ask(app, "/beheer/login/")[2] == b"django"


@pytest.mark.parametrize("suffix", ["", ".br", ".gz"])
@pytest.mark.parametrize("damage", ["emptied", "flipped", "lost"])
def test_a_damaged_body_is_made_whole_from_the_others(
    live, root, caplog, suffix, damage
):
    before = {encoding: ask(live, "/nl/1/", **{"accept-encoding": encoding}) for encoding in PLAIN_UNPACK if encoding}  # fmt: skip
    name = Store(root).manifest((root / "live").read_text()).pages["/nl/1/"].blob
    file = root / "blobs" / f"{name}{suffix}"
    match damage:
        case "emptied":
            file.write_bytes(b"")
        case "flipped":
            content = bytearray(file.read_bytes())
            content[len(content) // 2] ^= 1
            file.write_bytes(content)
        case "lost":
            file.unlink()

    for _ in range(2):
        again = Live(django, root)
        for accepted, answer in before.items():
            assert ask(again, "/nl/1/", **{"accept-encoding": accepted}) == answer

    assert caplog.text.count("is whole again") == 1


def test_what_happens_to_a_file_after_it_was_read_changes_nothing(live, root):
    before = ask(live, "/nl/1/")
    for file in (root / "blobs").iterdir():
        file.write_bytes(b"")

    assert ask(live, "/nl/1/") == before


def test_another_name_than_ours_gets_no_page(live):
    assert ask(live, "/nl/1/", host="127.0.0.1:8000")[0] == 200
    for name in ("elsewhere.example", "127.0.0.1.elsewhere.example", "", "a b"):
        status, _, body = ask(live, "/nl/1/", host=name or "elsewhere.example:80")
        assert (status, body) == (421, b"")
    assert ask(live, "/health/", host="elsewhere.example")[0] == 200


OPERATOR = {"client": ("127.0.0.1", 1), "headers": []}


def test_only_who_asks_on_the_machine_itself_learns_how_it_is(live):
    through_the_proxy = OPERATOR | {"headers": [(b"x-forwarded-proto", b"https")]}
    from_elsewhere = OPERATOR | {"client": ("192.0.2.1", 1)}

    assert b"disk_free" in live.health(OPERATOR)
    assert live.health(through_the_proxy) == live.health(from_elsewhere) == b"ok\n"
    assert live.health({"headers": []}) == b"ok\n"


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
    words = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], words, b"".join(body["body"] for body in bodies)


def a_second_passes(app) -> None:
    """The server looks whether another build is live, and has read it."""
    app.look_at = 0
    ask(app, "/health/")
    if app.reader:
        app.reader.join()


def swap_page(root, path, other) -> str:
    """Make a build live in which `path` shows the page of `other`; its id."""
    store = Store(root)
    manifest = store.manifest((root / "live").read_text())
    manifest.pages[path] = manifest.pages[other]
    store.keep("swapped", manifest)
    (root / "live.new").write_text("swapped")
    (root / "live.new").replace(root / "live")
    return "swapped"

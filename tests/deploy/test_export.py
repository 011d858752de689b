"""The live build as files: the same answers from nginx and Caddy as from gunicorn."""

import http.client
import os
import shutil
import ssl
from contextlib import ExitStack, closing, contextmanager

import pytest

from publishing.build.store import Answer, Store

from ..drills import proxy
from ..support import running

# What cannot be equal, as docs/operating.md lists. These headers are the sender's own; Caddy
# leaves out how long a compressed body is, and over HTTP/2 and 3 nobody needs one. Django says
# `expires` of the second in which it answers.
SENDERS_OWN = {
    "nginx": {"server", "date", "expires", "connection"},
    "caddy": {
        "server",
        "date",
        "expires",
        "connection",
        "transfer-encoding",
        "content-length",
    },  # fmt: skip
}
# Addresses that a file system, or the server itself, takes for a tidy one.
DIFFERENT = {("//nl/1/", "GET"), ("/nl//1/", "GET"), ("/nl/2/../1/", "GET")}
SOUND = "/nl/1/clip.opus"
ENCODED = ("br", "gzip", "identity")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A built site with one file of sound, exported."""
    var = running.make_site(tmp_path_factory.mktemp("exported") / "var")
    store = Store(var / "site")
    build = (var / "site/live").read_text()
    manifest = store.manifest(build)
    (var / "sound").write_bytes(bytes(range(256)) * 40)
    store.keep_file("sound", var / "sound")
    headers = [("Content-Type", "audio/ogg"), ("Cache-Control", "no-store")]
    manifest.files[SOUND] = Answer(200, headers, "sound")
    store.keep(build, manifest)
    done = running.manage(var, "export", str(var / "export"), check=True)
    assert "reload nginx" in done.stdout
    return var


@pytest.fixture(scope="module")
def manifest(site):
    return Store(site / "site").manifest((site / "site/live").read_text())


@pytest.fixture(scope="module")
def gunicorn(site):
    hosts = {"ALLOWED_HOSTS": f"{proxy.HOST},127.0.0.1"}
    with running.served(site, **hosts) as port:
        yield port


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def front(request, site, gunicorn, tmp_path_factory):
    """Asks a server of files as `ask` does gunicorn. `front.name` is its name."""
    folder = tmp_path_factory.mktemp("front") / request.param
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed")
    start = {"nginx": nginx, "caddy": caddy}[request.param]
    with start(folder, site, gunicorn) as connect:
        yield Front(request.param, connect)


class Front:
    def __init__(self, name, connect):
        self.name, self.connect = name, connect


@contextmanager
def nginx(folder, site, gunicorn):
    """deploy/nginx.conf as it is shipped."""
    server, https, _ = proxy.serving(folder, site, gunicorn)
    with server:
        yield lambda: OverTls("127.0.0.1", https, timeout=60)


class OverTls(http.client.HTTPConnection):
    """To the host that the certificate of an hour names, wherever it is."""

    def connect(self):
        super().connect()
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        self.sock = trusting.wrap_socket(self.sock, server_hostname=proxy.HOST)


@contextmanager
def caddy(folder, site, gunicorn):
    """deploy/Caddyfile as it is shipped, but for TLS."""
    folder.mkdir()
    port = running.free_port()
    shipped = (running.ROOT / "deploy/Caddyfile").read_text()
    for written, instead in [
        ("admin off\n", "admin off\n\tauto_https off\n"),
        ("noordwind.example {\n", f"http://:{port} {{\n\tbind 127.0.0.1\n"),
        ("/var/lib/site", str(site)),
    ]:
        assert written in shipped
        shipped = shipped.replace(written, instead)
    (folder / "Caddyfile").write_text(shipped)
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", "Caddyfile"]
    surroundings = os.environ | {
        "SITE": f"127.0.0.1:{gunicorn}",
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    process = {"cwd": folder, "env": surroundings}
    log = folder / "log"
    with running.kept_running(command, port, "/health/", log, **process):
        yield lambda: http.client.HTTPConnection("127.0.0.1", port, timeout=60)


def answer(connection, path, method="GET", **headers):
    """Status, headers in small letters, and body."""
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": proxy.HOST} | asked)
    response = connection.getresponse()
    body = response.read()
    named = sorted((name.lower(), value) for name, value in response.getheaders())
    return response.status, named, body


def both(front, gunicorn, asked):
    """What gunicorn and the front answer to each of (path, method, headers)."""
    behind = http.client.HTTPConnection("127.0.0.1", gunicorn, timeout=60)
    with closing(behind), closing(front.connect()) as before:
        for path, method, headers in asked:
            answers = [
                answer(connection, path, method, **headers)
                for connection in (behind, before)
            ]
            assert all(
                length is None or len(body) == int(length) or method == "HEAD"
                for _, named, body in answers
                for length in [dict(named).get("content-length")]
            )
            kept = [
                (
                    status,
                    [one for one in named if one[0] not in SENDERS_OWN[front.name]],
                    body,
                )
                for status, named, body in answers
            ]
            yield (path, method, headers), *kept


def test_every_page_is_the_same_byte_for_byte(front, gunicorn, manifest):
    asked = [
        (path, "GET", {"Accept_Encoding": encoding})
        for path in manifest.pages
        for encoding in ENCODED
    ]
    assert len(asked) > 3000

    different = []
    for question, theirs, ours in both(front, gunicorn, asked):
        assert theirs[0] == 200, question
        if ours != theirs:
            different.append((question, theirs[:2], ours[:2]))

    assert different == []


HOMES = ["ar-MA,ar;q=0.9,nl;q=0.5", "AR", "so,ti;q=0.8,en-GB;q=0.7", "de", "", "*",
         "ar;q=0,en", "ar;q=0.0, en;q=0.001", "english,ar", "nl , en", "x,y,z,u,v,ar"]  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/?x=1", "/nowhere/", "/ar/999/"])
def test_the_first_page_and_errors_speak_the_browsers_language(front, gunicorn, path):
    asked = [
        (path, "GET", {"Accept_Language": accepted, "Accept_Encoding": encoding})
        for accepted in HOMES
        for encoding in ENCODED
    ]

    for question, theirs, ours in both(front, gunicorn, asked):
        assert theirs[0] == (200 if path[:2] in ("/", "/?") else 404)
        assert ours == theirs, question


ODD = [
    ("/nl/1", "GET"), ("/nl/1?from=a", "GET"), ("/nl/2/../1/", "GET"), ("/nl/1/", "HEAD"), ("/nl", "GET"),
    ("/robots.txt", "GET"), ("/robots.txt/", "GET"), ("//nl/1/", "GET"), ("/nl//1/", "GET"),
    ("/nl/1/_", "GET"), ("/errors/nl", "GET"), ("/homes/nl", "GET"), ("/nl/999/", "HEAD"),
    ("/nl/%E2%80%AE/", "GET"), ("/%6el/1/", "GET"), ("/beheerder/", "GET"), ("/fr/", "GET"),
    ("/nl/1/", "POST"), ("/nl/999/", "POST"), ("/", "DELETE"), ("/", "OPTIONS"), ("/nl/1/", "PUT"),
    ("/beheer/", "GET"), ("/beheer", "GET"), ("/meelezen/x/", "GET"), ("/static/none.css", "GET"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "method"), ODD)
def test_other_addresses_and_methods_too(front, gunicorn, path, method):
    asked = [(path, method, {"Accept_Encoding": "br", "Accept_Language": "en"})]

    [(_, theirs, ours)] = both(front, gunicorn, asked)

    assert (ours == theirs) is ((path, method) not in DIFFERENT), (
        theirs[:2],
        ours[:2],
    )


ACCEPTED = ["gzip, deflate, br, zstd", "gzip, deflate", "br;q=0, gzip", "BR;q=0.5", "gzip;q=0", "deflate",
            "identity", "br ; q=1", "*"]  # fmt: skip
IGNORED = {"nginx": {"*"}, "caddy": {"*"}}  # no browser says so


@pytest.mark.parametrize("accepted", ACCEPTED)
def test_the_encoding_is_one_the_browser_takes(front, gunicorn, accepted):
    asked = [("/nl/1/", "GET", {"Accept_Encoding": accepted})]

    [(_, theirs, ours)] = both(front, gunicorn, asked)

    assert theirs[0] == ours[0] == 200
    encodings = [dict(named).get("content-encoding") for _, named, _ in (theirs, ours)]
    assert (encodings[0] == encodings[1]) is (accepted not in IGNORED[front.name]), (
        encodings
    )


@pytest.mark.parametrize("part", ["", "bytes=0-99", "bytes=100-", "bytes=-50"])
def test_sound_comes_whole_or_in_parts(front, gunicorn, part):
    asked = [(SOUND, "GET", {"Range": part} if part else {})]
    own = {"etag", "last-modified", "accept-ranges"}  # named each in its own way

    [(_, theirs, ours)] = both(front, gunicorn, asked)

    assert ours[0] == theirs[0] == (206 if part else 200)
    assert ours[2] == theirs[2]
    kept = [
        [one for one in named if one[0] not in own] for _, named, _ in (theirs, ours)
    ]
    assert kept[0] == kept[1]


def test_headers_that_nginx_does_not_know_come_from_the_site(site, tmp_path):
    """Between an upgrade and the reload of nginx."""
    var = shutil.copytree(site, tmp_path / "var", symlinks=True)
    shutil.rmtree(var / "export")
    running.manage(var, "export", str(var / "export"), check=True)
    hosts = {"ALLOWED_HOSTS": f"{proxy.HOST},127.0.0.1"}
    with running.served(var, **hosts) as port, nginx(tmp_path / "front", var, port) as to:  # fmt: skip
        before = asked_of(to, "/nl/1/")
        store = Store(var / "site")
        manifest = store.manifest((var / "site/live").read_text())
        page = manifest.pages["/nl/1/"]
        others = [one for one in page.headers if one[0] != "Referrer-Policy"]
        changed = [*others, ("Referrer-Policy", "same-origin")]
        manifest.pages["/nl/1/"] = Answer(200, changed, manifest.pages["/nl/2/"].blob)
        store.keep("newer", manifest)
        (var / "site/next-one").write_text("newer")
        (var / "site/next-one").replace(var / "site/live")
        running.manage(var, "export", str(var / "export"), check=True)
        running.until(
            lambda: all(asked_of(to, "/nl/1/") != before for _ in range(8)),
            "both workers show the newer build",
        )
        now, other = asked_of(to, "/nl/1/"), asked_of(to, "/nl/2/")
        none = asked_of(to, "/nl/999/")

    assert before[0] == now[0] == other[0] == 200
    assert ("referrer-policy", "no-referrer") in before[1]
    assert ("referrer-policy", "same-origin") in now[1]
    assert now[2] == other[2] != before[2]
    assert none[0] == 404


@pytest.mark.parametrize("start", [nginx, caddy])
def test_pages_go_on_without_the_site_and_the_site_without_a_tree(
    site, tmp_path, start
):
    if not shutil.which(start.__name__):
        pytest.skip(f"{start.__name__} is not installed")
    var = shutil.copytree(site, tmp_path / "var", symlinks=True)
    running.manage(var, "export", str(var / "export"), check=True)
    hosts = {"ALLOWED_HOSTS": f"{proxy.HOST},127.0.0.1"}
    paths = "/nl/1/", "/nl/999/"
    with ExitStack() as fronts:
        with running.served(var, **hosts) as port:
            to = fronts.enter_context(start(tmp_path / "front", var, port))
            with_both = [asked_of(to, path) for path in paths]
            (var / "export/live").rename(var / "export/away")
            without_tree = [asked_of(to, path) for path in paths]
            (var / "export/away").rename(var / "export/live")
        without_site = [asked_of(to, path) for path in paths]
        stand_in = asked_of(to, "/beheer/")

    assert [one[0] for one in with_both] == [200, 404]
    assert with_both == without_site
    assert [one[2] for one in with_both] == [one[2] for one in without_tree]
    assert stand_in[0] == 502
    assert ("cache-control", "no-store") in stand_in[1]
    assert stand_in[2] == (var / "proxy/admin.html").read_bytes()


def asked_of(connect, path):
    own = SENDERS_OWN["nginx"]
    with closing(connect()) as connection:
        status, named, body = answer(connection, path, Accept_Encoding="br")
    return status, [one for one in named if one[0] not in own], body

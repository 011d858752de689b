"""A world on this machine: the site behind TLS, a search page before it, a decoy behind it.

Browsers of the trace test are told that every host name leads here. So the addresses
in a profile are those of a real visit, the decoys are the ones the site really names,
and nothing that a browser does by itself leaves the machine.
"""

import atexit
import functools
import hashlib
import http.client
import shutil
import ssl
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = "hulpsite-lab.nl"
SEARCH = "zoek-lab.nl"
HOME = f"https://{SITE}/"
RESULTS = f"https://{SEARCH}/?q=help"
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


@dataclass
class Answer:
    """What the site answered; a rule may change it before the browser sees it."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    pause: tuple[int, threading.Event] | None = None  # after so many bytes, until then

    def set(self, name: str, value: str | None) -> None:
        """Put a header in place of those of that name; None only takes them away."""
        self.headers = [h for h in self.headers if h[0].lower() != name.lower()]
        if value is not None:
            self.headers.append((name, value))


@dataclass
class Lab:
    """The running world of one visit.

    site: port on which the site is served
    entry: address on the site that the search page links to
    rule: how a broken copy changes an Answer; None serves the site as it is
    delay: seconds until a decoy answers; float("inf") for never
    is_down: whether a host, given by name, closes every connection without an answer
    decoys: (host, headers) of every request to a host that is neither site nor search
    """

    site: int
    entry: str = "/"
    rule: object = None
    delay: float = 0.3
    is_down: object = None
    decoys: list = field(default_factory=list)

    def __enter__(self):
        self.over = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.socket = _context().wrap_socket(
            self.server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.server.handle_error = lambda *args: None  # browsers drop connections
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.over.set()
        self.server.shutdown()
        self.server.server_close()

    def answer(self, host: str, path: str, headers) -> Answer:
        """Raises ConnectionError for a host that is down."""
        if self.is_down and self.is_down(host):
            raise ConnectionResetError(host)
        if host == SITE:
            return self._site(path, headers)
        if host == SEARCH:
            link = f'<a href="https://{SITE}{self.entry}">Een link</a>'
            return _page(f"<title>Zoeken</title><h1>Gevonden</h1>{link}")
        self.decoys.append((host, dict(headers)))
        self.over.wait(min(self.delay, 3600))
        return _page("<title>Weerbericht</title><h1>Regen</h1>")

    def _site(self, path: str, headers) -> Answer:
        sent = {"Host": SITE, "X-Forwarded-Proto": "https"}
        for name in ("Accept-Language", "Save-Data", "Accept-Encoding"):
            if name in headers and not (self.rule and name == "Accept-Encoding"):
                sent[name] = headers[name]
        connection = http.client.HTTPConnection("127.0.0.1", self.site, timeout=20)
        try:
            connection.request("GET", path, headers=sent)
            response = connection.getresponse()
            got = [h for h in response.getheaders() if h[0].lower() not in HOP]
            answer = Answer(response.status, got, response.read())
        finally:
            connection.close()
        answer.set("Strict-Transport-Security", "max-age=31536000")
        if self.rule:
            self.rule(answer, path)
        return answer


def _page(html: str) -> Answer:
    headers = [("Content-Type", "text/html; charset=utf-8")]
    headers.append(("Cache-Control", "no-store"))  # its link would be kept on disk
    document = f'<!doctype html><link rel="icon" href="data:,">{html}'
    return Answer(200, headers, document.encode())


def _handler(lab: Lab):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            host = self.headers.get("Host", "").partition(":")[0]
            answer = lab.answer(host, self.path, self.headers)
            self.send_response_only(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            first, until = answer.pause or (len(answer.body), None)
            self.wfile.write(answer.body[:first])
            if until:
                until.wait(60)
                self.wfile.write(answer.body[first:])

        def log_message(self, *args):
            pass

    return Handler


@functools.cache
def certificate() -> Path:
    """A key and a certificate for this run only; they are in no repository."""
    folder = Path(tempfile.mkdtemp(prefix="traces-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "lab.pem"
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    about = ["-subj", f"/CN={SITE}", "-addext", f"subjectAltName=DNS:{SITE}"]
    subprocess.run(
        [*make.split(), "-days", "30", *about, "-keyout", file, "-out", folder / "c"],
        check=True,
        capture_output=True,
    )
    with file.open("ab") as whole:
        whole.write((folder / "c").read_bytes())
    return file


@functools.cache
def key_hash() -> bytes:
    """SHA-256 of the certificate's public key: Chromium is told to trust that one."""
    key = ["openssl", "pkey", "-in", certificate(), "-pubout", "-outform", "der"]
    done = subprocess.run(key, check=True, capture_output=True)
    return hashlib.sha256(done.stdout).digest()


@functools.cache
def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate())
    return context

"""Drills of what visitors see: B0 and B5 to B9 of docs/drills.md."""

import contextlib
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from languages.offered import LANGUAGES
from publishing.build.store import Store
from tests.support import running

from . import Cost, proxy
from .people import visits

GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]


class Unit:
    """What systemd does for deploy/site.socket and site.service, in small.

    The port is held by whoever runs this, and handed to each server that is started.
    """

    def __init__(self, var: Path):
        self.var, self.log = var, (var / "unit.log").open("a")
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port = self.socket.getsockname()[1]
        self.start()

    def start(self) -> None:
        handed = self.socket.fileno()
        command = 'exec 3<&"$0"; LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"'
        self.server = subprocess.Popen(
            ["bash", "-c", command, str(handed), *GUNICORN],
            **running._process(self.var),
            pass_fds=[handed],
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def workers(self) -> set[str]:
        """The processes that answer."""
        pid = self.server.pid
        return set(Path(f"/proc/{pid}/task/{pid}/children").read_text().split())

    def has_only_new(self, before: set[str]) -> None:
        """Wait until the workers of `before` are gone, and others answer."""
        until = time.monotonic() + 120
        while self._is_old(before):
            assert self.server.poll() is None, "the server stopped; see unit.log"
            assert time.monotonic() < until, "the workers of before stay"
            time.sleep(0.1)

    def _is_old(self, before: set[str]) -> bool:
        stay = any(Path("/proc", entry).exists() for entry in before)
        return stay or len(self.workers() - before) != 2

    def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait(timeout=20)
        self.socket.close()
        self.log.close()


@contextmanager
def unit(var: Path):
    held = Unit(var)
    try:
        held.has_only_new(set())
        yield held
    finally:
        held.stop()


def restarts(times: int = 3) -> Cost:
    """B8. The master is killed, restarted and told to reload while somebody reads."""
    cost = Cost()
    with tempfile.TemporaryDirectory() as folder:
        var = running.make_site(Path(folder, "var"))
        with unit(var) as held, visits(held.port, cost):
            for _ in range(times):
                for how in (signal.SIGKILL, signal.SIGTERM):
                    before = held.workers()
                    os.kill(held.server.pid, how)
                    held.server.wait(timeout=60)
                    held.start()
                    held.has_only_new(before)
                before = held.workers()
                os.kill(held.server.pid, signal.SIGHUP)
                held.has_only_new(before)
    return cost


def nobody_behind_the_proxy() -> Cost:
    """B8, C12. Behind deploy/nginx.conf a server that is gone is a page with the exit and
    the numbers; and TLS as it should be."""
    cost = Cost()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        var = running.make_site(folder / "var")
        names = f"127.0.0.1,{proxy.HOST}"
        with running.served(var, ALLOWED_HOSTS=names) as site:
            before, https, http = proxy.serving(folder / "proxy", var, site)
            with before:
                behind_the_proxy(cost, https, http)
                os.killpg(running.GROUPS[site], signal.SIGKILL)
                for language in ("nl", "en", "ar"):
                    head, body = proxy.asked(https, f"/{language}/1/")
                    cost.visits += 1
                    cost.expect(" 502" in head.partition("\n")[0], head)
                    cost.expect("no-store" in head and "no-referrer" in head, head)
                    for part in (
                        f'lang="{language}"',
                        f'href="{LANGUAGES[language].decoy}"',
                        "0800-2000",
                    ):
                        cost.expect(part in body, f"{language}: no {part}")
                head, body = proxy.asked(https, "/beheer/", "--data", "a=b")
                cost.expect("Dit is niet bewaard" in body, f"the admin says {body}")
    return cost


def behind_the_proxy(cost: Cost, https: int, http: int) -> None:
    cost.visits += 1
    head, body = proxy.asked(https, "/nl/1/")
    cost.failed += not (" 200" in head.partition("\n")[0] and "</html>" in body)
    cost.expect("nginx/" not in head, "the proxy tells its version")
    cost.expect(not any(proxy.asked(https, "/nl/", host="elsewhere.example")), "C13: a page for another name")  # fmt: skip
    cost.expect(proxy.speaks(https, "ECDHE-RSA-AES128-GCM-SHA256"), "no ECDHE")
    cost.expect(not proxy.speaks(https, "AES128-GCM-SHA256"), "no forward secrecy")
    moved = running.get(http, "/nl/1/", Host=proxy.HOST)
    cost.expect(moved.headers["Location"] == f"https://{proxy.HOST}/nl/1/", str(moved.headers))  # fmt: skip
    statuses = [proxy.asked(https, "/beheer/login/")[0][7:10] for _ in range(40)]
    cost.expect("429" in statuses, "who asks the login without pause never waits")


def half_sent(many: int = 3000, descriptors: int = 1024) -> Cost:
    """B9. More half-sent requests than there are file descriptors, and somebody who reads."""
    cost = Cost()
    mine = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (mine[1], mine[1]))
    with tempfile.TemporaryDirectory() as folder:
        var = running.make_site(Path(folder, "var"))
        with running.served(var, limit=descriptors) as port:
            log = (var / "gunicorn.log").stat().st_size
            silent = []
            try:
                with visits(port, cost, pause=0.2):
                    for _ in range(many):
                        phone = socket.create_connection(("127.0.0.1", port))
                        silent.append(phone)
                        phone.sendall(b"GET /nl/ HTTP/1.1\r\nHost: 127.0.0.1\r\n")
                    time.sleep(2)
            finally:
                for phone in silent:
                    phone.close()
            grew = (var / "gunicorn.log").stat().st_size - log
            cost.expect(grew < 100_000, f"{grew} bytes of log")
    return cost


CHANGE = (
    "from content.models import Section as S;"
    "S.objects.filter(page__key='trip').update(body_nl='{}')"
)
KILLED = """
import os, signal
from django.core.management import call_command
from publishing.build import live, store
from publishing.models import Showing
def kill(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)
{place} = kill
call_command("publish")
"""
PLACES = ["live.build", "store.Store.archive", "live.write", "Showing.objects.create", "live._finish"]  # fmt: skip
ASK = """
from publishing.build import live
from publishing.models import Edition, Proposal
print("told", live.live_build(), live.seen_now().number, Edition.objects.count(), Proposal.objects.count())
"""


def killed_while_publishing(places=PLACES) -> Cost:
    """B0. `publish` is killed at each step; then the site is started again."""
    cost = Cost()
    with tempfile.TemporaryDirectory() as folder:
        for number, place in enumerate(places):
            var = running.make_site(Path(folder, f"var{number}"))
            before = state_of(var)
            text = f"Anders {number}."
            running.manage(var, "shell", "-c", CHANGE.format(text), check=True)
            done = running.manage(var, "shell", "-c", KILLED.format(place=place))
            cost.expect(done.returncode == -signal.SIGKILL, f"{place}: was not killed")
            desk = state_of(var)
            running.manage(var, "prepare", check=True)
            after = state_of(var)
            cost.expect(desk == after, f"{place}: a start changed {desk} to {after}")
            decided = place == "live._finish"
            cost.expect((after != before) == decided, f"{place}: {before}, {after}")
            with running.served(var) as port:
                cost.visits += 1
                page = running.get(port, "/nl/1/")
                cost.failed += page.status != 200
                cost.undecided += (text.encode() in page.body) != decided
    return cost


def state_of(var: Path) -> list[str]:
    """What is live and what is listed, as the desk asks for it."""
    done = running.manage(var, "shell", "-c", ASK, check=True)
    return done.stdout.partition("told ")[2].split()


def lost_pointers() -> Cost:
    """B5. The pointer is lost or damaged, editors saved something, the server restarts."""
    cost = Cost()
    with tempfile.TemporaryDirectory() as folder:
        var = running.make_site(Path(folder, "var"))
        pointer = var / "site/live"
        build = pointer.read_bytes()
        running.manage(var, "shell", "-c", CHANGE.format("Ongezien."), check=True)
        for damaged in (None, b"", bytes(20), b"\xff\xfe\xfa"):
            pointer.unlink()
            if damaged is not None:
                pointer.write_bytes(damaged)
            with running.served(var) as port:
                look(cost, port)
            done = running.manage(var, "prepare")
            cost.expect(not done.returncode, f"{damaged}: prepare says {done.stderr}")
            cost.expect(pointer.read_bytes() == build, f"{damaged}: is not mended")
    return cost


def look(cost: Cost, port: int) -> None:
    for path in ("/nl/1/", "/ar/1/"):
        cost.visits += 1
        page = running.get(port, path)
        cost.failed += page.status != 200
        cost.undecided += b"Ongezien" in page.body


def lost_database() -> Cost:
    """B6. The database is gone, or another one is named; then everything is started."""
    cost = Cost()
    with tempfile.TemporaryDirectory() as folder:
        var = running.make_site(Path(folder, "var"))
        build = (var / "site/live").read_bytes()
        for file in var.glob("db.sqlite3*"):
            file.unlink()
        for command in ("prepare", "publish"):
            done = running.manage(var, command)
            cost.expect(done.returncode == 1, f"{command}: exit code {done.returncode}")
            cost.expect("make restore" in done.stderr, f"{command}: {done.stderr}")
        cost.undecided += (var / "site/live").read_bytes() != build
        with running.served(var) as port:
            look(cost, port)
    return cost


def damaged_bodies() -> Cost:
    """B7. Files of pages are emptied and flipped, while serving and before a start."""
    cost = Cost()
    with tempfile.TemporaryDirectory() as folder:
        var = running.make_site(Path(folder, "var"))
        store = Store(var / "site")
        pages = store.manifest((var / "site/live").read_text()).pages
        with running.served(var) as port:
            whole = {path: running.get(port, path).body for path in pages}
            damage(store, pages)
            compare(cost, port, whole)
        with running.served(var) as port:
            compare(cost, port, whole)
        log = (var / "gunicorn.log").read_text()
        cost.expect("is whole again" in log, "nobody was told")
        damaged = [
            page.blob for page in pages.values() if not store.encodings(page.blob)
        ]
        cost.expect(not damaged, f"not healed: {damaged}")
    return cost


def damage(store: Store, pages: dict) -> None:
    """One encoding of each page, in turns another one, in turns emptied or flipped."""
    for number, answer in enumerate(pages.values()):
        file = store.blobs / f"{answer.blob}{('', '.br', '.gz')[number % 3]}"
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(b"" if number % 2 else bytes(content))


def compare(cost: Cost, port: int, whole: dict[str, bytes]) -> None:
    for path, body in whole.items():
        cost.visits += 1
        page = running.get(port, path)
        cost.failed += (page.status, page.body) != (200, body)

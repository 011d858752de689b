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
        stay = any(Path("/proc", it).exists() for it in before)
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
        with running.served(var) as site:
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

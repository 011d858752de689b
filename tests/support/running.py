"""A real site in a folder of its own, for tests that need processes and files."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from . import prepared

ROOT = Path(__file__).resolve().parent.parent.parent
GROUPS: dict[int, int] = {}  # the process group that serves a port


def manage(var: Path, *arguments, **options) -> subprocess.CompletedProcess:
    """Run manage.py on the site in `var`, and wait."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        **_process(var),
        capture_output=True,
        text=True,
        timeout=600,
        **options,
    )


def start(var: Path, *arguments) -> subprocess.Popen:
    """Run manage.py on the site in `var`, in a group of its own that can be killed."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        **_process(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def make_site(var: Path) -> Path:
    """A site as `make run` leaves it: a database with the seed, and one edition live."""
    return shutil.copytree(prepared.built(), var)


def served(var: Path, limit: int = 0, **env):
    """gunicorn as it runs in earnest, on a free port: a context that gives the port.

    limit: of file descriptors it may have
    """
    port = free_port()
    process = _process(var)
    process["env"] |= {"PORT": str(port), **env}
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
    if limit:
        command = ["bash", "-c", f'ulimit -n {limit}; exec "$@"', "bash", *command]
    return kept_running(command, port, "/health/", var / "gunicorn.log", **process)


@contextmanager
def kept_running(command: list[str], port: int, path: str, log: Path, **process):
    """Run a server until the context ends, in a process group of its own."""
    with log.open("w") as file:
        server = subprocess.Popen(
            command, **process, stdout=file, stderr=file, start_new_session=True
        )
        try:
            _wait_for(port, path, server)
            GROUPS[port] = server.pid
            yield port
        finally:
            os.killpg(server.pid, signal.SIGQUIT)
            server.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def get(port: int, path: str, method: str = "GET", **headers):
    """One request: its response, read."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(
            method, path, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        response = connection.getresponse()
        response.body = response.read()
        return response
    finally:
        connection.close()


def _process(var: Path) -> dict:
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return {"cwd": ROOT, "env": env | {"VAR_DIR": str(var)}}


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait until something is so. Raises TimeoutError after two minutes: it never will be."""
    end = time.monotonic() + 120
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited in vain until {what}")
        time.sleep(0.05)


def _wait_for(port: int, path: str, server: subprocess.Popen) -> None:
    def answers() -> bool:
        assert server.poll() is None, f"{server.args[:3]} stopped; see its log"
        try:
            get(port, path)
        except OSError:
            return False
        return True

    until(answers, f"{server.args[:3]} answers")

"""A built page through our servers, beside nginx's plain file and Django's live rendering."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from publishing.build.store import Store
from tests.support import prepared, running

from . import nginx

PAGE = "/nl/1/"
EXPORTED = "an exported tree, nginx"
PLAIN_FILE = "a plain file, nginx"
BEHIND: dict[int, int] = {}  # the port of the site behind a server in front
GOALS = {EXPORTED: 1.0}  # of nginx with a plain file
ROUNDS = 2  # taking turns, so that a busy moment of the machine hits all
SECONDS = 3


@dataclass
class Measured:
    """Of each round: requests a second, and the server's CPU time for one, in µs."""

    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)


def measure(var: Path) -> None:
    unbuilt = var.with_name("unbuilt")
    unbuilt.mkdir()
    shutil.copy(prepared.seeded(), unbuilt / prepared.DATABASE)
    servers = {}
    if missing := nginx.missing():
        print(f"\nnot installed: {missing}")
    else:
        running.manage(var, "export", str(var / "export"), check=True)
        servers |= {
            EXPORTED: lambda: _in_front(var, var / "export/live"),
            PLAIN_FILE: lambda: _nginx(var),
            "no tree: nginx, gunicorn": lambda: _in_front(var),
        }
    servers["no tree: gunicorn alone"] = lambda: running.served(var)
    servers["rendered live by Django"] = lambda: running.served(unbuilt)
    if shutil.which("wrk"):
        _compare(servers)
    else:
        print("\nnot installed: wrk (so no speeds)")
    with running.served(var) as port:
        print(f"\nWorst answer while 50 clients stall  {_stalled(port):6.1f} ms")


def _compare(servers: dict) -> None:
    results = {name: Measured() for name in servers}
    for _ in range(ROUNDS):
        for name, serve in servers.items():
            with serve() as port:
                _load(port, results[name])
    print(
        f"\nSpeed of {PAGE}, brotli, 32 connections, wrk on the same {os.cpu_count()}"
    )
    print("cores; median of rounds          requests/s   CPU µs/request")
    for name, result in results.items():
        rate, cost = median(result.rates), median(result.costs)
        print(f"  {name:28} {rate:12.0f} {cost:16.0f}")
    if not (plain := results.get(PLAIN_FILE)):
        return
    print("  as a share of a plain file, nginx")
    for name, result in results.items():
        rate = median(result.rates) / median(plain.rates)
        cost = median(result.costs) / median(plain.costs)
        goal = f"   goal {GOALS[name]}" if name in GOALS else ""
        print(f"  {name:28} {rate:12.3g} {cost:16.3g}{goal}")


def _load(port: int, result: Measured) -> None:
    command = f"wrk -t1 -c32 -d{SECONDS}s --timeout 10s http://127.0.0.1:{port}{PAGE}"
    running.get(port, PAGE)
    before = _cpu(port)
    words = subprocess.run(
        [*command.split(), "-H", "Accept-Encoding: gzip, deflate, br"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    used = _cpu(port) - before
    if "Non-2xx" in words or "Socket errors" in words:
        print(words)
    requests = int(re.search(r"(\d+) requests in", words)[1])
    result.rates.append(float(re.search(r"Requests/sec:\s*([\d.]+)", words)[1]))
    result.costs.append(used / requests * 1_000_000)


def _cpu(port: int) -> float:
    """Seconds of CPU used so far by who listens on the port, and who answers behind it."""
    ports = [port, BEHIND[port]] if port in BEHIND else [port]
    groups, ticks = {running.GROUPS[one] for one in ports}, 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        if int(fields[2]) in groups:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def _nginx(var: Path):
    store = Store(var / "site")
    answer = store.manifest((var / "site" / "live").read_text()).pages[PAGE]
    with nginx.serving(store, answer, PAGE, var.with_name("nginx")) as port:
        yield port


@contextmanager
def _in_front(var: Path, tree: Path | None = None):
    folder = var.with_name("with-tree" if tree else "without-tree")
    with (
        running.served(var) as site,
        nginx.in_front(site, PAGE, folder, tree) as port,
    ):
        BEHIND[port] = site
        yield port


def _stalled(port: int) -> float:
    """Milliseconds of the slowest of 100 requests beside 50 half-sent ones."""
    phones = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
    for phone in phones:
        phone.sendall(b"GET /nl/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept")
    took = []
    for _ in range(100):
        began = time.perf_counter()
        running.get(port, PAGE)
        took.append(time.perf_counter() - began)
    for phone in phones:
        phone.close()
    return max(took) * 1000

"""A built page through our server, beside nginx's file and Django's live rendering."""

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
from tests.support import running

from . import nginx

PAGE = "/nl/1/"
ROUNDS = 2  # taking turns, so that a busy moment of the machine hits all
SECONDS = 3


@dataclass
class Measured:
    """Of each round: requests a second, and the server's CPU time for one, in µs."""

    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)


def measure(var: Path) -> None:
    unbuilt = shutil.copytree(var, var.with_name("unbuilt"))
    shutil.rmtree(unbuilt / "site")
    servers = {"a built page, gunicorn": lambda: running.served(var)}
    if missing := nginx.missing():
        print(f"\nnot installed: {missing}")
    else:
        servers["the same file, nginx"] = lambda: _nginx(var)
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
    rates = [median(result.rates) for result in results.values()]
    costs = [median(result.costs) for result in results.values()]
    for name, rate, cost in list(zip(servers, rates, costs, strict=True))[1:]:
        print(f"  ours / {name:24} {rates[0] / rate:9.3g} {costs[0] / cost:16.3g}")


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
    """Seconds of CPU used so far by the process group that listens on the port."""
    group, ticks = running.GROUPS[port], 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def _nginx(var: Path):
    store = Store(var / "site")
    answer = store.manifest((var / "site" / "live").read_text()).pages[PAGE]
    with nginx.serving(store, answer, PAGE, var.with_name("nginx")) as port:
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

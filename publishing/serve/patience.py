"""How long gunicorn waits for a silent connection, how many it holds, how often it logs the same complaint.

Its ASGI worker waits for ever for the head of a first request, counts connections and
does nothing with the count. To change that takes private names of its own:

- `ASGIProtocol._keepalive_handle`, `_keepalive_timeout`: the timer that closes a kept
  connection. Set from the start it closes a silent one too; gunicorn stops it when a
  request is there.
- `ASGIProtocol._awaiting_request`: whether a connection waits for a head, so that it can
  be given up for somebody who does ask something.
- `gunicorn.workers.gasgi.ASGIProtocol`: where the worker finds its protocol; no setting
  names it.

tests/publishing/test_patience.py fails when an upgrade calls these otherwise.
"""

import asyncio
import logging
import resource
import time

from gunicorn.asgi.protocol import ASGIProtocol
from gunicorn.workers import gasgi

from safety.quiet_logs import WithoutVisitor

HEAD = 20  # seconds for the first request to arrive; a bad network needs some
GLANCE = 0.1  # seconds before a new connection counts as silent
MOST = 4_000  # connections a worker holds at a time
SPARE = 200  # file descriptors for everything else: pages' sound, the database, logs


class Patient(ASGIProtocol):
    """A connection that is given up when nothing is asked, or others need its place."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        worker = self.worker
        worker.waiting = getattr(worker, "waiting", {})
        worker.waiting[self] = None  # in the order they came
        self._keepalive_handle = worker.loop.call_later(HEAD, self._keepalive_timeout)
        if worker.nr_conns > worker.worker_connections:
            # not at once: what was asked a moment ago has not been read yet
            worker.loop.call_later(GLANCE, make_room, worker)

    def connection_lost(self, exc: Exception | None) -> None:
        self.worker.waiting.pop(self, None)
        super().connection_lost(exc)


def make_room(worker: gasgi.ASGIWorker) -> None:
    """Close those that have waited longest without asking anything, as many as are too many."""
    silent = [
        connection for connection in worker.waiting if connection._awaiting_request
    ]
    for connection in silent[: max(0, worker.nr_conns - worker.worker_connections)]:
        connection.transport.abort()


class OnceAMinute(logging.Filter):
    """The same complaint once a minute: what goes wrong a thousand times fills no disk."""

    EVERY = 60

    def __init__(self) -> None:
        super().__init__()
        self.last_logged: dict[tuple, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        what = record.name, record.lineno, str(record.msg)[:80]
        now = time.monotonic()
        if now - self.last_logged.get(what, -self.EVERY) < self.EVERY:
            return False
        self.last_logged = {
            place: at for place, at in self.last_logged.items() if now - at < self.EVERY
        }
        self.last_logged[what] = now
        return True


def connections() -> int:
    """How many a worker can hold with the file descriptors it may have; asks for more first."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + SPARE
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(50, min(MOST, soft - SPARE))


def be_patient() -> None:
    """Let gunicorn's worker use all this. For its configuration file."""
    gasgi.ASGIProtocol = Patient
    for name in ("asyncio", "gunicorn.error"):
        logging.getLogger(name).addFilter(OnceAMinute())
        logging.getLogger(name).addFilter(WithoutVisitor())

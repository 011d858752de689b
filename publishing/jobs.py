"""Build in the background what may go online, and tell how far it is.

A thread of the web worker does it. If it is killed the file that says how far it was
grows old, and whoever looks next starts it again.
"""

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections

from publishing.build import live
from publishing.build.builder import BuildError, Progress, build_id
from publishing.build.store import Store, write

from .models import Edition

SILENT = 60  # seconds without a sign of life after which a build counts as killed


def state(build: str) -> dict:
    """How far the build with this id is.

    state: "ready", "busy" (with done, total, what), "failed" (with why), or "none"
    """
    if Store(settings.PUBLISHING_ROOT).is_whole(build):
        return {"state": "ready", "build": build}
    return last_report(build)


def last_report(name: str) -> dict:
    """The last report on work of this name. "none": not begun, done or killed."""
    file = _file(name)
    try:
        last = json.loads(file.read_bytes())
        age = time.time() - file.stat().st_mtime
    except (OSError, ValueError):
        return {"state": "none"}
    if last["state"] == "busy" and age > SILENT:
        return {"state": "none"}
    return last


def start(edition: Edition) -> None:
    """Begin to build an edition. `state` reports on it."""
    begin(build_id(edition), lambda progress: live.prepare(edition, progress))


def begin(name: str, work: Callable[[Progress], object]) -> None:
    """Begin work that nobody waits for. `last_report` reports on it."""
    _tell(name, state="busy", done=0, total=0, what="wacht op zijn beurt")
    threading.Thread(target=_alone, args=[name, work], daemon=True).start()


def _alone(name: str, work: Callable[[Progress], object]) -> None:
    try:
        carry_on(name, work)
    finally:
        connections.close_all()  # a thread has connections of its own


def carry_on(name: str, work: Callable[[Progress], object]) -> None:
    """Do the work now, and tell about it."""

    def progress(done: int, total: int, what: str) -> None:
        _tell(name, state="busy", done=done, total=total, what=what)

    try:
        work(progress)
    except (BuildError, OSError, DatabaseError) as error:
        _tell(name, state="failed", why=str(error))
    else:
        _file(name).unlink(missing_ok=True)


def _tell(name: str, **report: Any) -> None:
    write(_file(name), json.dumps(report).encode())


def _file(name: str) -> Path:
    return settings.PUBLISHING_ROOT / "preparing" / f"{name}.json"

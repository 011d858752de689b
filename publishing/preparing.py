"""Build in the background what may go online, and tell how far it is.

A thread of the web worker does it and touches no database. If it is killed the file that
tells how far it was grows old, and whoever looks next starts it again.
"""

import json
import threading
import time

from django.conf import settings

from . import live
from .build import BuildError, build_id
from .models import Edition
from .store import Store, write

SILENT = 60  # seconds without a sign of life after which a build counts as killed


def state(build: str) -> dict:
    """How far the build with this id is.

    state: "ready", "busy" (with done, total, what), "failed" (with why), or "none"
    """
    if Store(settings.PUBLISHING_ROOT).is_whole(build):
        return {"state": "ready", "build": build}
    file = _file(build)
    try:
        told = json.loads(file.read_bytes())
        age = time.time() - file.stat().st_mtime
    except (OSError, ValueError):
        return {"state": "none"}
    if told["state"] == "busy" and age > SILENT:
        return {"state": "none"}
    return told


def start(edition: Edition) -> threading.Thread:
    """Begin to build an edition. What becomes of it tells `state`."""
    _tell(build_id(edition), state="busy", done=0, total=0, what="wacht op zijn beurt")
    thread = threading.Thread(target=_build, args=[edition], daemon=True)
    thread.start()
    return thread


def _build(edition: Edition) -> None:
    build = build_id(edition)

    def progress(done: int, total: int, what: str) -> None:
        _tell(build, state="busy", done=done, total=total, what=what)

    try:
        live.prepare(edition, progress)
    except (BuildError, OSError) as error:
        _tell(build, state="failed", why=str(error))
    else:
        _file(build).unlink(missing_ok=True)


def _tell(build: str, **told) -> None:
    write(_file(build), json.dumps(told).encode())


def _file(build: str):
    return settings.PUBLISHING_ROOT / "preparing" / f"{build}.json"

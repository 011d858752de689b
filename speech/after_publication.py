"""Sound after a publication, made at leisure: a process of its own, of low rank.

Publishing never waits for it: an urgent number is online at once, and read by the
device's own voice until its sound is there. One run at a time; `state` says how far.
"""

import fcntl
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings

from publishing.build.store import write

from .models import Approval, Recording

WORKING, WAITING = "lock", "waiting"  # files that a run locks
SILENT = 600  # seconds without a sign of life after which a run counts as killed


def begin_if_wanted() -> None:
    """Begin, where somebody ever listened: else nothing made could be heard."""
    if Approval.objects.exists() or Recording.objects.exists():
        with suppress(OSError):  # what was published stands; the night tries again
            begin(publish=True)


def begin(publish: bool) -> None:
    """Make the sound that is lacking. publish: and put online what may be heard.

    One run works and one may wait: that one will find all that is live by then.
    """
    if _is_locked(WAITING):
        return
    tell(state="busy", done=0, total=0, what="")
    options = ["--publish", "--prune"] if publish else []
    child = subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "build_audio", "--at-leisure"]
        + options,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # it reports what goes wrong through `tell`
        start_new_session=True,  # a web worker that is replaced takes it not along
    )
    threading.Thread(target=child.wait, daemon=True).start()  # leaves no zombie


def state() -> dict:
    """How far it is: {"state": "busy", "done", "total", "what"}, "failed" (with why),
    or "none"."""
    try:
        report = json.loads(_file().read_bytes())
        age = time.time() - _file().stat().st_mtime
    except (OSError, ValueError):
        return {"state": "none"}
    return {"state": "none"} if report["state"] == "busy" and age > SILENT else report


def tell(**report) -> None:
    write(_file(), json.dumps(report).encode())


@contextmanager
def at_leisure() -> Iterator[None]:
    """One run at a time, behind whatever else this machine does.

    Raises AlreadyWaiting where another run waits for its turn already.
    """
    settings.SPEECH_ROOT.mkdir(parents=True, exist_ok=True)
    os.nice(10)
    with _lock_file(WORKING) as working:
        with _lock_file(WAITING) as waiting:
            try:
                fcntl.flock(waiting, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise AlreadyWaiting from error
            fcntl.flock(working, fcntl.LOCK_EX)
        try:
            yield
        except Exception as error:
            tell(state="failed", why=str(error))
            raise
        tell(state="none")


class AlreadyWaiting(Exception):
    """Another run will do what this one came for."""


def _is_locked(name: str) -> bool:
    settings.SPEECH_ROOT.mkdir(parents=True, exist_ok=True)
    with _lock_file(name) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _lock_file(name: str):
    return (settings.SPEECH_ROOT / name).open("w")


def _file():
    return settings.SPEECH_ROOT / "making.json"

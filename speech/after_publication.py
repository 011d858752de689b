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

SILENT = 600  # seconds without a sign of life after which a run counts as killed


def begin_if_wanted() -> None:
    """Begin, where somebody ever listened: else nothing made could be heard."""
    if Approval.objects.exists() or Recording.objects.exists():
        with suppress(OSError):  # what was published stands; the night tries again
            begin(publish=True)


def begin(publish: bool) -> None:
    """Make the sound that is lacking. publish: and put online what may be heard."""
    tell(state="busy", done=0, total=0, what="")
    options = ["--publish"] if publish else []
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
    """One run at a time, behind whatever else this machine does."""
    settings.SPEECH_ROOT.mkdir(parents=True, exist_ok=True)
    os.nice(10)
    with (settings.SPEECH_ROOT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        except Exception as error:
            tell(state="failed", why=str(error))
            raise
        tell(state="none")


def _file():
    return settings.SPEECH_ROOT / "making.json"

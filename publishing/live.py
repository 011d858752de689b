"""Which build visitors see: one small file, replaced in one move."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from .build import Made, Progress, build
from .models import Edition
from .store import Store, write

POINTER = "live"
KEPT = 5  # builds one can go back to without rendering


def publish(edition: Edition | None, progress: Progress) -> Made:
    """Build an edition, by default the newest, and let visitors see it.

    Raises BuildError or OSError; then they go on seeing what they saw.
    """
    store = Store(settings.PUBLISHING_ROOT)
    with _alone(store):
        # Asked only now: of two who publish at once, the last one waits and goes on
        # with the newest edition, whoever made it.
        made = build(edition or Edition.objects.first(), store, progress)
        store.touch(made.build)
        if live_build() != made.build:
            write(store.root / POINTER, made.build.encode())
        store.prune(KEPT, live=made.build)
    return made


def make_edition(note: str, by=None) -> Edition:
    """An edition of the working copy. Of two who ask at once, both get the same one."""
    with _alone(Store(settings.PUBLISHING_ROOT)):
        return Edition.objects.make(note, by=by)


def live_build() -> str:
    """The id of the build that visitors see; empty if there is none."""
    try:
        return (settings.PUBLISHING_ROOT / POINTER).read_text().strip()
    except FileNotFoundError:
        return ""


@contextmanager
def _alone(store: Store) -> Iterator[None]:
    """Wait until nobody else builds here. The lock goes when its process goes."""
    store.root.mkdir(parents=True, exist_ok=True)
    with (store.root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in store.root.glob("making-*"):  # by a build that was killed
            shutil.rmtree(left, ignore_errors=True)
        yield

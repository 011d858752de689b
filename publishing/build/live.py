"""Which build visitors see: one small file, replaced in one move."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.models import User

from publishing.contributions import contributions
from publishing.models import Edition, Showing

from .builder import BuildError, Made, Progress, build
from .store import Store, write

POINTER = "live"
KEPT = 5  # builds one can go back to without rendering


def publish(edition: Edition | None, progress: Progress) -> Made:
    """Build an edition, by default the newest, and let visitors see it.

    Raises BuildError or OSError; then they go on seeing what they saw.
    """
    with alone() as store:
        # Asked only now: of two who publish at once, the last one waits and goes on
        # with the newest edition, whoever made it.
        edition = edition or Edition.objects.first()
        if edition is None:
            raise BuildError("There is no edition yet.")
        made = build(edition, store, progress, like=live_build())
        show(edition, made, store)
    afterwards()
    return made


def renew(progress: Progress) -> Made | None:
    """Build anew what visitors see, with the code and the sound of now. None where
    nothing is live. Raises as `publish`."""
    with alone() as store:
        before = live_build()
        edition = seen_now() if before else None
        if edition is None:
            return None
        made = build(edition, store, progress, like=before)
        if made.build != before:
            show(edition, made, store)
    return made


def afterwards() -> None:
    """What follows a publication, and lets nobody wait."""
    for contribution in contributions:
        contribution.after_publication()


def prepare(edition: Edition, progress: Progress) -> Made:
    """Build an edition that may go live later; it need not be saved. Raises as `publish`."""
    with alone() as store:
        made = build(edition, store, progress, like=live_build())
        store.touch(made.build)
        store.prune(KEPT, live=live_build())
    return made


def show(edition: Edition, made: Made, store: Store) -> None:
    """Let visitors see a build. Only for anyone who is `alone`."""
    store.touch(made.build)
    store.archive(made.build)
    before = seen_now() if live_build() else None
    if live_build() != made.build:
        write(store.root / POINTER, made.build.encode())
    is_kept = not edition._state.adding
    if is_kept and (before != edition or not edition.showings.exists()):
        Showing.objects.create(edition=edition, build=made.build)
    store.prune(KEPT, live=made.build)


def make_edition(note: str, by: User | None = None) -> Edition:
    """An edition of the working copy. Of two who ask at once, both get the same one."""
    with alone():
        return Edition.objects.make(note, by=by)


def live_build() -> str:
    """The id of the build that visitors see; empty if there is none."""
    try:
        return (settings.PUBLISHING_ROOT / POINTER).read_text().strip()
    except FileNotFoundError:
        return ""


def seen_now() -> Edition | None:
    """The edition that visitors see; the newest one where none is live."""
    store, build = Store(settings.PUBLISHING_ROOT), live_build()
    words = store.manifest(build).words if store.is_whole(build) else ""
    return Edition.objects.filter(digest=words).first() or Edition.objects.first()


@contextmanager
def alone() -> Iterator[Store]:
    """Wait until nobody else builds here. The lock goes when its process goes."""
    store = Store(settings.PUBLISHING_ROOT)
    store.root.mkdir(parents=True, exist_ok=True)
    with (store.root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in store.root.glob("making-*"):  # by a build that was killed
            shutil.rmtree(left, ignore_errors=True)
        yield store

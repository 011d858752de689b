"""Which build visitors see: one small file, replaced in one move.

What is shown and what is logged go in one step. The file that is to become the pointer
is written first, under another name (NEXT). Then the database says in one transaction
who decided what, and that this build is shown. Then the file gets its name. Whoever comes
after a kill finds the file, asks the database, and finishes the step or takes it back.
"""

import fcntl
import logging
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F

from publishing.contributions import contributions
from publishing.models import Edition, Showing
from publishing.serve import export

from .builder import BuildError, Made, Progress, build
from .store import Store, write

POINTER = "live"
NEXT = "next"  # what the pointer is to be
WANTED = "wanted"  # locked by everybody who waits to be alone
GIVES_WAY = 1.0  # seconds
KEPT = 5  # builds one can go back to without rendering
BUILD = re.compile(r"[\w-]+")

STRANDED = """\
The database knows no edition, but visitors are shown one. Nothing was changed, and they
go on seeing it. Is DATABASE_URL right? Was the database lost? Then put a backup back:
    make restore FILE=...
To begin anew with the texts of the files, move the folder “site” in VAR_DIR away first."""

Log = Callable[[Edition], None]

log = logging.getLogger(__name__)


def publish(
    choose: Edition | Callable[[], Edition] | None,
    progress: Progress,
    remember: Log | None = None,
) -> Made:
    """Build an edition, by default the one that visitors see, and let visitors see it.

    choose: asked only when it is its turn, so that of two who publish at once the last
    one goes on with what the first one did
    remember: what is to be written down with it; see `show`
    Raises BuildError or OSError; then they go on seeing what they saw.
    """
    with alone() as store:
        edition = choose() if callable(choose) else choose or seen_now()
        if edition is None:
            raise BuildError("nothing was ever published")
        made = build(edition, store, progress, like=live_build())
        show(edition, made, store, remember)
    afterwards()
    return made


def renew(progress: Progress) -> Made | None:
    """Build anew what visitors see, with the code and the sound of now. None where
    nothing is live. Raises as `publish`.

    Nobody decided this at a moment of her own: it gives way to anybody who publishes.
    """
    while True:
        with alone() as store, suppress(GiveWay):
            before = live_build()
            edition = seen_now() if before else None
            if edition is None:
                return None

            def unless_wanted(done: int, total: int, what: str) -> None:
                progress(done, total, what)
                if _is_wanted(store):
                    raise GiveWay

            made = build(edition, store, unless_wanted, like=before)
            if made.build != before:
                show(edition, made, store)
            return made
        time.sleep(GIVES_WAY)  # those who wait go first


class GiveWay(Exception):
    """Somebody who publishes waits for what was begun at leisure."""


def afterwards() -> None:
    """What follows a publication, and lets nobody wait."""
    for contribution in contributions:
        contribution.after_publication()


def _is_wanted(store: Store) -> bool:
    """Whether anybody waits to be alone."""
    with (store.root / WANTED).open("w") as wanted:
        try:
            fcntl.flock(wanted, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def prepare(edition: Edition, progress: Progress) -> Made:
    """Build an edition that may go live later; it need not be saved. Raises as `publish`."""
    with alone() as store:
        made = build(edition, store, progress, like=live_build())
        store.touch(made.build)
        store.prune(KEPT, live=live_build())
    return made


def show(
    edition: Edition, made: Made, store: Store, remember: Log | None = None
) -> None:
    """Let visitors see a build, and keep the edition. Only for anyone who is `alone`.

    remember: called in the transaction that says it is shown, with the saved edition
    Raises OSError or DatabaseError; then nothing changed.
    """
    store.touch(made.build)
    store.archive(made.build)
    now = Showing.objects.order_by("pk").last()
    is_news = now is None or (now.edition_id, now.build) != (edition.pk, made.build)
    write(store.root / NEXT, made.build.encode())
    try:
        with transaction.atomic():
            if edition._state.adding:
                edition.save()
            if remember:
                remember(edition)
            if is_news:
                Showing.objects.create(edition=edition, build=made.build)
    except BaseException:
        (store.root / NEXT).unlink(missing_ok=True)
        raise
    _finish(store, made.build)
    store.prune(KEPT, live=made.build)


def _finish(store: Store, build: str) -> None:
    """The last move of `show`. The copy serves when the pointer is lost."""
    os.replace(store.root / NEXT, store.root / POINTER)
    with suppress(OSError):
        write(store.archived / POINTER, build.encode())
    export.follow(store, build)


def _settle(store: Store) -> None:
    """Finish a step that was killed, or take it back. Only for anyone who is `alone`."""
    build = named_in(store.root / NEXT)
    shown = Showing.objects.order_by("pk").last()
    if build and shown and shown.build == build:
        _finish(store, build)
        log.error("A publication that was cut off is online now: build %s.", build)
    else:
        (store.root / NEXT).unlink(missing_ok=True)


def live_build() -> str:
    """The id of the build that visitors see; empty if there is none.

    Where the pointer is lost or damaged, what it was.
    """
    root = settings.PUBLISHING_ROOT
    if (root / NEXT).exists():
        with suppress(BlockingIOError, DatabaseError), _locked(fcntl.LOCK_NB) as store:
            _settle(store)
    return named_in(root / POINTER) or named_in(root / "archive" / POINTER)


def named_in(pointer: Path) -> str:
    """The build that a pointer names; empty where it is lost, cut off or no text."""
    try:
        name = pointer.read_bytes().decode("ascii", "replace").strip()
    except OSError:
        return ""
    return name if BUILD.fullmatch(name) else ""


def seen_now() -> Edition | None:
    """The edition that visitors see, or saw last where their build is lost."""
    store, build = Store(settings.PUBLISHING_ROOT), live_build()
    by_showing = Edition.objects.order_by(
        F("showings__pk").desc(nulls_last=True), "-pk"
    )
    try:
        words = store.manifest(build).words if build else ""
    except (OSError, ValueError, KeyError, TypeError):
        words = ""
    # none is kept any more that was never shown; an older database may hold one
    return (words and by_showing.filter(digest=words).first()) or by_showing.first()


def ever_shown() -> bool:
    """Whether visitors ever saw an edition, as far as the database knows."""
    try:
        return Showing.objects.exists()
    except DatabaseError:
        return False


def is_stranded() -> bool:
    """Whether visitors see an edition that the database knows nothing of."""
    if not Store(settings.PUBLISHING_ROOT).was_published():
        return False
    try:
        return not Edition.objects.exists()
    except DatabaseError:  # no tables: another database than the one that was meant
        return True


@contextmanager
def alone() -> Iterator[Store]:
    """Wait until nobody else builds here. The lock goes when its process goes."""
    with _locked() as store:
        if (store.root / NEXT).exists():
            _settle(store)
        for left in store.root.glob("making-*"):  # by a build that was killed
            shutil.rmtree(left, ignore_errors=True)
        yield store


@contextmanager
def _locked(how: int = 0) -> Iterator[Store]:
    store = Store(settings.PUBLISHING_ROOT)
    store.root.mkdir(parents=True, exist_ok=True)
    with (store.root / "lock").open("w") as lock:
        with (store.root / WANTED).open("w") as wanted:
            if not how:
                fcntl.flock(wanted, fcntl.LOCK_SH)
            fcntl.flock(lock, fcntl.LOCK_EX | how)
        yield store

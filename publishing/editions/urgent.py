"""Publish one change at once, on top of what visitors see now and nothing else."""

from collections.abc import Callable

from django.contrib.auth.models import User

from publishing.build import live
from publishing.build.builder import Progress, build
from publishing.build.live import seen_now
from publishing.models import Edition

from . import snapshot
from .proposals import log_emergency


def edition_with(change: Callable[[str], str], note: str) -> Edition | None:
    """What visitors see now, changed: a new edition, not saved. None if there is none."""
    now = seen_now()
    return now and _changed(now, change, note)


def publish(
    change: Callable[[str], str], note: str, by: User | None, progress: Progress
) -> None:
    """Let visitors see it, on top of what they see when it is its turn. Raises as `build`.

    What went online while it waited stays. What a person decides, another looks at.
    """
    with live.alone() as store:
        now = seen_now()
        if now is None:
            return
        edition = _changed(now, change, note, by)
        if edition.digest == now.digest:  # two pressed the same button
            return
        made = build(edition, store, progress, like=live.live_build())
        live.show(edition, made, store, lambda shown: log_emergency(now, shown, note))


def _changed(
    now: Edition, change: Callable[[str], str], note: str, by: User | None = None
) -> Edition:
    text = change(now.snapshot)
    return Edition(
        note=note[:200], created_by=by, snapshot=text, digest=snapshot.digest(text)
    )

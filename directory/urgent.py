"""Publish one change at once, on top of what visitors see now and nothing else."""

from collections.abc import Callable

from django.conf import settings

from publishing import live, snapshot
from publishing.models import Edition
from publishing.store import Store


def seen_now() -> Edition | None:
    """The edition that visitors see; the newest one where none is live."""
    if build := live.live_build():
        number = Store(settings.PUBLISHING_ROOT).manifest(build).edition
        if edition := Edition.objects.filter(number=number).first():
            return edition
    return Edition.objects.first()


def edition_with(change: Callable[[str], str], note: str, by=None) -> Edition | None:
    """What visitors see now, changed and kept as a new edition. None if there is none."""
    now = seen_now()
    if now is None:
        return None
    text = change(now.snapshot)
    return Edition.objects.create(
        note=note, created_by=by, snapshot=text, digest=snapshot.digest(text)
    )

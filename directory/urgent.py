"""Publish one change at once, on top of what visitors see now and nothing else."""

from collections.abc import Callable

from publishing import snapshot
from publishing.live import seen_now
from publishing.models import Edition
from publishing.proposals import log_emergency


def edition_with(change: Callable[[str], str], note: str, by=None) -> Edition | None:
    """What visitors see now, changed and kept as a new edition. None if there is none."""
    now = seen_now()
    if now is None:
        return None
    text = change(now.snapshot)
    edition = Edition.objects.create(
        note=note, created_by=by, snapshot=text, digest=snapshot.digest(text)
    )
    if by:  # the nightly command reckons; what a person decides, another looks at
        log_emergency(now, edition, note)
    return edition

"""Room on the disk that everything is written to."""

import shutil

from django.conf import settings

FULL = 1_000_000  # bytes: below this nothing can be written any more
MARGIN = 1_000_000_000  # bytes: some editions with their sound, and a backup


def free() -> int:
    """Bytes left where the site writes."""
    return shutil.disk_usage(settings.VAR_DIR).free


def is_full() -> bool:
    return free() < FULL


def warning() -> str:
    """What an editor and the operator should know; empty while there is room."""
    left = free()
    if left >= MARGIN:
        return ""
    return (
        f"De schijf van de server is bijna vol: nog {left // 1_000_000} MB. Daarna kan "
        "niemand iets bewaren of publiceren. Vertel het aan wie de server beheert."
    )

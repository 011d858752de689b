"""What pages need of the files the site began with, when the database cannot say.

`seed` fills these in when it is ready: it stands above this app and reads the files.
"""

from collections.abc import Callable


def _nothing() -> dict:
    return {}


register_of_numbers: Callable[[], dict[str, str]] = _nothing
"""Every number a quiet page ever had, and whose it is or was."""

organisations: Callable[[], dict[str, dict]] = _nothing
"""Organisations as the files hold them, by key."""

"""The seeded database of the tests, put back in a moment instead of seeded anew.

Who tests a site on which a server answers cannot take everything back at the end:
pytest-django then empties the tables. Seeding takes ten seconds, copying a tenth of one.
"""

import sqlite3
from contextlib import closing
from io import StringIO

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from . import prepared

COPY = sqlite3.connect(":memory:", check_same_thread=False)


def seed() -> None:
    """As a fresh site is, history and roles included; and remember it."""
    if connection.vendor != "sqlite":
        call_command("seed", stdout=StringIO())
        call_command("seed_roles", stdout=StringIO())
        return
    with closing(sqlite3.connect(prepared.seeded())) as file:
        file.backup(COPY)
    put_back()


def put_back() -> None:
    """Everything as `seed` left it."""
    connection.ensure_connection()
    COPY.backup(connection.connection)
    ContentType.objects.clear_cache()  # emptied tables were given other numbers

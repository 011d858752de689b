"""What a country's page asks of the database: the same, however much there is to say."""

from pathlib import Path

from tests.support import running

COUNT = """
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from directory.models import Country
settings.ALLOWED_HOSTS = ["testserver"]
found = set()
for country in Country.objects.all():
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(country.path("nl")).status_code == 200
    found.add(len(queries))
print(*sorted(found))
"""


def measure(var: Path) -> None:
    output = running.manage(var, "shell", "-v0", "-c", COUNT, check=True).stdout
    print(f"\nQueries a country's page, fewest and most: {output.strip()}")

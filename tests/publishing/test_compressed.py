"""The words of an edition are kept compressed, and those of older releases are taken along."""

import gzip
import json
import sqlite3

import pytest
from django.core import serializers
from django.db import connection

from publishing.models import Edition

from ..support import running

WORDS = json.dumps([{"model": "content.page", "fields": {"title_ar": "مساعدة"}}] * 99)


def kept(number: int) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT snapshot FROM publishing_edition WHERE number = %s", [number]
        )
        return bytes(cursor.fetchone()[0])


def test_an_edition_is_text_in_python_and_gzip_in_the_database(db):
    edition = Edition.objects.create(snapshot=WORDS, digest="x")

    assert Edition.objects.get().snapshot == WORDS
    assert gzip.decompress(kept(edition.pk)).decode() == WORDS
    assert len(kept(edition.pk)) * 6 < len(WORDS.encode())
    edition.refresh_from_db()
    edition.save()
    assert Edition.objects.get().snapshot == WORDS


def test_a_backup_holds_its_text_as_it_did(db):
    Edition.objects.create(snapshot=WORDS, digest="x")

    backup = serializers.serialize("json", Edition.objects.all())
    assert json.loads(backup)[0]["fields"]["snapshot"] == WORDS
    Edition.objects.all().delete()
    for record in serializers.deserialize("json", backup):
        record.save()

    assert Edition.objects.get().snapshot == WORDS


@pytest.fixture(scope="module")
def older(tmp_path_factory):
    """A site of a release that kept editions as they are."""
    var = tmp_path_factory.mktemp("older") / "var"
    running.manage(var, "migrate", check=True)
    running.manage(var, "migrate", "publishing", "0001", check=True)
    return var


def test_editions_of_older_releases_are_taken_along_and_back(older):
    def asked(sql, *values):
        database = sqlite3.connect(older / "db.sqlite3")
        with database:
            rows = database.execute(sql, values).fetchall()
        database.close()
        return rows

    insert = "INSERT INTO publishing_edition (note, snapshot, digest, created_on) VALUES (?, ?, ?, ?)"
    for note, words in (("a", WORDS), ("b", "[]")):
        asked(insert, note, words, note, "2026-11-26 12:00:00")

    running.manage(older, "migrate", check=True)

    rows = asked("SELECT note, snapshot, created_on FROM publishing_edition ORDER BY 1")
    assert [(note, gzip.decompress(words).decode()) for note, words, _ in rows] == [
        ("a", WORDS),
        ("b", "[]"),
    ]
    assert {on for _, _, on in rows} == {"2026-11-26 12:00:00"}
    running.manage(older, "migrate", "publishing", "0001", check=True)
    assert asked("SELECT note, snapshot FROM publishing_edition ORDER BY 1") == [
        ("a", WORDS),
        ("b", "[]"),
    ]

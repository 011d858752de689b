"""A backup is worth what its restore brings back."""

import json
import sqlite3
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from publishing.build.store import Store
from seed.backup import BackupError, backup, restore

from ..support import running


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    return running.make_site(tmp_path_factory.mktemp("site") / "var")


def output_of(var: Path, *arguments) -> str:
    done = running.manage(var, *arguments)
    return f"{done.returncode} {done.stdout}{done.stderr}"


def ask(var: Path, sql: str):
    database = sqlite3.connect(var / "db.sqlite3")
    try:
        result = database.execute(sql).fetchall()
        database.commit()
        return result
    finally:
        database.close()


def live_page(var: Path) -> str:
    build = (var / "site/live").read_text()
    store = Store(var / "site")
    return store.blob(store.manifest(build).pages["/ar/1/"].blob, "").decode()


KEPT = [
    "SELECT * FROM content_page ORDER BY id",
    "SELECT * FROM content_section_contacts ORDER BY section_id, organisation_id",
    "SELECT history_id, history_user_id, key, lead_ar, digests"
    " FROM content_historicalpage ORDER BY history_id",
    "SELECT number, digest, snapshot FROM publishing_edition",
    "SELECT username, is_superuser FROM auth_user",
    "SELECT codename FROM auth_group_permissions g JOIN auth_permission p"
    " ON p.id = g.permission_id ORDER BY group_id, codename",
]


def test_what_is_lost_comes_back_from_one_file_whole_or_not_at_all(site, tmp_path):
    ask(
        site,
        "INSERT INTO auth_user (id, username, password, email, first_name, last_name,"
        " is_staff, is_active, is_superuser, date_joined)"
        " VALUES (7, 'redactie', 'x', '', '', '', 1, 1, 1, '2026-11-22')",
    )
    ask(site, "UPDATE content_page SET lead_ar = 'غير منشور' WHERE key = 'trip'")
    recording = site / "speech/recordings" / f"recorded-{'a' * 32}.wav"
    recording.parent.mkdir(parents=True)
    recording.write_bytes(b"a voice no machine can make again")
    before, page = {sql: ask(site, sql) for sql in KEPT}, live_page(site)
    assert all(before.values())
    file = tmp_path / "backup.tar.gz"

    assert output_of(site, "backup", str(file)).startswith("0 ")
    assert file.stat().st_mode & 0o077 == 0
    assert "--replace" in output_of(site, "restore", str(file))

    ask(site, "DELETE FROM content_section_contacts")
    ask(site, "UPDATE content_page SET lead_nl = 'Kapot', lead_ar = ''")
    ask(site, "UPDATE auth_user SET username = 'indringer'")
    ask(site, "DELETE FROM auth_group_permissions")
    (site / "site/live").unlink()
    recording.unlink()
    wrecked = {sql: ask(site, sql) for sql in KEPT}

    damaged = damage(file, tmp_path / "damaged.tar.gz")
    assert not output_of(site, "restore", str(damaged), "--replace").startswith("0 ")
    assert {sql: ask(site, sql) for sql in KEPT} == wrecked

    done = output_of(site, "restore", str(file), "--replace")
    assert done.startswith("0 "), done
    assert {sql: ask(site, sql) for sql in KEPT} == before
    assert live_page(site) == page
    assert recording.read_bytes() == b"a voice no machine can make again"
    assert "غير منشور" not in page


def damage(whole: Path, other: Path) -> Path:
    """A backup whose sections point at pages that are not there."""
    with tarfile.open(whole) as tar, tarfile.open(other, "w:gz") as out:
        out.addfile(about := tar.getmember("about.json"), tar.extractfile(about))
        text = tar.extractfile("database.json").read()
        member = tar.getmember("database.json")
        text = text.replace(b'"page": ', b'"page": 9')
        member.size = len(text)
        out.addfile(member, BytesIO(text))
    return other


def test_what_is_no_backup_is_said_so(tmp_path):
    nothing = tmp_path / "nothing.tar.gz"
    nothing.write_bytes(b"no archive")

    for file in (nothing, tmp_path / "missing.tar.gz"):
        with pytest.raises(BackupError, match="is no backup"):
            restore(file, replace=True)


def test_a_backup_never_takes_the_place_of_another(tmp_path, settings, db):
    settings.PUBLISHING_ROOT = tmp_path
    file = tmp_path / "backup.tar.gz"
    file.write_text("an older one")

    with pytest.raises(FileExistsError):
        backup(file)

    assert file.read_text() == "an older one"


@pytest.fixture(scope="module")
def whole(site, tmp_path_factory) -> dict[str, bytes]:
    """The parts of a backup."""
    file = tmp_path_factory.mktemp("whole") / "backup.tar.gz"
    assert output_of(site, "backup", str(file)).startswith("0 ")
    with tarfile.open(file) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}


def packed(parts: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as tar:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, BytesIO(content))
    return written.getvalue()


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :]


DAMAGES = {
    "cut off": lambda parts: packed(parts)[:-5000],
    "cut to its head": lambda parts: packed(parts)[:20],
    "flipped": lambda parts: flipped(packed(parts)),
    "another checksum": lambda parts: packed(parts)[:-8] + bytes(8),
    "empty": lambda parts: b"",
    "without records": lambda parts: packed({"about.json": parts["about.json"]}),
    "says nothing": lambda parts: packed(parts | {"about.json": b"{}"}),
    "says a list": lambda parts: packed(parts | {"about.json": b"[]"}),
    "no text": lambda parts: packed(parts | {"database.json": b"\xff\xfe"}),
    "no model": lambda parts: packed(parts | {"database.json": b'[{"model": "a.b"}]'}),
    "no records": lambda parts: packed(parts | {"database.json": b'{"a": 1}'}),
}


@pytest.mark.django_db
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_each_damage_is_one_sentence_and_changes_nothing(
    whole, tmp_path, monkeypatch, damage
):
    from content.models import Page

    made_with = json.loads(whole["about.json"])["migrations"]  # tests have none
    monkeypatch.setattr("seed.backup._migrations", lambda: made_with)
    file, before = tmp_path / "damaged.tar.gz", Page.objects.count()
    file.write_bytes(damage(whole))

    with pytest.raises(BackupError) as refused:
        restore(file, replace=True)

    assert "\n" not in str(refused.value)
    assert str(file) in str(refused.value)
    assert Page.objects.count() == before > 0

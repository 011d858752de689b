"""A backup is worth what its restore brings back."""

import json
import sqlite3
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from . import running


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    return running.make_site(tmp_path_factory.mktemp("site") / "var")


def said(var: Path, *arguments) -> str:
    done = running.manage(var, *arguments)
    return f"{done.returncode} {done.stdout}{done.stderr}"


def ask(var: Path, sql: str):
    database = sqlite3.connect(var / "db.sqlite3")
    try:
        found = database.execute(sql).fetchall()
        database.commit()
        return found
    finally:
        database.close()


def live_page(var: Path) -> str:
    build = (var / "site/live").read_text()
    manifest = json.loads((var / "site/builds" / f"{build}.json").read_text())
    blob = manifest["pages"]["/ar/1/"]["blob"]
    return (var / "site/blobs" / blob).read_text()


def test_a_site_that_is_lost_comes_back_from_one_file(site, tmp_path):
    ask(
        site,
        "INSERT INTO auth_user (id, username, password, email, first_name, last_name,"
        " is_staff, is_active, is_superuser, date_joined)"
        " VALUES (7, 'redactie', 'x', '', '', '', 1, 1, 1, '2026-11-22')",
    )
    ask(site, "UPDATE content_page SET lead_ar = 'غير منشور' WHERE key = 'trip'")
    file, other = tmp_path / "backup.tar.gz", tmp_path / "other"

    assert said(site, "backup", str(file)).startswith("0 ")
    assert file.stat().st_mode & 0o077 == 0
    assert said(site, "backup", str(file)).startswith("1 ")  # never over another
    done = said(other, "restore", str(file))

    assert done.startswith("0 "), done
    same = [
        "SELECT * FROM content_page ORDER BY id",
        "SELECT * FROM content_section_contacts ORDER BY section_id, organisation_id",
        "SELECT * FROM staff_historicalpage ORDER BY history_id",
        "SELECT number, digest, snapshot FROM publishing_edition",
        "SELECT username, is_superuser FROM auth_user",
        "SELECT codename FROM auth_group_permissions g JOIN auth_permission p"
        " ON p.id = g.permission_id ORDER BY group_id, codename",
    ]
    for sql in same:
        assert ask(other, sql)
        assert ask(other, sql) == ask(site, sql), sql
    assert live_page(other) == live_page(site)
    assert "غير منشور" not in live_page(other)

    assert "--replace" in said(other, "restore", str(file))
    ask(other, "DELETE FROM content_section")
    assert said(other, "restore", str(file), "--replace").startswith("0 ")
    assert ask(other, "SELECT count(*) FROM content_section") == (
        ask(site, "SELECT count(*) FROM content_section")
    )


def test_what_is_damaged_changes_nothing(site, tmp_path):
    before = ask(site, "SELECT count(*) FROM content_page")
    nothing = tmp_path / "nothing.tar.gz"
    nothing.write_bytes(b"no archive")
    broken = tmp_path / "broken.tar.gz"
    whole = tmp_path / "whole.tar.gz"
    running.manage(site, "backup", str(whole), check=True)
    with tarfile.open(whole) as tar, tarfile.open(broken, "w:gz") as out:
        out.addfile(about := tar.getmember("about.json"), tar.extractfile(about))
        text = tar.extractfile("database.json").read()
        member = tar.getmember("database.json")
        text = text.replace(
            b'"page": ', b'"page": 9'
        )  # points at pages that are not there
        member.size = len(text)
        out.addfile(member, BytesIO(text))

    for file in (nothing, broken):
        done = said(site, "restore", str(file), "--replace")
        assert not done.startswith("0 "), done

    assert ask(site, "SELECT count(*) FROM content_page") == before
    assert live_page(site)

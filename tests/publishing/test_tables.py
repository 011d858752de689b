"""A start stops before it touches a database that another version made."""

import sqlite3

import pytest

from ..support import running

MIGRATIONS = "CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied text)"
APPLIED = (
    "INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, '2026-11-01')"
)


def database(var, *migrations, sql=""):
    var.mkdir()
    file = var / "db.sqlite3"
    with sqlite3.connect(file) as made:
        made.execute(MIGRATIONS)
        made.executemany(APPLIED, migrations)
        made.executescript(sql)
    made.close()
    return file


def content(file) -> list[str]:
    made = sqlite3.connect(file)
    try:
        return list(made.iterdump())
    finally:
        made.close()


@pytest.mark.parametrize(
    ("migrations", "sql"),
    [
        ([("content", "0001_initial"), ("content", "0007_retired_pages")], ""),
        (  # the same name, made anew since
            [("safety", "0001_initial")],
            "CREATE TABLE safety_decoy (id integer, language text, url text)",
        ),
    ],
)
def test_a_database_of_another_version_is_left_untouched(tmp_path, migrations, sql):
    file = database(tmp_path / "var", *migrations, sql=sql)
    before = content(file)

    done = running.manage(tmp_path / "var", "prepare")

    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    assert "another version" in line
    assert content(file) == before


def test_what_these_migrations_made_is_of_this_version(tmp_path):
    """Asked of tables that migrations made, where the other tests have none."""
    var = tmp_path / "var"
    running.manage(var, "migrate", check=True)

    code = "from seed import tables; print(tables.are_of_another_version())"
    assert running.manage(var, "shell", "-v", "0", "-c", code).stdout.strip() == "False"

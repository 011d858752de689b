"""The live build as a tree of files: whole, switched in one move, never out of date."""

import hashlib
import os

import pytest
from django.core.management import CommandError, call_command

from publishing.build import live, store
from publishing.build.store import Answer, Manifest, Store
from publishing.serve import export

from ..support import builds

QUIET = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
OPEN = [*QUIET, ("Content-Security-Policy", "default-src 'self'; img-src data:")]


@pytest.fixture
def kept(tmp_path):
    return Store(tmp_path / "site")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "export"


def build(kept, name, words="112", headers=QUIET, path="/nl/1/") -> str:
    blob = hashlib.sha256(words.encode()).hexdigest()
    kept.keep_blob(blob, words.encode())
    page = Answer(200, headers, blob)
    error = Answer(404, headers, blob)
    pages = {path: page, "/robots.txt": page}
    kept.keep(name, Manifest(pages=pages, homes={"nl": page}, errors={"nl": error}))
    return name


def page(folder, suffix=""):
    [file] = (folder / "live/pages/nl/1").glob(f"_.??????????{suffix}")
    return file


def test_a_tree_takes_no_room_where_the_disk_knows_second_names(kept, folder):
    export.export(folder, kept, build(kept, "a"))

    for suffix in ("", ".br", ".gz"):
        [blob] = [file for file in kept.blobs.iterdir() if file.suffix == suffix]
        assert page(folder, suffix).samefile(blob)
    for place in ("pages/robots.txt_.", "homes/nl_.", "errors/nl_."):
        assert list((folder / "live").glob(f"{place}*.br"))


def test_elsewhere_it_is_a_copy(kept, folder, monkeypatch):
    def refuse(*names):
        raise OSError("Invalid cross-device link")

    monkeypatch.setattr(store.os, "link", refuse)
    export.export(folder, kept, build(kept, "a"))

    assert page(folder).read_bytes() == b"112"
    assert page(folder).stat().st_nlink == 1


@pytest.mark.parametrize("suffix", ["", ".br", ".gz"])
def test_what_is_damaged_is_whole_in_the_tree(kept, folder, suffix):
    build(kept, "a")
    [blob] = [file for file in kept.blobs.iterdir() if file.suffix == suffix]
    blob.write_bytes(b"999")

    export.export(folder, kept, "a")

    unpacked = store.UNPACK[suffix](page(folder, suffix).read_bytes())
    assert unpacked == b"112"


def test_another_edition_is_there_in_one_move_or_not_at_all(kept, folder, monkeypatch):
    export.export(folder, kept, build(kept, "a"))
    build(kept, "b", "113")
    fill, seen = export._fill, []

    def cut_off(*arguments):
        fill(*arguments)
        seen.append(page(folder).read_bytes())
        raise OSError("No space left on device")

    monkeypatch.setattr(export, "_fill", cut_off)
    with pytest.raises(OSError, match="No space"):
        export.export(folder, kept, "b")
    assert page(folder).read_bytes() == seen[0] == b"112"
    assert len(list((folder / "trees").iterdir())) == 1

    monkeypatch.setattr(export, "_fill", fill)
    export.export(folder, kept, "b")
    assert page(folder).read_bytes() == b"113"


def test_only_other_headers_ask_for_another_configuration(kept, folder):
    assert export.export(folder, kept, build(kept, "a"))
    assert not export.export(folder, kept, build(kept, "b", "113"))
    before = page(folder).name
    assert export.export(folder, kept, build(kept, "c", "113", OPEN))
    assert page(folder).name != before


def test_the_tree_before_the_last_one_stays_for_who_is_being_answered(kept, folder):
    for name in "abc":
        export.export(folder, kept, build(kept, name, name))

    trees = {tree.name.partition("-")[0] for tree in (folder / "trees").iterdir()}
    assert trees == {"b", "c"}


@pytest.mark.parametrize(
    "wrong",
    [{"headers": [*QUIET, ("X", "$uri")]}, {"path": "/../../etc/passwd"}],
    ids=["a variable of nginx", "a file elsewhere"],
)
def test_what_no_file_or_configuration_can_say_is_refused(kept, folder, wrong):
    with pytest.raises(export.ExportError):
        export.export(folder, kept, build(kept, "a", **wrong))
    assert not (folder / "live").exists()


def test_what_cannot_be_exported_is_served_by_the_site(kept, folder, settings, caplog):
    settings.EXPORT_TO = folder
    assert export.follow(kept, build(kept, "a"))
    assert export.is_current(folder, "a")

    assert not export.follow(kept, "lost")

    assert not os.path.lexists(folder / "live")
    assert not export.is_current(folder, "a")
    assert "the site itself serves now" in caplog.text


@pytest.fixture
def published(db, settings, tmp_path, folder, monkeypatch):
    settings.PUBLISHING_ROOT = tmp_path / "site"
    settings.EXPORT_TO = folder
    builds.make_small(monkeypatch)
    live.publish(builds.first_edition(), builds.quietly)
    return folder


def test_a_publication_is_exported_by_itself(published):
    assert export.is_current(published, live.live_build())


def test_a_tree_that_a_kill_left_out_comes_within_the_minute(published):
    (published / "live").unlink()

    call_command("publish", "--due")

    assert export.is_current(published, live.live_build())


def test_the_command_says_where_and_whether_to_reload(published, tmp_path, capsys):
    call_command("export", tmp_path / "other")
    assert "reload nginx" in capsys.readouterr().out

    call_command("export", tmp_path / "other")
    assert "reload nginx" not in capsys.readouterr().out


def test_the_command_wants_a_folder_and_something_published(settings, tmp_path, db):
    settings.PUBLISHING_ROOT = tmp_path / "site"
    with pytest.raises(CommandError, match="Where to"):
        call_command("export")
    with pytest.raises(CommandError, match="Nothing was ever published"):
        call_command("export", tmp_path / "other")

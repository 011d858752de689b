"""The whole site in one file, and back: texts, editions, history, people and recordings.

Records, not a copy of a database: it goes from SQLite to PostgreSQL and back too.
Builds are left out; they are made again from the edition that was live. So is sound that
an engine can say again; what people recorded is kept. Not in it: sessions, SECRET_KEY
and the code, which the file names.
"""

import gzip
import io
import json
import os
import re
import tarfile
import tempfile
import zlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone, translation

from publishing.build import live
from publishing.build.store import write
from publishing.database import reading

LEFT_OUT = ["contenttypes", "auth.permission", "sessions"]  # made anew, or over
DATABASE, ABOUT, RECORDINGS = "database.json", "about.json", "recordings"
RECORDING = re.compile(rf"{RECORDINGS}/recorded-[0-9a-f]{{32}}\.wav")


class BackupError(Exception):
    """Why it cannot be. The message is for the operator."""


def backup(path: Path) -> dict:
    """Write a new file, readable by its owner only: it holds the secrets of second steps.

    Returns what it says about itself. Raises FileExistsError and other OSErrors.
    """
    about = {
        "made_on": timezone.now().isoformat(),
        "live_edition": _live_edition(),
        "migrations": _migrations(),
    }
    database = io.StringIO()
    # in one language: modeltranslation reads a field without a suffix in the active one
    with reading(), translation.override(settings.LANGUAGE_CODE):
        call_command(
            "dumpdata",
            exclude=LEFT_OUT,
            use_natural_foreign_keys=True,
            use_base_manager=True,
            stdout=database,
        )
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with (
        os.fdopen(handle, "wb") as file,
        tarfile.open(fileobj=file, mode="w:gz") as tar,
    ):
        _add(tar, ABOUT, json.dumps(about, indent=1))
        _add(tar, DATABASE, database.getvalue())
        for recording in sorted(_recordings().glob("*.wav")):
            tar.add(recording, f"{RECORDINGS}/{recording.name}", filter=_for_the_owner)
        file.flush()
        os.fsync(file.fileno())
    return about


def restore(path: Path, replace: bool) -> dict:
    """Put what `backup` wrote in the database, whole or not at all.

    Returns what the file says about itself. Raises BackupError.
    """
    about, database = _read(path)
    call_command("migrate", verbosity=0)
    if about["migrations"] != _migrations():
        raise BackupError(
            "the backup was made by another version of the code. Restore with that "
            "version, then upgrade."
        )
    users = apps.get_model(settings.AUTH_USER_MODEL).objects
    if users.exists() and not replace:
        raise BackupError("there are people in this database already: --replace")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / DATABASE
        file.write_bytes(database)
        try:
            with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
                call_command("flush", interactive=False, verbosity=0)
                call_command("loaddata", file, verbosity=0)
                connection.check_constraints()
        except Exception as error:  # whatever is in the records, it changed nothing
            why = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise BackupError(f"{path} holds records that do not fit: {why}") from error
    _put_back_recordings(path)
    return about


def _read(path: Path) -> tuple[dict, bytes]:
    """What the file says about itself, and the records. All of the file is read, so that
    damage anywhere is found before anything is changed."""
    parts = {}
    try:
        with gzip.open(path) as unpacked, tarfile.open(fileobj=unpacked) as tar:
            for member in tar:
                if member.name in (ABOUT, DATABASE) and member.isfile():
                    parts[member.name] = tar.extractfile(member).read()
            while unpacked.read(io.DEFAULT_BUFFER_SIZE):
                pass  # the checksum is behind the last byte
        about = json.loads(parts[ABOUT])
        about["migrations"], about["live_edition"], about["made_on"]  # all there
        json.loads(parts[DATABASE])
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        why = str(error).splitlines()[0].rstrip(":")  # tarfile tells of each packing
        raise BackupError(f"{path} is no backup, or damaged: {why}") from error
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        why = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
        raise BackupError(f"{path} is no backup, or damaged: {why}") from error
    return about, parts[DATABASE]


def _put_back_recordings(path: Path) -> None:
    """Their names say what is in them, so none takes the place of another."""
    with tarfile.open(path) as tar:
        for member in tar:
            if member.isfile() and RECORDING.fullmatch(member.name):
                name = member.name.partition("/")[2]
                write(_recordings() / name, tar.extractfile(member).read())


def _recordings() -> Path:
    return settings.SPEECH_ROOT / RECORDINGS


def _for_the_owner(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """No name of the user who runs the server."""
    member.mode, member.uid, member.gid, member.uname, member.gname = (
        0o600,
        0,
        0,
        "",
        "",
    )
    return member


def _add(tar: tarfile.TarFile, name: str, text: str) -> None:
    member = tarfile.TarInfo(name)
    body = text.encode()
    member.size, member.mode = len(body), 0o600
    tar.addfile(member, io.BytesIO(body))


def _live_edition() -> int | None:
    build = live.live_build()
    edition = live.seen_now() if build else None
    return edition.number if edition else None


def _migrations() -> list[list[str]]:
    """The last migration of every app: what the tables look like."""
    graph = MigrationLoader(connection).graph
    return sorted([app, name] for app, name in graph.leaf_nodes())

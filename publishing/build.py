"""Turn an edition into a build: every page in every language, ready to be sent.

Pages are rendered by a process of its own, against a throw-away database, with the
code as deployed. What goes wrong there is told here and touches nothing.
"""

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from .models import Edition
from .store import Manifest, Store

Progress = Callable[[int, int, str], None]  # done, total, what is being done

# What pages are made of; seed files are not in it, their words are in the edition.
CODE = {".py", ".html", ".css", ".js", ".svg", ".mo"}
NOT_DEPLOYED = {"tests", "var"}


class BuildError(Exception):
    """Why there is no build. The message is for the person who publishes."""


@dataclass
class Made:
    """A build and what it took. bodies: how many had not been made before."""

    build: str
    manifest: Manifest
    bodies: int = 0


def build_id(edition: Edition) -> str:
    """The same words with the same code, in the same season, give the same build."""
    season = import_string(settings.BUILD_TURNS_WITH)(edition.snapshot)
    made_of = (
        f"{edition.number} {edition.digest} {_code()} {settings.SITE_URL} {settings.HTTPS}"
        f" {season} {_addition('fingerprint')()}"
    )
    return hashlib.sha256(made_of.encode()).hexdigest()[:20]


def build(edition: Edition, store: Store, progress: Progress) -> Made:
    """Make the build of an edition, or find it. Raises BuildError; then nothing changed."""
    build = build_id(edition)
    if store.is_whole(build):
        return Made(build, store.manifest(build))
    store.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store.root, prefix="making-") as name:
        folder = Path(name)
        _render(edition, folder, progress)
        manifest = Manifest.parse((folder / "manifest.json").read_bytes())
        manifest.edition = edition.number
        _addition("add")(manifest, folder, store, progress)
        bodies = _compress(manifest, folder, store, progress)
    store.keep(build, manifest)
    if not store.is_whole(build):
        raise BuildError("some pages of the build are missing on disk")
    return Made(build, manifest, bodies)


def _render(edition: Edition, folder: Path, progress: Progress) -> None:
    snapshot, errors = folder / "snapshot.json", folder / "errors.txt"
    snapshot.write_text(edition.snapshot)
    with errors.open("w") as stderr:
        child = subprocess.Popen(
            [
                sys.executable,
                settings.BASE_DIR / "manage.py",
                "render",
                snapshot,
                folder,
            ],
            env=os.environ | _surroundings(),
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )
        with child:
            for line in child.stdout:
                done, total, path = line.split(maxsplit=2)
                progress(int(done), int(total), path.strip())
    if child.returncode < 0:
        raise BuildError(
            f"rendering was killed ({signal.Signals(-child.returncode).name})"
        )
    if child.returncode:
        lines = errors.read_text().strip().splitlines()
        why = lines[-1] if lines else "rendering failed and did not say why"
        raise BuildError(why.removeprefix("CommandError: "))


def _surroundings() -> dict[str, str]:
    """What is different for the process that renders."""
    return {
        "DATABASE_URL": "sqlite://:memory:",
        "SECRET_KEY": "pages hold nothing that is signed",
        "ALLOWED_HOSTS": urlsplit(settings.SITE_URL).hostname,
        "DEBUG": "0",
        "PYTHONHASHSEED": "0",  # django-csp writes its directives in the order of a set
    }


def _compress(
    manifest: Manifest, folder: Path, store: Store, progress: Progress
) -> int:
    """Keep every body in every encoding. Threads do: brotli and zlib let go of the GIL."""
    blobs = sorted(manifest.blobs)
    made = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        tasks = pool.map(
            lambda name: store.keep_blob(name, (folder / name).read_bytes()), blobs
        )
        for done, new in enumerate(tasks, start=1):
            made += new
            progress(done, len(blobs), "compressing")
    return made


def _addition(function: str):
    """A function of the module that adds to builds: `fingerprint` or `add`."""
    return import_string(f"{settings.BUILD_ADDITION}.{function}")


def _code() -> str:
    """A digest of all that decides how a page comes out, the libraries included."""
    digest = hashlib.sha256()
    for folder in sorted(settings.BASE_DIR.glob("[a-z]*/")):
        if folder.name in NOT_DEPLOYED:
            continue
        for file in sorted(folder.rglob("*")):
            if file.suffix in CODE:
                digest.update(f"{file.relative_to(settings.BASE_DIR)} ".encode())
                digest.update(file.read_bytes())
    for library in sorted(f"{it.name} {it.version}" for it in metadata.distributions()):
        digest.update(library.encode())
    return digest.hexdigest()

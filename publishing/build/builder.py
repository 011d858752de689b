"""Turn an edition into a build: every page in every language, ready to be sent.

Pages are rendered by a process of its own, against a throw-away database, with the
code as deployed. What goes wrong there is reported here and touches nothing.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from publishing.contributions import Progress, contributions
from publishing.models import Edition

from .rendering import BEFORE, READS
from .store import Manifest, Store, write

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
    """The same words with the same code and sound, in the same season, give the same build."""
    added = " ".join(contribution.fingerprint() for contribution in contributions)
    made_of = f"{edition.digest} {code_for(edition)} {added}"
    return hashlib.sha256(made_of.encode()).hexdigest()[:20]


def build(edition: Edition, store: Store, progress: Progress, like: str = "") -> Made:
    """Make the build of an edition, or find it. Raises BuildError; then nothing changed.

    like: an older build; pages that would come out the same are taken from it
    """
    build = build_id(edition)
    if store.has(build) and store.heal(build):
        return Made(build, store.manifest(build))
    store.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store.root, prefix="making-") as name:
        folder = Path(name)
        _give_older(store, like, edition, folder)
        _render(edition, folder, progress)
        manifest = Manifest.parse((folder / "manifest.json").read_bytes())
        manifest.words, manifest.code = edition.digest, code_for(edition)
        for contribution in contributions:
            contribution.add(manifest, folder, store, progress)
        bodies = _compress(manifest, folder, store, progress)
        store.builds.mkdir(exist_ok=True)
        os.replace(folder / READS, store.reads(build))
    store.keep(build, manifest)
    if not store.is_whole(build):
        raise BuildError("some pages of the build are missing on disk")
    return Made(build, manifest, bodies)


def _give_older(store: Store, like: str, edition: Edition, folder: Path) -> None:
    """Put an older build where `render` looks for it, if the same code made all of it."""
    if not (like and store.heal(like) and store.reads(like).exists()):
        return
    older = store.manifest(like)
    if older.code == code_for(edition):
        write(folder / "before.json", older.dump())
        shutil.copy(store.reads(like), folder / BEFORE)


def _render(edition: Edition, folder: Path, progress: Progress) -> None:
    errors = folder / "errors.txt"
    (folder / "snapshot.json").write_text(edition.snapshot)
    with errors.open("w") as stderr:
        child = subprocess.Popen(
            [
                sys.executable,
                settings.BASE_DIR / "manage.py",
                "render",
                folder,
            ],
            env=os.environ | _surroundings(),
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )
        with child:
            try:
                for line in child.stdout or ():
                    done, total, path = line.split(maxsplit=2)
                    progress(int(done), int(total), path.strip())
            except BaseException:
                child.kill()
                raise
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
    blobs = sorted(blob for blob in manifest.blobs if (folder / blob).exists())
    made = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        tasks = pool.map(
            lambda name: store.keep_blob(name, (folder / name).read_bytes()), blobs
        )
        for done, new in enumerate(tasks, start=1):
            made += new
            progress(done, len(blobs), "compressing")
    return made


def code_for(edition: Edition) -> str:
    """`code`, and what else than words decides how these words come out: the season."""
    today = " ".join(
        contribution.of_today(edition.snapshot) for contribution in contributions
    )
    return f"{code()} {today}"


def code() -> str:
    """A digest of all but words that decides how a page comes out, libraries included."""
    settled = f"{settings.SITE_URL} {settings.HTTPS} {settings.QUIET_BACK}"
    digest = hashlib.sha256(settled.encode())
    for folder in sorted(settings.BASE_DIR.glob("[a-z]*/")):
        if folder.name in NOT_DEPLOYED:
            continue
        for file in sorted(folder.rglob("*")):
            if file.suffix in CODE:
                digest.update(f"{file.relative_to(settings.BASE_DIR)} ".encode())
                digest.update(file.read_bytes())
    for library in sorted(
        f"{distribution.name} {distribution.version}"
        for distribution in metadata.distributions()
    ):
        digest.update(library.encode())
    return digest.hexdigest()

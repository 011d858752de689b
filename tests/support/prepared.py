"""A seeded database and a built site: made once, kept, and copied by the tests that need them.

Both stand in var/tests under a digest of what they are made from, so that a change of code, of
the seed files or of the date makes them anew. `python -m tests.support.prepared` makes them
before the tests start; else the first test that needs one makes it while others wait.
"""

import fcntl
import functools
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / "var" / "tests"
DAY = 24 * 60 * 60  # seconds

DATABASE = "db.sqlite3"
OTHERS = {"tests", "var", "docs", "deploy"}  # folders of which neither is made
SEEDED_FROM = {".py", ".toml"}
BUILT_FROM = SEEDED_FROM | {".html", ".css", ".js", ".svg", ".mo", ".po", ".xml"}

TABLES = (["migrate", "--verbosity=0"], ["seed"], ["seed_roles"])
SITE = (
    ["collectstatic", "--no-input", "--verbosity=0"],
    ["stand_ins"],
    ["mark_overdue"],
    ["publish", "--if-none", "--note=eerste"],
)  # with TABLES before it: the steps of `prepare`


def seeded() -> Path:
    """The database of a fresh site, before its first edition."""
    return _kept("seeded", SEEDED_FROM, _seed) / DATABASE


def built() -> Path:
    """A whole site as `make run` leaves it, with every page: the folder of VAR_DIR.

    To be read in place, or copied by anyone who changes a file of it.
    """
    return _kept("built", BUILT_FROM, _build)


def is_built() -> bool:
    """Whether `built` would answer at once."""
    return _place("built", BUILT_FROM).exists()


def _seed(var: Path) -> None:
    var.mkdir()
    _manage(var, TABLES)


def _build(var: Path) -> None:
    var.mkdir()
    shutil.copy(seeded(), var / DATABASE)
    _manage(var, SITE)


def _manage(var: Path, steps) -> None:
    """Run commands of manage.py on the site in `var`. Raises CalledProcessError."""
    left_out = {"DATABASE_URL", "PUBLIC_PATHS"}
    env = {name: value for name, value in os.environ.items() if name not in left_out}
    for step in steps:
        subprocess.run(
            [sys.executable, "manage.py", *step],
            cwd=ROOT,
            env=env | {"VAR_DIR": str(var)},
            stdout=subprocess.DEVNULL,
            check=True,
        )


def _place(name: str, made_from: set[str]) -> Path:
    return KEPT / f"{name}-{_digest(frozenset(made_from))}"


def _kept(name: str, made_from: set[str], make: Callable[[Path], None]) -> Path:
    """The folder of that name for the files as they are, made by `make` if there is none."""
    place = _place(name, made_from)
    with _alone(name):
        if not place.exists():
            with tempfile.TemporaryDirectory(dir=KEPT, prefix="making-") as half:
                make(Path(half) / "var")
                os.replace(Path(half) / "var", place)
        os.utime(place)
        for older in KEPT.glob(f"{name}-*"):
            if time.time() - older.stat().st_mtime > DAY:
                shutil.rmtree(older, ignore_errors=True)
    return place


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Wait until no other process makes this. The lock goes when its process goes."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@functools.cache
def _digest(made_from: frozenset[str]) -> str:
    """Of the files with these endings, the libraries, and the day (what is due depends on it)."""
    about = [date.today().isoformat(), sys.version]
    about += sorted(
        f"{distribution.name} {distribution.version}"
        for distribution in metadata.distributions()
    )
    digest = hashlib.sha256("\n".join(about).encode())
    for folder in sorted(ROOT.glob("[a-z]*/")):
        if folder.name not in OTHERS:
            for file in sorted(folder.rglob("*")):
                if file.suffix in made_from:
                    digest.update(f"{file.relative_to(ROOT)} ".encode())
                    digest.update(file.read_bytes())
    return digest.hexdigest()[:20]


if __name__ == "__main__":
    built()

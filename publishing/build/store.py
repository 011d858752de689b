"""Where builds are kept: texts as files named by their hash, and a manifest a build.

    blobs/<sha256>, .br, .gz   one body, as is and in two encodings
    blobs/<name>               one file that is sent as it is, in parts if asked (sound)
    builds/<id>.json.gz        which address gets which headers and which body
                               (builds/<id>.json: as releases until December 2026 wrote it)
    builds/<id>.reads          what its pages asked the database (reads.py)
    archive/                   what visitors ever saw, brotli only, for staff to read
    live                       the id of the build that visitors see (live.py)

Nothing is ever written in place: a reader finds a whole file or none.
"""

import gzip
import hashlib
import json
import logging
import os
import re
import shutil
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import brotli

ENCODINGS = {
    "": lambda body: body,
    ".br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=11),
    ".gz": lambda body: gzip.compress(body, 9, mtime=0),
}
UNPACK = {"": bytes, ".br": brotli.decompress, ".gz": gzip.decompress}
GZIP = b"\x1f\x8b"  # how every file of gzip begins
MANIFEST = re.compile(r"(?P<build>[\w-]+)\.json(?:\.gz)?")
UNREADABLE = (OSError, EOFError, zlib.error, brotli.error)

log = logging.getLogger(__name__)


class LostError(OSError):
    """A body of which no encoding is left that is what its name says."""


@dataclass(frozen=True)
class Answer:
    """What one address answers. blob: the sha256 of its body."""

    status: int
    headers: list[tuple[str, str]]
    blob: str


@dataclass
class Manifest:
    """All answers of a build.

    pages: by address; homes: for `/`, by language; errors: for any other address,
    by language; files: as pages, sent from disk and in parts; words: the digest of the
    snapshot that was rendered; code: of all else that decides how pages come out
    """

    words: str = ""
    code: str = ""
    pages: dict[str, Answer] = field(default_factory=dict)
    homes: dict[str, Answer] = field(default_factory=dict)
    errors: dict[str, Answer] = field(default_factory=dict)
    files: dict[str, Answer] = field(default_factory=dict)

    @property
    def answers(self) -> list[Answer]:
        return [*self.pages.values(), *self.homes.values(), *self.errors.values()]

    @property
    def blobs(self) -> set[str]:
        return {answer.blob for answer in self.answers}

    @property
    def whole_files(self) -> set[str]:
        return {answer.blob for answer in self.files.values()}

    def dump(self) -> bytes:
        return gzip.compress(json.dumps(asdict(self)).encode(), 6, mtime=0)

    @classmethod
    def parse(cls, file: bytes) -> "Manifest":
        """Of a file as `dump` gives, or of one that is not compressed. Raises ValueError,
        KeyError or TypeError for anything but a manifest."""
        try:
            text = gzip.decompress(file) if file.startswith(GZIP) else file
        except (OSError, EOFError, zlib.error) as error:
            raise ValueError(f"a manifest is damaged: {error}") from error
        kept = json.loads(text)
        return cls(
            kept.get("words", ""),  # none in what an older release built
            kept.get("code", ""),
            **{
                part: {name: Answer(**answer) for name, answer in kept[part].items()}
                for part in ("pages", "homes", "errors", "files")
                if part != "files" or part in kept  # builds from before 22-11-2026
            },
        )


class Store:
    """The folder that holds builds and blobs. Raises OSError as files do."""

    def __init__(self, root: Path):
        self.root = Path(root)
        self.blobs = self.root / "blobs"
        self.builds = self.root / "builds"
        self.archived = self.root / "archive"

    def manifest(self, build: str) -> Manifest:
        try:
            kept = _manifest(self.builds, build).read_bytes()
        except OSError:  # lost, but what visitors ever saw is kept twice
            kept = _manifest(self.archived, build).read_bytes()
        return Manifest.parse(kept)

    def was_published(self) -> bool:
        """Whether visitors were ever shown anything from here."""
        return (self.root / "live").exists() or bool(_manifests(self.archived))

    def last_shown(self) -> list[str]:
        """The builds that visitors ever saw, the last one used first."""
        files = _manifests(self.archived)
        return sorted(files, key=lambda build: _made_live(files[build]), reverse=True)

    def keep(self, build: str, manifest: Manifest) -> None:
        write(_manifest(self.builds, build), manifest.dump())

    def reads(self, build: str) -> Path:
        """Where it says what the pages of a build asked the database."""
        return self.builds / f"{build}.reads"

    def blob(self, name: str, suffix: str) -> bytes:
        return (self.blobs / f"{name}{suffix}").read_bytes()

    def encodings(self, name: str) -> dict[str, bytes]:
        """A body in every encoding, by suffix, each of them what its name says.

        What is damaged or lost on disk is made again from the others. Raises LostError.
        """
        body, whole, healed = self._body(name), {}, False
        for suffix, pack in ENCODINGS.items():
            kept = self._whole(self.blobs / f"{name}{suffix}", suffix, name)
            if kept is None:
                healed, kept = True, self._archived(name, suffix) or pack(body)
                with suppress(OSError):
                    write(self.blobs / f"{name}{suffix}", kept)
                    if (self.archived / f"{name}{suffix}").exists():
                        write(self.archived / f"{name}{suffix}", kept)
            whole[suffix] = kept
        if healed:
            log.error(
                "A page on disk was damaged or lost, and is whole again: %s", name
            )
        return whole

    def _body(self, name: str) -> bytes:
        places = [(self.blobs / f"{name}{suffix}", suffix) for suffix in ENCODINGS]
        for file, suffix in [*places, (self.archived / f"{name}.br", ".br")]:
            if (kept := self._whole(file, suffix, name)) is not None:
                return UNPACK[suffix](kept)
        raise LostError(f"no encoding of {name} is whole")

    def _archived(self, name: str, suffix: str) -> bytes | None:
        """The archive's copy, where there is one: packing anew takes a minute and more."""
        return self._whole(self.archived / f"{name}{suffix}", suffix, name)

    @staticmethod
    def _whole(file: Path, suffix: str, name: str) -> bytes | None:
        """What a file holds, if it unpacks to what its name says."""
        try:
            kept = file.read_bytes()
            digest = hashlib.sha256(UNPACK[suffix](kept)).hexdigest()
        except UNREADABLE:
            return None
        return kept if digest == name else None

    def heal(self, build: str) -> bool:
        """Make whole what can be of a build; whether all of it is."""
        try:
            for name in self.manifest(build).blobs:
                self.encodings(name)
        except (OSError, ValueError, KeyError, TypeError):
            return False
        return self.is_whole(build)

    def keep_blob(self, name: str, body: bytes) -> bool:
        """Keep a body in every encoding; whether that was still to be done."""
        missing = [suffix for suffix in ENCODINGS if not self._has(name, suffix)]
        for suffix in missing:
            write(self.blobs / f"{name}{suffix}", ENCODINGS[suffix](body))
        return bool(missing)

    def keep_file(self, name: str, source: Path) -> None:
        """Keep a file as it is, without a second copy where the disk allows."""
        if self._has(name, ""):
            return
        self.blobs.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, self.blobs / name)
        except OSError:
            write(self.blobs / name, source.read_bytes())

    def has(self, build: str) -> bool:
        """Whether a build of this name was made and not forgotten."""
        return _manifest(self.builds, build).exists()

    def is_whole(self, build: str) -> bool:
        """Whether everything the build names can be served."""
        try:
            manifest = self.manifest(build)
        except (OSError, ValueError, KeyError, TypeError):
            return False
        return all(
            self._has(name, suffix) for name in manifest.blobs for suffix in ENCODINGS
        ) and all(self._has(name, "") for name in manifest.whole_files)

    def archive(self, build: str) -> None:
        """Keep what visitors are shown for good, so that staff can read it again.

        A second name for the same files: a page that did not change takes no space.
        """
        self.archived.mkdir(exist_ok=True)
        for name in self.manifest(build).blobs:
            link(self.blobs / f"{name}.br", self.archived / f"{name}.br")
        manifest = _manifest(self.builds, build)
        link(manifest, self.archived / manifest.name)

    def archived_manifest(self, build: str) -> Manifest:
        return Manifest.parse(_manifest(self.archived, build).read_bytes())

    def archived_body(self, name: str) -> bytes:
        return brotli.decompress((self.archived / f"{name}.br").read_bytes())

    def prune(self, keep: int, live: str) -> None:
        """Forget all but the `keep` builds last made live, and blobs nobody names."""
        files = _manifests(self.builds)
        builds = sorted(files, key=lambda build: _made_live(files[build]), reverse=True)
        named = set()
        for place, build in enumerate(builds):
            if build == live or (place < keep and self.is_whole(build)):
                manifest = self.manifest(build)
                named |= manifest.blobs | manifest.whole_files
            else:
                files[build].unlink()
                self.reads(build).unlink(missing_ok=True)
        for file in self.blobs.iterdir():
            name, _, ending = file.name.partition(".")
            if name not in named or ending.endswith("half"):
                file.unlink()

    def touch(self, build: str) -> None:
        """Remember that the build was made live now; `prune` goes by this."""
        os.utime(_manifest(self.builds, build))

    def _has(self, name: str, suffix: str) -> bool:
        try:
            return (self.blobs / f"{name}{suffix}").stat().st_size > 0
        except OSError:
            return False


def write(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, even after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}.half")
    with half.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(half, path)


def link(old: Path, new: Path) -> None:
    """A second name for a file, or a copy where the disk knows none."""
    if new.exists():
        return
    try:
        os.link(old, new)
    except OSError:  # some mounted folders know no second names
        shutil.copy(old, new)


def _manifest(folder: Path, build: str) -> Path:
    """Where the manifest of a build stands, or is to stand."""
    older = folder / f"{build}.json"
    return older if older.exists() else folder / f"{build}.json.gz"


def _manifests(folder: Path) -> dict[str, Path]:
    """Every whole manifest in a folder, by build."""
    if not folder.is_dir():
        return {}
    return {
        match["build"]: file
        for file in folder.iterdir()
        if (match := MANIFEST.fullmatch(file.name))
    }


def _made_live(file: Path) -> int:
    return file.stat().st_mtime_ns

"""The live build as a tree of files, for a server of files in front of the site.

    FOLDER/live                        names the tree that is served; replaced in one move
    FOLDER/trees/<build>-<digest>/
        pages/<address>_.<class>       a body as is, and beside it .br and .gz
        homes/<language>_.<class>      for `/`
        errors/<language>_.<class>     for any address that is none
        files/<address>_.<class>       what is sent as it is, in parts if asked (sound)
        nginx-http.conf, nginx-server.conf, Caddyfile
        configuration-<digest>         says which configuration knows every class here

A class is a digest of all headers of an answer. It stands in the name of the file, so that a
server can never send a body with the headers of another edition: a class that its
configuration does not know is a file it does not find, and the site answers instead. The same
holds where there is no tree: what cannot be exported is served by the site, never out of date.
"""

import hashlib
import logging
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template import Context, Engine

from languages.offered import LANGUAGES, SOURCE
from publishing.build.store import Answer, Manifest, Store, link, write

from .responses import ENCODINGS, has_bytes, headers_of

LIVE = "live"
TREES = "trees"
KEPT = 2  # trees: the one before is for whoever was being answered at the switch
TEMPLATES = settings.BASE_DIR / "deploy" / "export"
PLACED = ("pages", "homes", "files", "errors")
BY_SERVER = {"content-length", "accept-ranges"}  # said by whoever sends the file
# Of Accept-Language: the item at a place, if it is this language and not refused with q=0.
# No browser lists a language it likes more after one it likes less.
WISH = r"^(?:[^,]*,){{{}}}\s*{}(?:-[^,;]*)?\s*(?:;\s*q=(?:1|0?\.0*[1-9])[^,]*)?(?:,|$)"
WISHES = 6  # items looked at
UNSAID = re.compile(r"[\r\n$\x00]")  # what no configuration can say

log = logging.getLogger(__name__)


class ExportError(OSError):
    """Why a build cannot be a tree of files."""


@dataclass(frozen=True)
class Class:
    """Answers with the same headers. part: of the manifest; headers: as gunicorn sends them"""

    part: str
    headers: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return hashlib.sha256(repr(self.headers).encode()).hexdigest()[:10]

    @property
    def content_type(self) -> str:
        return dict(self.headers)["content-type"]

    @property
    def quoted(self) -> list[tuple[str, str]]:
        return [(name, quoted(value)) for name, value in self.headers]

    @property
    def others(self) -> list[tuple[str, str]]:
        return [header for header in self.headers if header[0] != "content-type"]


def class_of(part: str, answer: Answer) -> Class:
    """Raises ExportError for headers that cannot be written into a configuration."""
    if part == "files":  # sent as they were given, spaces too
        headers = [(name.lower(), value) for name, value in answer.headers]
    else:
        headers = [
            (name.decode(), value.decode("latin-1"))
            for name, value in headers_of(answer, "", 0)
        ]
    headers = [header for header in headers if header[0] not in BY_SERVER]
    for name, value in headers:
        if UNSAID.search(name + value):
            raise ExportError(f"the header {name} cannot be exported: {value!r}")
    return Class(part, tuple(headers))


def export(folder: Path, store: Store, build: str) -> bool:
    """Make the tree of a build and let it be served; whether the configuration is another.

    Every body is checked against its name first. Raises OSError, and ValueError, KeyError or
    TypeError for a broken manifest; then the tree that was served is served still.
    """
    folder = folder.absolute()
    manifest = store.manifest(build)
    known = classes(manifest)
    about = context(folder, known)
    tree = folder / TREES / f"{build}-{about['digest']}"
    before = configuration_of(served(folder))
    if served(folder) != tree:
        half = tree.with_name(f"{tree.name}.{os.getpid()}.half")
        shutil.rmtree(tree, ignore_errors=True)
        try:
            _fill(half, manifest, store)
            _configure(half, about)
            half.rename(tree)
            _point(folder, tree)
        except BaseException:
            shutil.rmtree(half, ignore_errors=True)
            raise
    os.utime(tree)
    _prune(folder)
    return configuration_of(tree) != before


def follow(store: Store, build: str) -> bool:
    """After a publication: export to EXPORT_TO, if that is set. Whether all is well.

    Where it fails no tree is served at all: the site shows the right words, only slower.
    """
    folder = settings.EXPORT_TO
    if not folder or not build:
        return True
    try:
        export(folder, store, build)
    except (OSError, ValueError, KeyError, TypeError) as error:
        with suppress(OSError):
            (folder / LIVE).unlink()
        log.error(
            "No tree of files could be made; the site itself serves now: %s", error
        )
        return False
    return True


def served(folder: Path) -> Path | None:
    """The tree that is served now."""
    try:
        return folder.absolute() / os.readlink(folder / LIVE)
    except OSError:
        return None


def is_current(folder: Path, build: str) -> bool:
    tree = served(folder)
    return bool(tree and tree.is_dir() and tree.name.rpartition("-")[0] == build)


def classes(manifest: Manifest) -> list[Class]:
    """The classes there are, those of the first pages first."""
    return list(
        dict.fromkeys(
            class_of(part, answer)
            for part in PLACED
            for answer in getattr(manifest, part).values()
        )
    )


def context(folder: Path, known: list[Class]) -> dict:
    """What the templates of the configuration are given."""
    about = {
        "live": str(folder / LIVE),
        "languages": list(LANGUAGES),
        "source": SOURCE,
        "wishes": [
            (WISH.format(place, language), language)
            for place in range(WISHES)
            for language in LANGUAGES
        ],
        "admin": f"/{settings.ADMIN_PATH}",
        "behind": [f"/{settings.PREVIEW_PATH}/", settings.STATIC_URL],
        "types": sorted({(one.content_type, one.name) for one in known}),
        "headers": [
            Header.of(name, known)
            for name in sorted({name for one in known for name, _ in one.others})
        ],
        **{part: [one.name for one in known if one.part == part] for part in PLACED},
    }
    templates = [file.read_text() for file in sorted(TEMPLATES.iterdir())]
    digest = hashlib.sha256(repr((templates, about)).encode()).hexdigest()[:10]
    return about | {"digest": digest, "classes": known}


@dataclass
class Header:
    """One header over all classes. values: by class, as they stand between quotes;
    same: its value, where no class has another or lacks it"""

    name: str
    values: dict[str, str]
    same: str

    @classmethod
    def of(cls, name: str, known: list[Class]) -> "Header":
        by_class = {one.name: dict(one.others).get(name) for one in known}
        values = {
            of: quoted(value) for of, value in by_class.items() if value is not None
        }
        alike = len(set(by_class.values())) == 1
        return cls(name, values, next(iter(values.values())) if alike else "")

    @property
    def variable(self) -> str:
        return self.name.replace("-", "_")


def quoted(value: str) -> str:
    """As nginx and Caddy want it between double quotes."""
    return value.replace("\\", r"\\").replace('"', r"\"")


def configuration_of(tree: Path | None) -> str:
    files = sorted(tree.glob("configuration-*")) if tree else []
    return files[0].name if files else ""


def _fill(tree: Path, manifest: Manifest, store: Store) -> None:
    for part in ("pages", "homes", "errors"):
        for name, answer in getattr(manifest, part).items():
            place = _place(tree, part, name, answer)
            bodies = store.encodings(answer.blob)
            for ending in ENCODINGS.values():
                new = place.with_name(place.name + ending)
                _give(store.blobs / f"{answer.blob}{ending}", new, bodies[ending])
    for name, answer in manifest.files.items():
        if has_bytes(store.blobs / answer.blob):  # the pages can do without
            _give(store.blobs / answer.blob, _place(tree, "files", name, answer))


def _give(old: Path, new: Path, body: bytes | None = None) -> None:
    """A second name for a file, or a copy. body: what it must hold."""
    try:
        link(old, new)
        if body is None or new.read_bytes() == body:
            return
    except OSError:
        if body is None:
            raise
    write(new, body)


def _place(tree: Path, part: str, name: str, answer: Answer) -> Path:
    place = tree / part / f"{name.lstrip('/')}_.{class_of(part, answer).name}"
    if ".." in place.parts:
        raise ExportError(f"no file can have this address: {name}")
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _configure(tree: Path, about: dict) -> None:
    engine = Engine(dirs=[str(TEMPLATES)], autoescape=False)
    for template in sorted(TEMPLATES.glob("[!_]*")):
        text = engine.get_template(template.name).render(
            Context(about, autoescape=False)
        )
        lines = (line for line in text.splitlines() if line.strip())
        write(tree / template.name, ("\n".join(lines) + "\n").encode())
    write(tree / f"configuration-{about['digest']}", b"")


def _point(folder: Path, tree: Path) -> None:
    """One move: a visit meets the tree of before, or this one."""
    new = folder / f"{LIVE}.{os.getpid()}.half"
    new.unlink(missing_ok=True)
    new.symlink_to(tree.relative_to(folder))
    os.replace(new, folder / LIVE)


def _prune(folder: Path) -> None:
    """Forget all but the last trees, and what was left half made."""
    whole = [
        tree for tree in (folder / TREES).iterdir() if not tree.name.endswith(".half")
    ]
    whole.sort(key=lambda tree: tree.stat().st_mtime_ns, reverse=True)
    kept = {served(folder), *whole[:KEPT]}
    for tree in (folder / TREES).iterdir():
        if tree not in kept:
            shutil.rmtree(tree, ignore_errors=True)

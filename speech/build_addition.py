"""What reading aloud adds to a build: for every page its sentences, and its sound."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from languages.selection import language_of
from publishing.build.store import Answer, Manifest, Store
from speech.audio.pcm import FORMATS
from speech.text.page_text import read

from .player_data import Known, offer, sound

NAME = "listen.json"  # behind the address of the page
OF_ITS_OWN = {"clear-site-data", "content-length", "content-security-policy", "content-type", "vary"}  # fmt: skip


def add(
    manifest: Manifest,
    folder: Path,
    store: Store,
    progress: Callable[[int, int, str], None],
) -> None:
    """Put into the build what the players of its pages will ask for."""
    known = Known.now()
    pages = sorted(path for path in manifest.pages if path.endswith("/"))
    for done, path in enumerate(pages, start=1):
        page, language = manifest.pages[path], language_of(path)
        sentences = read(_body(page, folder, store).decode(), language)
        body = as_json(offer(sentences, language, known))
        blob = hashlib.sha256(body).hexdigest()
        (folder / blob).write_bytes(body)
        headers = _headers(page, "application/json")
        manifest.pages[f"{path}{NAME}"] = Answer(200, headers, blob)
        if heard := sound(sentences, known):
            for ending, (kind, _) in FORMATS.items():
                track = heard[1]
                file = track.file(ending)
                name = f"{track.digest}-{ending}"
                store.keep_file(name, file)
                answer = Answer(200, _headers(page, kind), name)
                manifest.files[track.address(ending)] = answer
        progress(done, len(pages), f"{path}{NAME}")


def _body(page: Answer, folder: Path, store: Store) -> bytes:
    """The page, made for this build or taken from an older one."""
    made = folder / page.blob
    return made.read_bytes() if made.exists() else store.blob(page.blob, "")


def as_json(value: dict) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _headers(page: Answer, kind: str) -> list[tuple[str, str]]:
    """Those of the page, for something that is no page."""
    kept = [header for header in page.headers if header[0].lower() not in OF_ITS_OWN]
    return [("Content-Type", kind), *kept]

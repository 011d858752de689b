"""Builds of one small page, at once: for tests that are about people. Rendering has its own."""

import functools
import hashlib

from publishing.build import live
from publishing.build.builder import Made
from publishing.build.store import Answer, Manifest
from publishing.editions import proposals, snapshot
from publishing.models import Edition

PAGE = """<!doctype html><html lang="nl"><head><title>Hulp</title></head>
<body><main><h1>Hulp</h1><p>{}</p></main></body></html>"""


def make_small(monkeypatch) -> None:
    def build(edition, store, progress, like=""):
        body = PAGE.format(edition.digest[:8]).encode()
        blob = hashlib.sha256(body).hexdigest()
        store.keep_blob(blob, body)
        page = Answer(200, [("Content-Type", "text/html")], blob)
        manifest = Manifest(edition.digest, "code", pages={"/nl/": page})
        store.keep(build_id(edition), manifest)
        return Made(build_id(edition), manifest)

    for module in (live, proposals):
        monkeypatch.setattr(module, "build", build)
    for place in ("admin.proposal_admin", "jobs"):
        monkeypatch.setattr(f"publishing.{place}.build_id", build_id)


def first_edition() -> Edition:
    """An edition of the seed, before a test changes anything."""
    return Edition.objects.draft(_seed(), "eerste")


@functools.cache
def _seed() -> str:
    return snapshot.take()


def build_id(edition) -> str:
    return edition.digest[:20]


def quietly(done: int, total: int, what: str) -> None:
    """Progress that nobody waits for."""

"""The built site as tests read it: what each address answers, and a copy for another decoy."""

import dataclasses
import gzip
import hashlib
import shutil
import sqlite3
from contextlib import closing
from functools import cached_property
from pathlib import Path

import brotli
from django.http import HttpResponse

from languages.offered import LANGUAGES
from publishing.build.store import Answer, Manifest, Store

from . import prepared


class Site:
    """The live build of a site folder, as responses."""

    def __init__(self, var: Path):
        self.store = Store(var / "site")
        self.build = (self.store.root / "live").read_text()

    @cached_property
    def manifest(self) -> Manifest:
        return self.store.manifest(self.build)

    @cached_property
    def pages(self) -> dict[str, HttpResponse]:
        """Every public page in every language: address -> response, status 200."""
        paths = [path for path in self.manifest.pages if path.endswith("/")]
        return {path: self.response(path) for path in paths}

    @cached_property
    def errors(self) -> dict[str, HttpResponse]:
        """What an unknown address in each language answers."""
        answers = self.manifest.errors.items()
        return {
            f"/{code}/no-such-page/": self._response(item) for code, item in answers
        }

    def response(self, path: str) -> HttpResponse:
        """What a public address answers, be it no page. Raises KeyError for any other."""
        return self._response(self.manifest.pages[path])

    def _response(self, answer: Answer) -> HttpResponse:
        """`weight`: bytes of the body as most browsers get it, in brotli."""
        body = self.store.blob(answer.blob, "")
        response = HttpResponse(
            body, status=answer.status, headers=dict(answer.headers)
        )
        response.weight = (self.store.blobs / f"{answer.blob}.br").stat().st_size
        return response


def with_decoy(url: str, var: Path) -> Path:
    """The folder of a site, made in `var`, whose exits all lead to `url`.

    It is the built site, byte for byte otherwise, if that stands ready, as `make test` sees to.
    Else there is only a database: whoever changes a line and runs one test waits for no build,
    and the server renders the pages that are asked for.
    """
    if prepared.is_built():
        shutil.copytree(prepared.built(), var)
        _lead_to(url, Site(var))
    else:
        var.mkdir()
        shutil.copy(prepared.seeded(), var)
        with closing(sqlite3.connect(var / prepared.DATABASE)) as database, database:
            database.executemany(
                "insert into safety_decoy (language, url) values (?, ?)",
                [(code, url) for code in LANGUAGES],
            )
    return var


def _lead_to(url: str, site: Site) -> None:
    """Change the decoy in every body, under the name that each has by then."""
    manifest = site.manifest
    renamed = {name: _led_to(url, site.store, name) for name in manifest.blobs}
    for part in (manifest.pages, manifest.homes, manifest.errors):
        for address, answer in part.items():
            part[address] = dataclasses.replace(answer, blob=renamed[answer.blob])
    site.store.keep(site.build, manifest)


def _led_to(url: str, store: Store, name: str) -> str:
    body = changed = store.blob(name, "")
    for language in LANGUAGES.values():
        changed = changed.replace(language.decoy.encode(), url.encode())
    if changed == body:
        return name
    new = hashlib.sha256(changed).hexdigest()
    for ending, packed in PACKED_QUICKLY.items():
        (store.blobs / f"{new}{ending}").write_bytes(packed(changed))
    return new


PACKED_QUICKLY = {
    "": bytes,
    ".br": lambda body: brotli.compress(body, quality=1),
    ".gz": lambda body: gzip.compress(body, 1),
}

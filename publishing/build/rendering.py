"""Render every public page through the ordinary views, middleware and all.

Runs in a process of its own (the `render` command), against a database in memory.
"""

import hashlib
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.utils.module_loading import import_string

from publishing.contributions import contributions

from .dependencies import Reads
from .store import Answer, Manifest, write

SHARED = "what every page reads"
READS = "reads.gz"
BEFORE = "reads-before.gz"


class RenderError(Exception):
    """An address did not answer as a page should. Says which, and what it did."""


def render(
    folder: Path, before: Manifest | None = None
) -> Iterator[tuple[int, int, str]]:
    """Write all bodies and a manifest into `folder`; tell progress after each page.

    before: an older build made with the same code, with its reads in `folder` (reads.py).
    What would come out the same is taken from it, and has no body in `folder`.
    """
    manifest, reads = Manifest(), Reads()
    read_before = Reads.read(folder / BEFORE) if before else Reads()
    kept = dict(_by_page(before or Manifest()))
    work = list(_work(manifest))
    handler = asker()
    with ExitStack() as shared:
        with reads.of(SHARED):
            for contribution in contributions:
                shared.enter_context(contribution.while_rendering())
        alike = reads.keeps(SHARED, read_before)
        for done, (answers, name, path, language, status) in enumerate(work, start=1):
            page = f"{path} {language}"
            if alike and page in kept and reads.keeps(page, read_before):
                answers[name] = kept[page]
            else:
                with reads.of(page):
                    answers[name] = _answer(handler, path, language, status, folder)
            yield done, len(work), path
    reads.write(folder / READS)
    write(folder / "manifest.json", manifest.dump())


def _by_page(manifest: Manifest) -> Iterator[tuple[str, Answer]]:
    """Every answer under the address and language it is asked for with."""
    for answers, name, path, language, _ in _work_of(manifest.pages, manifest):
        if name in answers:
            yield f"{path} {language}", answers[name]


def _work(manifest: Manifest) -> Iterator[tuple[dict, str, str, str, int]]:
    if settings.PUBLIC_PATHS:
        return _work_of(import_string(settings.PUBLIC_PATHS)(), manifest)
    paths = (
        path for contribution in contributions for path in contribution.addresses()
    )
    return _work_of(paths, manifest)


def _work_of(
    paths: Iterable[str], manifest: Manifest
) -> Iterator[tuple[dict, str, str, str, int]]:
    for path in paths:
        yield manifest.pages, path, path, "", 200
    for language, _ in settings.LANGUAGES:
        yield manifest.homes, language, "/", language, 200
        yield manifest.errors, language, f"/{language}/-/-/", "", 404  # matches nothing


def _answer(
    handler: BaseHandler, path: str, language: str, status: int, folder: Path
) -> Answer:
    try:
        actual, headers, body = page_of(handler, path, language)
    except Exception as error:
        raise RenderError(f"{path}: {type(error).__name__}: {error}") from error
    if actual != status:
        raise RenderError(f"{path}: status {actual} instead of {status}")
    if any(name.lower() == "set-cookie" for name, _ in headers):
        raise RenderError(f"{path}: sets a cookie; no public page may")
    blob = hashlib.sha256(body).hexdigest()
    (folder / blob).write_bytes(body)
    return Answer(status, headers, blob)


def asker() -> BaseHandler:
    """What `page_of` asks: Django's middleware and views, made once for many pages."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def page_of(
    handler: BaseHandler, path: str, language: str = ""
) -> tuple[int, list[tuple[str, str]], bytes]:
    """Ask Django as its server would. Raises what a view raises.

    Without the signals at the begin and the end of a request: at those Django closes the
    connection to the database, and a preview asks in the middle of a transaction.
    """
    site = urlsplit(settings.SITE_URL)
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": "443" if settings.SECURE_SSL_REDIRECT else "80",
            "HTTP_HOST": site.netloc,
            "HTTP_ACCEPT_LANGUAGE": language,
            "wsgi.input": io.BytesIO(),
            # what a terminator of TLS would tell; else Django answers with a redirect
            "wsgi.url_scheme": "https" if settings.SECURE_SSL_REDIRECT else "http",
        }
    )
    response = handler.get_response(request)
    cookies = [
        ("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()
    ]
    return response.status_code, [*response.items(), *cookies], b"".join(response)

"""Render every public page through the ordinary views, middleware and all.

Runs in a process of its own (the `render` command), against a database in memory.
"""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.utils.module_loading import import_string

from .store import Answer, Manifest, write


class RenderError(Exception):
    """An address did not answer as a page should. Says which, and what it did."""


def render(folder: Path) -> Iterator[tuple[int, int, str]]:
    """Write all bodies and a manifest into `folder`; tell progress after each page."""
    manifest = Manifest()
    work = list(_work(manifest))
    handler = WSGIHandler()
    with import_string(settings.WHILE_RENDERING)():
        for done, (answers, name, path, language, status) in enumerate(work, start=1):
            answers[name] = _answer(handler, path, language, status, folder)
            yield done, len(work), path
    write(folder / "manifest.json", manifest.dump())


def _work(manifest: Manifest) -> Iterator[tuple[dict, str, str, str, int]]:
    for path in import_string(settings.PUBLIC_PATHS)():
        yield manifest.pages, path, path, "", 200
    for language, _ in settings.LANGUAGES:
        yield manifest.homes, language, "/", language, 200
        yield manifest.errors, language, f"/{language}/-/-/", "", 404  # matches nothing


def _answer(handler, path, language, status, folder) -> Answer:
    try:
        found, headers, body = _get(handler, path, language)
    except Exception as error:
        raise RenderError(f"{path}: {type(error).__name__}: {error}") from error
    if found != status:
        raise RenderError(f"{path}: status {found} instead of {status}")
    if any(name.lower() == "set-cookie" for name, _ in headers):
        raise RenderError(f"{path}: sets a cookie; no public page may")
    blob = hashlib.sha256(body).hexdigest()
    (folder / blob).write_bytes(body)
    return Answer(status, headers, blob)


def _get(handler, path, language) -> tuple[int, list[tuple[str, str]], bytes]:
    """Ask Django as its server would. Raises what a view raises."""
    site = urlsplit(settings.SITE_URL)
    environ = {
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
    told = []
    response = handler(environ, lambda *arguments: told.extend(arguments))
    try:
        body = b"".join(response)
    finally:
        response.close()
    status, headers = told
    return int(status.split()[0]), headers, body

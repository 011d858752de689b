"""The language of a response comes from its address, never from a cookie."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from .offered import LANGUAGES, SOURCE
from .weights import weights

Middleware = Callable[[HttpRequest], HttpResponseBase]


def language_of(path: str, accept_language: str = "") -> str:
    """The language to answer `path` in: its first part, else what the browser likes."""
    first = path.lstrip("/").partition("/")[0]
    if first in LANGUAGES:
        return first
    if first == settings.ADMIN_PATH:
        return SOURCE
    return preferred(accept_language)


def preferred(accept_language: str) -> str:
    """The offered language a browser's Accept-Language header likes best.

    Falls back to Dutch. "ar-MA" is content with "ar".
    """
    wishes = weights(accept_language)
    liked = sorted(wishes, key=lambda tag: -wishes[tag])  # keeps the header's order
    for tag in liked:
        code = tag.partition("-")[0]
        if wishes[tag] and code in LANGUAGES:
            return code
    return SOURCE


def language_from_path(get_response: Middleware) -> Middleware:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        language = language_of(
            request.path_info, request.headers.get("Accept-Language", "")
        )
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return get_response(request)

    return middleware

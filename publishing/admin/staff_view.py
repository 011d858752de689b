"""Pages as staff read them: of an older edition, of a proposal. With a banner, inert.

They come as they were sent, without their scripts: no exit, no swapping of pages. The
policy lets nothing run or load; their own style keeps its hash.
"""

import base64
import hashlib
import re

from django.http import HttpResponse
from django.template.loader import render_to_string

from editorial import html_reader

STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
LINK = re.compile(rb'href="/')
BODY = re.compile(rb"<body[^>]*>")
# What holds on paper alone, on the screen alone, and in the dark, which paper never is.
ON_PAPER = {
    rb"@media print\b": b"@media all",
    rb"@media screen\b": b"@media not all",
    rb"@media\s*\(prefers-color-scheme:\s*dark\)": b"@media not all",
}


def for_staff(page: bytes, base: str, **details) -> HttpResponse:
    """A page with a banner above it. Links to other pages lead below `base` ("/.../").

    details: what the banner says; see publishing/admin/templates/admin/publishing/banner.html
    """
    page = inert(page, base)
    banner = render_to_string("admin/publishing/banner.html", details).encode()
    body = BODY.search(page)
    page = page[: body.end()] + banner + page[body.end() :]
    return _guarded(page, page)


def in_a_window(page: bytes, base: str, **details) -> HttpResponse:
    """A page below the banner, as wide as a phone or as wide as can be, or on paper.

    The page stands in the answer itself (srcdoc): what is not saved has no address.
    Its frame is of our own origin, or a link in it would come without the strict
    cookie and ask to log in; scripts run there by neither sandbox nor policy.
    """
    page = inert(page, base).replace(b"<a ", b'<a target="_top" ')
    paper = on_paper(page)
    details |= {"page": page.decode(), "paper": paper.decode()}
    whole = render_to_string("admin/publishing/window.html", details).encode()
    return _guarded(whole, whole + page + paper, own="'self' ")


def inert(page: bytes, base: str) -> bytes:
    """The page without scripts, its links leading below `base`."""
    html = page.decode(
        errors="surrogateescape"
    )  # whatever it is, it comes as it was sent
    still = html_reader.without(html, "script").encode(errors="surrogateescape")
    return LINK.sub(b'href="%s' % base.encode(), still)


def on_paper(page: bytes) -> bytes:
    """The page with the style that it has when printed."""
    return STYLE.sub(lambda style: _paper_style(style[0]), page)


def _paper_style(style: bytes) -> bytes:
    for pattern, instead in ON_PAPER.items():
        style = re.sub(pattern, instead, style)
    return style


def _guarded(answer: bytes, styled: bytes, own: str = "") -> HttpResponse:
    """own: a source of style beside what stands in the page, and a space"""
    response = HttpResponse(answer)
    hashes = " ".join(dict.fromkeys(map(_hash, STYLE.findall(styled))))
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {own}{hashes}; img-src data:; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
    return response


def _hash(text: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"

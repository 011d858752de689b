"""Pages as staff read them: of an older edition, of a proposal. With a banner, inert.

They come as they were sent, without their scripts: no exit, no swapping of pages. The
policy lets nothing run or load; their own style keeps its hash.
"""

import base64
import hashlib
import re

from django.http import HttpResponse
from django.template.loader import render_to_string

STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
SCRIPT = re.compile(rb"<script.*?</script>", re.DOTALL)
LINK = re.compile(rb'href="/')
BODY = re.compile(rb"<body[^>]*>")


def for_staff(page: bytes, base: str, **told) -> HttpResponse:
    """A page with a banner above it. Links to other pages lead below `base` ("/.../").

    told: what the banner says; see templates/admin/publishing/banner.html
    """
    page = SCRIPT.sub(b"", page)
    page = LINK.sub(b'href="%s' % base.encode(), page)
    banner = render_to_string("admin/publishing/banner.html", told).encode()
    body = BODY.search(page)
    page = page[: body.end()] + banner + page[body.end() :]
    response = HttpResponse(page)
    hashes = " ".join(_hash(style) for style in STYLE.findall(page))
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {hashes}; img-src data:; form-action 'none'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    return response


def _hash(text: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"

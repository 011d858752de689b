"""What is made to be printed or copied: codes to scan, and a block for other sites."""

from functools import lru_cache

import segno
from babel.dates import format_date
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from content.models import Page

ON_PAPER = (Page.Layout.POSTER, Page.Layout.CUTOUTS, Page.Layout.BROCHURES)


def home_address(language: str) -> str:
    """Where a code leads: the quiet home, whose title says little."""
    return settings.SITE_URL.rstrip("/") + reverse("home", args=[language])


@lru_cache(maxsize=64)
def code_path(address: str) -> tuple[str, int]:
    """A QR code as the data of one SVG path, and its size in modules.

    Level Q still reads with a quarter of it torn or dirty; four modules of quiet
    around it, as ISO 18004 asks. Each dark module is a square of 1 by 1.
    """
    code = segno.make(address, error="q", micro=False)
    rows = list(code.matrix_iter(border=4))
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = 1
            while x + length < len(row) and row[x + length] == row[x]:
                length += 1
            if row[x]:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return "".join(runs), len(rows)


def papers(pages: dict[str, Page]) -> list[Page]:
    """Posters, then cards, then the page at which brochures are made."""
    return [page for kind in ON_PAPER for page in pages.values() if page.layout == kind]


def block(rows: list[dict], language) -> str:
    """Plain HTML for other sites: no script, no style, nothing loaded from here.

    rows: as `frame.number_rows` makes them. The date is that of the build: by it
    somebody sees how old a copy is.
    """
    return render_to_string(
        "components/copy_block/block.html",
        {
            "rows": rows,
            "language": language,
            "address": home_address(language.code),
            "today": format_date(timezone.localdate(), "long", locale=language.code),
        },
    ).strip()

"""Our own line drawings: templates/drawings/<name>.svg. Its README says how they are made."""

import re
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError

FOLDER = settings.BASE_DIR / "templates" / "drawings"


@cache
def names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.svg")))


@cache
def inlined(name: str) -> str:
    """A drawing as pages carry it: line and size come from the class d, honey from f.

    Raises FileNotFoundError for a name that is no drawing.
    """
    svg = (FOLDER / f"{name}.svg").read_text("utf-8").strip()
    opening, inside = re.fullmatch(r"<svg ([^>]*)>(.*)</svg>", svg, re.DOTALL).groups()
    classes = "d fixed" if re.search(r'class="[^"]*\bfixed\b', opening) else "d"
    inside = inside.replace('fill="currentColor" fill-opacity=".13"', 'class="f"')
    return (
        f'<svg class="{classes}" viewBox="0 0 48 48" aria-hidden="true">{inside}</svg>'
    )


def check_drawing(name: str) -> None:
    """Raise ValidationError unless there is a drawing called `name`."""
    if name not in names():
        raise ValidationError(
            f"Er is geen tekening “{name}”. Kies uit: {', '.join(names())}."
        )

"""Our own line drawings: templates/drawings/<name>.svg. Its README says how they are made."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError

FOLDER = settings.BASE_DIR / "templates" / "drawings"


@cache
def names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.svg")))


def check_drawing(name: str) -> None:
    """Raise ValidationError unless there is a drawing called `name`."""
    if name not in names():
        raise ValidationError(
            f"Er is geen tekening “{name}”. Kies uit: {', '.join(names())}."
        )

"""What tests build: most need not render every page in every language."""

from content.addresses import public_paths

FEW = (
    "",
    "1/",
    "2/",
    "3/",
    "7/",
    "11/",
    "12/",
    "13/",
    "14/",
    "22/",
    "101/",
    "professionals/",
    "privacy/",
)


def a_few():
    """Some of every kind: doors, a country, the open wing, and all that is no page."""
    return (
        path
        for path in public_paths()
        if not path.endswith("/") or path.split("/", 2)[2] in FEW
    )

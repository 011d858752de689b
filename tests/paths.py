"""What tests build: most need not render a page for every country in every language."""

import re

from content.paths import public_paths

COUNTRY = re.compile(r"/[a-z]+/\d{3,}/")  # numbers from 100 are countries


def without_countries():
    return (path for path in public_paths() if not COUNTRY.fullmatch(path))

"""Which pages tests look at one by one, so that `make test` ends while one waits.

`make test` takes all pages in a language of each direction, and of the language whose script
weighs most a page of each template. `make test-all` takes the rest too: mark it `thorough`.
"""

from languages.offered import CODES

WHOLE = ("nl", "ar")  # read from left to right, from right to left

# One page for each template and each component.
TEMPLATES = {
    "home": "/{}/",
    "door": "/{}/1/",
    "cards": "/{}/7/",
    "signals": "/{}/9/",
    "sheet": "/{}/53/",
    "show": "/{}/57/",
    "easy": "/{}/62/",
    "phone": "/{}/13/",
    "letters": "/{}/100/",
    "country": "/{}/111/",
    "open": "/{}/professionals/",
    "sources": "/{}/bronnen/",
    "figures": "/{}/cijfers/",
    "materials": "/{}/materiaal/",
    "poster": "/{}/poster-jongeren/",
    "search": "/{}/zoeken/",
    "error": "/{}/no-such-page/",
}


def language_of(path: str) -> str:
    return path.split("/")[1]


def is_quiet(path: str) -> bool:
    """Whether a page belongs to the wing that no title or address tells of."""
    rest = path.split("/")[2]
    return not rest or rest.isdigit() or rest == "no-such-page"


def looked_at(pages: dict) -> dict:
    """Those of `pages` (address -> response as built) that `make test` takes."""
    heaviest = max(CODES, key=lambda code: _weight(pages, code))
    samples = {path.format(heaviest) for path in TEMPLATES.values()}
    return {
        path: response
        for path, response in pages.items()
        if language_of(path) in WHOLE or path in samples
    }


def _weight(pages: dict, code: str) -> int:
    return sum(item.weight for path, item in pages.items() if language_of(path) == code)

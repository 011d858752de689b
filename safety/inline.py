"""Style and scripts that travel inside every page, and the hashes that allow them.

A page is one response, so its style and its exit stand in it. The policy allows
exactly these bytes and nothing else, which is why page and policy must take them
from the same place: here.
"""

import base64
import hashlib
import json
from functools import cache
from pathlib import Path

import rcssmin
import rjsmin

ROOT = Path(__file__).resolve().parent.parent

# In the order they are read: a later file may refine an earlier one.
STYLES = [
    "static/css/tokens.css",
    "static/css/base.css",
    "static/css/page.css",
    "templates/components/quick_exit/quick_exit.css",
    "templates/components/quiet_navigation/quiet_navigation.css",
    "templates/components/toolbar/toolbar.css",
    "templates/components/language_switch/language_switch.css",
    "templates/components/dock/dock.css",
    "templates/components/contact/contact.css",
    "static/css/print.css",
]

# Parts that few pages have, in a piece of its own for those that do: the others do not pay.
PART_STYLES = [
    "templates/components/letters/letters.css",
    "templates/components/local_numbers/local_numbers.css",
    "templates/components/easy/easy.css",
    "templates/components/card/card.css",
    "templates/components/sheet/sheet.css",
]

# For the page with steps for each browser, the longest of all.
BROWSER_STYLES = ["templates/components/browser_steps/browser_steps.css"]

# For pages of the open wing only, in a piece of its own: the quiet wing does not pay for it.
OPEN_STYLES = [
    "static/css/open.css",
    "templates/components/numbers/numbers.css",
    "templates/components/share/share.css",
    "templates/components/directory/directory.css",
    "templates/components/figure_table/figure_table.css",
    "templates/components/resources/resources.css",
    "templates/components/poster/poster.css",
    "templates/components/copy_block/copy_block.css",
    "templates/components/search/search.css",
    "templates/components/school_year/school_year.css",
    "templates/components/brochure/brochure.css",
]

# Each is a hash in the headers of every page, so what stands side by side is one: the exit
# first, which works whatever happens to the loader.
SCRIPTS = {
    "arrival": ["templates/components/quick_exit/arrival.js"],
    "quick_exit": [
        "templates/components/quick_exit/quick_exit.js",
        "templates/components/quiet_navigation/loader.js",
    ],
}

# What the core bundle brings after the first paint; quiet navigation first.
BEHAVIOURS = [
    "templates/components/quiet_navigation/quiet_navigation.js",
    "templates/components/share/share.js",
    "templates/components/contact/contact.js",
    "templates/components/browser_steps/browser_steps.js",
    "templates/components/copy_block/copy_block.js",
    "templates/components/search/search.js",
    "templates/components/brochure/brochure.js",
    "templates/components/directory/directory.js",
    "templates/components/read_aloud/sentences.js",
    "templates/components/read_aloud/voices.js",
    "templates/components/read_aloud/read_aloud.js",
]
# Style that comes with behaviours, and weighs on no page: their own, and what a page with parts
# or an open page needs that is swapped into a quiet visit, whose policy allows no other style.
BEHAVIOUR_STYLES = [
    "templates/components/read_aloud/player.css",
    *PART_STYLES,
    *BROWSER_STYLES,
    *OPEN_STYLES,
]


EXTRAS = {"parts": PART_STYLES, "browsers": BROWSER_STYLES, "open": OPEN_STYLES}


@cache
def style(*extras: str) -> str:
    """The style of a page, in one piece, without comments or needless space.

    extras: keys of EXTRAS, for what the page has that most have not
    """
    return _styles([*STYLES, *(name for extra in extras for name in EXTRAS[extra])])


def _styles(names: list[str]) -> str:
    return rcssmin.cssmin("\n".join((ROOT / name).read_text() for name in names))


@cache
def script(name: str) -> str:
    """The script called `name` in SCRIPTS. Raises KeyError for any other name."""
    return "\n".join(rjsmin.jsmin((ROOT / file).read_text()) for file in SCRIPTS[name])


@cache
def behaviours() -> str:
    """The scripts of the core bundle, in one piece, and the style they bring."""
    css = rcssmin.cssmin(
        "\n".join((ROOT / name).read_text() for name in BEHAVIOUR_STYLES)
    )
    scripts = [rjsmin.jsmin((ROOT / name).read_text()) for name in BEHAVIOURS]
    return "\n".join([*scripts, f"site.dress({json.dumps(css)});"])


def hashes(*extras: str) -> list[str]:
    """What a page with these extras allows to run: its one style, and the scripts."""
    texts = [style(*extras), *map(script, SCRIPTS)]
    return [_hash(text) for text in texts]


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"

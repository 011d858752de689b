"""Which items of the checklist the site covers, and which it leaves out on purpose.

An item is covered when an entry with Dutch words names it in `refs`, or a feature
carries it. Cautions and contacts must besides be looked for by a test, because a
warning that is only meant to be on the page protects nobody.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum

from .files.loading import FOLDER, Seed

TESTED_KINDS = ("W", "C")


class Standing(StrEnum):
    COVERED = "covered"
    DECLINED = "declined"
    OPEN = "open"


@dataclass(frozen=True)
class Item:
    """key: "S0-47"; kind: one letter, see checklist.toml; standing and why. A reason with
    what is covered says what of it is not."""

    key: str
    kind: str
    what: str
    standing: Standing
    reason: str = ""

    @property
    def source(self) -> str:
        return self.key.partition("-")[0]


def items(seed: Seed) -> list[Item]:
    """Every item of the checklist with its standing, in the order of the list."""
    extra = read("inventory.toml")
    named = {ref for record in seed.records for ref in record.facts.get("refs", [])}
    result = []
    for key, item in read("checklist.toml").items():
        standing, reason = Standing.OPEN, ""
        if key in extra["declined"]:
            standing, reason = Standing.DECLINED, extra["declined"][key]
        elif item["kind"] in TESTED_KINDS and key not in extra["looked_for"]:
            reason = "named in refs, but no test looks for it" if key in named else ""
        elif key in named or key in extra["features"]:
            standing, reason = Standing.COVERED, extra["limited"].get(key, "")
        result.append(Item(key, item["kind"], item["what"], standing, reason))
    return result


def unknown_refs(seed: Seed) -> set[str]:
    """Refs that are no item of the checklist."""
    known = read("checklist.toml").keys()
    return {
        ref
        for record in seed.records
        for ref in record.facts.get("refs", [])
        if ref not in known
    }


def read(name: str) -> dict:
    return tomllib.loads((FOLDER / "facts" / name).read_text(encoding="utf-8"))

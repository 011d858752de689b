"""The table of what visits leave behind, as docs/traces.md shows it, and what breaks a promise."""

from datetime import date

from .lab import SITE
from .measure import Measured
from .needles import is_bland

COLUMNS = {
    "rows": lambda m: f"{len(m.rows)}/{m.visits}",
    "listed": lambda m: f"{len(m.listed)}{_quoted(m.listed)}",
    "telling titles": lambda m: len(telling_titles(m)),
    "cached entries / bodies": lambda m: f"{len(m.cached)}/{len(m.bodies)}",
    "cookies": lambda m: len(m.cookies),
    "storage": lambda m: len(m.storage),
    "favicon rows": lambda m: len(m.favicons),
    "session h/p/w": lambda m: "/".join(map(str, m.session)),
    "files with host/path/word": lambda m: "/".join(
        str(len(m.traces.holding(kind))) for kind in ("host", "paths", "words")
    ),
    "site in tab list": lambda m: f"{len(m.in_list)} of {len(m.visit.listed)}",
    "behind Back and Forward": lambda m: ", ".join(behind(m)),
    "gone / decoy there, ms": lambda m: f"{m.visit.gone} / {m.visit.arrived}",
    "Referer": lambda m: "yes" if m.referers else "no",
}
DECOYS = {"Weerbericht", ""}  # what the row is called once the decoy took its place


def _quoted(titles: list[str]) -> str:
    return " (" + ", ".join(f"“{title}”" for title in titles) + ")" if titles else ""


def table(measured: list[Measured]) -> str:
    """Markdown, with the date and the browsers' versions."""
    browsers = ", ".join(sorted({one.browser for one in measured}))
    lines = [f"Measured {date.today():%d %b %Y} with {browsers}.", ""]
    lines.append("| " + " | ".join(["visit", *COLUMNS]) + " |")
    lines.append("|---" * (1 + len(COLUMNS)) + "|")
    for one in measured:
        name = one.browser.split()[0]
        cells = [f"{name}: {one.what.removeprefix(f'{name}: ')}"]
        cells += [str(column(one)) for column in COLUMNS.values()]
        lines.append("| " + " | ".join(cells) + " |")
    for one in measured:
        if words := sorted(one.traces.all("words")):
            files = ", ".join(one.traces.holding("words"))
            lines.append(f"{one.what}: {', '.join(words)} in {files}")
    return "\n".join(lines)


def telling_titles(m: Measured) -> list[str]:
    kept = {title for _, title in m.rows} | {*m.listed} | m.traces.all("titles")
    return sorted(t for t in kept if not is_bland(t) and t not in DECOYS)


def behind(m: Measured) -> list[str]:
    """What of the site Back and Forward show: each kind once."""
    kinds = set()
    for address, texts in m.visit.behind:
        if SITE in address:
            words = any(m.needles.in_text(text) for text in texts)
            kinds.add("content" if words else "gate")
    return sorted(kinds) or ["nothing"] if m.visit.behind else []


def traces(m: Measured) -> set[str]:
    """The kinds of traces that a visit must not leave; empty when all was kept.

    Not among them: the host name, which every browser keeps in several places.
    """
    addresses = {url for url, _ in m.rows}
    broken = {
        "more than one address": len(addresses) > 1,
        "more than one listed": len(m.listed) > 1,
        "a telling title": telling_titles(m),
        "cached": m.cached,
        "a cached body": m.bodies,
        "a cookie": m.cookies,
        "storage": m.storage,
        "a favicon": m.favicons,
        "a path": m.traces.all("paths") - {m.entry},
        "a word": m.traces.all("words"),
        "a referer": m.referers,
        "content behind Back": "content" in behind(m),
    }
    return {name for name, result in broken.items() if result}

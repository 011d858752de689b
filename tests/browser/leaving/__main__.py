"""Tries every pair of choices in both browsers; prints what did not hold, and the rows kept."""

import sys
import tempfile
import time
from pathlib import Path

from ..traces import world as traces
from .cases import Case, pairwise
from .run import World, run
from .tabs import BROWSERS


def main(names: list[str]) -> int:
    """`names` of browsers; all of them without any. Returns what the command exits with."""
    failed = 0
    port = traces.site()
    for name in names or list(BROWSERS):
        cases = pairwise(BROWSERS[name].has_window)
        failed += _try(name, cases, port)
    return 1 if failed else 0


def _try(name: str, cases: list[Case], port: int) -> int:
    began, failed, entries = time.monotonic(), 0, {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        with World(port) as world, BROWSERS[name](Path(home), world.lab) as browser:
            for case in cases:
                try:
                    outcome = run(browser, world, case)
                    holds, shown = outcome.holds, outcome
                    entries.setdefault(case.mode, set()).add(outcome.entries)
                except TimeoutError as error:
                    holds, shown = False, f"{case}: {error}"
                if not holds:
                    failed += 1
                    _say(f"{name}: NOT {shown}")
        rows, visits, listed = browser.tables.history(browser.profile)
    took = time.monotonic() - began
    _say(
        f"{name} {browser.version}: {len(cases)} cases, {failed} do not hold, {took:.0f} s; "
        f"addresses kept: {[url for url, _ in rows]}, {visits} visits, listed as {listed}; "
        f"entries of ours in a tab's list: {entries}"
    )
    return failed


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

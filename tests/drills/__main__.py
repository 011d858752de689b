"""`make drills`: every drill, whole, and a table of what it cost.

With arguments: only the drills that are named, as `A1 B8`. --long: five editors for ten
minutes instead of one.
"""

import os
import sys
import time
from collections.abc import Callable

os.environ["DJANGO_SETTINGS_MODULE"] = "achterlating_site.settings"
os.environ["PUBLIC_PATHS"] = (
    "tests.support.paths.a_few"  # what is tried is not how many pages
)

import django

django.setup()

from . import Cost, editors, operators, visitors  # noqa: E402

DRILLS: dict[str, tuple[str, Callable[[], Cost]]] = {
    "A1": ("five editors save at once", editors.side_by_side),
    "A2": ("a long recording holds nobody up", editors.one_records),
    "A3": ("a save that fails", editors.everything_fails),
    "A3b": ("with script", operators.checks("tests/browser/test_sending.py")),
    "A4": ("a full disk", editors.a_full_disk),
    "B0": ("killed while publishing", visitors.killed_while_publishing),
    "B5": ("a lost pointer", visitors.lost_pointers),
    "B6": ("a lost database", visitors.lost_database),
    "B7": ("damaged files", visitors.damaged_bodies),
    "B8": ("killed, restarted, reloaded", visitors.restarts),
    "B8b": ("nobody behind the proxy; C12", visitors.nobody_behind_the_proxy),
    "B9": ("half-sent requests", visitors.half_sent),
    "C10": ("sound for many publications", operators.many_publications),
    "C11": (
        "secrets, and damaged backups",
        operators.checks("tests/seed/test_backup.py", "tests/deploy/test_deploy.py"),
    ),
    "C13": (
        "previews, logs, links",
        operators.checks("tests/safety/test_quiet_logs.py"),
    ),
}


def main() -> int:
    wanted = [item for item in sys.argv[1:] if not item.startswith("-")] or list(DRILLS)
    print("drill  visits failed  edits   lost undecided  seconds")
    total, began = Cost(), time.monotonic()
    for name in wanted:
        what, drill = DRILLS[name]
        if name == "A1" and "--long" in sys.argv:
            drill = lambda: editors.side_by_side(600)  # noqa: E731
        start = time.monotonic()
        cost = drill()
        show(name, cost, time.monotonic() - start, what)
        total.visits += cost.visits
        total.failed += cost.failed
        total.edits += cost.edits
        total.lost += cost.lost
        total.undecided += cost.undecided
        total.wrong += cost.wrong
    show("all", total, time.monotonic() - began, "")
    return 0 if total.is_nothing else 1


def show(name: str, cost: Cost, seconds: float, what: str) -> None:
    counts = f"{cost.visits:>6} {cost.failed:>6} {cost.edits:>6} {cost.lost:>6} {cost.undecided:>9}"
    print(f"{name:5} {counts} {seconds:>8.0f}  {what}", flush=True)
    for wrong in cost.wrong if name != "all" else []:
        print(f"      {wrong}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""How long an editor waits: a first build, and one after a changed sentence."""

import time
from pathlib import Path

from tests.support import running

CHANGE = (
    "from content.models import Section as S;"
    "s = S.objects.exclude(body_nl='').first(); s.body_nl += ' Echt.'; s.save()"
)


def measure(var: Path) -> None:
    var.mkdir()
    for command in (["migrate"], ["seed"]):
        running.manage(var, *command, check=True)
    print("\nPublishing, from the command to the last line it prints")
    print(f"  everything, nothing made before   {_publish(var):6.1f} s")
    running.manage(var, "shell", "-c", CHANGE, check=True)
    print(f"  after one changed sentence        {_publish(var):6.1f} s")
    print(f"  after nothing changed             {_publish(var):6.1f} s")


def _publish(var: Path) -> float:
    began = time.monotonic()
    running.manage(var, "publish", check=True)
    return time.monotonic() - began

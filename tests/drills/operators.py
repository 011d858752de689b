"""Drills of who runs the site: C10 to C14 of docs/drills.md."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support import running

from . import Cost


def checks(*what: str):
    """A drill that is a set of tests: each that fails is something wrong."""

    def drill() -> Cost:
        cost = Cost()
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            *what,
        ]
        done = subprocess.run(command, cwd=running.ROOT, capture_output=True, text=True)
        cost.expect(not done.returncode, "\n".join(done.stdout.splitlines()[-12:]))
        return cost

    return drill


def many_publications(times: int = 6) -> Cost:
    """C10. More publications than sound can follow: one run works and one waits at most."""
    cost = Cost()
    with tempfile.TemporaryDirectory() as folder:
        var = running.make_site(Path(folder, "var"))
        runs = [running.start(var, "build_audio", "--at-leisure") for _ in range(times)]
        output = [run.communicate(timeout=600)[0] for run in runs]
        waited = sum("waits for its turn" in line for line in output)
        cost.expect(waited >= times - 3, f"of {times} runs {waited} went home")
        cost.expect(not any("Traceback" in line for line in output), str(output))
    return cost

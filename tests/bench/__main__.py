"""Weights, speeds and build times, as figures: `make bench`.

Absolute speeds belong to this machine at this moment; only the ratios travel.
"""

import tempfile
from pathlib import Path

from . import building, leaving, queries, sound, speed, weights


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        var = Path(name) / "var"
        building.measure(var)
        weights.measure(var)
        sound.measure(var)
        speed.measure(var)
        leaving.measure(var)
        queries.measure(var)


if __name__ == "__main__":
    main()

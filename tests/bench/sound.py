"""What prepared sound costs: time to make, bytes a minute, and what the player weighs."""

import json
import shutil
import time
from pathlib import Path

import brotli

from publishing.build.store import Store
from safety import inline
from tests.support import running

PAGES = ["/nl/", "/nl/3/", "/en/", "/en/3/"]


def measure(var: Path) -> None:
    print("\nReading aloud, by espeak-ng")
    if not shutil.which("espeak-ng"):
        return print("  espeak-ng is not installed")
    print(f"  everything of {len(PAGES)} pages           {_build(var):6.1f} s")
    print(f"  again, nothing changed            {_build(var):6.1f} s")
    tracks = [
        json.loads(item.read_text()) for item in (var / "speech/tracks").glob("*.json")
    ]
    minutes = sum(track["seconds"] for track in tracks) / 60
    print(f"  minutes of sound                  {minutes:6.1f}")
    for ending in ("opus", "mp3"):
        size = sum(track["sizes"][ending] for track in tracks)
        print(f"  {ending:4} KiB a minute                 {size / 1024 / minutes:6.0f}")
    store = Store(var / "site")
    pages = store.manifest((var / "site/live").read_text()).pages
    sizes = [
        len(store.blob(answer.blob, ".br"))
        for path, answer in pages.items()
        if path.endswith("/listen.json")
    ]
    print(f"  sentences of a page, brotli, most {max(sizes):6}")
    parts = [behaviour for behaviour in inline.BEHAVIOURS if "read_aloud" in behaviour]
    own = "".join((inline.ROOT / part).read_text() for part in parts)
    print(f"  the player in the bundle, brotli  {len(brotli.compress(own.encode())):6}")


def _build(var: Path) -> float:
    began = time.monotonic()
    running.manage(var, "build_audio", "--only", *PAGES, check=True)
    return time.monotonic() - began

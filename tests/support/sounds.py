"""What tests of reading aloud share: small pages that are live, and real sound of them."""

import hashlib
import shutil

import pytest

from publishing.build.live import POINTER
from publishing.build.store import Answer, Manifest, Store, write
from speech import synthesis

WORDS = "Bel 112. Wacht niet op morgen."


def page(*paragraphs: str, language: str = "nl") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f'<html lang="{language}"><main id="main"><h1>Kop</h1>{text}</main></html>'


def put_live(root, **pages: str) -> None:
    """Make these pages the live build: put_live(root, nl=..., en=...)."""
    store, manifest = Store(root), Manifest()
    for language, content in pages.items():
        blob = hashlib.sha256(content.encode()).hexdigest()
        store.keep_blob(blob, content.encode())
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]  # fmt: skip
        manifest.pages[f"/{language}/1/"] = Answer(200, headers, blob)
    store.keep("build", manifest)
    write(root / POINTER, b"build")


def make(*paths: str) -> synthesis.Done:
    return synthesis.build(list(paths), synthesis.LivePages(), lambda *progress: None)


needs_espeak = pytest.mark.skipif(
    not shutil.which("espeak-ng"), reason="bin/system-packages test installs it"
)

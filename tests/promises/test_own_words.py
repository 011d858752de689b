"""Every sentence is ours: no run of eight words stands in a source."""

import re
import tomllib

import pytest
from django.conf import settings

from seed.files.loading import FOLDER

SOURCES = settings.BASE_DIR.parent / "shared" / "sources"
RUN = 8  # words; shorter runs are names and set phrases


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def texts(table: dict):
    for value in table.values():
        if isinstance(value, dict):
            yield from texts(value)
        else:
            yield str(value)


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources are not handed out")
def test_no_sentence_is_copied_from_a_source():
    theirs = set()
    for path in SOURCES.glob("*.txt"):
        theirs |= runs(words(path.read_text("utf-8")))
    assert len(theirs) > 10_000

    copied = {
        (path.name, " ".join(run))
        for path in sorted((FOLDER / "texts" / "nl").rglob("*.toml"))
        for text in texts(tomllib.loads(path.read_text("utf-8")))
        for run in runs(words(text)) & theirs
    }
    assert copied == set()


def test_a_copied_run_is_found():
    source = "een twee drie vier vijf zes zeven acht negen"
    assert runs(words(source)) & runs(words("nul " + source))
    assert not runs(words(source)) & runs(words("een twee drie vier, vijf zes zeven"))

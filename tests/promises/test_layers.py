"""The layers of the map are those that import-linter holds."""

import re
import tomllib

from django.conf import settings


def layers() -> list[list[str]]:
    """The folders of each layer, from the top down, as the contract says it."""
    text = (settings.BASE_DIR / "pyproject.toml").read_text()
    (contract,) = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    return [
        sorted(part.strip() for part in layer.split("|"))
        for layer in contract["layers"]
    ]


def test_the_map_tells_the_layers_of_the_contract():
    text = (settings.BASE_DIR / "docs/map.md").read_text()
    words = [
        sorted(re.findall(r"`(\w+)/` \*\*|`(\w+)/` puts", line))
        for line in re.split(r"^\d+\. ", text.split("\n## ")[0], flags=re.MULTILINE)[1:]
    ]
    assert [sorted("".join(item) for item in result) for result in words] == layers()


def test_every_app_of_ours_has_its_layer():
    ours = {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")}
    assert {name for layer in layers() for name in layer} == ours - {"tests"}


def test_the_readme_shows_the_apps_in_the_order_of_the_contract():
    text = (settings.BASE_DIR / "README.md").read_text()
    rows = re.findall(r"^\| `(\w+)/` \|", text, flags=re.MULTILINE)
    assert rows == [name for layer in layers() for name in layer]

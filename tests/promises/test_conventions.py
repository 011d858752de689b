"""Conventions of the code itself: names that say what they hold, no private names of libraries."""

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
TESTS = ("tests", ".venv", "var")
EMPTY = {"it", "told", "said", "found"}  # names that say nothing of a value
MARKUP = {"mark_safe", "SafeString", "SafeText"}
UNESCAPED = ("safety/templatetags/", "editorial/templatetags/")
# underscored, and documented all the same
DOCUMENTED = {"_meta", "_state", "_default_manager", "_base_manager"}
SCRIPT_NAME = re.compile(
    r"(?:\bvar|\blet|\bconst|[,(])\s*(it|told|said|found)\s*(?:=[^=]|[,;)])"
)
TABLE = re.compile(r"^\| `([\w./]+)` \| `(\w+)` \| .+ \|$", re.MULTILINE)


def files(pattern: str) -> list[Path]:
    every = (path for path in ROOT.rglob(pattern) if path.is_file())
    return sorted(
        path
        for path in every
        if path.relative_to(ROOT).parts[0] not in TESTS
        and "migrations" not in path.parts
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def bound(node: ast.AST) -> str | None:
    """The name that a node gives to a value."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
            return name
        case ast.Attribute(attr=name, ctx=ast.Store()):
            return name
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
    return None


def test_no_name_is_empty_in_python():
    paths = files("*.py") + sorted((ROOT / "tests").rglob("*.py"))
    assert len(paths) > 200
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {name}"
        for path in paths
        for node in ast.walk(tree(path))
        if (name := bound(node)) in EMPTY
    ]
    assert wrong == []


def test_no_name_is_empty_in_scripts():
    paths = [*files("*.js")]
    assert len(paths) > 10
    wrong = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in paths
        for match in SCRIPT_NAME.finditer(path.read_text())
    ]
    assert wrong == []


def test_no_name_is_empty_in_templates():
    paths = files("*.html")
    assert len(paths) > 50
    loop = re.compile(r"{% for ([\w, ]+) in ")
    wrong = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in paths
        for match in loop.finditer(path.read_text())
        if EMPTY & set(re.split(r"[ ,]+", match[1]))
    ]
    assert wrong == []


def own_names() -> set[str]:
    """Every private name that the project itself gives to something."""
    names = {
        name
        for path in files("*.py")
        for node in ast.walk(tree(path))
        if (name := bound(node))
        and not (isinstance(node, ast.Attribute) and not is_self(node.value))
    }
    return {name for name in names if name.startswith("_")}


def is_self(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def is_super(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "super"


def exceptions(path: Path, own: set[str]) -> set[tuple[str, str]]:
    """Names in this file that need a reason."""
    short = path.relative_to(ROOT).as_posix()
    result = set()
    for node in ast.walk(tree(path)):
        match node:
            case ast.Attribute(attr=name) if re.match("_[^_]", name):
                is_private = name not in own or is_super(node.value)
                if is_private and name not in DOCUMENTED:
                    result.add((short, name))
            case ast.ImportFrom(module=module, names=names, level=0):
                is_own = (ROOT / str(module).split(".")[0]).is_dir()
                for alias in names:
                    if alias.name.startswith("_") and not is_own:
                        result.add((short, alias.name))
            case ast.Call(func=ast.Name(id=name)) if name in MARKUP:
                if not short.startswith(UNESCAPED):
                    result.add((short, name))
    return result


def test_each_private_name_and_unescaped_markup_has_its_reason():
    own = own_names()
    used = set().union(*(exceptions(path, own) for path in files("*.py")))
    text = (ROOT / "docs" / "decisions" / "private-names.md").read_text()
    assert used == set(TABLE.findall(text))


@pytest.mark.parametrize(
    "code", ["admin.site._registry", "from django.db import _x", "mark_safe(text)"]
)
def test_a_private_name_is_noticed(code, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    path = tmp_path / "module.py"
    path.write_text(code)
    assert exceptions(path, set()) != set()


LONGEST = 460  # signs of one line of a template; docs/decisions/markup-size.md


def test_no_template_has_a_line_nobody_can_read():
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {len(line)}"
        for path in files("*.html")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > LONGEST
    ]
    assert wrong == []

"""The rules of the house that a program can check: who may import whom, who knows HTTP, who commits, who reads the environment."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

import grimp
import pytest

from tests.conftest import ROOT

FLOORS: Final = {
    "settings": 1,
    "errors": 1,
    "text": 1,
    "logs": 1,
    "sandbox": 1,
    "db": 2,
    "migrating": 2,
    "terminal": 3,
    "media": 3,
    "jobs": 3,
    "catalogue": 4,
    "post": 4,
    "accounts": 5,
    "repairing": 5,
    "visits": 5,
    "review": 6,
    "inquiries": 6,
    "demo": 6,
    "reports": 6,
    "checking": 6,
    "web": 7,
    "works": 7,
    "main": 8,
    "serving": 9,
    "cli_packs": 9,
    "cli_users": 9,
    "cli": 10,
}
"""A room imports from lower floors and from itself; rooms on one floor do not know each other, but for the first, which is one room."""

VAGUE: Final = {"utils", "util", "helpers", "helper", "common", "base", "core", "service", "services", "manager", "handler", "misc"}

MODULES: Final = {path: ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "app").rglob("*.py"))}


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    """Every module of the program with the modules of the program that it imports, wherever in the file."""
    graph = grimp.build_graph("app", cache_dir=None)
    return {module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules}


def test_every_room_has_its_floor(imports: dict[str, set[str]]) -> None:
    assert {_room(module) for module in imports if module != "app"} <= set(FLOORS)


def test_nothing_imports_from_its_own_floor_or_above(imports: dict[str, set[str]]) -> None:
    climbing = [
        f"{module} imports {imported}"
        for module, targets in imports.items()
        for imported in targets
        if module != "app" and imported != "app" and _room(module) != _room(imported)
        if FLOORS[_room(imported)] >= FLOORS[_room(module)] > 1
    ]
    assert climbing == []


def test_the_first_floor_knows_only_itself(imports: dict[str, set[str]]) -> None:
    ground = {room for room, floor in FLOORS.items() if floor == 1}
    assert {_room(imported) for module, targets in imports.items() if _room(module) in ground for imported in targets} <= {*ground, ""}


def test_no_circles(imports: dict[str, set[str]]) -> None:
    assert len(list(TopologicalSorter(imports).static_order())) == len(imports)


def test_only_web_and_main_know_http() -> None:
    knowing = {
        _name(path)
        for path, tree in MODULES.items()
        for imported in _imported(tree)
        if imported.split(".")[0] in ("fastapi", "starlette") and _room(_name(path)) not in ("web", "main")
    }
    assert knowing == set()


def test_nobody_commits() -> None:
    """`db.transaction` does, for everybody."""
    committing = [
        f"{_name(path)}:{node.lineno}"
        for path, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]
    assert committing == []


def test_imports_stand_at_the_top() -> None:
    inside = [
        f"{_name(path)}:{node.lineno}"
        for path, tree in MODULES.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_nothing_prints() -> None:
    printing = [
        f"{_name(path)}:{node.lineno}"
        for path, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_settings_are_passed_on_and_never_looked_up() -> None:
    """Only `Settings` reads the environment; the sandbox makes a poorer one for its child."""
    reading = {
        _name(path)
        for path, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv") and _room(_name(path)) != "sandbox"
    }
    assert reading == set()


def test_every_module_says_what_it_owns() -> None:
    silent = [_name(path) for path, tree in MODULES.items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [_name(path) for path in MODULES if path.stem in VAGUE or path.parent.name in VAGUE] == []


def test_the_pages_of_the_site_do_not_reach_into_the_kiosk() -> None:
    reaching = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in (ROOT / "app/templates").rglob("*.html")
        for found in re.findall(r"{%-?\s*(?:extends|include|import|from)\s+[\"'](kiosk/[^\"']*)", path.read_text("utf-8"))
    ]
    assert reaching == []


def _room(module: str) -> str:
    """The first part below `app`: "catalogue" for app.catalogue.search."""
    return ".".join(module.split(".")[1:2])


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""

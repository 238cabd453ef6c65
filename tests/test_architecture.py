"""docs/architecture.md is drawn from the code, and the rooms stay such that one can live in them."""

from __future__ import annotations

import ast
import re
from collections import Counter

import pytest
import rooms
from conftest import PROJECT

TEXT = rooms.DOCUMENT.read_text("utf-8")
MODULES = 12  # of a room
LINES = 200  # of a module
LOOSE = 8  # modules of monitor/ in no room
ONE_EACH = {"spiders", "spiders/families", "monitor/commands"}  # an outlet, a platform, a command a module


def section(title: str) -> str:
    return TEXT.split(f"## {title}\n")[1].split("\n## ")[0]


def test_every_room_and_module_is_told() -> None:
    assert rooms.kept() == rooms.render(), "run: python tests/rooms.py"


@pytest.mark.parametrize("room", rooms.rooms(), ids=lambda room: room.relative_to(PROJECT).as_posix())
def test_a_room_is_read_in_a_minute(room: object) -> None:
    assert isinstance(room, type(PROJECT))
    found = rooms.modules(room)
    name = room.relative_to(PROJECT).as_posix()
    assert len(found) <= (LOOSE if name == "monitor" else MODULES) or name in ONE_EACH
    assert [f"{path.name}: {n}" for path in found if (n := len(path.read_text("utf-8").splitlines())) > LINES] == []
    promise = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""
    assert promise.count(".") >= 2 or promise.count(":") >= 1, "what happens in it, and what it may not do"


@pytest.mark.parametrize("title", ["The journey of one article", "Where things are"])
def test_every_place_exists(title: str) -> None:
    rows = [line for line in section(title).splitlines() if line.startswith("|")][2:]
    assert len(rows) >= 10
    for row in rows:
        places = re.findall(r"`((?:monitor|pipelines|spiders|exports)/[\w/.]+|pyproject\.toml)`", row)
        assert places, row
        for place in places:
            assert (PROJECT / place).exists(), place
        for path, function in re.findall(r"`([\w/]+\.py)` `(\w+)`", row):
            defined = {
                node.name
                for node in ast.walk(ast.parse((PROJECT / path).read_text("utf-8")))
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            }
            assert function in defined, f"{path} has no {function}"


def test_the_journey_has_ten_stations() -> None:
    numbers = re.findall(r"^\| (\d+) \|", section("The journey of one article"), re.MULTILINE)
    assert numbers == [str(number) for number in range(1, 11)]


def test_the_floors_are_those_of_the_contract() -> None:
    contract = (PROJECT / "pyproject.toml").read_text("utf-8").split('type = "layers"')[1].split("]\n")[1]
    layers = [re.findall(r"\w+", line) for line in re.findall(r'"([^"]+)"', contract.split("layers = [")[1])]
    told = [re.findall(r"`(\w+)`", row) for row in section("Who may know whom").splitlines() if row.startswith("| ")]
    assert [sorted(floor) for floor in told if floor and floor[0] != "monitor"] == [sorted(each) for each in layers]
    assert len(layers) <= 8


def test_no_two_files_of_tests_have_one_name() -> None:
    """They lie in no packages: pytest would refuse the second, but only where both are run."""
    names = Counter(path.name for path in (PROJECT / "tests").rglob("test_*.py"))
    assert [name for name, times in names.items() if times > 1] == []

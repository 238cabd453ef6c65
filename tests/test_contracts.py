"""What the project promises of itself: who may import whom, which releases it is installed with."""

import subprocess
import sys
import tomllib

from conftest import PROJECT, SECONDS
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def test_import_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    process = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=SECONDS)
    assert process.returncode == 0, process.stdout + process.stderr


def test_the_pinned_releases_are_those_that_the_project_allows() -> None:
    """constraints.txt is what an office installs with: each dependency of each extra stands there, inside its range."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    pins = {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for line in (PROJECT / "constraints.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
        for pin in [Requirement(line)]
    }
    wanted = [
        Requirement(line)
        for group in (project["dependencies"], *project["optional-dependencies"].values())
        for line in group
    ]
    wrong = [
        f"{each} is pinned to {pins.get(canonicalize_name(each.name), 'nothing')}"
        for each in wanted
        if not each.specifier.contains(pins.get(canonicalize_name(each.name), "0"))
    ]
    assert wrong == [], "make constraints.txt anew: its second line says how"

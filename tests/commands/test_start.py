"""What the start of a command imports, by counts and names: seconds hang on the machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from conftest import PROJECT
from packaging.requirements import Requirement

from monitor.commands import __path__ as COMMANDS

# Runs each line of stdin as a command, then tells what the process has imported.
RUN = """
import json, sys
from contextlib import redirect_stdout, suppress
from scrapy.cmdline import execute
with redirect_stdout(sys.stderr):
    for line in json.loads(sys.argv[1]):
        with suppress(SystemExit):
            execute(["scrapy", *line])
print(json.dumps(sorted(sys.modules)))
"""


@cache
def dependencies() -> dict[str, str]:
    """The packages on which the project depends, by the names of their modules."""
    given = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {_plain(Requirement(line).name) for line in given}
    found = {module: next(iter(dists)) for module, dists in packages_distributions().items()}
    return {module: _plain(dist) for module, dist in found.items() if _plain(dist) in names}


def _plain(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def imported(home: Path, *commands: list[str]) -> tuple[set[str], set[str]]:
    """Run `commands` in one fresh process; return the dependencies and the rooms of monitor that it has imported."""
    line = [sys.executable, "-c", RUN, json.dumps(commands)]
    environment = {**os.environ, "MONITOR_HOME": str(home)}
    done = subprocess.run(line, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr, done.stderr
    modules = json.loads(done.stdout)
    known = {dependencies()[name] for name in modules if name in dependencies()}
    return known, {name.split(".")[1] for name in modules if name.startswith("monitor.")}


def test_what_is_not_needed_is_not_imported(tmp_path: Path) -> None:
    """Scrapy imports the modules of all commands whichever is meant."""
    names = [path.stem for path in Path(COMMANDS[0]).glob("[a-z]*.py")]
    assert len(dependencies()) >= 18
    known, rooms = imported(tmp_path, ["version"], *([name, "-h"] for name in names), ["why"])
    assert known == {"scrapy", "chinesecalendar"}
    assert not rooms & {"store", "outlet", "network", "archive", "reading", "markup", "listing", "week", "topic"}


def test_what_asks_the_store_imports_nothing_that_reads_compares_or_writes(stored_week: Path) -> None:
    known, rooms = imported(stored_week, ["list"], ["health", "653"], ["why", "https://www.news.cn/"])
    assert known == {"scrapy", "chinesecalendar", "sqlalchemy", "rich", "ahocorasick-rs", "xxhash"}
    assert not rooms & {"archive", "pipelines"}

"""The README's promises that a test can hold."""

import pkgutil
import re
import subprocess
import sys
from pathlib import Path

from conftest import PROJECT, Scrapy

from monitor import settings
from monitor.commands import __path__ as PLACE

README = (PROJECT / "README.md").read_text("utf-8")
MANUAL = (PROJECT / "README.zh-CN.md").read_text("utf-8")  # its blocks of console are played by test_walks
COMMANDS = re.findall(r"```sh\n(.+?)\n```", README, re.DOTALL)


def test_ci_runs_the_second_command_verbatim() -> None:
    assert len(COMMANDS) == 2
    assert COMMANDS[1] in (PROJECT / ".ci" / "run").read_text("utf-8").splitlines()


def test_every_command_of_the_table_exists(scrapy: Scrapy) -> None:
    listed = set(re.findall(r"^  (\w+) ", scrapy().stdout, re.MULTILINE))
    assert set(re.findall(r"\| `scrapy (\w+)", README)) <= listed


def test_the_manual_begins_with_the_same_commands() -> None:
    assert re.findall(r"```sh\n(.+?)\n```", MANUAL, re.DOTALL)[:2] == COMMANDS


def test_the_manual_names_every_command_and_no_setting_that_is_none() -> None:
    table = MANUAL.split("## 全部命令")[1].split("\n## ")[0]
    named = set(re.findall(r"`(?:scrapy )?([a-z]+)`", table))
    assert named == {module.name for module in pkgutil.iter_modules(PLACE)}
    given = re.findall(r"`(?:-s )?([A-Z]+_[A-Z_]+)", MANUAL.split("## 设置")[1].split("\n## ")[0])
    assert len(given) >= 12
    assert [
        name for name in given if not hasattr(settings, name) and name not in Path(settings.__file__).read_text()
    ] == []


def test_the_environment_is_activated_as_the_manual_says() -> None:
    """Of the other shells no more is known than that the file is there."""
    place = Path(sys.prefix, "bin")
    for name in re.findall(r"(?i)activate\.(?:fish|ps1)", MANUAL):
        assert (place / name).is_file(), name
    line = "source .venv/bin/activate && command -v scrapy"
    assert line.split(" &&")[0] in MANUAL
    typed = line.replace(".venv", sys.prefix)
    done = subprocess.run(
        ["bash", "-c", typed], env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{place}/scrapy\n"

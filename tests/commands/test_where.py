"""Which folder's program runs, and that its errors do not lead to another one."""

from __future__ import annotations

import os
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import PROJECT
from scrapy.commands import __path__ as SCRAPYS

from monitor.commands import __path__ as COMMANDS
from monitor.terminal.command import guard


def test_a_program_of_another_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\n")
    (tmp_path / "monitor").mkdir()
    (tmp_path / "monitor" / "__init__.py").touch()
    monkeypatch.chdir(tmp_path)
    assert guard(lambda: 0) == 0
    assert capsys.readouterr().err == (
        f"注意：现在运行的是 {PROJECT} 里的程序，不是所在文件夹 {tmp_path}；要用这里的，在这里 pip install -e .。\n"
    )


@pytest.mark.parametrize("folder", [PROJECT, PROJECT / "tests", Path("/")])
def test_nothing_is_said_where_the_program_is_ones_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert guard(lambda: 0) == 0
    assert capsys.readouterr().err == ""


def test_outside_the_folder_every_command_says_where_to_go(tmp_path: Path) -> None:
    given = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["scrapy.commands"]
    ours, scrapys = ({module.name for module in pkgutil.iter_modules(path)} for path in (COMMANDS, SCRAPYS))
    assert set(given) == ours - scrapys
    # What an install writes; the one of this environment may be older.
    (tmp_path / "zhoubao-9.dist-info").mkdir()
    (tmp_path / "zhoubao-9.dist-info" / "METADATA").write_text("Name: zhoubao\nVersion: 9\n")
    lines = ["[scrapy.commands]", *(f"{name} = {place}" for name, place in given.items())]
    (tmp_path / "zhoubao-9.dist-info" / "entry_points.txt").write_text("\n".join(lines))
    env = {**os.environ, "PYTHONPATH": f"{tmp_path}:{PROJECT}"}
    env.pop("SCRAPY_SETTINGS_MODULE", None)  # which Scrapy sets in a process that has looked at the project
    command = [sys.executable, "-m", "scrapy.cmdline", "weekly", "653", "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr == f"错误：这里不是周报程序的文件夹；先 cd {PROJECT}，再运行一次。\n"
    assert not (tmp_path / "out").exists()


def test_an_extra_is_installed_beside_the_program_that_runs() -> None:
    """Without -e a copy is installed, and what is run from then on is the copy."""
    files = [*PROJECT.glob("*.md"), *PROJECT.glob("docs/*.md"), *PROJECT.glob("monitor/**/*.py")]
    told = [
        (file.name, line)
        for file in files
        for line in re.findall(r"pip install [^`（）;；，。]*", file.read_text("utf-8"))
    ]
    own = [(name, line) for name, line in told if re.search(r"(?:'\.\[|\s\.(?:\s|$|'))", line)]
    assert len(own) >= 8
    assert [(name, line) for name, line in own if "-e " not in line] == []

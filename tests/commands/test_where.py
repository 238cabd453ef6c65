"""Which folder's program runs, and that its errors do not lead to another one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import PROJECT

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

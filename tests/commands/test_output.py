"""Where a command's words go: a stdout that is closed, full or ASCII costs no bulletin, and strangers' text no layout."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PROJECT, SAMPLE_WEEK, Forker
from rich.console import Console
from rich.table import Table

from monitor.terminal.output import complain, visible
from monitor.terminal.tables import cell, table

WEEKLY = f"scrapy weekly 653 --replay {SAMPLE_WEEK} --outlets chinanews"  # one on topic: half the time of people
Shell = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def shell(forker: Forker, tmp_path: Path) -> Shell:
    path = f"{forker.scrapy.parent}{os.pathsep}{os.environ['PATH']}"

    def run(line: str, **env: str) -> subprocess.CompletedProcess[str]:
        given = {**os.environ, "MONITOR_HOME": str(tmp_path), "PATH": path, **env}
        return subprocess.run(["bash", "-c", line], cwd=PROJECT, env=given, capture_output=True, text=True, check=False)

    return run


@pytest.mark.parametrize(
    "output",
    [
        ">&-",
        "2>&-",
        ">&- 2>&-",
        "<&- >&- 2>&-",
        ">/dev/full",
        "2>/dev/full",
        ">/dev/full 2>&1",
        "> >(true)",
        "2> >(true)",
    ],
)
def test_an_output_that_fails_costs_no_bulletin(tmp_path: Path, shell: Shell, output: str) -> None:
    done = shell(f"{WEEKLY} {output}")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "bulletins" / "653" / "bulletin.md").read_text("utf-8").startswith("# ")


def test_an_output_of_ascii_is_written_in_escapes(shell: Shell) -> None:
    done = shell(WEEKLY, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "\\u4e2d\\u65b0\\u7f51" in done.stdout, "中新网"
    listed = shell("scrapy articles 653", PYTHONIOENCODING="ascii")
    assert listed.returncode == 0, listed.stderr
    assert any("智慧医共体" in json.loads(line)["headline"] for line in listed.stdout.splitlines())


def test_a_result_that_cannot_be_written_is_no_result(shell: Shell) -> None:
    full = shell("scrapy topics >/dev/full")
    assert (full.returncode, full.stderr.count("\n")) == (2, 1), full.stderr
    assert "标准输出写不进" in full.stderr
    gone = shell("scrapy topics > >(true)")
    assert (gone.returncode, gone.stderr) == (1, "")


@pytest.mark.parametrize("command", ["list", "-h"])
@pytest.mark.parametrize("buffered", ["", "PYTHONUNBUFFERED=1 "])
def test_a_reader_of_scrapys_own_commands_may_have_had_enough(tmp_path: Path, command: str, buffered: str) -> None:
    line = f"{buffered}{Path(sys.executable).with_name('scrapy')} {command} | (exec true)"
    given = {**os.environ, "MONITOR_HOME": str(tmp_path)}
    done = subprocess.run(["bash", "-c", line], cwd=PROJECT, env=given, capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.parametrize("text", ["[/b]", "[red]甲[/red]", "[bold", ":smile:", "[link=http://x.cn]乙"])
def test_what_strangers_wrote_is_no_markup(text: str) -> None:
    table = Table()
    table.add_row(cell(text))
    console = Console(width=80)
    with console.capture() as captured:
        console.print(table)
    assert text in captured.get()


def test_what_strangers_wrote_moves_no_cursor() -> None:
    assert visible("甲\x1b[2J\x9b乙\u202e\r丙\n丁") == "甲\\u001b[2J\\u009b乙\\u202e\\u000d丙\n丁"


def test_an_error_is_one_line_of_bearable_length_with_its_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    complain("没有媒体“" + "甲\n\u2028" * 9999 + "”；现有：people。")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("错误：没有媒体“甲\\u000a\\u2028")
    assert line.endswith("现有：people。")
    assert len(line) < 600


def test_a_headline_with_markup_passes_the_report_of_a_probe(shell: Shell, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = "".join(f"<p>医院信息平台上线，第{number}家医院的患者可以调阅电子病历。</p>" for number in range(9))
    title = "医院上线[/b]平台[red]互认"
    page.write_text(
        f"<html><title>{title}</title><body><h1>{title}</h1><article>{text}</article></body></html>", "utf-8"
    )
    done = shell(f"scrapy readpage {page} --url https://x.cn/a --explain")
    assert done.returncode == 0, done.stderr
    assert title in done.stdout


def test_a_table_cuts_nothing() -> None:
    """At 80 columns, where the library's own way is an ellipsis."""
    cells = ["检查检验结果互认扩围年底前县域医共体信息互通" * 4, "own:readability-of-a-long-name", "118"]
    stream = io.StringIO()
    Console(width=80, file=stream).print(table(("标题", "读法", "字数"), [cells], ("字数",)))
    shown = stream.getvalue().split("─ \n")[1]
    assert Counter("".join(shown.split())) == Counter("".join(cells))

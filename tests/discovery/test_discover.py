"""`scrapy discover` and the end of `scrapy probe`: what became of the declared lists, and what could stand for them."""

from __future__ import annotations

import signal
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from answering import Answer, Handler
from conftest import PROJECT, Scrapy
from made_web import outlets, serve_made

OPTIONS = (
    "-s",
    "SPIDER_MODULES=found_outlets",
    "-s",
    "DOWNLOAD_DELAY=0",
    "-s",
    "RETRY_TIMES=0",
    "-s",
    "MONITOR_TODAY=2025-12-12",
)


@pytest.fixture
def asked() -> Counter[str]:
    return Counter()


@pytest.fixture
def env(serve: Callable[[Answer], dict[str, str]], asked: Counter[str]) -> dict[str, str]:
    made = outlets()

    def answer(handler: Handler) -> None:
        asked[handler.path] += 1
        handler.send(*serve_made(made, handler.path))

    return {**serve(answer), "PYTHONPATH": str(PROJECT / "tests")}


def test_discover_tells_what_is_gone_moved_and_found(
    scrapy: Scrapy, tmp_path: Path, env: dict[str, str], asked: Counter[str]
) -> None:
    process = scrapy("discover", "gamma", *OPTIONS, env=env)
    assert process.returncode == 0, process.stderr
    rows = [line.split() for line in process.stdout.splitlines()]
    states = {
        row[0].rpartition("/")[2]: row[1] for row in rows if len(row) > 1 and row[0].startswith("www.gamma.example")
    }
    assert states["old"] == "没有了（HTTP"
    found = {row[1]: row for row in rows if len(row) > 1 and row[1].startswith("http")}
    assert {"http://www.gamma.example/c/cj/", "http://www.gamma.example/c/wh/"} <= set(found)
    assert "没有了 1 个" in process.stderr
    assert sum(asked.values()) <= 60, "declared lists and articles count too"
    with sqlite3.connect(tmp_path / "home" / "monitor.db") as connection:
        kept = {url for (url,) in connection.execute("SELECT url FROM found_list WHERE outlet = 'gamma'")}
        assert "http://www.gamma.example/c/cj/" in kept, "a run finds it there"
        assert connection.execute("SELECT count(*) FROM run").fetchone() == (0,), "to look round is no run of a week"
    connection.close()


def test_the_first_day_is_mended_as_the_manual_says(scrapy: Scrapy, tmp_path: Path, env: dict[str, str]) -> None:
    """A third of all declared lists and more is wrong. `probe --all` says where to begin, `discover --write` what to
    paste, and what was pasted is probed again."""
    process = scrapy("probe", "--all", "--days", "7", *OPTIONS, env=env)
    assert process.returncode == 3
    table = process.stdout.partition("可以补上的")[2]
    rows = [line.split() for line in table.splitlines() if line.startswith("  ") and "报" in line]
    assert [row[0] for row in rows] == ["乙报", "甲报", "丙报"], "the worst first; what lacks nothing is left out"
    assert "健康 http://www.alpha.example/jk/" in table
    assert "scrapy discover" in process.stderr

    process = scrapy("discover", "alpha", "--write", *OPTIONS, env=env)
    assert process.returncode == 0, process.stderr
    lines = process.stdout.splitlines()
    assert "# 去掉 yw：没有了（HTTP 404），多半搬到 http://www.alpha.example/yw/" in lines
    pasted = "\n    ".join(line for line in lines if not line.startswith("# 去掉"))
    module = f"from found_outlets import Alpha as Old\n\n\n{lines[0].removeprefix('# ')}\nclass Alpha(Old):\n    sources = (\n    {pasted}\n    )\n"
    (tmp_path / "mended.py").write_text(module, "utf-8")
    mended = {**env, "PYTHONPATH": f"{env['PYTHONPATH']}:{tmp_path}"}
    options = [word.replace("found_outlets", "mended") for word in OPTIONS]
    process = scrapy("probe", "alpha", "--days", "7", *options, env=mended)
    assert process.returncode == 0, process.stdout + process.stderr
    assert "媒体 1 家：正常 1" in process.stderr
    assert "可以补上的" not in process.stdout


def test_a_walk_that_is_killed_begins_anew(
    scrapy: Scrapy, tmp_path: Path, env: dict[str, str], asked: Counter[str]
) -> None:
    """Nothing of it is kept, so that the next one asks for as many pages, and comes to the same."""
    options = [word.replace("found_outlets", "killed_outlets") for word in OPTIONS]
    whole = scrapy("discover", "gamma", *options, env=env, home=tmp_path / "undisturbed")
    assert whole.returncode == 0, whole.stderr
    cost = _lists(asked)
    for moment in ("3", "15", "save"):
        asked.clear()
        killed = scrapy("discover", "gamma", *options, env={**env, "DIES_AT": moment})
        assert killed.returncode == -signal.SIGKILL
        assert 0 < _lists(asked).total() <= cost.total()
        for store in (tmp_path / "home").rglob("*.db"):
            with sqlite3.connect(store) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            connection.close()
        assert not _kept(tmp_path / "home")
    asked.clear()
    again = scrapy("discover", "gamma", *options, env=env)
    assert (again.returncode, again.stdout, again.stderr) == (0, whole.stdout, whole.stderr)
    assert _lists(asked) == cost
    assert _kept(tmp_path / "home") == _kept(tmp_path / "undisturbed") != []


def _lists(asked: Counter[str]) -> Counter[str]:
    """The pages that were asked for and are no articles, of which a few are looked at as lists announce them first."""
    return Counter({url: number for url, number in asked.items() if ".example/a/" not in url})


def _kept(home: Path) -> list[tuple[object, ...]]:
    """The lists that are kept in the office's store."""
    if not (home / "monitor.db").exists():
        return []
    with sqlite3.connect(home / "monitor.db") as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        rows = connection.execute("SELECT * FROM found_list ORDER BY url").fetchall() if "found_list" in tables else []
    connection.close()
    return rows

"""A run in several processes comes to what one process comes to, and says what a process that died left undone."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from conftest import PROJECT, SAMPLE_WEEK, Forker, Scrapy

from monitor.exceptions import MonitorError
from monitor.workers.shares import read_jobs

# More than one for each process; what is printed is of the first two, whoever is asked beside them.
SEVERAL = "xinhuanet,people,cnr,bjd,people_rmrb"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("bulletin.*")}


def test_two_processes_write_the_bulletin_of_one(scrapy: Scrapy, stored_week: Path, tmp_path: Path) -> None:
    done = scrapy("weekly", "653", "--jobs", "2", "--outlets", SEVERAL, "--replay", SAMPLE_WEEK)
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "home" / "bulletins" / "653") == files(stored_week / "bulletins" / "653")
    again = scrapy("reread", "653", "--jobs", "2")
    assert (again.returncode, "有变化 0 篇" in again.stderr) == (0, True), again.stderr


@pytest.mark.parametrize(("given", "jobs"), [(None, 1), ("3", 3), ("auto", len(os.sched_getaffinity(0)))])
def test_how_many_processes(given: str | None, jobs: int) -> None:
    assert read_jobs(given) == jobs


@pytest.mark.parametrize("given", ["0", "-1", "two", "1.5", ""])
def test_a_number_of_processes_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(MonitorError, match="--jobs"):
        read_jobs(given)


# What befalls a run of two processes when one of them reads its first article: `who` is the process that is signalled.
# An event loop is forgotten in a forked process, as by each Python since 3.12.
BEFALLS = """
import asyncio, os, signal, scrapy.cmdline
os.register_at_fork(after_in_child=lambda: asyncio.set_event_loop(asyncio.new_event_loop()))
from pipelines.clean import Clean
run, former = os.getpid(), Clean.process_item
def process_item(self, item):
    if item.outlet == "{outlet}":
        os.kill({who}, signal.{name})
    return former(self, item)
Clean.process_item = process_item
scrapy.cmdline.execute()
"""


def run_befallen(forker: Forker, home: Path, outlets: str, **befalls: str) -> subprocess.CompletedProcess[str]:
    words = ["weekly", "653", "--sweep", "--jobs", "2", "--outlets", outlets, "--replay", str(SAMPLE_WEEK)]
    env = {**os.environ, "MONITOR_HOME": str(home)}
    return forker.run([BEFALLS.format(**befalls), *words], env, PROJECT, program="python -c")


def test_a_process_that_dies_leaves_its_outlets_undone_and_the_others_whole(
    tmp_path: Path, scrapy: Scrapy, forker: Forker
) -> None:
    died = run_befallen(forker, tmp_path / "home", "cnr,bjd", outlet="bjd", who="os.getpid()", name="SIGKILL")
    assert (died.returncode, "一个抓取进程没有做完（-9）" in died.stderr) == (3, True), died.stderr
    assert re.findall(r"(\S+) +(未运行|正常|无切题)", died.stdout) == [("北京日报", "未运行"), ("央广网", "正常")]
    again = scrapy("weekly", "653", "--sweep", "--jobs", "2", "--outlets", "cnr,bjd", "--replay", SAMPLE_WEEK)
    assert (again.returncode, "未运行" in again.stdout) == (0, False), again.stderr


def test_a_stop_ends_all_processes_in_order(tmp_path: Path, forker: Forker) -> None:
    stopped = run_befallen(forker, tmp_path / "home", "cnr,bjd", outlet="bjd", who="run", name="SIGTERM")
    assert (stopped.returncode, "已中断" in stopped.stderr, "没有做完（" in stopped.stderr) == (1, True, False)
    assert list((tmp_path / "home").rglob("*.open")) == []
    assert "Traceback" not in stopped.stderr

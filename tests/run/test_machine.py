"""Faults of the machine a run stands on: a full disk, a home that cannot be written, another zone, a locked database."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from answering import Answer
from conftest import OF_FEW, SAMPLE_WEEK, Scrapy
from disks import fill
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import Settings
from tried import TRIED, budget

from monitor.archive.record import OPEN_SUFFIX
from monitor.archive.storage import WarcStorage
from monitor.exceptions import MonitorError, OutputError, reason_of
from monitor.issue.pictures import place
from monitor.issue_calendar import Window
from monitor.store import database
from monitor.terminal.logs import open_log

pytestmark = pytest.mark.hostile  # each counts its own
REPLAY = ("weekly", "653", "--replay", SAMPLE_WEEK, *OF_FEW)


@pytest.mark.parametrize("left", [0, 100_000, 900_000, 400_000][: budget(3, 4)])
def test_a_full_disk_is_told_and_nothing_is_lost_by_it(
    scrapy: Scrapy, stored_few: Path, disk: Callable[[str], Path], left: int
) -> None:
    home = disk("size=8m")
    ballast = fill(home, left)
    process = scrapy(*REPLAY)
    assert process.returncode not in (0, 1), process.stderr
    assert "Traceback" not in process.stderr, process.stderr
    assert "错误" in process.stderr or "故障" in process.stderr
    ballast.unlink()
    again = scrapy(*REPLAY)
    assert again.returncode == 0, again.stderr
    issue = Path("bulletins", "653", "bulletin.md")
    assert (home / issue).read_bytes() == (stored_few / issue).read_bytes()
    TRIED["full disks"] += 1


def test_a_disk_that_fills_while_recording_breaks_the_outlet_and_says_why(
    scrapy: Scrapy,
    disk: Callable[[str], Path],
    serve: Callable[[Answer], dict[str, str]],
) -> None:
    home = disk("size=2m")
    fill(home, 300_000)  # the database fits

    def answer(handler: object) -> None:
        handler.send(200, os.urandom(400_000))  # type: ignore[attr-defined]

    process = scrapy(
        "crawl",
        "people",
        "-a",
        "since=2025-12-06",
        "-a",
        "until=2025-12-12",
        "-s",
        "DOWNLOAD_DELAY=0",
        env=serve(answer),
    )
    assert process.returncode not in (0, 1), process.stderr
    assert "Traceback" not in process.stderr, process.stderr
    assert "存档写不进" in process.stderr
    TRIED["full disks"] += 1


def test_a_home_that_cannot_be_written_is_one_line(scrapy: Scrapy, disk: Callable[[str], Path]) -> None:
    disk("size=8m")
    disk("ro,size=8m")
    for words in (REPLAY, ("bulletin", "653"), ("articles", "653"), ("health",), ("why", "http://x.people.com.cn/a")):
        process = scrapy(*words)
        assert process.returncode not in (0, 1), (words, process.stderr)
        assert process.stderr.count("错误：") == 1, process.stderr
        assert "Traceback" not in process.stderr
        TRIED["read-only homes"] += 1


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kolkata"][: budget(2, 3)])
def test_the_zone_of_the_machine_changes_nothing(scrapy: Scrapy, stored_few: Path, tmp_path: Path, zone: str) -> None:
    given = ("--out", tmp_path / "out", "-s", "MONITOR_TODAY=2025-12-12")
    fresh = zone == "Pacific/Kiritimati"  # the farthest: imported there too
    assert scrapy(*REPLAY, *given, env={"TZ": zone}, fresh=fresh).returncode == 0
    here = stored_few / "bulletins" / "653" / "bulletin.md"
    assert (tmp_path / "out" / "bulletin.md").read_bytes() == here.read_bytes()
    TRIED["zones"] += 1


def test_an_error_without_a_message_is_told_by_its_name() -> None:
    assert reason_of(TimeoutError()) == "TimeoutError"
    assert reason_of(OSError("two\nlines")) == "two"


def test_an_archive_in_which_a_record_is_torn_keeps_the_name_of_an_open_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spider = Spider("people")
    spider.window = Window(date(2025, 12, 6), date(2025, 12, 12))  # type: ignore[attr-defined]
    storage = WarcStorage(Settings({"MONITOR_HOME": str(tmp_path)}))
    storage.open_spider(spider)
    storage.store_response(spider, Request("http://x.cn/1"), Response("http://x.cn/1", body=b"1"))

    def full(*pair: object) -> None:
        storage._stream.write(b"half a record")  # type: ignore[union-attr]
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage._writer, "write_request_response_pair", full)
    for _ in range(2):
        with pytest.raises(OutputError, match="磁盘已满"):
            storage.store_response(spider, Request("http://x.cn/2"), Response("http://x.cn/2", body=b"2"))
        monkeypatch.undo()  # there is room again: behind a torn record nothing would be found
    storage.close_spider(spider)
    (file,) = (tmp_path / "archive" / "2025-12-12").iterdir()
    assert file.name.endswith(OPEN_SUFFIX)


def test_a_run_waits_for_a_locked_database(scrapy: Scrapy, home_with_week: Path) -> None:
    lock = sqlite3.connect(home_with_week / "monitor.db", isolation_level=None, check_same_thread=False)
    lock.execute("BEGIN EXCLUSIVE")
    released = threading.Event()

    def release() -> None:
        released.set()
        lock.execute("COMMIT")

    held = threading.Timer(4, release)
    held.start()
    process = scrapy("bulletin", "653")
    assert released.is_set(), "it did not wait"
    held.join()
    lock.close()
    assert process.returncode == 0, process.stderr
    TRIED["locks"] += 1


def test_a_database_that_stays_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'monitor.db'}"
    database.open_database(url).dispose()
    database.open_database.cache_clear()
    monkeypatch.setattr(database, "_BUSY_TIMEOUT", 300)
    lock = sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    with pytest.raises(MonitorError, match="别的程序一直占着它"):
        database.open_database(url)
    lock.close()
    TRIED["locks"] += 1


@pytest.mark.parametrize(
    "url",
    [
        "http://x.cn/../../../etc/cron.d/evil.jpg",
        "http://x.cn/%2e%2e%2f%2e%2e%2fevil.jpg",
        "http://x.cn/..\\..\\evil.exe",
        "http://x.cn/a.jpg\x00.sh",
        "http://x.cn/" + "a" * 5000,
        "http://x.cn/CON.jpg:stream",
        "http://x.cn/-rf.jpg",
    ],
)
def test_no_address_names_a_file(url: str) -> None:
    assert re.fullmatch(r"images/[0-9a-f]{16}\.jpg", place(url)), place(url)
    TRIED["names"] += 1


def test_a_log_that_is_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        with pytest.raises(OutputError, match="日志写不进.*不是普通文件"):
            open_log(tmp_path / name)


def test_a_home_whose_name_is_not_utf_8_is_one_line(scrapy: Scrapy, tmp_path: Path) -> None:
    process = scrapy("health", "653", env={"MONITOR_HOME": f"{tmp_path}/\udcff"})
    assert process.returncode == 2
    assert process.stderr.startswith(
        "错误：设置 MONITOR_HOME 应为一行文字，UTF-8 编码，不含控制字符，不超过 2000 字（现为“"
    )
    assert process.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_log_that_cannot_be_opened_is_one_line(scrapy: Scrapy, tmp_path: Path) -> None:
    (tmp_path / "home" / "logs" / "weekly.log").mkdir(parents=True)
    process = scrapy(*REPLAY)
    assert process.returncode == 2
    assert process.stderr.startswith("错误：日志写不进")
    assert process.stderr.count("\n") == 1

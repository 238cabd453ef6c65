"""The list that a script fills, through a real Chromium behind the office's proxy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import SAMPLE_WEEK, Scrapy
from office import Office
from scrapy import Request

from monitor.archive.index import ArchiveIndex

FRONT = "https://news.hubeidaily.net/"
SHELL = b"""<html><body><div id="list">loading</div><script>
setTimeout(function () {
  document.getElementById("list").innerHTML = '<a href="/pc/c_4770001.html">%s</a>';
}, 300);
</script></body></html>""" % "江畔冬泳比赛举行".encode()
WINDOW = ("-a", "since=2025-12-06", "-a", "until=2025-12-12", "-s", "DOWNLOAD_DELAY=0")


@pytest.fixture
def scripted(office: dict[str, str]) -> dict[str, str]:
    Office.redesign = staticmethod(lambda url, body: SHELL if url == FRONT else body)  # type: ignore[assignment]
    return office


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs a browser: apt-get install chromium")
def test_a_list_that_a_script_fills_is_read_and_recorded(
    scrapy: Scrapy, tmp_path: Path, scripted: dict[str, str]
) -> None:
    process = scrapy("crawl", "hubeidaily", *WINDOW, "-L", "DEBUG", env=scripted)
    assert process.returncode == 0, process.stderr
    assert "'monitor/listing/ok/web': 1" in process.stderr
    assert "'monitor/listing/ok/issue'" in process.stderr
    assert "'playwright/" in process.stderr
    (archive,) = (tmp_path / "home" / "archive" / "2025-12-12").iterdir()
    found = ArchiveIndex((archive,)).find(Request(FRONT))
    assert found is not None
    assert b"/pc/c_4770001.html" in found.load().response.body, "the record holds what the browser showed"
    replayed = scrapy(
        "crawl", "hubeidaily", *WINDOW, "-L", "DEBUG", "-s", f"ARCHIVE_REPLAY={archive}", home=tmp_path / "other"
    )
    assert replayed.returncode == 0, replayed.stderr
    assert "'monitor/listing/ok/web': 1" in replayed.stderr
    assert "playwright" not in replayed.stderr, "a replay starts no browser"


def test_without_a_browser_the_paper_is_read_and_one_line_says_what_is_missing(
    scrapy: Scrapy, scripted: dict[str, str]
) -> None:
    process = scrapy("crawl", "hubeidaily", *WINDOW, "-L", "DEBUG", env={**scripted, "MONITOR_BROWSER": "/no/browser"})
    assert process.returncode == 0, process.stderr
    (line,) = [line for line in process.stderr.splitlines() if "这一来源略过" in line]
    assert "湖北日报" in line
    assert "apt-get install chromium" in line
    assert "'monitor/listing/ok/issue'" in process.stderr
    assert process.stderr.splitlines()[-1].startswith("hubeidaily：正常；")
    assert "列表 news.hubeidaily.net（缺少浏览器" in process.stderr.splitlines()[-1]


def test_other_outlets_know_nothing_of_the_browser(scrapy: Scrapy) -> None:
    process = scrapy("crawl", "bjd", *WINDOW, "-L", "DEBUG", "-s", f"ARCHIVE_REPLAY={SAMPLE_WEEK}")
    assert process.returncode == 0, process.stderr
    assert "playwright" not in process.stderr

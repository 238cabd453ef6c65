"""The list that a script fills, through a real Chromium behind the office's proxy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import PROJECT, SAMPLE_WEEK, Scrapy
from office import Office
from scrapy import Request

from monitor.archive.index import ArchiveIndex

FRONT = "https://news.hubeidaily.net/"
# What a script asks beside its list: names of the office, a port of another service.
ELSEWHERE = ("https://nas.corp/", "https://news.hubeidaily.net:8443/", "https://1.0.0.127.in-addr.arpa/")
SHELL = b"""<html><body><div id="list">loading</div><script>
%s.map(function (url) { fetch(url, {mode: "no-cors"}); });
setTimeout(function () {
  document.getElementById("list").innerHTML = '<a href="/pc/c_4770001.html">%s</a>';
}, 300);
</script></body></html>""" % (json.dumps(ELSEWHERE).encode(), "江畔冬泳比赛举行".encode())
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
    assert not [url for url in Office.asked if url.startswith(ELSEWHERE)], (
        "what a script says is asked by the same rule"
    )
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


CHALLENGE = b"<html><script>var $_ts = {}; document.cookie = 'passed=1; path=/'; location.reload();</script></html>"
LOST = b"<html><body>404 <a href='/'>home</a></body></html>"
PAGES = PROJECT / "tests" / "pages" / "nhc"
MARCH = ("-a", "since=2026-02-28", "-a", "until=2026-03-06", "-s", "DOWNLOAD_DELAY=0")


def challenge(handler: Office) -> None:
    """Answer as a site behind 瑞数 does: 412 and a script to whoever has not run it."""
    url, refused = handler.tunnel + handler.path, "passed=1" not in (handler.headers.get("Cookie") or "")
    handler.asked.append(url)
    cases = {json.loads(path.read_text("utf-8"))["url"]: path.with_suffix(".html") for path in PAGES.glob("*.json")}
    body = CHALLENGE if refused else cases[url].read_bytes() if url in cases else LOST
    if url.endswith("/robots.txt"):
        refused, body = False, b"User-agent: *\nDisallow: /yzygj/\n"
    handler.send_response(412 if refused else 404 if body == LOST else 200)
    handler.send_header("Content-Type", "text/html; charset=utf-8")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs a browser: apt-get install chromium")
def test_behind_a_challenge_the_browser_is_shown_lists_and_articles(
    scrapy: Scrapy, office: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Office, "do_GET", challenge)
    process = scrapy("crawl", "nhc", *MARCH, "-L", "DEBUG", env=office)
    assert "'monitor/listing/ok/policies'" in process.stderr, process.stderr[-3000:]
    assert "'monitor/reader/own:ucap': 1" in process.stderr
    assert "附件没有读（网站要验证，附件请用浏览器打开）：县域共享数据集.pdf https://www.nhc.gov.cn/" in process.stderr
    assert "'monitor/listing/optional/medical:robots'" in process.stderr, "robots.txt is obeyed all the same"
    assert not [url for url in Office.asked if "/yzygj/" in url]


def test_without_a_browser_such_a_site_is_blocked_and_says_what_is_missing(
    scrapy: Scrapy, office: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Office, "do_GET", challenge)
    process = scrapy("crawl", "nhc", *MARCH, env={**office, "MONITOR_BROWSER": "/no/browser"})
    assert process.returncode == 3, process.stderr
    told = process.stderr.splitlines()[-1]
    assert told.startswith("nhc：被拦截")
    assert "缺少浏览器" in told
    assert Office.asked == [], "nobody is asked in vain"

"""Listings by conditional requests: a real server, real runs, their archives."""

from __future__ import annotations

import gzip
import sqlite3
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import Scrapy
from warcio.archiveiterator import ArchiveIterator

from monitor.archive.storage import CAPTURED

LIST = "http://steady.example/list/"
MOVED = "http://steady.example/moved/"


class Site(BaseHTTPRequestHandler):
    """A list of articles with validators, as its outlet's server sends it."""

    protocol_version = "HTTP/1.1"
    articles: int
    mode: str
    asked: list[tuple[str, int, str]]  # address, status of the answer, what the request named as known

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match") or self.headers.get("If-Modified-Since") or ""
        status, body = self.answer(known)
        self.asked.append((self.path, status, known))
        self.send_response(status)
        if self.path in (LIST, MOVED):
            self.send_header("ETag" if self.mode != "dates" else "Last-Modified", self.tag)
        if status == 302:
            self.send_header("Location", MOVED)
        # A 304 that speaks of the body it does not send, as some servers' do.
        if self.mode == "packed" and status == 200 and body:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", "application/octet-stream" if status == 304 else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @property
    def tag(self) -> str:
        return f'"{self.articles}"' if self.mode != "dates" else f"Fri, {self.articles:02d} Dec 2025 08:00:00 GMT"

    def answer(self, known: str) -> tuple[int, bytes]:
        if self.path.endswith("robots.txt"):
            return 200, b""
        if self.path not in (LIST, MOVED):
            number = self.path.split("/")[-1]
            text = f"医院的第{number}个平台已经上线，居民在手机上就能查到检查结果。" * 4
            page = f'<h1>医院电子病历{number}</h1><p class="time">2025-12-10</p><div class="text"><p>{text}</p></div>'
            return 200, page.encode()
        if self.mode == "down":
            return 500, b""
        if self.mode == "moved" and self.path == LIST:
            return 302, b""
        if known and self.mode == "no conditions":
            return 412, b""
        if known == self.tag:
            return 304, b""
        if self.mode == "wall":
            return 200, b"<html><script>var a='__jsl_clearance'</script><body>wait</body></html>"
        rows = "".join(
            f'<a href="http://steady.example/20251210/{n}.html">医院电子病历{n}</a>' for n in range(self.articles)
        )
        return 200, f'<ul class="list">{rows}</ul>'.encode()

    def log_message(self, format: str, *args: object) -> None:
        pass


Crawl = Callable[[str, int], tuple[list[tuple[str, int, str]], str]]


@pytest.fixture
def crawl(scrapy: Scrapy, tmp_path: Path) -> Iterator[Crawl]:
    """Crawls the outlet in a mode of its server with so many articles; returns what was asked of it, and the verdict."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        env = {"http_proxy": f"http://127.0.0.1:{server.server_port}", "no_proxy": "", "PYTHONPATH": "tests"}

        def run(mode: str, articles: int) -> tuple[list[tuple[str, int, str]], str]:
            Site.mode, Site.articles, Site.asked = mode, articles, []
            given = ("-s", "SPIDER_MODULES=four_outlets", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0")
            window = ("-a", "since=2025-12-06", "-a", "until=2025-12-12")
            process = scrapy("crawl", "steady", *window, *given, env=env)
            with sqlite3.connect(tmp_path / "home" / "monitor.db") as connection:
                rows = connection.execute("SELECT verdict FROM run ORDER BY id").fetchall()
            connection.close()
            assert "Traceback" not in process.stderr, process.stderr
            return [each for each in Site.asked if not each[0].endswith("robots.txt")], rows[-1][0]

        yield run
        server.shutdown()


def archived(home: Path) -> list[tuple[str, str, bytes, str]]:
    """Address, status, body, and the date of the earlier capture, of each response in the newest archive file."""
    newest = max((home / "archive").glob("*/*.warc.gz"))
    with newest.open("rb") as stream:
        return [
            (
                record.rec_headers.get_header("WARC-Target-URI"),
                record.http_headers.get_statuscode(),
                record.content_stream().read(),
                record.rec_headers.get_header(CAPTURED) or "",
            )
            for record in ArchiveIterator(stream)
            if record.rec_type == "response" and "robots" not in record.rec_headers.get_header("WARC-Target-URI")
        ]


@pytest.mark.parametrize("mode", ["tags", "dates", "packed"])
def test_a_list_is_sent_again_only_when_it_has_changed(crawl: Crawl, tmp_path: Path, mode: str) -> None:
    asked, verdict = crawl(mode, 2)
    assert [(status, known) for _, status, known in asked] == [(200, "")] * 3, "the list and two articles, plainly"
    first = archived(tmp_path / "home")
    asked, verdict = crawl(mode, 2)
    assert [(path, status) for path, status, _ in asked] == [(LIST, 304)], "nothing but the question"
    assert verdict == "ok", "a list that is the same is a list that was read"
    ((address, status, body, earlier),) = archived(tmp_path / "home")
    assert (address, status, body) == (LIST, "200", first[0][2]), "the run's own file can be replayed alone"
    assert earlier.startswith("20"), "and says that the body is that of an earlier capture"
    asked, _ = crawl(mode, 2)
    assert [status for _, status, _ in asked] == [304], "what was confirmed can be confirmed again"
    asked, verdict = crawl(mode, 3)
    assert [(path, status) for path, status, _ in asked] == [
        (LIST, 200),
        ("http://steady.example/20251210/2.html", 200),
    ]
    assert verdict == "ok"


def test_an_outlet_that_is_down_is_not_answered_from_the_archive(crawl: Crawl) -> None:
    crawl("tags", 2)
    asked, verdict = crawl("down", 2)
    assert [status for address, status, _ in asked if address == LIST] == [500]
    assert verdict == "broken"


def test_conditions_do_not_follow_a_redirect_and_a_pruned_archive_is_asked_for_anew(
    crawl: Crawl, tmp_path: Path
) -> None:
    crawl("tags", 2)
    asked, _ = crawl("moved", 2)
    assert asked == [(LIST, 302, '"2"'), (MOVED, 200, "")]
    for path in (tmp_path / "home" / "archive").glob("*/*.warc.gz"):
        path.unlink()
    asked, verdict = crawl("tags", 2)
    assert asked == [(LIST, 200, "")]
    assert verdict == "ok"


def test_a_wall_in_the_place_of_a_list_is_not_confirmed(crawl: Crawl) -> None:
    """The wall is gone, the list is older: its server would say that nothing changed."""
    _, verdict = crawl("wall", 2)
    assert verdict == "blocked"
    asked, verdict = crawl("tags", 2)
    assert asked[0] == (LIST, 200, "")
    assert verdict == "ok"


def test_a_server_that_knows_no_conditions_is_asked_without(crawl: Crawl) -> None:
    crawl("tags", 2)
    asked, verdict = crawl("no conditions", 2)
    assert [(status, known) for _, status, known in asked] == [(412, '"2"'), (200, "")]
    assert verdict == "ok"


def test_a_damaged_note_of_the_latest_lists_costs_a_full_request_and_no_more(crawl: Crawl, tmp_path: Path) -> None:
    crawl("tags", 2)
    note = tmp_path / "home" / "archive" / "latest" / "steady.json"
    for damage in ("[]", "null", "3", "{", "[" * 100_000, '{"http://steady.example/list/": [1, 2, 3]}'):
        note.write_text(damage)
        asked, verdict = crawl("tags", 2)
        assert (asked, verdict) == ([(LIST, 200, "")], "ok"), damage
        assert [status for _, status, _ in crawl("tags", 2)[0]] == [304]

"""A server that asks for a pause is left alone meanwhile."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from types import SimpleNamespace

import pytest
from answering import Answer, Handler
from conftest import Scrapy
from scrapy import Request, Spider
from scrapy.core.downloader import Slot
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from monitor.network.retry import PatientRetry, seconds_until

WINDOW = ["-a", "since=2025-12-10", "-a", "until=2025-12-10"]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("4", 4), (" 120 ", 120), ("0", 0), ("9" * 5000, float("inf")), ("-4", 0), ("4.5", 4), ("4s", 4), ("4 seconds", 4), ("4, 60", 4), ("4; x=1", 4), ("4m", 240), ("2 minutes", 120), ("1 hour", 3600), ("PT2M", 120), ("PT1H30M", 5400), ("PT1M30S", 90), ("P1D", 86400), ("P1DT2H", 93600), ("PT0.5H", 1800), ("1h30m", 5400), ("1h 30m", 5400), ("1 minute 30 seconds", 90), ("1 hour and 10 minutes", 4200), ("1小时30分钟", 5400), ("2 days", 172800), ("1天", 86400), ("1.5 hours", 5400), ("PT", 0), ("PT0S", 0), ("29 Dec", 0), ("5 demons", 0), ("1h later, 30 m of it", 3600), ("500 ms", 0), ("90 秒", 90), ("两小时", 0), ("5分钟", 300), ("Please retry after 90 seconds.", 90), ('"120"', 120), ("120.", 120), ("120ms", 0), ("15:30:00", 0), ("+4", 0), ("1445412480", 0), ("bald", 0), ("", 0), ("٤", 0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("Fri, 99 Foo 2015 07:28:00 GMT", 0), ("Wed, 21 Oct 99999 07:28:00 GMT", 0),
    ],
)  # fmt: skip
def test_a_retry_after_in_seconds(header: str, seconds: float) -> None:
    assert seconds_until(header) == seconds


def test_a_long_retry_after_takes_no_longer_than_it_is_long() -> None:
    def taken(piece: str, times: int) -> float:
        began = time.process_time()
        assert seconds_until(piece * times) > 0
        return time.process_time() - began

    assert seconds_until("1h" * 20_000) == 20_000 * 3600
    for piece in ("1h", "1 d e"):
        assert taken(piece, 20_000) < 8 * taken(piece, 5_000) + 0.2, piece


def test_a_retry_after_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=9000), usegmt=True)
    assert 8000 < seconds_until(later) <= 9000
    assert 8000 < seconds_until(later.replace("GMT", "-0000")) <= 9000


@pytest.mark.parametrize(
    "form",
    ["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S+00:00", "%Y/%m/%d %H:%M:%S", "%a %b %d %H:%M:%S %Y", "%s", "%s000"],
)
def test_a_retry_after_as_other_servers_write_a_moment(form: str) -> None:
    later = datetime.now(UTC) + timedelta(seconds=9000)
    written = later.strftime(form.replace("%s", str(int(later.timestamp()))))
    assert 8000 < seconds_until(written) <= 9000


@pytest.mark.parametrize(
    "form", ["%a, %d %b %Y %H:%M:%S CST", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日 %H:%M:%S"]
)
def test_cst_and_no_zone_are_chinas_time(form: str) -> None:
    later = datetime.now(timezone(timedelta(hours=8))) + timedelta(seconds=9000)
    assert 8000 < seconds_until(later.strftime(form)) <= 9000


@pytest.mark.parametrize(("header", "pause"), [("1", 1), ("3600", 2), ("-", 0)])
def test_the_others_are_not_left_alone_with_it(monkeypatch: pytest.MonkeyPatch, header: str, pause: float) -> None:
    monkeypatch.setattr("monitor.network.retry.monotonic", lambda: 1000.0)
    crawler = get_crawler(settings_dict={"RETRY_AFTER_CAP": 2})
    slots = {host: Slot(concurrency=1, delay=0.0, jitter=0) for host in ("busy.cn", "other.cn")}
    crawler.engine = SimpleNamespace(downloader=SimpleNamespace(slots=slots))  # type: ignore[assignment]
    crawler.spider = Spider.from_crawler(crawler, "people")
    request = Request("http://busy.cn/", meta={"download_slot": "busy.cn"})
    answer = Response("http://busy.cn/", status=429, headers={"Retry-After": header})
    again = PatientRetry.from_crawler(crawler).process_response(request, answer)
    assert isinstance(again, Request)
    until = {host: slot.lastseen + slot.delay for host, slot in slots.items()}
    assert until == {"busy.cn": pytest.approx(1000 + pause if pause else 0, abs=0.01), "other.cn": 0}


@pytest.mark.parametrize(("status", "header", "least"), [(429, "1", 1), (503, "3600", 2), (503, "-", 0), (500, "9", 0)])
def test_a_run_leaves_a_host_alone_that_asks_for_a_pause(
    scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]], status: int, header: str, least: float
) -> None:
    """Under a cap of two seconds; 人民网's channels lie on many hosts."""
    asked: Counter[str] = Counter()

    def busy(handler: Handler) -> None:
        host = handler.path.split("/")[2]
        asked[host] += 1
        if host == "society.people.com.cn":
            handler.send(status, **{"Retry-After": header})
        else:
            handler.send(404)

    quick = ["-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_AFTER_CAP=2"]
    if status == 500:  # its front page may be as well as ever, and a run would look
        quick += ["-s", "DISCOVERY_MAX_PAGES=0"]
    env = serve(busy)
    began = time.monotonic()
    process = scrapy("crawl", "people", *WINDOW, *quick, "--nolog", env=env)
    assert process.returncode == 3, process.stderr
    assert asked["society.people.com.cn"] == 3, "asked again as often as ever"
    assert time.monotonic() - began >= 2 * least
    assert len(asked) > 5

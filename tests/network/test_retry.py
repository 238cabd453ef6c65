"""A server that asks for a pause is left alone meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from answering import Answer, Handler
from conftest import Scrapy

from monitor.network.retry import seconds_until

WINDOW = ["-a", "since=2025-12-10", "-a", "until=2025-12-10"]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("4", 4), (" 120 ", 120), ("0", 0), ("9" * 5000, float("inf")), ("-4", 0), ("4.5", 0), ("bald", 0), ("", 0), ("٤", 0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("Fri, 99 Foo 2015 07:28:00 GMT", 0), ("Wed, 21 Oct 99999 07:28:00 GMT", 0),
    ],
)  # fmt: skip
def test_a_retry_after_in_seconds(header: str, seconds: float) -> None:
    assert seconds_until(header) == seconds


def test_a_retry_after_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 80 < seconds_until(later) <= 90
    assert 80 < seconds_until(later.replace("GMT", "-0000")) <= 90


@pytest.mark.parametrize(("status", "header", "least"), [(429, "1", 1), (503, "3600", 2), (503, "-", 0), (500, "9", 0)])
def test_the_host_that_asks_for_a_pause_is_left_alone_and_the_others_go_on(
    scrapy: Scrapy, serve: Callable[[Answer], dict[str, str]], status: int, header: str, least: float
) -> None:
    """Under a cap of two seconds; 人民网's channels lie on many hosts."""
    asked: dict[str, list[float]] = {}

    def busy(handler: Handler) -> None:
        host = handler.path.split("/")[2]
        asked.setdefault(host, []).append(time.monotonic())
        if host == "society.people.com.cn":
            handler.send(status, **{"Retry-After": header})
        else:
            handler.send(404)

    quick = ["-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_AFTER_CAP=2"]
    process = scrapy("crawl", "people", *WINDOW, *quick, "--nolog", env=serve(busy))
    assert process.returncode == 3, process.stderr
    first, *_ = waiting = asked.pop("society.people.com.cn")
    assert len(waiting) == 3, "asked again as often as ever"
    assert min(later - earlier for earlier, later in pairwise(waiting)) >= least
    if least:
        assert all(min(moments) < first + 2 * least for moments in asked.values())

"""A list that prints a day which has not come has misprinted it: the page is asked, as it is where its own day cannot be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from scrapy.utils.test import get_crawler

from monitor.listing.ledger import ASKED, OUTSIDE
from monitor.listing.source import Link
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import Address
from spiders.people import People


def outcomes(tmp_path: Path, today: str, days: list[date]) -> list[str]:
    settings = {"MONITOR_HOME": str(tmp_path), "ISSUE_ANCHOR": (622, "2025-04-25"), "MONITOR_TODAY": today}
    spider = People.from_crawler(get_crawler(People, settings), since="2025-12-27", until="2026-01-09")
    assert isinstance(spider, OutletSpider)
    links = [
        Link(f"http://a.example/{n}", "", Address(f"http://a.example/{n}", str(n), day)) for n, day in enumerate(days)
    ]
    list(spider.follow(links, People.sources[0]))
    return [spider.ledger.outcome(str(n)) for n in range(len(days))]


def test_a_day_that_has_not_come_is_a_slip_of_the_list(tmp_path: Path) -> None:
    slip, behind = date(2026, 12, 31), date(2026, 1, 12)  # for 2025-12-31; a day behind the window
    days = [date(2026, 1, 2), slip, date(2025, 12, 26), behind]
    assert outcomes(tmp_path, "2026-01-05", days) == [ASKED, ASKED, OUTSIDE, ASKED]
    assert outcomes(tmp_path, "2026-02-01", days) == [ASKED, ASKED, OUTSIDE, OUTSIDE], "it has come meanwhile"
    assert outcomes(tmp_path, "2027-02-01", days) == [ASKED, OUTSIDE, OUTSIDE, OUTSIDE]

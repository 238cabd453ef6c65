"""Where a page without a text leads: of two ways the one that is not the telephones', a list not to the front page."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from monitor import settings
from monitor.listing.source import Link
from monitor.network.redirects import Refreshes
from monitor.outlet.spider import OutletSpider
from spiders.cnr import Cnr

LIST = "https://news.cnr.cn/native/gd/"
PATH = "/yg/20250923/t20250923_527900001.shtml"
ARTICLE, MOVED = LIST + "20250923/t20250923_527900001.shtml", f"https://health.cnr.cn{PATH}"
ROWS = "".join(f'<li><a href="20250923/t20250923_52790000{n}.shtml">影像云平台接入医院</a></li>' for n in range(9))


@pytest.fixture
def refreshes(tmp_path: Path) -> Refreshes:
    given = {name: getattr(settings, name) for name in ("METAREFRESH_IGNORE_TAGS", "METAREFRESH_MAXDELAY")}
    crawler = get_crawler(Cnr, {**given, "MONITOR_HOME": str(tmp_path), "ISSUE_ANCHOR": (622, "2025-04-25")})
    crawler.spider = Cnr.from_crawler(crawler, since="2025-09-23", until="2025-09-23")
    return Refreshes.from_crawler(crawler)


def leads_to(refreshes: Refreshes, page: str, asked: str = ARTICLE) -> str:
    """Where a page leads, empty if it is read as it is."""
    spider = refreshes.crawler.spider
    assert isinstance(spider, OutletSpider)
    address = spider.identify(asked)
    given = {"link": Link(asked, "", address)} if address else {"source": spider.sources[0]}
    response = HtmlResponse(asked, body=f"<html><head>{page}</head></html>".encode(), encoding="utf-8")
    answer = refreshes.process_response(Request(asked, cb_kwargs=given), response)
    return answer.url if isinstance(answer, Request) else ""


def test_of_two_ways_that_of_the_telephones_is_not_ours(refreshes: Refreshes) -> None:
    mobile = MOVED.replace("health.", "m.")
    ways = "<script>if (isPhone) {{ location.href='{}' }} else {{ location.href='{}' }}</script>"
    assert leads_to(refreshes, ways.format(mobile, MOVED)) == MOVED
    assert leads_to(refreshes, ways.format(MOVED, mobile)) == MOVED
    assert leads_to(refreshes, ways.format(mobile, mobile)) == mobile, "better than no article"


@pytest.mark.parametrize("target", ["/", "/index.html", "https://www.cnr.cn/", "https://www.cnr.cn/index.html"])
def test_a_list_that_leads_to_the_front_page_is_gone(refreshes: Refreshes, target: str) -> None:
    with pytest.raises(IgnoreRequest, match="front page"):
        leads_to(refreshes, f'<meta http-equiv="refresh" content="0; url={target}">', LIST)
    assert leads_to(refreshes, f'<script>function home() {{ location.href = "{target}" }}</script>', LIST) == ""
    assert leads_to(refreshes, f'<meta http-equiv="refresh" content="30; url={target}">{ROWS}', LIST) == ""


def test_a_list_that_leads_to_another_is_followed(refreshes: Refreshes) -> None:
    for target in ("index.html", "/native/gdxw/", "/native/gdxw/index.html"):
        refresh = f'<meta http-equiv="refresh" content="0; url={target}">'
        assert leads_to(refreshes, refresh, LIST) == HtmlResponse(LIST).urljoin(target)

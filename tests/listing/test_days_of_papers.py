"""A paper's issue whose pages are called otherwise now, and a day of which its site says with status 200 that it is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from monitor.listing.issue import DAY
from spiders.ynet_bqb import YnetBqb

FOLDER = "https://epaper.ynet.com/html/2025-12/08/"
ARTICLE = '<a href="content_1_1.htm">云州市影像云平台启用</a>'
(ISSUE, *_) = YnetBqb.sources


def behind(links: str) -> list[str]:
    request = Request(f"{FOLDER}node_1331.htm", meta={DAY: date(2025, 12, 8)})
    page = HtmlResponse(
        request.url, body=f"<html><body>{links}</body></html>".encode(), encoding="utf-8", request=request
    )
    return [each.url.removeprefix(FOLDER) for each in ISSUE.read(page, YnetBqb.identify).deeper]


def test_pages_of_another_name_are_read() -> None:
    renamed = '<a href="layout_2.htm">第02版：要闻</a><a href="layout_3.htm">第03版：健康</a>'
    assert behind(ARTICLE + renamed) == ["layout_2.htm", "layout_3.htm"]
    assert behind(ARTICLE + '<a href="b/a02.html">A02：时政</a>') == ["b/a02.html"]
    for link in (
        '<a href="/html/2025-12/07/layout_2.htm">第02版</a>', '<a href="pdf_2.pdf">第02版</a>', '<a href="02.jpg">02版大图</a>', '<a href="help.htm">帮助</a>',
        '<a href="content_1_2.htm">2版见报</a>', '<a href="node_1331.htm">第01版</a>', '<a href="#">第02版</a>',
    ):  # fmt: skip
        assert behind(ARTICLE + link) == [], link
    assert behind(ARTICLE + '<a href="node_1332.htm">第02版</a><a href="pic_2.htm">第02版图</a>') == ["node_1332.htm"]


def test_a_day_that_its_site_has_not_is_no_failure_whatever_its_status(tmp_path: Path) -> None:
    """A holiday on which a paper answered with a page 页面不存在 and status 200 was told as the outlet's fault."""
    crawler = get_crawler(YnetBqb, {"MONITOR_HOME": str(tmp_path), "ISSUE_ANCHOR": (622, "2025-04-25")})
    spider = YnetBqb.from_crawler(crawler, since="2025-12-08", until="2025-12-09")
    for request, text in zip(spider.ask(ISSUE), ("您访问的页面不存在", "系统正在维护，请稍后访问"), strict=True):
        body = f"<html><title>提示</title><body><p>{text}</p></body></html>".encode()
        answer = HtmlResponse(request.url, body=body, encoding="utf-8", request=request)
        list(spider.parse_listing(answer, **request.cb_kwargs))
    assert crawler.stats
    told = {name for name in crawler.stats.get_stats() if "no-issue" in name or "failed" in name}
    assert "monitor/listing/no-issue/issue" in told
    assert len(told) == 2, "what is out of service has failed"

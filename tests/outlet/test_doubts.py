"""A page that no template took is held against the listed title and against the other pages of the run."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from answering import Answer, Handler
from conftest import Scrapy
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from monitor.items import ArticleItem
from monitor.listing.ledger import ASKED
from monitor.listing.source import Link
from monitor.outlet.spider import OutletSpider
from spiders.people import People

ARTICLE = "http://society.people.com.cn/n1/2025/1210/c1008-4100000{}.html"
TITLE = "云州百家医院接入影像云平台"
NEWS = "云州省卫生健康委介绍，影像云平台已经覆盖全省百家医院，患者不必重复拍片，检查检验结果互认，年内扩大到县级医院。"
UNKNOWN = "本次浏览未被放行，编号甲乙丙丁，可把编号告诉值班人员，由其核对以后放行；如果不清楚原因，可到服务窗口咨询。"
OWN = '<div class="rm_txt"><h1>{0}</h1><div class="channel"><div class="col-1-1">2025年12月10日08:00</div></div><div class="rm_txt_con"><p>{1}</p></div></div>'
BARE = "<title>{0}</title><h2>{0}</h2><div><p>{1}</p></div>"
WALL = BARE.format("浏览未放行", UNKNOWN)


@pytest.fixture
def spider(tmp_path: Path) -> OutletSpider:
    crawler = get_crawler(
        People, {"MONITOR_HOME": str(tmp_path), "ISSUE_ANCHOR": (622, "2025-04-25"), "ARTICLE_MAX_PAGES": 20}
    )
    spider = People.from_crawler(crawler, since="2025-12-06", until="2025-12-12")
    assert isinstance(spider, OutletSpider)
    return spider


@pytest.mark.parametrize(
    ("listed", "pages", "outcomes"),
    [
        # A listed title of which the page has nothing.
        ([TITLE], [WALL], ["failed/unannounced"]),
        ([TITLE], [BARE.format("百家医院接入影像云", NEWS)], ["given"]),
        ([TITLE], [BARE.format("影像资料一次拍全省认", NEWS)], ["held"]),
        ([TITLE], [OWN.format("浏览未放行", UNKNOWN)], ["given"]),
        # Nothing to hold it against but the other pages.
        (["", "", ""], [WALL] * 3, ["failed/lookalike"] * 3),
        (["", ""], [WALL, BARE.format("影像云平台", NEWS)], ["held", "held"]),
        (["", ""], [WALL, BARE.format("影像云平台", NEWS * 12)], ["held", "given"]),
        # One story in two channels.
        ([TITLE, TITLE], [OWN.format(TITLE, NEWS)] * 2, ["given", "given"]),
        ([TITLE, TITLE], [BARE.format(TITLE, NEWS)] * 2, ["given", "given"]),
        # The titles agree by chance.
        (["本次浏览的云医院", "本次浏览的新平台"], [WALL] * 2, ["failed/lookalike"] * 2),
    ],
)  # fmt: skip
def test_what_no_template_took_is_doubted(
    spider: OutletSpider, listed: list[str], pages: list[str], outcomes: list[str]
) -> None:
    links: list[Link] = []
    for number, (title, page) in enumerate(zip(listed, pages, strict=True)):
        url = ARTICLE.format(number)
        address = spider.identify(url)
        assert address
        links.append(Link(url, title, address))
        spider.ledger.enter(links[-1], "list", ASKED)
        body = f"<html><body>{page}</body></html>".encode()
        for item in spider.parse_article(HtmlResponse(url, body=body, encoding="utf-8"), links[-1]):
            assert isinstance(item, ArticleItem)
            spider.ledger.settle(address.key, "given")
    for item in spider.doubts.release():
        address = spider.identify(item.url)
        assert address
        spider.ledger.settle(address.key, "held")
    assert [spider.ledger.outcome(link.address.key) for link in links] == outcomes
    assert spider.doubts.release() == []


def test_what_was_held_back_is_stored_when_the_run_is_over(
    scrapy: Scrapy, tmp_path: Path, serve: Callable[[Answer], dict[str, str]]
) -> None:
    pages = [WALL, WALL, BARE.format("影像云平台百家医院", NEWS)]
    rows = "".join(f'<li><a href="{ARTICLE.format(number)}"></a></li>' for number in range(3))

    def answer(handler: Handler) -> None:
        for number, page in enumerate(pages):
            if handler.path == ARTICLE.format(number):
                return handler.send(200, f"<html><body>{page}</body></html>".encode())
        return handler.send(200, f'<ul class="list_16">{rows}</ul>'.encode())

    window = ["-a", "since=2025-12-06", "-a", "until=2025-12-12", "-s", "TITLE_GATE=False", "-s", "DOWNLOAD_DELAY=0"]
    feed = tmp_path / "items.jsonl"
    scrapy("crawl", "people", *window, "--nolog", "-O", feed, env=serve(answer))
    with sqlite3.connect(tmp_path / "home" / "monitor.db") as connection:
        found = dict(connection.execute("SELECT key, outcome FROM listed_link").fetchall())
        kept = connection.execute("SELECT headline FROM article").fetchall()
    connection.close()
    assert found == {"41000000": "failed/lookalike", "41000001": "failed/lookalike", "41000002": "stored"}
    assert kept == [("影像云平台百家医院",)]
    assert len(feed.read_text("utf-8").splitlines()) == 1

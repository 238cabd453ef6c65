"""How a spider walks listings and articles, without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from monitor.items import ArticleItem
from monitor.listing.issue import DAY
from monitor.listing.ledger import GATE
from monitor.listing.section import SectionList
from monitor.listing.source import LISTED, Link
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import Address
from spiders.chinanews import Chinanews
from spiders.people import People
from spiders.ynet_bqb import YnetBqb

SOURCES = {source.name: source for source in People.sources}
TEXT = "云州省卫生健康委介绍，全民健康信息平台已覆盖全部县级医院。"


@pytest.fixture
def spider(tmp_path: Path) -> OutletSpider:
    crawler = get_crawler(
        People,
        {
            "MONITOR_HOME": str(tmp_path),
            "ISSUE_ANCHOR": (622, "2025-04-25"),
            "LISTING_MAX_PAGES": 40,
            "OUTLET_MAX_LINKS": 1000,
            "ARTICLE_MAX_PAGES": 20,
        },
    )
    spider = People.from_crawler(crawler, since="2025-12-06", until="2025-12-12")
    assert isinstance(spider, OutletSpider)
    return spider


@pytest.mark.parametrize(
    ("today", "last"),
    [
        ("2025-12-10", "2025-12-10"),
        ("2025-12-12", "2025-12-12"),
        ("2026-03-01", "2025-12-12"),
        ("2025-12-01", "2025-12-06"),
    ],
)
def test_days_to_come_are_not_asked_for(tmp_path: Path, today: str, last: str) -> None:
    settings = {"MONITOR_HOME": str(tmp_path), "ISSUE_ANCHOR": (622, "2025-04-25"), "MONITOR_TODAY": today}
    spider = Chinanews.from_crawler(get_crawler(Chinanews, settings), since="2025-12-06", until="2025-12-12")
    assert isinstance(spider, OutletSpider)
    (archive, _) = Chinanews.sources
    days = [request.meta[DAY].isoformat() for request in archive.requests(spider.past, ())]
    assert (days[0], days[-1]) == ("2025-12-06", last)
    assert str(spider.window.until) == "2025-12-12", "what is published in the window counts all the same"


def section(name: str, numbers: range, day: str = "2025/1210", page: str = "index") -> HtmlResponse:
    rows = "".join(f'<li><a href="/n1/{day}/c1008-{number}.html">第{number}篇</a></li>' for number in numbers)
    source = SOURCES[name]
    assert isinstance(source, SectionList)
    url = source.url.replace("index", page)
    return HtmlResponse(url, body=f'<ul class="list_16">{rows}</ul>'.encode(), encoding="utf-8")


def asked(output: Iterator[object]) -> list[str]:
    return [each.url for each in output if isinstance(each, Request)]


def counted(spider: OutletSpider, prefix: str) -> dict[str, int]:
    assert spider.crawler.stats
    return {
        name: value for name, value in spider.crawler.stats.get_stats().items() if name.startswith(f"monitor/{prefix}")
    }


def test_a_section_is_paged_though_another_listed_the_same(spider: OutletSpider) -> None:
    first = asked(spider.parse_listing(section("society", range(5)), SOURCES["society"], 1))
    second = asked(spider.parse_listing(section("finance", range(5)), SOURCES["finance"], 1))
    assert len(first) == 6
    assert second == ["http://finance.people.com.cn/GB/414330/index2.html"], "articles once, pages for every section"


def test_paging_ends_when_a_page_brings_nothing_new_or_nothing_young(spider: OutletSpider) -> None:
    society = SOURCES["society"]
    asked(spider.parse_listing(section("society", range(5)), society, 1))
    assert asked(spider.parse_listing(section("society", range(5), page="index2"), society, 2)) == []
    assert asked(spider.parse_listing(section("society", range(5, 9), "2025/1101", page="index3"), society, 3)) == []


def test_a_list_that_always_leads_to_one_more_page_ends_and_is_told(tmp_path: Path) -> None:
    """The page of a paper's day names another page of the day, for ever."""
    crawler = get_crawler(
        YnetBqb, {"MONITOR_HOME": str(tmp_path), "ISSUE_ANCHOR": (622, "2025-04-25"), "LISTING_MAX_REQUESTS": 20}
    )
    spider = YnetBqb.from_crawler(crawler, since="2025-12-12", until="2025-12-12")
    source = spider.sources[0]
    waiting = list(spider.ask(source))
    number = 0
    while waiting and number < 100:
        request, number = waiting.pop(), number + 1
        rest, _, name = request.url.rpartition("/")
        page = f'<a href="{rest}/node_{number}_{name}">第{number}版</a>' + f'<a href="node_{number}.htm">{number}</a>'
        response = HtmlResponse(request.url, body=page.encode(), encoding="utf-8", request=request)
        waiting += [each for each in spider.parse_listing(response, **request.cb_kwargs) if isinstance(each, Request)]
    assert number == 21
    (facts,) = spider.watch.tell(spider.window, spider.window.until, spider.ledger.is_wanted).values()
    assert facts.cut == 20


def test_a_listing_that_never_reaches_the_window_is_told(spider: OutletSpider) -> None:
    home = SOURCES["home"]
    response = section("society", range(5), "2026/0301").replace(url="http://www.people.com.cn/")
    assert asked(spider.parse_listing(response, home, 1)) == []
    assert counted(spider, "listing/failed") == {"monitor/listing/failed/home:not-reached": 1}


def test_a_failed_source_is_told_and_its_stand_in_asked_once(spider: OutletSpider) -> None:
    search = SOURCES["search"]
    shell = HtmlResponse("http://search.people.cn/search-platform/front/search", body=b"<html>no json</html>")
    assert asked(spider.parse_listing(shell, search, 1)) == ["http://www.people.cn/sitemap_index.xml"]
    assert asked(spider.parse_listing(shell, search, 1)) == []
    assert counted(spider, "listing/failed") == {"monitor/listing/failed/search:layout": 2}


def test_a_bot_wall_on_a_listing_is_blocked_not_redesigned(spider: OutletSpider) -> None:
    wall = HtmlResponse(
        "http://society.people.com.cn/GB/86800/index.html", body="<script>__jsl_clearance</script>请稍候".encode()
    )
    asked(spider.parse_listing(wall, SOURCES["society"], 1))
    assert counted(spider, "listing/failed") == {"monitor/listing/failed/society:blocked": 1}


def page(number: int, text: str, foot: str = "") -> HtmlResponse:
    suffix = "" if number == 1 else f"-{number}"
    links = "".join(f'<a href="/n1/2025/1210/c1008-7{"" if n == 1 else f"-{n}"}.html">{n}</a>' for n in (1, 2))
    body = (
        f'<div class="rm_txt"><h1>标题在此</h1><div class="channel"><div class="col-1-1">2025年12月10日08:00 | 来源：人民网</div></div>'
        f'<div class="rm_txt_con"><p>{text}</p>{foot}<div class="zdfy">{links}</div></div></div>'
    )
    return HtmlResponse(
        f"http://society.people.com.cn/n1/2025/1210/c1008-7{suffix}.html", body=body.encode(), encoding="utf-8"
    )


LINK = Link(
    "http://society.people.com.cn/n1/2025/1210/c1008-7.html",
    "标题",
    Address("http://society.people.com.cn/n1/2025/1210/c1008-7.html", "7", date(2025, 12, 10)),
)


def test_pages_of_one_article_are_joined_with_what_only_the_last_names(spider: OutletSpider) -> None:
    (request,) = spider.parse_article(page(1, TEXT), LINK)
    assert isinstance(request, Request)
    assert request.url.endswith("c1008-7-2.html")
    foot = "<p>（记者 林知远）</p><p>原标题：旧标题</p>"
    (item,) = spider.parse_article(page(2, "第二页的文字。", foot), **request.cb_kwargs)
    assert isinstance(item, ArticleItem)
    assert item.article_body == f"{TEXT}\n\n第二页的文字。\n\n（记者 林知远）"
    assert (item.author, item.original_headline) == ("林知远", "旧标题")


def test_a_listed_second_page_leads_to_the_first(spider: OutletSpider) -> None:
    response = HtmlResponse(
        "http://society.people.com.cn/GB/86800/index.html",
        body='<ul class="list_16"><li><a href="/n1/2025/1210/c1008-7-2.html">续页</a></li></ul>'.encode(),
        encoding="utf-8",
    )
    assert asked(spider.parse_listing(response, SOURCES["society"], 1))[0].endswith("/c1008-7.html")


def test_an_article_that_leads_elsewhere_is_not_read(spider: OutletSpider) -> None:
    elsewhere = page(1, TEXT).replace(url="http://www.people.com.cn/404/")
    assert list(spider.parse_article(elsewhere, LINK)) == []
    assert counted(spider, "article/failed") == {"monitor/article/failed/redirected": 1}


def test_a_missing_further_page_leaves_a_flagged_article(spider: OutletSpider) -> None:
    (request,) = spider.parse_article(page(1, TEXT), LINK)
    assert isinstance(request, Request)
    wall = HtmlResponse(request.url, body=b"<script>acw_sc__v2</script>")
    (item,) = spider.parse_article(wall, **request.cb_kwargs)
    assert isinstance(item, ArticleItem)
    assert item.flags == ["分页不全"]


def test_an_article_of_more_pages_than_are_asked_for_is_flagged(spider: OutletSpider) -> None:
    spider.settings.frozen = False
    spider.settings.set("ARTICLE_MAX_PAGES", 1, priority="cmdline")
    (item,) = spider.parse_article(page(1, TEXT), LINK)
    assert isinstance(item, ArticleItem)
    assert item.flags == ["分页不全"]


def test_a_server_that_answers_the_first_page_again_ends_the_article(spider: OutletSpider) -> None:
    (request,) = spider.parse_article(page(1, TEXT), LINK)
    assert isinstance(request, Request)
    (item,) = spider.parse_article(page(1, TEXT).replace(url=request.url), **request.cb_kwargs)
    assert isinstance(item, ArticleItem)
    assert (item.article_body, item.flags) == (TEXT, ["分页不全"])


def test_a_further_page_whose_address_says_no_number_is_joined_unless_it_leads_elsewhere(spider: OutletSpider) -> None:
    pager = '<a href="c1008-7/2.html">下一页</a>'
    bare = re.sub(rb'<div class="zdfy">.*?</div>', pager.encode(), page(1, TEXT).body)
    (request,) = spider.parse_article(page(1, TEXT).replace(body=bare), LINK)
    assert isinstance(request, Request)
    assert request.url == "http://society.people.com.cn/n1/2025/1210/c1008-7/2.html"
    second = page(1, "第二页的文字。").replace(url=request.url, request=request)
    (item,) = spider.parse_article(second, **request.cb_kwargs)
    assert isinstance(item, ArticleItem)
    assert (item.article_body, item.flags) == (f"{TEXT}\n\n第二页的文字。", [])
    (item,) = spider.parse_article(second.replace(url=request.url + "?404"), **request.cb_kwargs)
    assert isinstance(item, ArticleItem)
    assert item.flags == ["分页不全"]


def test_a_health_section_lets_through_what_another_list_stopped(spider: OutletSpider) -> None:
    """Whichever of them answers first: the gate's word is that of one list."""
    url = "http://health.people.com.cn/n1/2025/1210/c1008-41000001.html"
    page = f'<ul class="list_16"><li><a href="{url}">走进山村</a></li></ul>'
    plain, health = (
        next(source for source in People.sources if isinstance(source, SectionList) and source.health == wanted)
        for wanted in (False, True)
    )

    def asked(source: SectionList) -> list[Request]:
        response = HtmlResponse(source.url, body=page.encode(), encoding="utf-8", request=Request(source.url))
        return [
            each for each in spider.parse_listing(response, source, 1) if isinstance(each, Request) and each.url == url
        ]

    assert len(asked(plain)) == 1
    spider.ledger.settle("41000001", GATE)
    (again,) = asked(health)
    assert again.meta[LISTED].health
    assert spider.crawler.stats
    assert spider.crawler.stats.get_value("monitor/links/seen") == 1


def test_a_link_that_is_no_address_costs_nothing_but_itself(spider: OutletSpider) -> None:
    url = "http://health.people.com.cn/n1/2025/1210/c1008-41000002.html"
    page = f'<ul class="list_16"><li><a href="http://[">坏</a></li><li><a href="{url}">医院</a></li></ul>'
    source = next(each for each in People.sources if isinstance(each, SectionList))
    response = HtmlResponse(source.url, body=page.encode(), encoding="utf-8", request=Request(source.url))
    found = [each.url for each in spider.parse_listing(response, source, 1) if isinstance(each, Request)]
    assert url in found


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/admin", "http://169.254.169.254/", "https://people.com.cn.evil.example/"]
)
def test_a_request_that_leads_elsewhere_is_refused(spider: OutletSpider, url: str) -> None:
    """Scrapy's own middleware, under this project's settings: the domains are the outlet's hosts."""
    spider.crawler.spider = spider
    offsite = OffsiteMiddleware.from_crawler(spider.crawler)
    offsite.spider_opened(spider)
    with pytest.raises(IgnoreRequest):
        offsite.process_request(Request(url))
    offsite.process_request(Request("http://health.people.com.cn/"))

"""Laws over all outlets, and their rules for addresses."""

from __future__ import annotations

import json
from pathlib import Path

import laws
import pytest
from page_bench import PAGES
from scrapy.http import HtmlResponse, XmlResponse
from scrapy.utils.project import get_project_settings

from monitor.exceptions import LayoutChanged
from monitor.listing.sitemap import SitemapIndex
from monitor.outlet.registry import load_outlets
from monitor.outlet.spider import OutletSpider
from monitor.reading.article import read_article
from spiders.chinadaily import Chinadaily
from spiders.families import layout_paper, trs
from spiders.hebnews_hbrb import HebnewsHbrb
from spiders.people import People
from spiders.xinhuanet import Xinhuanet
from spiders.ynet_bqb import YnetBqb

OUTLETS = load_outlets(get_project_settings())
HEX = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"


@pytest.fixture(params=sorted(OUTLETS))
def outlet(request: pytest.FixtureRequest) -> type[OutletSpider]:
    return OUTLETS[request.param]


@pytest.mark.parametrize("law", laws.LAWS)
def test_law(outlet: type[OutletSpider], law: str) -> None:
    faults = list(laws.LAWS[law](outlet, PAGES / outlet.name))
    if faults:
        pytest.fail(f"{outlet.name}: " + "; ".join(faults), pytrace=False)


@pytest.mark.parametrize(
    ("spider", "url", "canonical", "key", "day", "page"),
    [
        (Xinhuanet, f"http://www.xinhuanet.com/tech/20250701/{HEX}/c.html?x=1#a", f"https://www.news.cn/tech/20250701/{HEX}/c.html", HEX, "2025-07-01", 1),
        (Xinhuanet, f"https://www.news.cn/20260914/{HEX}/c.html", f"https://www.news.cn/20260914/{HEX}/c.html", HEX, "2026-09-14", 1),
        (Xinhuanet, f"https://education.news.cn/20260914/{HEX}/c.html", f"https://education.news.cn/20260914/{HEX}/c.html", HEX, "2026-09-14", 1),
        (Xinhuanet, "http://www.news.cn/fortune/2023-11/17/c_1129981476_2.htm", "https://www.news.cn/fortune/2023-11/17/c_1129981476.htm", "1129981476", "2023-11-17", 2),
        (Xinhuanet, "http://news.xinhuanet.com/health/2012-06/04/content_123.htm", "https://news.xinhuanet.com/health/2012-06/04/content_123.htm", "123", "2012-06-04", 1),
        (People, "http://cq.people.com.cn/n2/2025/1210/c367668-41437413.html", "http://cq.people.com.cn/n2/2025/1210/c367668-41437413.html", "41437413", "2025-12-10", 1),
        (People, "https://culture.people.com.cn/n1/2019/0615/c1013-31153719-2.html\n", "http://culture.people.com.cn/n1/2019/0615/c1013-31153719.html", "31153719", "2019-06-15", 2),
        (People, "http://politics.people.cn/n/2014/0615/c1013-5.html?a=b", "http://politics.people.cn/n/2014/0615/c1013-5.html", "5", "2014-06-15", 1),
        (YnetBqb, "https://h5.news.ynet.com/2019/06/13/1880983t1254.html?x=1", "https://news.ynet.com/2019/06/13/1880983t1254.html", "web-1880983", "2019-06-13", 1),
        (YnetBqb, "http://epaper.yinet.com/html/2025-12/12/content_444054.htm?div=-1", "https://epaper.ynet.com/html/2025-12/12/content_444054.htm", "444054", "2025-12-12", 1),
        (HebnewsHbrb, "http://hbrb.hebnews.cn/pad/paper/c/202603/01/c301233.html", "https://hbrb.hebnews.cn/pc/paper/c/202603/01/content_301233.html", "301233", "2026-03-01", 1),
        (Chinadaily, "https://cn.chinadaily.com.cn/a/202504/25/WS680b27eda310f5426347462f.html?ivk_sa=1023197a", "https://cn.chinadaily.com.cn/a/202504/25/WS680b27eda310f5426347462f.html", "WS680b27eda310f5426347462f", "2025-04-25", 1),
        (Chinadaily, "http://fj.chinadaily.com.cn/a/202504/25/WS680b27eda310f5426347462f_3.html", "https://fj.chinadaily.com.cn/a/202504/25/WS680b27eda310f5426347462f.html", "WS680b27eda310f5426347462f", "2025-04-25", 3),
    ],
)  # fmt: skip
def test_addresses(spider: type[OutletSpider], url: str, canonical: str, key: str, day: str, page: int) -> None:
    address = spider.identify(url)
    assert address is not None
    assert (address.url, address.key, str(address.day), address.page) == (canonical, key, day, page)
    assert spider.claims(url)
    again = spider.identify(address.url)
    assert again is not None
    assert again.url == canonical


@pytest.mark.parametrize(
    ("spider", "url"),
    [
        (Xinhuanet, f"http://big5.news.cn/gate/big5/www.news.cn/tech/20250701/{HEX}/c.html"),
        (Xinhuanet, "https://my-h5news.app.xinhuanet.com/h5/zhuanti/index.html?articleId=4cb2"),
        (Xinhuanet, f"https://evilnews.cn.example.com/tech/20250701/{HEX}/c.html"),
        (Xinhuanet, f"https://evilnews.cn/tech/20250701/{HEX}/c.html"),
        (Xinhuanet, f"https://www.evil-xinhuanet.com/tech/20250701/{HEX}/c.html"),
        (Xinhuanet, f"https://news.cn@evil.example/tech/20250701/{HEX}/c.html"),
        (People, "http://www.people.com.cn/BIG5/n1/2019/0615/c1013-31153719.html"),
        (People, "http://en.people.cn/n3/2025/1210/c90000-20401.html"),
        (People, "http://cpc.people.com.cn/GB/59476/index.html"),
        (Chinadaily, "https://language.chinadaily.com.cn/a/202504/25/WS680b27eda310f5426347462f.html"),
        (Chinadaily, "https://www.chinadaily.com.cn/a/202504/25/WS680b27eda310f5426347462f.html"),
    ],
)
def test_no_articles(spider: type[OutletSpider], url: str) -> None:
    assert spider.identify(url) is None


def test_hosts_are_not_taken_by_their_endings() -> None:
    assert not Xinhuanet.claims("https://evilnews.cn/a")
    assert not People.claims("file:///people.cn/")


def test_all_seed_addresses_are_claimed_by_their_outlets(shared: Path) -> None:
    """Their days where the address holds one: the ids of 新京报 and 湖北日报 hold none."""
    bulletins = json.loads((shared / "seeds" / "bulletins.json").read_text("utf-8"))
    printed = {outlet.outlet: outlet for outlet in OUTLETS.values()} | {"中国新闻网": OUTLETS["chinanews"]}
    seeds = [article for bulletin in bulletins for article in bulletin["articles"]]
    assert len(seeds) == 15
    without_day = []
    for article in seeds:
        url = article["url"]
        outlet = printed[article["source"]]
        address = outlet.identify(url)
        assert address is not None, url
        assert [other for other in OUTLETS.values() if other.claims(url)] == [outlet]
        again = outlet.identify(address.url)
        assert again is not None
        assert (again.url, again.key) == (address.url, address.key)
        if address.day is None:
            without_day.append(article["source"])
        else:
            assert str(address.day) == article["date"], url
    assert sorted(without_day) == ["新京报", "湖北日报"]


def test_a_sitemap_is_read_in_two_steps() -> None:
    source = next(source for source in People.sources if isinstance(source, SitemapIndex))
    index = b"""<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>http://www.people.cn/sitemap/cn/society/news_sitemap.xml</loc></sitemap>
    <sitemap><loc>http://www.people.cn/sitemap/cn/sports/news_sitemap.xml</loc></sitemap></sitemapindex>"""
    listing = source.read(XmlResponse(source.url, body=index), People.identify)
    assert [request.url for request in listing.deeper] == ["http://www.people.cn/sitemap/cn/society/news_sitemap.xml"]
    urls = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url><loc>http://society.people.com.cn/n1/2025/1210/c1008-41437413.html</loc><lastmod>2025-12-10</lastmod></url></urlset>"""
    listing = source.read(XmlResponse(listing.deeper[0].url, body=urls), People.identify)
    assert [link.address.key for link in listing.links] == ["41437413"]
    with pytest.raises(LayoutChanged):
        source.read(XmlResponse(source.url, body=b"<html><body>404</body></html>"), People.identify)


def test_of_a_dated_paper_two_days_may_have_one_number() -> None:
    form = layout_paper.article("https://epaper.songyun.example/pc/content/{y}{m}/{d}/content_{id}.html")
    urls = [
        f"https://epaper.songyun.example/{kind}/content/202603/{day}/content_1.html"
        for kind, day in (("pc", "01"), ("pad", "01"), ("pc", "02"))
    ]
    assert [address.key for url in urls if (address := form.match(url, {}))] == [
        "20260301-1",
        "20260301-1",
        "20260302-1",
    ]


def test_a_site_on_trs_is_read_as_the_platform_reads_it() -> None:
    """Its first heading is the name of the site."""
    text = "松云市卫生健康委3月1日通报，全市社区卫生服务中心全部启用电子病历，转诊时资料随人走。"
    page = (
        "<html><head><title>松云市社区电子病历全覆盖_松云网</title></head><body><h1>松云网</h1>"
        "<div class='title'>松云市社区电子病历全覆盖</div><div>2026-03-01 08:00 来源：松云网</div>"
        f"<div class='TRS_Editor'><p>{text}</p></div></body></html>"
    )
    response = HtmlResponse("https://www.songyun.example/a.html", body=page.encode(), encoding="utf-8")
    item = read_article(response, "songyun", "松云网", trs.TEMPLATES)
    assert (item.reader, item.headline) == ("family:trs", "松云市社区电子病历全覆盖")
    assert str(item.date_published) == "2026-03-01 08:00:00+08:00"

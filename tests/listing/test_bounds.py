"""Lists without an end, and links that are none: each fails by itself, by name."""

from __future__ import annotations

import json

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from monitor.exceptions import LayoutChanged
from monitor.listing.any_list import AnyList
from monitor.listing.channel_data import ChannelData
from monitor.listing.search import JsonSearch
from monitor.listing.section import SectionList
from monitor.listing.sitemap import SitemapIndex
from monitor.listing.source import MOST_LINKS
from spiders.bjnews import Bjnews
from spiders.people import People
from spiders.xinhuanet import Xinhuanet

SITEMAP = next(source for source in People.sources if isinstance(source, SitemapIndex))
SECTION = next(source for source in People.sources if isinstance(source, SectionList))
CHANNELS = next(source for source in Bjnews.sources if isinstance(source, JsonSearch))
DATA = next(source for source in Xinhuanet.sources if isinstance(source, ChannelData))
ARTICLE = "http://health.people.com.cn/n1/2025/1210/c14739-{}.html"
SOUND = ARTICLE.format(40569999)


def index(maps: int) -> bytes:
    rows = "".join(f"<sitemap><loc>http://www.people.cn/sitemap/cn/health/{n}.xml</loc></sitemap>" for n in range(maps))
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()


def test_an_index_in_an_index_is_refused() -> None:
    (inner,) = SITEMAP.read(
        XmlResponse(SITEMAP.url, body=index(1), request=Request(SITEMAP.url)), People.identify
    ).deeper
    with pytest.raises(LayoutChanged, match="没有尽头"):
        SITEMAP.read(XmlResponse(inner.url, body=index(1), request=inner), People.identify)


def test_an_index_of_ever_more_maps_is_refused() -> None:
    with pytest.raises(LayoutChanged, match="没有尽头"):
        SITEMAP.read(XmlResponse(SITEMAP.url, body=index(9_518), request=Request(SITEMAP.url)), People.identify)


def section(links: list[str]) -> HtmlResponse:
    body = "".join(f'<li><a href="{url}">云州</a></li>' for url in links)
    return HtmlResponse(SECTION.url, body=f"<ul>{body}</ul>".encode(), encoding="utf-8")


def test_a_page_of_too_many_articles_is_no_list() -> None:
    with pytest.raises(LayoutChanged, match="超过"):
        SECTION.read(section([ARTICLE.format(n) for n in range(MOST_LINKS + 1)]), People.identify)


def test_an_answer_of_too_many_hits_is_no_list() -> None:
    body = json.dumps({"data": [{"title": "云州"}] * (MOST_LINKS + 1)}).encode()
    with pytest.raises(LayoutChanged, match="超过"):
        CHANNELS.read(TextResponse("https://m.bjnews.com.cn/", body=body, encoding="utf-8"), Bjnews.identify)


def test_a_channel_of_too_many_files_is_none() -> None:
    blocks = "".join(f'<div datatype="ds" data="datasource:{n:032x}" preview="ds_"></div>' for n in range(1_000))
    with pytest.raises(LayoutChanged, match="超过"):
        DATA.read(HtmlResponse(DATA.url, body=blocks.encode(), encoding="utf-8"), Xinhuanet.identify)


@pytest.mark.parametrize("digits", [400, 5_000, 100_000])
def test_a_link_with_an_endless_number_costs_itself_alone(digits: int) -> None:
    number = "9" * digits
    links = [ARTICLE.format(f"40569998-{number}"), ARTICLE.format(number), f"index{number}.html", SOUND]
    assert SOUND in [link.url for link in SECTION.read(section(links), People.identify).links]
    follow = SectionList(name="s", url="http://h/", next_link="a.next", next_name="list_{x}_{n}.html")
    page = f'<a href="{SOUND}">云州</a><a class="next" href="list_a_{number}.html">'
    response = HtmlResponse(f"http://h/list_a_{number}.html", body=page.encode(), encoding="utf-8")
    assert follow.read(response, People.identify).next_page is None


@pytest.mark.parametrize("links", [5, "abc", ["x", None], {"linkUrl": 1}, [{"linkUrl": {}, "linkTitle": []}], [[[]]]])
def test_a_row_that_is_none_costs_itself_alone(links: object) -> None:
    url = "https://www.news.cn/health/20251210/0a1b2c3d4e5f60718293a4b5c6d7e8f9/c.html"
    rows = [{"linkUrls": links, "title": {}, "publishUrl": []}, {"publishUrl": url, "title": "云州"}, None, 3]
    response = TextResponse(DATA.url + "ds_1.json", body=json.dumps({"datasource": rows}).encode(), encoding="utf-8")
    assert [link.url for link in DATA.read(response, Xinhuanet.identify).links] == [url]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe\xff\xfe<\0u\0>\0",
        b"<urlset><url><loc>http://x.cn/&#0055296;</loc></url></urlset>",
        b"<html><p>x",
    ],
)
def test_what_is_no_sitemap_is_told(body: bytes) -> None:
    with pytest.raises(LayoutChanged, match="站点地图"):
        SITEMAP.read(XmlResponse(SITEMAP.url, body=body, request=Request(SITEMAP.url)), People.identify)


def test_a_tag_whose_name_is_none_costs_no_map() -> None:
    loc = "http://health.people.com.cn/n1/2025/1212/c14739-40600001.html"
    body = f"<urlset><url><loc>{loc}</loc></url><a><http://x.cn></urlset>".encode()
    found = SITEMAP.read(XmlResponse(SITEMAP.url, body=body, request=Request(SITEMAP.url)), People.identify)
    assert [link.url for link in found.links] == [loc]


@pytest.mark.parametrize("list_", [SitemapIndex, AnyList])
def test_an_index_may_name_its_maps_without_a_host(list_: type[SitemapIndex | AnyList]) -> None:
    body = (
        b"<sitemapindex><sitemap><loc>/news_1.xml</loc></sitemap><sitemap><loc>mailto:a</loc></sitemap></sitemapindex>"
    )
    response = XmlResponse("http://x.cn/map.xml", body=body, request=Request("http://x.cn/map.xml"))
    listing = list_(name="x", url=response.url).read(response, People.identify)
    assert [request.url for request in listing.deeper] == ["http://x.cn/news_1.xml"]

"""How a list goes on: what its page calls its next one, numbers in folders, JSON with a block of old articles."""

from __future__ import annotations

import json
from datetime import date, timedelta

from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from monitor.issue_calendar import Window
from monitor.listing.any_list import AnyList
from monitor.listing.source import Listing
from monitor.text.urls import AddressForm

FORM = AddressForm(r"^https?://h\.cn/(?P<id>\d+)\.html", "https://h.cn/{id}.html")
ROWS = "".join(f"<li><a href=/{n}.html>云州市影像云平台第{n}批医院接入</a><i>2026-12-30</i></li>" for n in range(1, 6))
WEEK = Window(date(2026, 12, 26), date(2027, 1, 1))


def read(body: str, url: str, made: type[TextResponse] = HtmlResponse) -> Listing:
    source = AnyList(name="x", url=url)
    (request,) = source.requests(WEEK, ())
    return source.read(
        made(url, body=body.encode(), encoding="utf-8", request=request), lambda url: FORM.match(url, {})
    )


def further(link: str, url: str = "https://h.cn/jk/") -> str:
    request = read(f"<html><head></head><body><ul>{ROWS}</ul><p>{link}</p></body></html>", url).next_page
    return request.url if isinstance(request, Request) else ""


def test_a_list_goes_on_where_its_page_says() -> None:
    for link, expected in (
        ('<a rel="next" href="?page=2"><i class="icon-right"></i></a>', "https://h.cn/jk/?page=2"),
        ('<a rel="nofollow next" href="/jk/page/2/">更早的文章</a>', "https://h.cn/jk/page/2/"),
        ('<link rel="next" href="/jk/page/2/">', "https://h.cn/jk/page/2/"),
        ('<a href="index_2.html"><img src="next.gif" alt="下一页"></a>', "https://h.cn/jk/index_2.html"),
        ('<a href="/jk/page/2/">2</a>', "https://h.cn/jk/page/2/"),
        ('<a href="/jk/page/2/">»</a>', "https://h.cn/jk/page/2/"),
        ('<a href="/jk/list_2.html">第2页</a>', "https://h.cn/jk/list_2.html"),
        ('<a href="/jk/2/">2</a>', "https://h.cn/jk/2/"),
    ):
        assert further(link) == expected, link
    assert further('<a href="/jk/page/3/">3</a>', "https://h.cn/jk/page/2/") == "", "page 2 of it is not known to be it"


def test_what_leads_elsewhere_is_no_further_page() -> None:
    for link in (
        '<link rel="next" href="https://other.cn/jk/page/2/">',
        '<a rel="next" href="/kj/page/2/">科技</a>',
        '<a href="/jk/2/12.html">2</a>',
        '<a href="/jk/page/20/">2</a>',
        '<a href="/kj/2/">2</a>',
        '<a href="/jk/bj/">»</a>',
        '<a rel="prev" href="/jk/page/2/">较新</a>',
        '<link rel="stylesheet" href="/jk/2">',
    ):
        assert further(link) == "", link


def test_a_block_of_old_articles_in_json_ends_no_list() -> None:
    """What is read most stands beside what is new; only of a list that falls in time an old last article is the end."""

    def on(*days: str) -> bool:
        rows = [
            {"title": f"云州市影像云平台第{n}批医院接入", "url": f"/{n}.html", "publishTime": day}
            for n, day in enumerate(days)
        ]
        body = json.dumps({"list": rows[:3], "hot": rows[3:]}, ensure_ascii=False)
        return read(body, "https://h.cn/api?page=1", TextResponse).next_page is not None

    assert on("2026-12-31", "2026-12-30", "2026-12-30", "2026-10-02", "2026-11-03", "2026-10-01")
    assert on("2026-10-01", "2026-12-31", "2026-12-30", "2026-12-20"), "an article that is kept on top"
    assert not on("2026-12-31", "2026-12-30", "2026-12-20")
    assert not on("2026-12-31", "2026-12-31", "2026-12-26", "2026-12-25")


def test_of_json_lines_all_count() -> None:
    lines = [json.dumps({"title": f"云州市影像云平台第{n}批医院接入", "url": f"/{n}.html"}) for n in range(3)]
    for body in ("\n".join(lines), "\ufeff" + "\r\n".join(lines) + "\n"):
        assert [link.address.key for link in read(body, "https://h.cn/api", TextResponse).links] == ["0", "1", "2"]
    pretty = json.dumps({"list": [json.loads(line) for line in lines], "page": {"n": 1}}, indent=1)
    assert len(read(pretty, "https://h.cn/api", TextResponse).links) == 3


def test_of_an_index_with_many_maps_those_that_changed_last_are_asked() -> None:
    """Some name the newest map first; only the last twenty were asked."""

    def asked(days: bool) -> set[int]:
        told = "<lastmod>{:%Y-%m-%d}</lastmod>" if days else ""
        maps = "".join(
            f"<sitemap><loc>https://h.cn/map{n}.xml</loc>{told.format(WEEK.until - timedelta(days=n))}</sitemap>"
            for n in range(30)
        )
        body = f'<?xml version="1.0"?><sitemapindex>{maps}</sitemapindex>'
        return {
            int(each.url.rpartition("map")[2][:-4])
            for each in read(body, "https://h.cn/sitemap.xml", XmlResponse).deeper
        }

    assert asked(True) == set(range(20))
    assert asked(False) == set(range(10, 30))

"""What a page is: its articles, what leads to further lists, how it goes on; in every form, and of hostile ones."""

from __future__ import annotations

import json
from datetime import date

import pytest
from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from monitor.discovery.leads import DATA, FEED, MENU, MORE, NEXT, SECTION
from monitor.discovery.survey import survey
from monitor.discovery.worth import weigh
from monitor.exceptions import PageError
from monitor.issue_calendar import Window
from monitor.listing.any_list import AnyList
from monitor.text.urls import Address, AddressForm
from monitor.topic.gate import passes

HOST = "http://www.made.example"
FORM = AddressForm(rf"^{HOST}/(?P<id>\d+)\.html", HOST + "/{id}.html")
TODAY = date(2026, 1, 3)


class Made:
    def claims(self, url: str) -> bool:
        return url.startswith(HOST + "/")

    def identify(self, url: str) -> Address | None:
        return FORM.match(url, {})


def html(body: str, url: str = f"{HOST}/jk/", head: str = "<title>健康-某报网</title>") -> HtmlResponse:
    return HtmlResponse(url, body=f"<html><head>{head}</head><body>{body}</body></html>".encode(), encoding="utf-8")


def text(body: str, url: str = f"{HOST}/api/list") -> TextResponse:
    return TextResponse(url, body=body.encode(), encoding="utf-8", headers={"Content-Type": "application/json"})


def xml(body: str) -> XmlResponse:
    return XmlResponse(f"{HOST}/feed.xml", body=f'<?xml version="1.0"?>{body}'.encode(), encoding="utf-8")


ROW = '<li><a href="/{n}.html">第{n}院上线电子病历</a><span>{day}</span></li>'


@pytest.mark.parametrize(
    ("response", "days"),
    [
        (html(ROW.format(n=1, day="2025-12-30")), {"1": "2025-12-30"}),
        (html(ROW.format(n=1, day="12-30")), {"1": "2025-12-30"}),  # of the year that has just ended
        (html(ROW.format(n=1, day="01-02")), {"1": "2026-01-02"}),
        (html('<li><a href="/1.html">院庆12月31日举行，请看</a></li>'), {"1": None}),  # a day in a title is another's
        (html("<li>01-01 <a href='/1.html'>一</a><a href='/2.html'>二</a><a href='/3.html'>三</a></li>"), {"1": None, "2": None, "3": None}),
        (html('<div><p><a href="/1.html"><img alt="图说"></a></p><p><i>2025年12月29日</i></p></div>'), {"1": "2025-12-29"}),
        (text(json.dumps({"data": [{"title": "题", "url": "/1.html", "pubTime": "2025-12-31 08:00"}]})), {"1": "2025-12-31"}),
        (text('cb({"d":[{"t":{"showTitle":"<em>题</em>","linkUrl":"http:\\/\\/www.made.example\\/2.html"}}]})'), {"2": None}),
        (text(json.dumps({"data": {"html": ROW.format(n=1, day="2025-12-31")}})), {"1": "2025-12-31"}),  # JPAAS
        (html(f"<script>var itemObj = {json.dumps([{'aT': '题', 'aPd': '2025-12-31', 'aU': json.dumps({'common': '/1.html'})}])};</script>"), {"1": "2025-12-31"}),  # UCAP
        (xml("<rss><channel><item><title>题</title><link>/1.html</link><pubDate>Wed, 31 Dec 2025 08:00:00 +0800</pubDate></item></channel></rss>"), {"1": "2025-12-31"}),
        (xml('<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>题</title><link href="/1.html"/><updated>2026-01-01T01:00:00Z</updated></entry></feed>'), {"1": "2026-01-01"}),
        (xml(f"<urlset><url><loc>{HOST}/1.html</loc><lastmod>2025-12-31</lastmod></url></urlset>"), {"1": "2025-12-31"}),
    ],
)  # fmt: skip
def test_articles_and_their_days(response: TextResponse, days: dict[str, str | None]) -> None:
    found = survey(response, Made(), TODAY)
    assert {link.address.key: link.address.day and str(link.address.day) for link in found.links} == days


UNITS = """<script url="/front/page/build/unit" queryData="{{'tagId':'{}'}}"></script>"""


@pytest.mark.parametrize(
    ("body", "kind", "name", "path"),
    [
        ('<div class="nav"><a href="/kj/">科技</a></div>', MENU, "科技", "/kj/"),
        ('<h2><b>医药</b><a href="/yy/index.html">更多&gt;&gt;</a></h2>', MORE, "医药", "/yy/index.html"),
        ('<p>当前位置：<a href="/jk/zc/">政策</a> &gt; 正文</p>', SECTION, "政策", "/jk/zc/"),
        ('<script>var m=[{ "text":"卫健", "href":"\\/wj\\/" }]</script>', MENU, "卫健", "/wj/"),
        ("<script>load('/static/nav.json?v=2')</script>", DATA, "", "/static/nav.json?v=2"),
        ('<div data-src="/d/menu.json"></div>', DATA, "", "/d/menu.json"),
        ('<a href="/jk/index_2.html">下一页</a>', NEXT, "", "/jk/index_2.html"),
        ('<a href="/jk/1.shtml">1</a><a href="/jk/2.shtml">2</a>', NEXT, "", "/jk/2.shtml"),
        ('<script>createPageHTML(9, 0, "index", "shtml");</script>', NEXT, "", "/jk/index_1.shtml"),
        ("<script>createPageHTML('page_div', 9, 1, 'list', 'shtml', 170);</script>", NEXT, "", "/jk/list_2.shtml"),
        (
            '<script>var countPage = 3, currentPage = 0; w("<a href=\\"index_" + (currentPage + 1) + ".html\\">")</script>',
            NEXT,
            "",
            "/jk/index_1.html",
        ),
        (
            '<script>function go(n) { location = "?page=" + n }</script><a href="javascript:go(2)">下一页</a>',
            NEXT,
            "",
            "/jk/?page=2",
        ),
        (
            '<ul data-url="/api/list?column=jk&amp;page=1&amp;size=9"></ul>',
            NEXT,
            "",
            "/api/list?column=jk&page=1&size=9",
        ),
        (
            '<script>get("/api/list?column=jk&page=" + n + "&size=9")</script>',
            NEXT,
            "",
            "/api/list?column=jk&page=1&size=9",
        ),
        (
            UNITS.format("当前位置") + UNITS.format("当前栏目a"),
            NEXT,
            "",
            "/front/page/build/unit?tagId=%E5%BD%93%E5%89%8D%E6%A0%8F%E7%9B%AEa",
        ),
        (UNITS.format("a") + UNITS.format("导航"), DATA, "", "/front/page/build/unit?tagId=%E5%AF%BC%E8%88%AA"),
    ],
)
def test_what_leads_on(body: str, kind: str, name: str, path: str) -> None:
    found = survey(html(body), Made(), TODAY)
    assert (kind, name, HOST + path) in {(lead.kind, lead.name, lead.url) for lead in found.leads}


@pytest.mark.parametrize(
    "body",
    [
        '<a href="http://other.example/jk/">健康</a>', '<a href="/login/">登录</a>', '<a href="/a.pdf">公报</a>',
        '<a href="/about/">关于我们</a>', '<a href="javascript:go()">健康</a>', '<a href="#top">返回</a>',
        '<a href="/x/">一个很长很长的、显然是题目而不是栏目的链接文字</a>', '<a href="mailto:a@b.c">邮箱</a>',
        '<a href="/x?page=1"></a>', '<script>get("/api/comment?page=" + n); get("//other.example/api?page=1")</script>',
        '<script>document.write("<a href=\\"index_" + n + ".html\\">")</script>', "<script>createPageHTML('page_div', 1, 1, 'list', 'html')</script>",
        '<a href="/search?q=1">搜索</a>', '<a href="http://[">健康</a>', '<a href="/9.html">健康</a>',
        '<link rel="alternate" type="application/rss+xml" href="http://other.example/rss">',
        '<a href="http://www.made.example:99999/jk/">健康</a>', '<a href="/jk/">本页</a>', '<a href="">空</a>',
    ],
)  # fmt: skip
def test_what_leads_nowhere(body: str) -> None:
    assert survey(html(body), Made(), TODAY).leads == ()


def test_a_feed_that_a_page_names_and_an_article_names_its_section() -> None:
    head = '<link rel="alternate" type="application/rss+xml" title="健康" href="/rss.xml"><meta name="ColumnName" content="健康&gt;政策">'
    assert [(lead.kind, lead.url) for lead in survey(html("", head=head), Made()).leads] == [(FEED, f"{HOST}/rss.xml")]
    page = html(
        '<div class="nav"><a href="/kj/">科技</a></div><div class="crumb"><a href="/zc/">政策</a></div><a href="/2.html">另一篇</a>',
        f"{HOST}/1.html",
        head,
    )
    article = survey(page, Made())
    assert article.is_article
    assert {lead.url for lead in article.leads} == {f"{HOST}/zc/", f"{HOST}/rss.xml"}, (
        "what stands on every page is no section of its"
    )
    assert set(article.sections) == {"健康", "政策"}
    assert [link.address.key for link in article.links] == ["2"]


def test_what_lists_add_and_what_stands_on_all_pages() -> None:
    rail = "".join(ROW.format(n=n, day="2026-01-02") for n in range(900, 910))
    pages = {name: range(start, start + 12) for name, start in (("a", 0), ("b", 6), ("c", 100), ("d", 900))}
    surveys = [
        survey(html("".join(ROW.format(n=n, day="2026-01-02") for n in own) + rail, f"{HOST}/{name}/"), Made(), TODAY)
        for name, own in pages.items()
    ]
    lists = {
        each.url[-2]: each for each in weigh(surveys, Window(date(2025, 12, 27), TODAY), passes, known={"100", "101"})
    }
    assert "d" not in lists, "only two articles are not of the frame"
    assert (lists["a"].added, lists["b"].added, lists["c"].added) == (12, 6, 10)
    assert all(each.promising == 1 and each.articles == 12 for each in lists.values())


HOSTILE = [
    html("<div>" * 20_000), html("<a href='/1.html'>" * 2_000), html("<a href='/x'>x</a>" * 12_000), html("\x00\x01"),
    html("<script>" + "{" * 100_000 + "</script>"), html("<script>" + '{a:"' * 50_000 + "</script>"),
    html("<script>" + '"' * 100_000 + ".json</script>"), html("更多" * 100_000), html("<a href='" + "/a" * 50_000 + "'>健康</a>"),
    html("<a href=/b/>" + "<b>" * 5_000 + "健康</a>"), text("[" * 100_000), text(json.dumps([[]] * 50_000)), text("null"), text('"x"'), text(""),
    text(json.dumps([{"title": None, "url": 1}, {"title": ["x"], "url": {}}, {"title": "x", "url": "http://["}, 7])),
    text(json.dumps({"title": "x" * 100_000, "url": "/" * 100_000})), xml("<rss>"), xml("<urlset><url/></urlset>"), xml("<a>" * 10_000),
    xml("<sitemapindex><sitemap><loc>x</loc></sitemap></sitemapindex>"), xml('<!DOCTYPE a [<!ENTITY b "c">]><rss><item><title>&b;</title></item></rss>'),
    HtmlResponse(HOST + "/", body=b""), HtmlResponse(HOST + "/", body=b"\xff\xfe\x00" * 1000), html("createPageHTML(99999999999, 1" * 5_000),
    html(UNITS.format("x").replace("'x'}", "")), html(UNITS.replace("{{'tagId':'{}'}}", "[" * 5_000)), text(json.dumps({"html": "<a " * 20_000})),
    html("<script>" + '"index_" + ' * 30_000), html("'/a?b=1&" * 30_000), html('<b data-u="/a?page=1' + "&a=b" * 30_000),
    html("<script>itemObj=[[1," + "{" * 5_000), html('<script>itemObj=[{"aU":"[1]"},1,{"aU":3}]</script>'),
    text(json.dumps({"html": ROW}), HOST + "/build/unit?a=b&paramJson=" + "[" * 5_000), text(json.dumps({"html": ROW}), HOST + '/build/unit?paramJson={"pageNo":"x"}'),
]  # fmt: skip


@pytest.mark.parametrize("response", HOSTILE, ids=range(len(HOSTILE)))
def test_no_page_is_more_than_a_page(response: TextResponse) -> None:
    try:
        found = survey(response, Made(), TODAY)
    except PageError:
        return
    assert all(Made().claims(lead.url) for lead in found.leads)


def test_a_list_of_any_form_is_a_source_and_goes_on() -> None:
    source = AnyList(name="jk", url=f"{HOST}/jk/")
    (request,) = source.requests(Window(date(2025, 12, 27), TODAY), ())
    page = html(ROW.format(n=1, day="12-30") + '<a href="/jk/index_2.html">2</a><a href="/jk/index_3.html">3</a>')
    listing = source.read(page.replace(request=request), Made().identify)
    assert [str(link.address.day) for link in listing.links] == ["2025-12-30"]
    assert listing.next_page
    assert listing.next_page.url == f"{HOST}/jk/index_2.html"
    further = source.read(page.replace(url=listing.next_page.url, request=listing.next_page), Made().identify)
    assert further.next_page
    assert further.next_page.url == f"{HOST}/jk/index_3.html", "the number says where it has got to"

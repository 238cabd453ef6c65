"""How a list goes on: what its page calls its next one, numbers in folders, JSON with a block of old articles."""

from __future__ import annotations

import json
from datetime import date, timedelta

from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from monitor.exceptions import LayoutChanged
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
        (
            """<input type="button" value="下一页" onclick="javascript:location.href='index_2.jhtml'">""",
            "https://h.cn/jk/index_2.jhtml",
        ),
        ("""<button onclick="location='?cid=3&page=2'">下一页</button>""", "https://h.cn/jk/?cid=3&page=2"),
        ("""<input type=button value=">" onclick="go('list.aspx?page=2')">""", "https://h.cn/jk/list.aspx?page=2"),
    ):
        assert further(link) == expected, link
    assert further('<a href="/jk/page/3/">3</a>', "https://h.cn/jk/page/2/") == "", "page 2 of it is not known to be it"


def test_what_else_pages_call_their_next_one() -> None:
    for link in (
        '<a href="index_2.html">下 一 页</a>', '<a href="index_2.html">下頁</a>', '<a href="index_2.html">向后</a>', '<a href="index_2.html">第二页</a>', '<a href="index_2.html">02</a>',
        '<a href="index_2.html">Older posts</a>', '<a href="index_2.html">→</a>', '<a href="index_2.html" title="下一页"></a>', '<a href="index_2.html" aria-label="下一页"><i></i></a>',
        '<button data-url="/jk/index_2.html">加载更多</button>', '<a href="javascript:;" data-url="index_2.html">点击加载更多新闻</a>',
        '<select><option value="index.html">1</option><option value="index_2.html">2</option></select>',
        '<button onclick="go(2)">下一页</button><script>function go(n){location.href="index_"+n+".html"}</script>',
        '<a href="#" onclick="return go(2)">下一页</a><script>function go(n){location.href="index_"+n+".html"}</script>',
    ):  # fmt: skip
        assert further(link) == "https://h.cn/jk/index_2.html", link
    assert further('<div data-url="/api/jk?page=2">加载更多</div>') == "https://h.cn/api/jk?page=2"


def test_a_script_may_call_the_number_of_pages_otherwise() -> None:
    for name in (
        "pageNums",
        "maxPage",
        "totalPageNum",
        "allPage",
        "pages",
        "pagesCount",
        "pageTotalNum",
        "endPage",
        "lastPage",
        "nPages",
        "sumPage",
    ):
        drawn = f'<script>var {name} = 5; function go(n){{location.href="list_"+n+".html"}}</script>'
        assert further(drawn) == "https://h.cn/jk/list_2.html", name
        assert further(drawn.replace("5", "1")) == "", name
    for call in (
        "createPageHTML('5', '0', 'list', 'html')",
        'pageList(5,0,"list","html")',
        'createPager(5, 0, "list", ".html")',
        'toPage(5, 1, "list", "html")',
    ):
        expected = "https://h.cn/jk/list_2.html" if "1" in call else "https://h.cn/jk/list_1.html"
        assert further(f"<script>{call}</script>") == expected, call
        assert further(f"<script>{call.replace('5', '1')}</script>") == "", call
    for other in (
        'var pageSize=20; go="list_"+n+".html"',
        'var pageNum=1; go="list_"+n+".html"',
        'vote(5, 0, "film", "html")',
        'show(5, 0, "index", "jpg")',
        'var pages=[5]; go="list_"+n+".html"',
    ):
        assert further(f"<script>{other}</script>") == "", other


def test_json_goes_on_by_its_address_or_by_what_it_says() -> None:
    def behind(url: str, **said: object) -> str:
        rows = [
            {"title": f"第{n}批医院接入云州市影像云平台", "url": f"/{n}.html", "time": "2026-12-30"}
            for n in range(1, 6)
        ]
        request = read(json.dumps({"data": rows, **said}), f"https://h.cn{url}", TextResponse).next_page
        return request.url.removeprefix("https://h.cn") if isinstance(request, Request) else ""

    for url, said, expected in (
        ("/l?offset=0&limit=5", {}, "/l?offset=5&limit=5"), ("/l?limit=10&offset=0", {}, "/l?limit=10&offset=10"), ("/l?start=0", {}, "/l?start=5"),
        ("/l?skip=0&take=5", {}, "/l?skip=5&take=5"), ("/l?pg=1", {}, "/l?pg=2"), ("/l?pageNumber=1", {}, "/l?pageNumber=2"), ("/l?nowPage=1", {}, "/l?nowPage=2"),
        ("/l?c=3", {"next": "/l?c=3&after=x"}, "/l?c=3&after=x"), ("/l?c=3", {"links": {"next_page_url": "https://h.cn/l?c=3&page=2"}}, "/l?c=3&page=2"),
        ("/jk/list_1.json", {"pages": 5}, "/jk/list_2.json"), ("/jk/1.json", {"pageTotal": "5"}, "/jk/2.json"),
        ("/l?offset=20250101", {}, ""), ("/l?start=7", {}, ""), ("/l?from=2025-01-01", {}, ""), ("/l?c=3", {"next": "https://other.cn/l?page=2"}, ""), ("/l?c=3", {"next": 2, "more": True}, ""),
        ("/jk/list_1.json", {}, ""), ("/jk/list_1.json", {"pages": 1}, ""), ("/jk/20250101.json", {"pages": 5}, ""),
    ):  # fmt: skip
        assert behind(url, **said) == expected, (url, said)  # type: ignore[arg-type]


def test_what_leads_elsewhere_is_no_further_page() -> None:
    for link in (
        '<button data-url="/kj/more.html">加载更多</button>',
        '<button data-url="/api/jk">加载更多</button>',
        '<a href="/jk/gzdt.html">更多</a>',
        '<select><option value="/kj/2.html">2</option></select>',
        '<link rel="next" href="https://other.cn/jk/page/2/">',
        '<a rel="next" href="/kj/page/2/">科技</a>',
        '<a href="/jk/2/12.html">2</a>',
        '<a href="/jk/page/20/">2</a>',
        '<a href="/kj/2/">2</a>',
        '<a href="/jk/bj/">»</a>',
        '<a rel="prev" href="/jk/page/2/">较新</a>',
        '<link rel="stylesheet" href="/jk/2">',
        """<input type="button" value="搜索" onclick="location.href='index_2.jhtml'">""",
        """<input type="button" value="下一页" onclick="turn('next','')">""",
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


def filler(script: str) -> str:
    page = f"<html><body><ul id=list></ul><script>{script}</script></body></html>"
    try:
        (request,) = read(page, "https://h.cn/jk/").deeper
    except LayoutChanged:
        return ""
    return request.url


def test_an_interface_is_asked_as_the_page_s_script_asks_it() -> None:
    asked = "https://h.cn/api/list?"
    for script, expected in (
        (
            'var c="jk"; $.ajax({url: "/api/list", type: "get", data: {column: c, page: 1}, success: f});',
            "column=jk&page=1",
        ),
        (
            "let q = {c: 'jk'}, pageNo = 0; $.get('/api/list', { c: q.c, pageNo: pageNo, size: 20 }, f);",
            "c=jk&pageNo=0&size=20",
        ),
        ('axios.get("/api/list", { params: { "pn": n, "channel": "jk" } })', "pn=1&channel=jk"),
    ):
        assert filler(script) == asked + expected, script
    for script in (
        '$.ajax({url: "/api/list", type: "POST", data: {column: "jk", page: 1}});',
        '$.ajax({url: "/api/list", data: {column: current(), page: 1}});',
        '$.ajax({url: "/api/list", data: {column: unknown, page: 1}});',
        '$.ajax({url: "/api/list", data: {column: "jk"}});',
        '$.ajax({url: "/api/comment", data: {id: "9", page: 1}});',
        '$.ajax({url: "https://other.cn/api/list", data: {column: "jk", page: 1}});',
    ):
        assert filler(script) == "", script


def test_a_plugin_is_told_how_the_pages_are_called() -> None:
    def drawn(url: str, total: int, at: str = "https://h.cn/jk/") -> str:
        script = f'$("#pager").pagination({{ total: {total}, current: 1, url: "{url}" }});'
        return further(f"<div id=pager></div><script>{script}</script>", at)

    assert drawn("/jk/p{page}.shtml", 5) == "https://h.cn/jk/p2.shtml"
    assert drawn("?cid=3&pn={pageNo}", 120) == "https://h.cn/jk/?cid=3&pn=2"
    assert drawn("/jk/p{page}.shtml", 1) == "", "there is one page"
    assert drawn("/kj/p{page}.shtml", 5) == "", "another section's"
    assert drawn("/jk/{id}.shtml", 5) == "", "an article's"

"""The title that a list gives an article, however the list is made."""

from __future__ import annotations

import re

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from monitor.exceptions import LayoutChanged
from monitor.listing.any_list import AnyList
from monitor.listing.section import SectionList, read_links
from monitor.listing.source import Listing
from monitor.markup.page import Page
from monitor.text.encoding import detect_encoding
from monitor.text.urls import AddressForm

FORM = AddressForm(r"^https://h\.cn/(?P<id>\d+)\.html$", "https://h.cn/{id}.html")
WHOLE = "云州省影像云平台接入九十六家县级医院"


def titles(markup: str) -> list[str]:
    page = Page(HtmlResponse("https://h.cn/", body=f"<html><body>{markup}</body></html>", encoding="utf-8"))
    return [link.title for link in read_links(page, "a", lambda url: FORM.match(url, {}))]


@pytest.mark.parametrize(
    "markup",
    [
        f'<a href="/1.html" title="{WHOLE}">云州省影像云平台接入…</a>',
        f'<a href="/1.html" title="{WHOLE}">云州省影像云平台接入...</a>',
        f'<a href="/1.html" title="{WHOLE}">云州省影像云平台</a>',
        f'<a href="/1.html" title="[图]{WHOLE}"><img src="a.jpg"></a>',
        f'<a href="/1.html"><img src="a.jpg" alt="{WHOLE}"></a>',
        f'<a href="/1.html">[图]{WHOLE}</a>',
        f'<a href="/1.html">【视频】{WHOLE}</a>',
        f'<a href="/1.html">（组图）{WHOLE}[详细]</a>',
        f'<a href="/1.html">{WHOLE} 详细>></a>',
        f'<a href="/1.html" title="{WHOLE}">2025-09-23 08:11</a>',
        f'<a href="/1.html">{WHOLE}</a><a href="/1.html">[详细]</a>',
        f'<a href="/1.html">影像云平台</a><a href="/1.html">{WHOLE}</a>',
        f'<a href="/1.html"><img src="a.jpg"></a><a href="/1.html">云州省影像云平台接…</a><a href="/1.html">{WHOLE}</a>',
        f'<a href="/1.html">{WHOLE}</a><a href="/1.html">{"云州省卫生健康委介绍，全省影像云平台已经覆盖，" * 4}</a>',
        f'<a href="/1.html" title="点击查看">{WHOLE}</a>',
        f'<a href="/1.html" title="标题：{WHOLE}&#10;作者：&#10;时间：2025-09-23">云州省影像云…</a>',
        f'<a href="/1.html" aria-label="{WHOLE}"><i></i></a>',
        f'<a href="/1.html"><span class=tag>置顶</span>{WHOLE}</a>',
        f'<a href="/1.html">{WHOLE}<em>NEW!</em></a>',
        f'<a href="/1.html">· {WHOLE}</a>',
        f'<a href="/1.html">■{WHOLE}</a>',
        f'<a href="/1.html">3. {WHOLE}</a>',
        f'<a href="/1.html"><span>09-23</span>{WHOLE}</a>',
        f'<a href="/1.html">{WHOLE}<i>[09-23]</i></a>',
        f'<a href="/1.html"><em>23</em><i>2025-09</i><p>{WHOLE}</p></a>',
        f'<a href="/1.html"><b class=date>9月</b>{WHOLE}</a>',
        f'<a href="/1.html"><h3>{WHOLE}</h3><p>省卫健委介绍，平台已经覆盖。</p><span>2025-09-23</span></a>',
        f'<a href="/1.html"><div class="item-title">{WHOLE}</div><div>省卫健委介绍，平台已经覆盖。</div><time>昨天</time></a>',
        f'<a href="/1.html">省卫健委介绍，平台已经覆盖96家医院。群众看病少跑腿。</a><h3><a href="/1.html">{WHOLE}</a></h3>',
    ],
)
def test_the_title_is_whole_and_bare(markup: str) -> None:
    assert titles(markup) == [WHOLE]


@pytest.mark.parametrize(
    "title",
    [
        "<b>23</b>家医院接入影像云",
        "<em>3-6</em>岁儿童有了电子档案",
        "9·23行动：医院在线",
        "-5℃冷链上网",
        "1.5亿人有了电子病历",
        "<b>9月23日</b>起医保码全省通用",
        "《视频》里的医院",
        "图解医保改革",
        "更多患者受益于远程医疗",
        "直播带药被查",
        "2025中国医院信息大会",
    ],
)
def test_words_of_a_title_are_no_marks(title: str) -> None:
    assert titles(f'<a href="/1.html">{title}</a>') == [re.sub("<.*?>", "", title)]


def test_a_link_that_names_nothing_has_no_title() -> None:
    assert titles('<a href="/1.html">详细>></a><a href="/2.html">2025-09-23</a>') == ["", ""]


def read(
    list_: type[SectionList | AnyList], text: str, kind: str = "text/html", meta: dict[str, bool] | None = None
) -> Listing:
    request = Request("https://h.cn/jk/", meta=meta or {})
    made = HtmlResponse if kind == "text/html" else TextResponse
    response = made(request.url, body=text.encode(), encoding="utf-8", request=request, headers={"Content-Type": kind})
    return list_(name="x", url=request.url).read(response, lambda url: FORM.match(url, {}))


@pytest.mark.parametrize("list_", [SectionList, AnyList])
@pytest.mark.parametrize(
    "link",
    [
        "<a href='javascript:;' onclick=\"window.open('/1.html')\">{}</a>", "<a onclick=\"go('https://h.cn/1.html')\">{}</a>",
        "<a href='#' onclick=\"view('/1.html', 3)\">{}</a>", "<a href=\"javascript:window.open('../1.html')\">{}</a>",
        "<ul><li onclick=\"location.href='/1.html'\">{}</li></ul>", "<a data-href='/1.html'>{}</a>", "<div data-url='//h.cn/1.html'>{}</div>",
        "<a href='javascript:void(0)' data-src='/1.html'>{}</a>",
        "<a href='\\1.html'>{}</a>", "<a href=' /1.html\n'>{}</a>",
    ],
)  # fmt: skip
def test_a_link_leads_where_its_script_does(list_: type[SectionList | AnyList], link: str) -> None:
    (found,) = read(list_, f"<html><body>{link.format(WHOLE)}<a href=/about>关于我们</a></body></html>").links
    assert (found.address.url, found.title) == ("https://h.cn/1.html", WHOLE)


def test_links_that_a_script_writes_into_its_page_are_read() -> None:
    row = f"""<script>document.write('<li><a href=\\"/1.html\\">{WHOLE}<\\/a></li>'); document.write("<b>今天</b>")</script>"""
    (found,) = read(AnyList, f"<html><body><ul>{row}</ul></body></html>").links
    assert (found.address.url, found.title) == ("https://h.cn/1.html", WHOLE)


@pytest.mark.parametrize("list_", [SectionList, AnyList])
@pytest.mark.parametrize(
    ("does", "link"),
    [
        ("function view(id) { window.open('/' + id + '.html'); }", "<a href='javascript:view(1)'>{}</a>"),
        ('function toDetail(id, type) {\n  location.href = "https://h.cn/"+id+".html";\n}', "<a href='#' onclick=\"toDetail('1','jk')\">{}</a>"),
        ("function go(n){var u='../'+n+'.html';window.open(u)}", "<div onclick=\"return go('1')\">{}</div>"),
    ],
)  # fmt: skip
def test_a_link_leads_where_a_function_of_its_page_does(
    list_: type[SectionList | AnyList], does: str, link: str
) -> None:
    script = f"<script>function top() {{ scroll(0) }} {does}</script>"
    (found,) = read(list_, f"<html><body>{script}{link.format(WHOLE)}<a href=/about>关于我们</a></body></html>").links
    assert (found.address.url, found.title) == ("https://h.cn/1.html", WHOLE)


@pytest.mark.parametrize(
    "does",
    [
        "function view(id) { $('/' + id + '.html').show(); }", "function other(id) { window.open('/' + id + '.html'); }",
        "function view(a, id) { window.open('/' + id + '.html'); }", "function view(id) { count(id); }", "",
    ],
)  # fmt: skip
def test_a_function_that_leads_nowhere_is_no_link(does: str) -> None:
    with pytest.raises(LayoutChanged):
        read(AnyList, f"<html><body><script>{does}</script><a href='javascript:view(1)'>{WHOLE}</a></body></html>")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('cb({"list": [{"title": "%s", "url": "/1.html"}]});', "application/javascript"),
        ("var list = [{title: '%s', url: '/1.html'}];", "text/plain"), ('data.rows=[{"title":"%s","linkUrl":"//h.cn/1.html"}]', "text/plain"),
        ("<html><body><textarea><li><a href='/1.html'>%s</a></li></textarea></body></html>", "text/html"),
    ],
)  # fmt: skip
def test_a_list_is_found_in_a_script_or_a_field(text: str, kind: str) -> None:
    (found,) = read(AnyList, text % WHOLE, kind).links
    assert (found.address.url, found.title) == ("https://h.cn/1.html", WHOLE)


@pytest.mark.parametrize("list_", [SectionList, AnyList])
@pytest.mark.parametrize(
    "page", ["<body><iframe src='list.html'></iframe></body>", "<frameset><frame src='list.html'></frameset>"]
)
def test_a_list_that_stands_in_a_frame_is_asked_for(list_: type[SectionList | AnyList], page: str) -> None:
    (frame,) = read(list_, f"<html>{page}</html>").deeper
    assert frame.url == "https://h.cn/jk/list.html"
    with pytest.raises(LayoutChanged):  # a frame in the frame
        read(list_, f"<html>{page}</html>", meta=frame.meta)
    for other in ("https://ads.cn/list.html", "ad/list.html", "/login.html"):
        with pytest.raises(LayoutChanged):
            read(list_, f"<html>{page.replace('list.html', other)}</html>")
    assert not read(list_, f"<html>{page}<a href='/1.html'>{WHOLE}</a></html>".replace("<frameset>", "<div>")).deeper


@pytest.mark.parametrize("digits", [5, 5000])
def test_a_page_number_without_an_end_is_no_article(digits: int) -> None:
    form = AddressForm(r"^https://h\.cn/(?P<id>\d+?)(?:_(?P<page>\d+))?\.html$", "https://h.cn/{id}.html")
    assert form.match(f"https://h.cn/7_{'9' * digits}.html", {}) is None
    assert form.match("https://h.cn/7_2.html", {}) is not None


WHEN = "<pubDate>Tue, 23 Sep 2025 08:11:00 +0800</pubDate>"
ADDRESS = "https://h.cn/1.html"


def rss(inside: str) -> str:
    return f'<?xml version="1.0"?><rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><item>{inside}</item></channel></rss>'


@pytest.mark.parametrize(
    "text",
    [
        rss(f"<title>{WHOLE}</title><link>{ADDRESS}</link>{WHEN}"),
        rss(f"<title><![CDATA[<b>{WHOLE}</b>]]></title><link><![CDATA[ /1.html ]]></link>{WHEN}"),
        rss(f'<title>{WHOLE}</title><guid isPermaLink="true">{ADDRESS}</guid>{WHEN}'),
        rss(f'<title>{WHOLE}</title><atom:link href="/x.xml" rel="self"/><link>{ADDRESS}</link>{WHEN}'),
        rss(f"<title>{WHOLE[:5]}&nbsp;{WHOLE[5:]}</title><link>{ADDRESS}</link><pubDate>1758586260</pubDate>").replace("&nbsp;", "&shy;"),
        "<feed xmlns='http://www.w3.org/2005/Atom'><link href='/f.xml' rel='self'/><entry><link rel='edit' href='/2.html'/>"
        f"<link rel='alternate' href='/1.html'/><title>{WHOLE}</title><updated>2025-09-24</updated><published>2025-09-23</published></entry></feed>",
        f"<urlset xmlns:n='n' xmlns:image='i'><url><loc>{ADDRESS}</loc><image:image><image:title>图</image:title></image:image>"
        f"<n:news><n:publication_date>2025-09-23</n:publication_date><n:title>{WHOLE}</n:title></n:news></url></urlset>",
        f"<urlset><url><loc>{ADDRESS}</loc><lastmod>2025-09-23</lastmod><data><display><title>{WHOLE}</title></display></data></url></urlset>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_feeds_and_maps_name_articles_with_title_and_day(text: str, encoding: str) -> None:
    body, request = text.encode(encoding), Request("https://h.cn/feed.xml")
    response = XmlResponse(request.url, body=body, encoding=detect_encoding(body), request=request)
    (found,) = AnyList(name="x", url=request.url).read(response, lambda url: FORM.match(url, {})).links
    assert (found.address.url, found.title, str(found.address.day)) == (ADDRESS, WHOLE, "2025-09-23")


@pytest.mark.parametrize(
    ("here", "links", "following"),
    [
        ("/news/", "<a href=/news/page/2/>下一页</a>", "/news/page/2/"), ("/xwdt.htm", "<a href=xwdt/11.htm>下页</a>", "/xwdt/11.htm"),
        ("/news/list/1/", "<a href=/news/list/2/>下一页 ></a>", "/news/list/2/"), ("/news/", "<a href=/jk/2.html>2</a>", ""),
        ("/news/", "<a href=https://other.cn/news/2.html>下一页</a>", ""), ("/news/", "<a href=/photos/2.html>»</a>", ""),
        ("/news/", "<a href=/x/2.html>下一页</a><a href=/news/2.html>下一页</a>", "/news/2.html"), ("/news/", "<a href=/news/>下一页</a>", ""),
        ("/list/jk.html", "<a href=/jk/index_1.html>下一页</a>", ""),
    ],
)  # fmt: skip
def test_a_further_page_may_lie_in_another_folder_if_it_is_called_one(here: str, links: str, following: str) -> None:
    request = Request(f"https://h.cn{here}")
    body = f"<html><body><a href=/1.html>{WHOLE}</a>{links}</body></html>"
    response = HtmlResponse(request.url, body=body.encode(), encoding="utf-8", request=request)
    found = AnyList(name="x", url=request.url).read(response, lambda url: FORM.match(url, {})).next_page
    assert (found.url if found else "") == (f"https://h.cn{following}" if following else "")

"""How pages name the next page of a long article, and what is no such name."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.outlet.further import Further, further_page
from spiders.cnr import Cnr

FOLDER = "https://news.cnr.cn/native/gd/20250923/"
FIRST = FOLDER + "t20250923_527900001.shtml"
SECOND = FOLDER + "t20250923_527900001_1.shtml"
KEY = "527900001"


def found(body: str, number: int = 2, first: str = FIRST, key: str = KEY) -> Further:
    page = f"<html><body><p>正文。</p>{body}</body></html>".encode()
    return further_page(HtmlResponse(first, body=page, encoding="utf-8"), first, key, number, Cnr.identify)


@pytest.mark.parametrize(
    "body",
    [
        '<a href="t20250923_527900001_1.shtml">2</a>',
        '<a href="./t20250923_527900001_1.shtml">下一页</a>',
        '<link rel="next" href="t20250923_527900001_1.shtml">',
        '<select><option value="t20250923_527900001.shtml">1</option><option value="t20250923_527900001_1.shtml">2</option></select>',
        "<a onclick=\"location.href='t20250923_527900001_1.shtml'\">下一页</a>",
        "<span onclick='go(&quot;/native/gd/20250923/t20250923_527900001_1.shtml&quot;)'>2</span>",
        '<div data-next="t20250923_527900001_1.shtml"></div>',
        '<script>var pages = ["t20250923_527900001.shtml","t20250923_527900001_1.shtml"];</script>',
        r'<script>var next = "https:\/\/news.cnr.cn\/native\/gd\/20250923\/t20250923_527900001_1.shtml";</script>',
        '<script>createPageHTML(3, 0, "t20250923_527900001", "shtml");</script>',
        "<script>createPageHTML( '2' ,0,'t20250923_527900001','shtml')</script>",
        "<a href=t20250923_527900001_1.shtml>[2]</a>",
        '<script>var pagecount=2,pageindex=0,prefix="t20250923_527900001",suffix="shtml";createPageHTML(pagecount,pageindex,prefix,suffix)</script>',
        "<script>var totalPage = 2; var url='t20250923_527900001'; for (i = 1; i < totalPage; i++) add(url + '_' + i)</script>",
        "<script>var currentPage = 0; var countPage = 2; // pages</script>",
    ],
)
def test_a_page_that_the_outlet_names_is_found(body: str) -> None:
    assert found(body) == Further(SECOND, True)


@pytest.mark.parametrize(
    ("body", "number", "url"),
    [
        ('<a href="2.html">下一页</a>', 2, FOLDER + "2.html"),
        ('<a href="?page=2">下一页</a>', 2, FIRST + "?page=2"),
        ('<a rel="next" href="t20250923_527900001/2.html">2</a>', 2, FOLDER + "t20250923_527900001/2.html"),
        ('<a href="t20250923_527900001-2.html">2</a><a href="t20250923_527900001-3.html">3</a>', 2,
         FOLDER + "t20250923_527900001-2.html"),
        ('<a href="t20250923_527900001-2.html">2</a><a href="t20250923_527900001-3.html">3</a>', 3,
         FOLDER + "t20250923_527900001-3.html"),
        ('<a href="t20250923_527900001-1.html">2</a><a href="t20250923_527900001-2.html">3</a>', 2,
         FOLDER + "t20250923_527900001-1.html"),
    ],
)  # fmt: skip
def test_a_page_whose_address_has_another_form_is_found(body: str, number: int, url: str) -> None:
    assert found(body, number) == Further(url, True)


def test_a_page_is_known_by_its_parameter() -> None:
    first = "https://www.yunzhou.example/content.jsp?id=527900001"
    assert found('<a href="content.jsp?id=527900001&amp;page=2">2</a>', 2, first) == Further(first + "&page=2", True)


@pytest.mark.parametrize(
    ("link", "further"),
    [
        ("56_2.html", Further("https://www.yunzhou.example/20251210/56_2.html", True)),
        ("56-1.shtml", Further("https://www.yunzhou.example/20251210/56-1.shtml", True)),
        ("56_3.html", Further()),
        ("562.html", Further()),
        ("5_2.html", Further()),
    ],
)
def test_of_an_article_with_a_short_name_the_next_page_is_the_name_with_its_number(link: str, further: Further) -> None:
    assert found(f'<a href="{link}">下一页</a>', 2, "https://www.yunzhou.example/20251210/56.html") == further


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ('<script>createPageHTML(5, 1, "t20250923_527900001", "shtml");</script>', 6),
        ('<script>createPageHTML(1, 0, "t20250923_527900001", "shtml");</script>', 2),
        ('<img src="t20250923_527900001_1.jpg"><a href="t20250923_527900001_2.pdf">附件</a>', 2),
        ('<a href="t20250923_527900002.shtml">下一页</a>', 2),
        ('<a rel="next" href="t20250923_527900002.shtml">下一篇</a>', 2),
        ('<a href="https://www.yunzhou.example/2.html">下一页</a>', 2),
        ('<a href="javascript:void(0)">下一页</a>', 2),
        ('<a href="/native/gd/index_1.html">下一页</a>', 2),
        ('<a href="t20250923_527900001.shtml#comments">评论</a>', 2),
        ("<script>var comments = {totalPage: 10, article: 'none'}</script>", 2),
    ],
)
def test_what_names_no_further_page(body: str, number: int) -> None:
    assert found(body, number) == Further()


@pytest.mark.parametrize(
    "body",
    [
        "<script>document.write('<a href=\"t20250923_527900001_' + (page + 1) + '.shtml\">下一页</a>')</script>",
        '<a href="t20250923_527900001_2.shtml">3</a>',
        '<div data-total="2" data-url="t20250923_527900001_%d.shtml"></div>',
        '<div data-url="t20250923_527900001_{page}.shtml"></div>',
    ],
)
def test_a_page_that_is_named_and_not_told_is_no_silence(body: str) -> None:
    assert found(body) == Further("", True)

"""The title that a list gives an article, however the list is made."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.listing.section import read_links
from monitor.markup.page import Page
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
    ],
)
def test_the_title_is_whole_and_bare(markup: str) -> None:
    assert titles(markup) == [WHOLE]


@pytest.mark.parametrize(
    "title", ["《视频》里的医院", "图解医保改革", "更多患者受益于远程医疗", "直播带药被查", "2025中国医院信息大会"]
)
def test_words_of_a_title_are_no_marks(title: str) -> None:
    assert titles(f'<a href="/1.html">{title}</a>') == [title]


def test_a_link_that_names_nothing_has_no_title() -> None:
    assert titles('<a href="/1.html">详细>></a><a href="/2.html">2025-09-23</a>') == ["", ""]


@pytest.mark.parametrize("digits", [5, 5000])
def test_a_page_number_without_an_end_is_no_article(digits: int) -> None:
    form = AddressForm(r"^https://h\.cn/(?P<id>\d+?)(?:_(?P<page>\d+))?\.html$", "https://h.cn/{id}.html")
    assert form.match(f"https://h.cn/7_{'9' * digits}.html", {}) is None
    assert form.match("https://h.cn/7_2.html", {}) is not None

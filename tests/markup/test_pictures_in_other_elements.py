"""Photographs that a drawing, an `<object>` or an `<embed>` holds."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.markup.body import read_body
from monitor.markup.page import Page
from monitor.text.markdown import Picture


def pictures(markup: str) -> list[str]:
    page = f"<html><body><div><p>第一段说影像云平台。</p><p>{markup}</p><p>第二段说互认。</p></div></body></html>"
    response = HtmlResponse("https://www.yunzhou.cn/jk/t.html", body=page.encode(), encoding="utf-8")
    made = Page(response)
    node = made.first("div")
    assert node is not None
    return [block.url for block in read_body(node, made.absolute) if isinstance(block, Picture)]


@pytest.mark.parametrize(
    "markup",
    [
        '<svg width=600 height=400><image href="a.jpg" width=600 height=400></image></svg>',
        '<svg viewBox="0 0 6 4"><g><image xlink:href="/jk/a.jpg"/></g></svg>',
        '<object data="a.jpg" type="image/jpeg">浏览器不支持</object>',
        '<object data="a.jpg"><img src="a.jpg"></object>',
        '<embed src="a.jpg">',
    ],
)
def test_they_are_pictures_of_the_text(markup: str) -> None:
    assert pictures(markup) == ["https://www.yunzhou.cn/jk/a.jpg"]


@pytest.mark.parametrize(
    "markup",
    [
        '<svg width=16><image href="icon.png" width=16></image></svg>',
        '<svg><image href="a.jpg"/><text>互认平台</text></svg>',
        '<svg><path d="M0 0"/></svg>',
        '<object data="film.swf"></object>',
        '<object data="notice.pdf" type="application/pdf"></object>',
        '<embed src="film.mp4">',
        '<object data="data:image/png;base64,AAAA"></object>',
    ],
)
def test_icons_films_and_files_are_none(markup: str) -> None:
    assert pictures(markup) == []

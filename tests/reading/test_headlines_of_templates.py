"""The headline of a known template whose selector finds several: none that hides, and no logo."""

from __future__ import annotations

from scrapy.http import HtmlResponse

from monitor.markup.page import Page
from monitor.reading.template import Template

TEMPLATE = Template(name="x", evidence="GUESS", headline="h1", body=".text")
HEADLINE = "云州电子病历全市共享"
TEXT = "<p>云州市卫生健康委员会10日说，全市二级以上医院已经接入电子病历共享平台。</p>"


def headline(before: str, sheet: str = "", behind: str = "") -> str:
    head = f"<head><meta charset=utf-8><style>{sheet}</style></head>"
    page = f"<html>{head}<body>{before}<h1>{HEADLINE}</h1><div class=text>{TEXT}</div>{behind}</body></html>"
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    draft = TEMPLATE.read(Page(response), None)
    assert draft
    return draft.headline


def test_neither_a_logo_nor_what_hides_is_the_headline() -> None:
    for before in (
        '<h1 class="logo"><a href="https://www.unknown.example.cn/">云州新闻网</a></h1>', '<h1><a href="/">云州新闻网</a></h1>',
        '<div id="logo"><h1>云州新闻网</h1></div>', '<div style="display:none"><h1>云州分享的标题</h1></div>', "<h1 hidden>云州</h1>",
        '<div class="share"><h1>云州分享的标题</h1></div>', "<template><h1>云州</h1></template>", '<h1 style="display: none">云州</h1><h1></h1>',
    ):  # fmt: skip
        assert headline(before, ".share { display: none }") == HEADLINE, before


def test_what_shows_is_the_headline_whatever_follows() -> None:
    assert headline("", behind="<h1>热门推荐</h1><h1>云州村医用上新系统</h1>") == HEADLINE
    assert headline("<h1>云州医改十年</h1>") == "云州医改十年"


def test_a_page_that_shows_no_headline_has_the_hidden_one() -> None:
    assert headline("", "h1 { display: none }") == HEADLINE
    assert headline('<h1 class="logo">云州新闻网</h1>', "h1 { display: none }") == HEADLINE

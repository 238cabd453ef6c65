"""What stands around a text and a reader sees."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.items import ArticleItem
from monitor.reading.article import read_article

TITLE = "云州市建成市级影像云平台"
TEXT = (
    "<p>为推进全民健康信息化建设，云州市卫生健康委近日建成市级影像云平台，全市十二家二级以上医院全部接入。</p>"
    "<p>平台上线三个月以来，累计调阅影像四万余份，减少重复检查六千余人次，为群众节约费用约三百万元。</p>"
)
LINE = "<div class=info>来源：云州日报 发布时间：2025-12-09 08:30</div>"
OTHER = "来源：云州晚报 发布时间：2025-12-01 10:00"


def read(before: str, behind: str = "", head: str = "", wrap: str = "<div class=art>{}</div>") -> ArticleItem:
    inner = wrap.format(f"<h1>{TITLE}</h1>{before}<div class=wz>{TEXT}</div>{behind}")
    markup = f"<html><head><title>{TITLE}_云州网</title>{head}</head><body>{inner}</body></html>"
    response = HtmlResponse("http://www.yz.example.cn/a/41235.html", body=markup.encode(), encoding="utf-8")
    return read_article(response, "", "")


@pytest.mark.parametrize("kind", ["info", "xx"])
@pytest.mark.parametrize(
    "hidden",
    [
        "<div class={kind} style=display:none>{line}</div>", "<div style='display:none'><div class={kind}>{line}</div></div>",
        "<template><div class={kind}>{line}</div></template>", "<div class={kind} hidden>{line}</div>", "<noscript><p class={kind}>{line}</p></noscript>",
        "<div class=old><p class={kind}>{line}</p></div>", "<div style=display:none><section><div class={kind}><i>{line}</i></div></section></div>",
    ],
)  # fmt: skip
def test_a_hidden_line_says_nothing(kind: str, hidden: str) -> None:
    sheet, other = "<style>.old{display:none}</style>", hidden.format(kind=kind, line=OTHER)
    for item in (read(other + LINE, head=sheet), read(LINE + other, head=sheet), read(LINE, other, sheet)):
        assert (item.source, str(item.date_published)) == ("云州日报", "2025-12-09 08:30:00+08:00")


@pytest.mark.parametrize(
    "wrap",
    [
        "<div style='visibility:hidden'>{}</div>", "<div style='opacity:0'><div>{}</div></div>", "<div class=old>{}</div>", "<div>{}</div>",
        "<form>{}</form>",
    ],
)  # fmt: skip
def test_what_hides_text_and_line_hides_neither(wrap: str) -> None:
    item = read(LINE, head="<style>.old{opacity:0}</style>", wrap=wrap)
    assert (item.source, str(item.date_published)) == ("云州日报", "2025-12-09 08:30:00+08:00")


def test_what_is_hidden_for_a_search_engine_is_told() -> None:
    told = "<i id=source_baidu>来源：云州日报</i><i id=pubtime_baidu>2025-12-09 08:30</i>"
    item = read(f"<div style=display:none>{told}</div>")
    assert (item.source, str(item.date_published)) == ("云州日报", "2025-12-09 08:30:00+08:00")


@pytest.mark.parametrize("other", ["", "<p>2025-12-09 08:30 来源：云州日报</p>"])
@pytest.mark.parametrize(
    "hidden",
    ["<p hidden>{}</p>", "<p style='display:none'>{}</p>", "<template><p>{}</p></template>", "<div class=old><p>{}</p></div>"],
)  # fmt: skip
def test_a_hidden_line_of_no_class_says_nothing(hidden: str, other: str) -> None:
    item = read(other + hidden.format(OTHER), head="<style>.old{display:none}</style>")
    assert (item.source, bool(item.date_published)) == (("云州日报", True) if other else ("", False))
    assert str(item.date_published or "2025-12-09 08:30:00+08:00") == "2025-12-09 08:30:00+08:00"

"""What stands within the element of a heading: the headline that the title repeats, its day, source and buttons."""

from __future__ import annotations

import pytest
from pairing import pairs
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

T = "青岚县影像云接入96家医院"
TEXT = (
    "<p>青岚县卫生健康局介绍，全县检查检验结果互认平台已经接入二十三家医疗机构，患者换一家医院就诊不必重复检查。</p>"
    "<p>负责人说，平台上线三个月以来，累计调阅报告四万余份，为群众节约费用约三百万元。</p>"
)
MENU = "<div class=menu><a href=/>首页</a><a href=/a>医院概况</a><a href=/b>新闻动态</a><a href=/c>就医指南</a></div>"


def headline(title: str, head: str) -> str:
    markup = (
        f"<html><head><title>{title}</title></head><body>{MENU}<div class=main>{head}<div class=info>2025-09-23</div>"
        f"<div class=text>{TEXT}</div></div><div>版权所有</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=markup.encode(), encoding="utf-8")
    return read_article(response, "", "").headline


_TITLES = ["{}", "{}_云州网", "{}-云州市人民医院", "{}_要闻_云州省卫生健康委员会"]
_WITHIN = [
    "{}<span>2025-09-23</span>", "{}<small>2025-09-23 08:11</small>", "{}<br><span class=time>2025-09-23</span>",
        "{}<p>2025-09-23</p>", "{}<span>来源：云州日报</span>", "{}<span>浏览：123次</span>", "{}<span>字号：大 中 小</span>",
        "{}<a class=tts>收听</a>", "<span class=tag>要闻</span>{}", "{}<span>云卫发〔2025〕3号</span>", "{}<em>（图）</em>",
    "{}<font size=2>2025-09-23</font>", "<b>{}</b><span>2025-09-23</span><span>来源：云州日报</span>",
]  # fmt: skip


@pytest.mark.parametrize(("within", "title", "tag"), pairs(_WITHIN, _TITLES, ["h1", "h2", "h3", "div class=title"]))
def test_the_title_tells_what_is_the_headline(within: str, title: str, tag: str) -> None:
    assert headline(title.format(T), f"<{tag}>{within.format(T)}</{tag.split()[0]}>") == T


@pytest.mark.parametrize("title", ["{}", "{}_云州网"])
@pytest.mark.parametrize(
    "whole",
    [
        "<em>青岚县</em>影像云接入96家医院", "青岚县影像云接入96家医院<span>（图）</span>", "<span>要闻</span>：影像云接入96家医院",
        "<span>2025年9月</span>青岚县影像云运行通报", "青岚县影像云接入<span>96</span>家医院", "云州名医<b>走进</b>青岚县中医院",
    ],
)  # fmt: skip
def test_what_the_title_has_too_stays(title: str, whole: str) -> None:
    bare = whole
    for tag in ("em", "span", "b"):
        bare = bare.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert headline(title.format(bare), f"<h1>{whole}</h1>") == bare


@pytest.mark.parametrize("title", ["云州网", "青岚县影像云_云州网", "青岚县影像云接入96家医院_云州网"])
@pytest.mark.parametrize(
    "head",
    [
        "<span>云州省卫生健康委员会</span><span>关于青岚县影像云接入96家医院的通知</span>",
        "<span>青岚县影像云接入96家医院</span><span>为群众省下三百万元</span>",
        "<b>青岚县影像云</b><b>接入</b>96家医院",
    ],
)
def test_a_headline_in_more_elements_is_whole(title: str, head: str) -> None:
    bare = head
    for tag in ("span", "b"):
        bare = bare.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert headline(title, f"<h1>{head}</h1>") == bare


def test_a_columns_name_before_the_headline_is_none_of_it() -> None:
    for title in (T, f"{T}_云州网", f"{T}-云州市人民医院"):
        for head in (f"<h1><span>医院要闻</span>{T}</h1>", f"<h2><small>云州医改观察</small><br>{T}</h2>"):
            assert headline(title, head) == T
    for column, title in (("青岚县：", T), ("医院要闻", f"医院要闻{T}")):
        assert headline(f"{title}_云州网", f"<h1><span>{column}</span>{T}</h1>") == f"{column}{T}"

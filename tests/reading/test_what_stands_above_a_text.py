"""Kickers, subtitles, logos and columns around the headline, where `<title>` says whose the page is, or the headline."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

T = "青岚县检查检验结果互认平台接入二十三家医疗机构"
SUBTITLE = "全县各级医疗机构年底全部接入"
INFO = "<div class=info>2025-12-09 09:30 来源：云州日报</div>"
TEXT = (
    "<p>青岚县卫生健康局介绍，全县检查检验结果互认平台已经接入二十三家医疗机构，患者换一家医院就诊不必重复检查。</p>"
    "<p>负责人说，平台上线三个月以来，累计调阅报告四万余份，为群众节约费用约三百万元。</p>"
)
MENU = "<div class=menu><a href=/>首页</a><a href=/a>医院概况</a><a href=/b>新闻动态</a></div>"


def headline(title: str, head: str, info: str = INFO) -> str:
    markup = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{MENU}<div class=main>{head}{info}"
        f"<div class=text>{TEXT}</div></div><div>版权所有</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=markup.encode(), encoding="utf-8")
    return read_article(response, "", "").headline


@pytest.mark.parametrize(
    "title", ["青岚县人民医院", "青岚县人民政府", "新闻详情", "{}", "{}-云州网", "{}_青岚县人民政府"]
)
@pytest.mark.parametrize(
    "head",
    [
        "<h3>青岚县深化医改系列报道之一</h3><h2>{}</h2><h3>{}</h3>", "<h1>{}</h1><h2>{}</h2>", "<h1>{}</h1><p class=sub>{}</p>",
        "<div class=title>{}</div><div class=subtitle>{}</div>", "<h2 class=pre-title>青岚县医改</h2><h1>{}</h1><h2>{}</h2>",
        "<div class=crumb>当前位置：<a href=/>首页</a> > 新闻动态 > 正文</div><h1>{}</h1><h3>——{}</h3>",
        "<div class=title-box><div class=title>{}</div><div class=subtitle>2025-12-09 浏览 3</div></div>",
        "<h1><a href=/a/1.html>{}</a></h1>", "<h1>新闻中心</h1><h2>News Center</h2><h3>{}</h3>",
    ],
)  # fmt: skip
def test_kickers_and_subtitles_are_none(title: str, head: str) -> None:
    assert headline(title.format(T), head.format(T, SUBTITLE)) == T


@pytest.mark.parametrize("title", ["云州省筹建数字健康研究院", "各县远程会诊连通省立医院", "云州急救织成一张网"])
@pytest.mark.parametrize(
    "head",
    [
        "<h1>{}</h1><h2>李木出席揭牌仪式并讲话</h2>", "<h3>健康云州建设走过五年路</h3><h1>{}</h1>",
        "<h3>健康云州建设走过五年路</h3><h2>{}</h2><h3>李木出席揭牌仪式并讲话</h3>",
        "<h1>{}</h1><div>青岚县人民医院日前接入省级远程会诊平台，患者不必奔波。</div><h2>会诊费用如何结算</h2>",
        "<p>健康云州建设走过五年路</p><p>{}</p><p>李木出席揭牌仪式并讲话</p>",
    ],
)  # fmt: skip
def test_beside_a_headline_that_ends_as_an_institution_they_are_none(title: str, head: str) -> None:
    for site in ("", "_云州网", " - 云州省立医院"):
        assert headline(f"{title}{site}", head.format(title)) == title


@pytest.mark.parametrize("name", ["青岚县人民医院", "云州医科大学"])
def test_a_line_of_names_is_none(name: str) -> None:
    for line in (
        f"{name}宣传统战部李木陶喆",
        f"发布者：{name}宣传科 发布时间：2025-12-09 浏览：12",
        "青岚县融媒体中心记者 李木",
    ):
        info = f"<div><span>{line}</span><span>2025-12-09</span></div>"
        for head in ("<h1>{}</h1>", "<h2 class=title>{}</h2>", "<div class=art_title>{}</div>"):
            assert headline(name, head.format(T), info) == T


@pytest.mark.parametrize("kicker", ["云州医改新观察", "云州数字健康走笔"])
@pytest.mark.parametrize("mark", ["-", " | ", "——", "｜"])
def test_a_kicker_before_the_headline_in_the_title_is_none(kicker: str, mark: str) -> None:
    assert headline(f"{kicker}{mark}{T}", f"<h3>{kicker}</h3><h1>{T}</h1>") == T
    assert headline(f"{kicker}{mark}{T}", f"<h1>{kicker}{mark}{T}</h1>") == f"{kicker}{mark}{T}"


@pytest.mark.parametrize(
    "head",
    [
        "<h1>【要闻】{}</h1>",
        "<h1>青岚县人民政府办公室文件</h1><p align=center>青政办发〔2025〕12号</p>",
        "<h2>医疗信息化建设专题</h2>",
    ],
)
def test_a_column_above_a_headline_that_the_title_alone_says_is_none(head: str) -> None:
    assert headline(f"{T}_青岚县人民政府", head.format(T)) == T


def test_the_page_of_a_paper_is_none() -> None:
    for page in ("2025年12月09日 第03版：要闻", "第A03版 要闻与民生新闻"):
        assert headline("云州日报", f"<h1>云州日报</h1><h2>{page}</h2><h3>{T}</h3>") == T

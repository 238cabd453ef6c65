"""Summaries that a system makes of a text, or of its beginning, and what else it sets above it in its element."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

TITLE = "青岚县检查检验结果互认平台接入二十三家医疗机构"
TEXT = (
    "青岚县卫生健康局介绍，全县检查检验结果互认平台已经接入二十三家医疗机构，患者换一家医院就诊不必重复检查。",
    "负责人说，平台上线三个月以来，累计调阅报告四万余份，为群众节约费用约三百万元。",
    "下一步，县里将把互认范围扩大到村卫生室，并向社会公布调阅情况。",
)


def read(above: str, *texts: str) -> list[str]:
    inside = above + "".join(f"<p>　　{text}</p>" for text in texts or TEXT)
    markup = (
        f"<html><head><title>{TITLE}_青岚网</title></head><body><h1>{TITLE}</h1>"
        f"<div class=info>2025-12-09 09:30 来源：青岚日报</div><div class=text>{inside}</div></body></html>"
    )
    response = HtmlResponse("https://www.qinglan.example/a/1.html", body=markup.encode(), encoding="utf-8")
    return read_article(response, "", "").article_body.split("\n\n")


@pytest.mark.parametrize(
    "above",
    [
        f"<div class=summary>{TEXT[0][:31]}</div>", f"<div class=intro>{TEXT[0]}</div>", f"<p>{TEXT[0][:18]}……</p>",
        f"<div class=lead>导读：{TEXT[0][:24]}</div>", f"<blockquote>【摘要】{TEXT[0][:15]}</blockquote>",
        f"<p>内容提要: {TEXT[0]}{TEXT[1][:12]}...[详细]</p>", f"<div>{TEXT[0]} {TEXT[1][:20]}</div>",
    ],
)  # fmt: skip
def test_the_beginning_of_a_text_is_read_once(above: str) -> None:
    assert read(above) == list(TEXT)


@pytest.mark.parametrize(
    ("first", "texts"),
    [
        ("核心提示：一张影像片，二十三家医院都能调阅，群众少跑了路。", TEXT),
        ("青岚县卫生健康局介绍", TEXT),
        ("山里的路，他走了三十年。", ("山里的路，他走了三十年。如今不必再走，远程会诊把县医院的专家带到了村里。", *TEXT[1:])),
        (f"{TEXT[1]}", (TEXT[0], TEXT[1], TEXT[2])),
        (TEXT[0].replace("二十三", "二十四"), TEXT),
        (TEXT[0], (TEXT[0], TEXT[0], TEXT[1])),
    ],
    ids=["a-lead-of-its-own", "a-subhead", "a-refrain", "what-comes-later", "another-figure", "over-and-over"],
)  # fmt: skip
def test_what_is_no_mere_beginning_stays(first: str, texts: tuple[str, ...]) -> None:
    assert read(f"<p>　　{first}</p>", *texts) == [first, *texts]


def test_behind_a_line_of_information_too() -> None:
    for line in (
        "2025-12-9 09:30| 发布者: admin| 查看: 123| 评论: 0|来自: 青岚日报",
        "2025-12-09 09:30:12 浏览：31",
        "来自：青岚日报 2025-12-09",
        "青岚日报2025-12-09 13:41",
        "青岚日报 | 2025-12-09 13:41",
        "2025年12月9日 13:41　　青岚日报　　【字号 大 中 小】",
        "2025-12-09 青岚县卫生健康委 字号：大 中 小",
    ):
        assert read(f"<div><p class=xg1>{line}</p></div><div><div>摘要: {TEXT[0][:30]} ...</div></div>") == list(TEXT)
    told = "2025年12月9日，青岚县卫生健康局的来自：青岚日报的记者查看：平台已经接入二十三家医疗机构。"
    assert read(f"<p>{told}</p>") == [told, *TEXT], "a sentence"


@pytest.mark.parametrize(
    "summary",
    [
        "<span>AI摘要</span><p>青岚县把检查结果互认推到了村里，内容由AI智能生成，仅供参考。</p>",
        "<h4>智能速读</h4>", "<p>青岚县二十三家医院互认检查结果，摘要由大模型生成，仅供参考</p>",
    ],
)  # fmt: skip
def test_a_machine_s_summary_is_none_of_a_text(summary: str) -> None:
    assert read(f"<div class=ai>{summary}</div>") == list(TEXT)


def test_what_a_text_says_of_machines_stays() -> None:
    for told in (
        "医生点开报告，页面下方写着一行小字，报告由AI生成，仅供参考。",
        "AI摘要只是第一步，病历还要由医生逐条核对。",
        "平台提示说，诊断建议由人工智能生成，仅供参考，最后由医生签字。",
    ):
        assert read(f"<p>{told}</p>") == [told, *TEXT]


def test_how_long_a_text_takes_is_none_of_it() -> None:
    for line in ("本文约801字，预计阅读需要3分钟", "全文共 1200 字，阅读大约需要 4 分钟", "阅读时间：约5分钟"):
        assert read(f"<p>{line}</p>") == list(TEXT)
    told = "本文约801字的须知，老人阅读需要3分钟。"
    assert read(f"<p>{told}</p>") == [told, *TEXT]


def test_a_paragraph_alone_stays() -> None:
    assert read("", TEXT[0]) == [TEXT[0]]

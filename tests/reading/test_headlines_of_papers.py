"""The headline of an e-paper of an unknown house, whose `<title>` is the paper's, and of pages that call a heading by
other names than title."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

HEADLINE = "云州医保码上线"
TEXT = (
    "<p>云州市医保局日前上线医保码，参保人扫码即可结算，报销不必再垫付。</p><p>负责人介绍，系统已经与全省平台打通。</p>"
)


def headline(markup: str) -> str:
    response = HtmlResponse("https://epaper.unknown.example.cn/1.html", body=markup.encode(), encoding="utf-8")
    return read_article(response, "x", "某报").headline


@pytest.mark.parametrize(
    "title",
    ["云州日报", "云州日报数字报", "云州日报数字报-2026年03月01日 第03版", "云州日报电子版", "云州晚报"],
)
@pytest.mark.parametrize(
    "head",
    [
        f"<founder-title>{HEADLINE}</founder-title>", f'<table><tr><td class="font01">{HEADLINE}</table>',
        f"<p class=bmnr_con_biaoti>{HEADLINE}</p>", f"<h2>{HEADLINE}</h2><h3>——观察</h3>",
        f"<table><tr><td><strong>{HEADLINE}</strong></table>",
    ],
)  # fmt: skip
def test_of_a_paper_the_article_is_named(title: str, head: str) -> None:
    assert headline(f"<meta charset=utf-8><title>{title}</title>{head}<div id=ozoom>{TEXT}</div>") == HEADLINE


@pytest.mark.parametrize("title", ["云州新闻网", "新闻详情", ""])
@pytest.mark.parametrize("head", [f"<div class=biaoti>{HEADLINE}</div>", f"<table><tr><td class=bt>{HEADLINE}</table>"])
def test_a_heading_may_be_called_by_its_chinese_name(title: str, head: str) -> None:
    info = "<div class=info>2026-03-01 09:30 来源：云州日报</div>"
    assert headline(f"<meta charset=utf-8><title>{title}</title>{head}{info}<div class=con>{TEXT}</div>") == HEADLINE

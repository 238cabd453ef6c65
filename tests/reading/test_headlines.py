"""The headline of a page that nobody described: which of its lines, where its title is the site's or is cut."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.markup.page import Page
from monitor.reading.generic import read_generic

SITE, SHORT = "云州省卫生健康委员会", "影像云平台上线惠及百姓"
WHOLE = "云州省影像云平台接入九十六家医院患者不必重复拍片"
TEXT = "<p>云州省卫生健康委介绍，全省影像云平台已经覆盖96家医院，患者换一家医院就诊不必重复拍片。</p>" * 3
INFO = "<div class=info>发布时间：2025-09-23 08:11　来源：云州日报</div>"


def headline(title: str, head: str, before: str = "", after: str = "") -> str:
    markup = (
        f"<html><head><title>{title}</title></head><body>{before}<div><a href=/>首页</a></div><div>{head}{INFO}"
        f"<div>{TEXT}</div></div>{after}</body></html>"
    )
    response = HtmlResponse("https://wjw.example.cn/a/1.html", body=markup.encode(), encoding="utf-8")
    found = read_generic(Page(response), None)
    assert found is not None
    return found[1].headline


@pytest.mark.parametrize("title", [SITE, f"{SITE}门户网站"])
@pytest.mark.parametrize(
    "head",
    [
        f"<h2>{SHORT}</h2>",
        f"<div class=article-title>{SHORT}</div>",
        f"<p align=center><font size=5><b>{SHORT}</b></font></p>",
        f"<center><span style='font-size:22px'>{SHORT}</span></center>",
    ],
)
@pytest.mark.parametrize("logo", [f"<h1>{SITE}</h1>", f"<div class=logo>{SITE}</div>"])
def test_where_the_title_is_the_sites_another_line_is_the_headline(title: str, head: str, logo: str) -> None:
    assert headline(title, head, logo, "<h2>相关新闻</h2><h1>云州省印发医疗大数据方案</h1>") == SHORT


@pytest.mark.parametrize("title", ["{}...", "{}……_云州网", "{}_云州网", "{}⋯-云州网", "{}"])
@pytest.mark.parametrize("head", ["<h1>{}</h1>", "<div class=title>{}</div>", "<p align=center><b>{}</b></p>"])
def test_a_title_that_is_cut_is_found_whole_before_the_text(title: str, head: str) -> None:
    assert headline(title.format(WHOLE[:16]), head.format(WHOLE)) == WHOLE


@pytest.mark.parametrize("head", ["<h1>{}<br>{}</h1>", "<div class=title><b>{}<br>{}</b></div>"])
def test_so_is_one_that_is_broken_by_hand(head: str) -> None:
    assert headline(f"{WHOLE[:10]}...", head.format(WHOLE[:16], WHOLE[16:])) == f"{WHOLE[:16]} {WHOLE[16:]}"
    wrapped = f"<div class=title><p>{WHOLE}</p><p>十六地市今年全部接入省平台</p></div>"
    assert headline(f"{WHOLE[:10]}...", wrapped) == WHOLE


def test_a_meta_tag_called_title_names_the_article_too() -> None:
    assert headline(f"云州融媒</title><meta name=title content='{SHORT}'><title>", "") == SHORT


def test_a_line_that_adds_a_day_or_a_site_to_the_title_is_not_its_whole() -> None:
    assert headline(f"{SHORT}_云州网", f"<p>{SHORT} 2025-09-23</p><p>{SHORT}-云州网</p><p>首页 > {SHORT}</p>") == SHORT


@pytest.mark.parametrize("badge", ["<span class=tag>原创</span>", "<i>独家</i>", " <em>置顶</em>", "<sup>HOT</sup>"])
def test_a_badge_behind_the_headline_is_none_of_it(badge: str) -> None:
    assert headline(f"{SHORT}_云州网", f"<h1>{SHORT}{badge}</h1>") == SHORT
    assert headline(f"{SHORT}原创_云州网", f"<h1>{SHORT}<b>原创</b></h1>") == f"{SHORT}原创"

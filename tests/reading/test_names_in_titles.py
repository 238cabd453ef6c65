"""The institution's name that `<title>` begins with and the page's head repeats, against the headline above the text."""

from __future__ import annotations

import pytest
from pairing import pairs
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

T = "云州省影像云平台接入96家医院"
TEXT = (
    "<p>青岚县卫生健康局介绍，全县检查检验结果互认平台已经接入二十三家医疗机构，患者换一家医院就诊不必重复检查。</p>"
    "<p>负责人说，平台上线三个月以来，累计调阅报告四万余份，为群众节约费用约三百万元。</p>"
    "<p>下一步，平台将延伸到村卫生室，年内实现全覆盖。</p>"
)
MENU = "<div class=nav><a href=/>首页</a><a href=/a>医院概况</a><a href=/b>新闻动态</a><a href=/c>就医指南</a></div>"
NAMES = [
    "云州市第一人民医院", "云州市医学会", "云州市疾病预防控制中心", "云州卫生信息中心", "云州医科大学", "云州省医学信息研究院",
    "国家卫生健康委统计信息中心", "云州医科大学附属第一人民医院",
]  # fmt: skip
LOGOS = [
    "<div class=head><h1>{}</h1></div>", "<h1><a>{}</a></h1>", "<h1><a href=/>{}</a></h1>", "<div><h2>{}</h2></div>"
]  # fmt: skip
HEADS = ["<h2>{}</h2>", "<h3>{}</h3>", "<h1>{}</h1>", "<div class=title>{}</div>"]


def headline(title: str, head: str, before: str = "") -> str:
    markup = (
        f"<html><head><title>{title}</title></head><body>{before}<div class=news_con>{head}<div class=info>2025-09-23 "
        f"来源：信息科</div><div class=con>{TEXT}</div></div><div>版权所有</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=markup.encode(), encoding="utf-8")
    return read_article(response, "", "").headline


@pytest.mark.parametrize(("name", "logo", "head"), pairs(NAMES, LOGOS, HEADS))
def test_the_headline_is_behind_the_name(name: str, logo: str, head: str) -> None:
    for title in ("{}-{}", "{}_{}", "{} - {}", "{}_要闻_{}", "{}--新闻--{}"):
        for menu in (MENU, ""):
            assert headline(title.format(name, T), head.format(T), logo.format(name) + menu) == T
        assert headline(title.format(name, T), f"<p align=center><b>{T}</b></p>", logo.format(name) + MENU) == T


@pytest.mark.parametrize(("name", "logo", "head"), pairs(NAMES, LOGOS, HEADS))
def test_a_headline_may_be_short(name: str, logo: str, head: str) -> None:
    for short in ("停诊通知", "招聘公告"):
        for title in ("{}-{}", "{1}-{0}", "{}_{}"):
            assert headline(title.format(short, name), head.format(short), logo.format(name) + MENU) == short


@pytest.mark.parametrize(("name", "logo", "head"), pairs(NAMES, LOGOS, HEADS))
@pytest.mark.parametrize("short", ["医保码上线", "云州医保码上线"])
def test_a_short_heading_beats_the_name_of_the_site(name: str, logo: str, head: str, short: str) -> None:
    for title in (name, f"{name}官网", ""):
        assert headline(title, head.format(short), logo.format(name) + MENU) == short


@pytest.mark.parametrize("column", ["信息化之窗", "新闻动态", "医院新闻动态", "健康科普"])
@pytest.mark.parametrize("title", ["云州远程会诊连通省立医院", "云州影像云联通各级疾控中心"])
def test_a_short_heading_is_no_headline_beside_the_titles(column: str, title: str) -> None:
    for head in (f"<h2>{column}</h2>", f"<div class=title>{column}</div>", f"<h3>{column}</h3><p>{title}</p>"):
        assert headline(title, head, MENU) == title
    assert headline(title, f"<h1>{column}</h1><p>{title}</p>", MENU) == title


ENDING = ["专家走进云州市人民医院", "云州远程会诊连通省立医院", "云州影像云联通各级疾控中心"]
BELOW = "一次检查全省各家都认"


@pytest.mark.parametrize("name", ENDING)
@pytest.mark.parametrize("menu", [MENU, ""])
@pytest.mark.parametrize(
    "head",
    [
        f"<h1>{{}}</h1><h3>{BELOW}</h3>", f"<h1>{{}}</h1><div class=subtitle>{BELOW}</div>",
        f"<h2 class=title>{{}}</h2><p>{BELOW}</p>",
    ],
)  # fmt: skip
def test_a_headline_that_ends_as_a_name_keeps_its_subtitle_below(name: str, menu: str, head: str) -> None:
    for title in ("{}", "{}_云州网", "{} - 云州市人民医院", f"{{}}-{BELOW}", f"{{}}_{BELOW}"):
        assert headline(title.format(name), head.format(name), menu) == name


@pytest.mark.parametrize("column", ["新闻动态", "健康科普"])
@pytest.mark.parametrize("title", ["{}-云州市第一人民医院", "云州市第一人民医院-{}"])
@pytest.mark.parametrize("logo", LOGOS)
def test_a_column_is_none(column: str, title: str, logo: str) -> None:
    for head in (f"<h3>{column}</h3><h1>{T}</h1>", f"<h1>{column}</h1><h2>{T}</h2>", f"<h2>{column}</h2><h3>{T}</h3>"):
        assert headline(title.format(column), head, logo.format("云州市第一人民医院") + MENU) != column


HIDDEN = "云州医保码上线惠及百姓"


@pytest.mark.parametrize("title", ["", "云州市人民医院", "云州省卫生健康委员会", "云州网", "新闻详情"])
@pytest.mark.parametrize("before", [MENU, "", f"<h1>云州市人民医院</h1>{MENU}"])
def test_a_heading_that_hides_is_better_than_a_name(title: str, before: str) -> None:
    hidden = f'<h1 style="display:none">{HIDDEN}</h1>'
    assert headline(title, hidden, before) == HIDDEN
    for head in HEADS:
        assert headline(title, hidden + head.format(T), before) == T
    assert headline(T, hidden, before) == headline(f"{T}_云州网", hidden, before) == T
    for name in ENDING:
        for other in (hidden, f'<h1 style="display:none">{name}</h1>'):
            assert headline(name, f"{other}<h1>{name}</h1>", before) == name


@pytest.mark.parametrize("site", ["云州省卫生健康委员会", "云州省人民政府", "云州日报", "云州卫生健康网"])
@pytest.mark.parametrize("mark", ["_", " - ", "-", " | "])
def test_site_and_column_stand_before_the_headline(site: str, mark: str) -> None:
    for column in ("要闻", "工作动态", "通知公告", "政务要闻"):
        assert headline(mark.join((site, column, T)), "", MENU) == T
    for kept in ("5G-A", "智慧医院", "AI_健康"):
        assert headline(mark.join((site, kept, T)), "", MENU) == mark.join((kept, T))


GREETINGS = (
    "云州市中医院欢迎您",
    "云州市卫生健康委员会欢迎你",
    "云州市中医院欢迎您！",
    "云州市人民医院（云州大学附属第一医院）",
    "云州市中医院[官方网站]",
    "云州市中心血站",
    "云州高新区管委会",
    "云州广播电视总台",
    "Yunzhou Health Commission",
    "http://www.yzzyy.example.cn/",
)


@pytest.mark.parametrize("title", GREETINGS)
def test_a_greeting_or_a_name_in_latin_letters_is_no_headline(title: str) -> None:
    for head in (
        "<h2>{}</h2>",
        "<div class=tit>{}</div>",
        "<p><strong>{}</strong></p>",
        "<h1>{}</h1>",
        "<div>{}</div>",
    ):
        assert headline(title, head.format(T), MENU) == T
    assert headline(title, "") == title, "there is no better one"


@pytest.mark.parametrize(
    "own",
    [
        "DeepSeek-R1",
        "CHIMA 2025",
        "云州欢迎您",
        "云州欢迎您！",
        "“三医联动”云州欢迎您",
        "影像云连通中心血站",
        "医保码走进中医院（云州）",
    ],
)
def test_a_headline_may_greet_or_be_in_latin_letters(own: str) -> None:
    for head in ("<h2>{}</h2>", "<div class=title>{}</div>", "<div>{}</div>", "<h2>健康频道</h2>"):
        assert headline(own, head.format(own)) == own
        assert headline(f"{own}_云州网", head.format(own)) == own


def test_a_title_may_be_cut_before_the_name_of_its_site() -> None:
    for cut in ("...", "…", "……", ".."):
        for site in ("-云州市中医院", " - 云州市人民医院", "_医院新闻_云州市中医院", "-新闻动态-云州市中医院"):
            for head in ("<h1>{}</h1>", "<h2>{}</h2>", "<div class=tit>{}</div>", "<p><b>{}</b></p>"):
                assert headline(f"{T[:9]}{cut}{site}", head.format(T), MENU) == T
    for own in ("从排队两小时到秒级调阅……——青岚县影像云见闻", "一张片子跑三趟……影像云来了"):
        assert headline(f"{own}_云州网", f"<h1>{own}</h1>", MENU) == own

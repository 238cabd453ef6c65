"""The heading right above the line of information and the text, against what `<title>` says."""

from __future__ import annotations

import pytest
from pairing import pairs
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

T = "青岚县检查检验结果互认平台接入二十三家医疗机构"
INFO = "<div class=info>2025-12-09 09:30 来源：云州日报</div>"
TEXT = (
    "<p>青岚县卫生健康局介绍，全县检查检验结果互认平台已经接入二十三家医疗机构，患者换一家医院就诊不必重复检查。</p>"
    "<p>负责人说，平台上线三个月以来，累计调阅报告四万余份，为群众节约费用约三百万元。</p>"
)
MENU = "<div class=menu><a href=/>首页</a><a href=/a>医院概况</a><a href=/b>新闻动态</a><a href=/c>就医指南</a></div>"


def headline(title: str, head: str, before: str = "", after: str = "", info: str = INFO) -> str:
    markup = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{before}<div class=main>{head}{info}"
        f"<div class=text>{TEXT}</div></div>{after}<div>版权所有</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=markup.encode(), encoding="utf-8")
    return read_article(response, "", "").headline


_OF_THE_SITE = [
    "青岚县人民医院", "青岚县人民医院官网", "新闻动态-青岚县人民医院", "新闻中心 - 云州医科大学", "云州卫生信息学会", "医院新闻_青岚县中医院",
    "云州省立医院--新闻动态", "青岚县疾病预防控制中心", "云州市卫生信息中心", "智慧云科技股份有限公司", "云州卫健", "云州日报", "新闻详情", "",
]  # fmt: skip
_BEFORE = ["", MENU, f"<h1>青岚县人民医院</h1>{MENU}", f"{MENU}<h2>新闻动态</h2>", f"<div class=logo>云州</div>{MENU}"]
_HEADS = ["<h1>{}</h1>", "<h2 class=title>{}</h2>", "<div class=art_title>{}</div>"]


@pytest.mark.parametrize(("title", "before", "head"), pairs(_OF_THE_SITE, _BEFORE, _HEADS))
def test_a_heading_right_above_the_text_beats_the_name_of_the_site(title: str, before: str, head: str) -> None:
    assert headline(title, head.format(T), before) == T


@pytest.mark.parametrize(
    ("title", "before", "head"),
    pairs(
        [
            "云州融媒",
            "云州信息港",
            "健康云州",
            "云州市第一人民医院",
            "新闻正文",
            "云州卫健委",
            "新闻动态-青岚县人民医院",
        ],
        ["", MENU, f"<h1>云州市第一人民医院</h1>{MENU}", "<h1>健康云州</h1>", f"{MENU}<h2>新闻动态</h2>"],
        [*_HEADS, "<h3>{}</h3>", "<div class=hd><h2>{}</h2></div>"],
    ),
)
def test_so_does_a_short_one_that_a_day_follows(title: str, before: str, head: str) -> None:
    assert headline(title, head.format("医保码上线"), before) == "医保码上线"
    assert headline(title, head.format("影像云平台启用"), before) == "影像云平台启用"


def test_a_short_column_or_subtitle_before_a_day_is_no_headline() -> None:
    for head in (
        "<h1>走近云州市第一人民医院</h1><h2>记者手记之三</h2>", "<h1>医保码上线</h1><h2 class=title>便民之窗</h2>",
        "<h1>医保码上线</h1><h3>——云州样本</h3>", "<div>医保码上线</div>",
    ):  # fmt: skip
        title = "走近云州市第一人民医院" if "走近" in head else "医保码上线"
        assert headline(title, head, MENU) == headline(f"{title}_云州网", head, MENU) == title


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("云州电子病历年底互通_云州网", "云州省二级以上公立医院年底前全部实现电子病历互联互通"),
        ("电子病历系统升级改造实施方案-云州省卫生健康委", "关于印发《云州省电子病历系统升级改造实施方案》的通知"),
        ("社区医院挂号可用脸", "社区医院挂号可以刷脸"),
    ],
)
def test_an_h1_right_above_the_text_is_what_a_reader_sees(title: str, heading: str) -> None:
    assert headline(title, f"<h1>{heading}</h1>", MENU) == heading
    assert headline(title, f"<h1>{heading}</h1><h2>——三项举措落地</h2>", MENU) == heading
    assert headline(title, f"<h3>{heading[2:]}</h3>", MENU) != heading


@pytest.mark.parametrize(
    "head",
    [
        f"<h1>医院信息化建设</h1><div class=x>{T}</div>", f"<h1>青岚县信息化建设专题报道</h1><p align=center><b>{T}</b></p>",
        f"<h1>通知公告</h1><div>{T}</div>", f"<h3>青岚县医改观察第三十期</h3><h1>{T}</h1>",
        f"<h1>青岚县医改观察第三十期</h1><h2>{T}</h2><h3>——县域医共体走笔之二</h3>",
        f"<h3><a href=/9.html>青岚县中医院影像云平台上线运行</a></h3><div>{T}</div>",
        f"<h1>青岚县健康信息门户网站欢迎您</h1>{MENU}<div>{T}</div>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["{}", "{}_云州网", "{}-青岚县人民医院", "{} - 新闻动态 - 云州市卫生健康委员会"])
def test_what_the_title_says_stays_the_headline(head: str, title: str) -> None:
    assert headline(title.format(T), head, MENU) == T


@pytest.mark.parametrize(
    "before",
    [
        f"<h1>青岚县健康信息门户网站</h1>{MENU}",
        f"{MENU}<h2>医院信息化建设</h2>",
        f"{MENU}<h3><a href=/9.html>云州省印发医疗大数据方案</a></h3>",
    ],
)
@pytest.mark.parametrize("title", ["{}_云州网", "{}-青岚县人民医院"])
def test_a_title_whose_headline_is_set_nowhere_stays(before: str, title: str) -> None:
    assert headline(title.format(T), "", before).startswith(T)


ENDING = [
    "县乡村医疗服务连成网", "李木调研云州市医保局", "我院智慧服务案例 入选人民网", "远程会诊接通国家卫健委", "云州打造医疗健康服务网",
    "云州急救织成一张网", "智慧医院建设成效 亮相光明日报", "云州智慧医院经验 登上人民日报", "我院改革登上健康报", "我院经验登上人民日报",
    "互联网医院上线（专家在线）", "云州卫健信息化·五年回望·基层网", "云州医保码怎么用 / 读懂医保网", "人民日报 点赞云州智慧医院建设",
    "云州医院新增专科频道",
]  # fmt: skip


_TITLES = [
    "{}", "{} - 云州市人民医院", "{}_医院新闻_云州市人民医院", "{}-云州市卫生健康委员会", "{}_云州网", "云州市卫生健康委员会", "云州市人民医院",
    "{} | 云州市人民医院", "新闻详情",
]  # fmt: skip
_SET = ["<h1>{}</h1>", "<h3>云州医改观察之三十</h3><h1>{}</h1>", "<h2 class=title>{}</h2>"]


@pytest.mark.parametrize(("ending", "title", "head"), pairs(ENDING, _TITLES, _SET))
def test_a_headline_that_ends_as_a_site_is_one(ending: str, title: str, head: str) -> None:
    assert headline(title.format(ending), head.format(ending), MENU) == ending


@pytest.mark.parametrize("title", ["{}", "{}_云州网", "{} - 云州市人民医院"])
@pytest.mark.parametrize("head", ["<div class=tit>{}</div>", "<p align=center><b>{}</b></p>"])
@pytest.mark.parametrize("ending", ENDING)
def test_a_line_says_it_whole_too(ending: str, title: str, head: str) -> None:
    assert headline(title.format(ending), head.format(ending), MENU) == ending


@pytest.mark.parametrize("head", ["<h2 class=title>{}</h2>", "<p align=center><b>{}</b></p>"])
@pytest.mark.parametrize("logo", ["<h1>{}</h1>", "<h1><a href=/>{}</a></h1>", "<div class=logo><h1>{}</h1></div>"])
@pytest.mark.parametrize("menu", [MENU, ""])
def test_a_logo_is_none(head: str, logo: str, menu: str) -> None:
    if head.startswith("<p") and not menu and logo.startswith("<h1>{"):
        return  # nothing tells the name from a headline with its subtitle
    for name in ("青岚县人民医院", "云州日报", "云州市卫生健康委员会", "云州新闻网"):
        for title in ("{}", "{}-新闻动态", "新闻动态-{}"):
            assert headline(title.format(name), head.format(T), logo.format(name) + menu) == T, (name, title)


@pytest.mark.parametrize("tag", ["h1", "h2", "div class=title"])
@pytest.mark.parametrize(
    "title",
    [
        "云州互认平台接入各县医院",
        "云州远程会诊连通省立医院",
        "云州影像云联通各级疾控中心",
        "青岚县人民医院远程会诊连到乡村卫生室",
    ],
)
def test_a_line_below_the_headline_is_a_subtitle(tag: str, title: str) -> None:
    for below in ("", MENU):
        head = f"<{tag}>{title}</{tag.split()[0]}><p>一次检查 全省各家都认</p>"
        assert headline(title, head, below) == headline(f"{title}_云州网", head, below) == title


@pytest.mark.parametrize("ending", ENDING)
def test_below_a_headline_that_ends_as_a_site_stands_a_subtitle(ending: str) -> None:
    head = f"<h1>{ending}</h1><p>全县二十三家乡镇卫生院全部接入系统</p>"
    for site in (" - 云州市人民医院", "_云州网", "-云州市卫生健康委员会"):
        assert headline(f"{ending}{site}", head, MENU) == ending


def test_a_short_line_that_the_title_repeats_is_the_headline() -> None:
    for line in ("云州医保码上线", "远程会诊连通省立医院", "影像云接入各县中医院"):
        for head in (f"<p align=center>{line}</p>", f"<h1>云州医改观察第三十期</h1><p align=center>{line}</p>"):
            assert headline(f"{line}_云州网", head, MENU) == line
        assert headline(line, f"<p align=center>{line}</p>", f"<div>云州健康信息门户欢迎您访问</div>{MENU}") == line
        assert headline(line, f"<p align=center>{line}</p>", f"{MENU}<div>云州健康信息门户欢迎您访问</div>") == line


@pytest.mark.parametrize(
    "info",
    [
        "<span>来源：</span><span>{}</span><i>2025-12-09</i>",
        "<i>2025-12-09</i><b>来源：{}</b>",
        "<i>2025-12-09</i><b>{}</b>",
    ],
)
@pytest.mark.parametrize("name", ["青岚县疾病预防控制中心", "青岚县人民医院"])
@pytest.mark.parametrize("head", ["<h1>{}</h1>", "<h2 class=title>{}</h2>"])
def test_the_owner_may_be_the_source_too(info: str, name: str, head: str) -> None:
    assert headline(name, head.format(T), MENU, "", f"<div class=x>{info.format(name)}</div>") == T


@pytest.mark.parametrize("site", ["", "_云州网", "|云州市人民医院"])
def test_a_kicker_that_the_title_repeats_is_none(site: str) -> None:
    head = "<h3>健康云州观察</h3><h1>数字医疗走进各县医院</h1>"
    assert headline(f"健康云州观察|数字医疗走进各县医院{site}", head, MENU).endswith("数字医疗走进各县医院")


@pytest.mark.parametrize("report", ["医保基金运行月报", "云州医改工作简报"])
def test_a_report_is_no_paper(report: str) -> None:
    for site in ("_云州新闻网", "-云州市卫生健康委员会"):
        assert headline(f"{report}{site}", "") == report


FOOT = "<div class=title_l><h3>友情链接 / <i>Friendship link</i></h3></div>"


@pytest.mark.parametrize("tag", ["h4", "h5", "h1", "p"])
@pytest.mark.parametrize("title", ["新闻动态--云州卫生信息学会官网", "青岚县卫生健康局", "新闻动态", "新闻详情", ""])
@pytest.mark.parametrize("crumb", ["<div class=title_la><h3>首页 - 新闻动态</h3></div>", ""])
def test_a_heading_behind_the_text_is_none(tag: str, title: str, crumb: str) -> None:
    info = "<div class=ly><b title=发布时间>发布时间：2025-12-10</b></div>"
    assert headline(title, f"<{tag}>{T}</{tag}>", f"{MENU}{crumb}", FOOT, info) == T


@pytest.mark.parametrize("tag", ["h4", "h5", "span", "td", "font", "strong", "b class=x"])
@pytest.mark.parametrize(
    "behind",
    ["-青岚县人民医院", "-EDN 医疗技术设计", "-信息中心", "_医务处", "-宣传部", " - 医学院", "-图书馆", " | 云州医学", " 青岚县人民医院"],
)  # fmt: skip
def test_a_headline_that_is_set_as_none(tag: str, behind: str) -> None:
    head = f"<table><tr><td>{T}</table>" if tag == "td" else f"<div><{tag}>{T}</{tag.split()[0]}></div>"
    assert headline(f"{T}{behind}", head, MENU) == T


@pytest.mark.parametrize(
    "hidden",
    [
        '<h1 style="display:none">{}</h1>', "<h1 class=sr-only>{}</h1>", "<style>.seo{{display:none}}</style><h1 class=seo>{}</h1>",
        '<div style="display:none"><div><h1>{}</h1></div></div>', "<div class=modal><h1>{}</h1></div>",
        "<style>.seo{{display:none}}</style><div class=seo><h1>{}</h1></div>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["新闻详情", "云州日报", "青岚县人民医院", ""])
def test_a_hidden_heading_is_none(hidden: str, title: str) -> None:
    for words in ("云州健康信息门户欢迎您访问", "请您先登录后再发表评论"):
        assert headline(title, f"{hidden.format(words)}<h2>{T}</h2>", MENU) == T
        assert headline(title, f"<h2>{T}</h2>{hidden.format(words)}", MENU) == T


@pytest.mark.parametrize("style", ["opacity:0", "visibility:hidden"])
def test_a_page_that_a_script_shows_has_its_headings(style: str) -> None:
    assert headline("新闻详情", f'<div style="{style}"><h1>{T}</h1></div>', MENU) == T


@pytest.mark.parametrize("title", ["云州省卫生健康委员会", "云州日报", "青岚县人民医院"])
@pytest.mark.parametrize(
    "line",
    [
        "云州省：年底前医院电子病历互通",
        "卫健委负责人：年底前电子病历互通",
        "多部门：规范互联网医院诊疗行为",
        "患者：看病不用再带片子了",
        "数字健康|云州医院年底前电子病历互通",
        "健康云州｜年底前医院电子病历互通",
        "云州卫健委：电子病历年底互通",
    ],
)
def test_a_headline_may_have_a_colon_or_a_bar(title: str, line: str) -> None:
    assert headline(title, f"<div align=center><strong><font size=5>{line}</font></strong></div>", MENU) == line


@pytest.mark.parametrize(
    "label",
    [
        "供稿：青岚县医共体办公室李木",
        "浏览次数：12345678次",
        "设为首页|加入收藏夹",
        "责任编辑：李木、陶喆、禾木",
        "发布单位：青岚县医共体总医院",
        "阅读量：12345678",
        "作者：李木、陶喆、禾木、沈问渠",
        "信息来源：青岚县融媒体中心报",
    ],
)
def test_a_label_is_no_headline(label: str) -> None:
    assert headline("云州省卫生健康委员会", f"<p align=center><b>{T}</b></p><p>{label}</p>", MENU) == T


@pytest.mark.parametrize(
    "button",
    [
        " <a class=fav>收藏</a>", "<i class=hot>热</i>", "<span>打印</span>", "<span>收藏</span><span>打印</span>", " <a href=#>分享</a>",
        "<em>置顶</em>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["{}", "{}_云州网", "新闻详情", "云州日报", "{}-青岚县人民医院", "青岚县人民医院"])
def test_a_button_within_the_heading_is_none_of_it(button: str, title: str) -> None:
    assert headline(title.format(T), f"<h1>{T}{button}</h1>", MENU) == T
    assert headline(title.format(T), f"<h1>{button}{T}</h1>", MENU) == T


@pytest.mark.parametrize("end", ["<b>打印</b>", "<span>收藏</span>"])
def test_a_word_of_the_headline_in_an_element_stays(end: str) -> None:
    whole = (
        f"青岚县检查报告自助{end}".replace("<b>", "").replace("</b>", "").replace("<span>", "").replace("</span>", "")
    )
    assert headline(f"{whole}_云州网", f"<h1>青岚县检查报告自助{end}</h1>") == whole


_PLAIN = ["<div class=tit>{}</div>", "<p align=center><strong>{}</strong></p>", "<table><tr><td>{}</td></tr></table>"]


@pytest.mark.parametrize(
    "title",
    [
        "",
        "云州日报",
        "云州网",
        "云州日报数字报",
        "青岚县卫生健康委员会",
        "新闻详情",
        "青岚县人民医院",
        "新闻动态-青岚县人民医院",
        "健康青岚",
    ],
)
@pytest.mark.parametrize("head", _PLAIN)
@pytest.mark.parametrize("line", ["影像云上线", "互联网医院来了", "青岚影像云全省上线"])
def test_a_short_line_that_is_set_as_no_heading_is_the_headline_right_above_a_day(
    title: str, head: str, line: str
) -> None:
    assert headline(title, head.format(line), MENU) == line


def test_a_longer_line_is_it_before_a_short_one() -> None:
    assert headline("云州网", f"<div>{T}</div><div>健康新观察</div>", MENU) == T
    assert headline(f"{T}_云州网", "<div>健康新观察</div>", MENU) == T
    assert headline("科普-辟谣", "<div>健康新观察</div>", MENU) == "科普-辟谣"
    assert headline("影像云上线_云州网", "<div>健康新观察</div>", MENU) == "影像云上线"
    assert headline("青岚县人民医院", f"<h1>{T}</h1><div>健康新观察</div>", MENU) == T
    assert headline("青岚县人民医院", f"<div>{T}</div><div>健康新观察</div>", MENU) == T
    assert headline("青岚县人民医院", "<div>医院新闻动态</div>", MENU) == "青岚县人民医院"

"""How offices and papers set what stands above a text: a line of no class, a byline, a word 通知 below the rest."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.items import ArticleItem
from monitor.reading.article import read_article

TITLE = "云州市建成市级影像云平台"
TEXT = (
    "<p>为推进全民健康信息化建设，云州市卫生健康委员会近日建成市级影像云平台，全市十二家二级以上医院全部接入。</p>"
    "<p>平台上线三个月以来，累计调阅影像四万余份，减少重复检查六千余人次，为群众节约费用约三百万元。</p>"
)
LINE = "<div class=info>来源：云州日报 发布时间：2025-12-09 08:30</div>"


def read(above: str, title: str = f"{TITLE}_云州网") -> ArticleItem:
    markup = (
        f"<html><head><title>{title}</title></head><body><div class=art>{above}<div class=wz>{TEXT}</div></div>"
        "<div>版权所有 云州市第一人民医院</div></body></html>"
    )
    response = HtmlResponse("http://www.yz.example.cn/a/41235.html", body=markup.encode(), encoding="utf-8")
    return read_article(response, "", "")


@pytest.mark.parametrize(
    ("line", "author", "editor"),
    [
        ("日期：2025-12-09 17:05 信息来源：信息科 责任编辑：李木 审核：王林 点击：12", "", "李木"), ("稿源：云州发布 编辑：李 木 2025年12月9日 8时5分", "", "李木"),
        ("来源：云州日报 作者：李木 发布时间：2025-12-09", "李木", ""), ("2025-12-09 08:30 责编：李木 王林", "", "李木、王林"),
        ("来源：云州日报 作者：李木来源网 2025-12-09", "", ""),
        ("来源：云州日报 作者：信息科 发布时间：2025-12-09", "", ""), ("来源：云州日报 编辑：健康云州 2025-12-09", "", ""),
        ("2025-12-09，市长视察，责任编辑：李木陪同", "", ""),
    ],
)  # fmt: skip
def test_a_line_of_no_class_that_has_a_day_names_persons(line: str, author: str, editor: str) -> None:
    item = read(f"<h1>{TITLE}</h1><div class=xl>{line}</div>")
    assert (item.author, item.editor) == (author, editor)


def test_a_line_above_the_headline_names_nobody() -> None:
    item = read(f"<div>2025-12-09 责任编辑：李木</div><h1>{TITLE}</h1><div class=xl>2025-12-09 来源：云州日报</div>")
    assert item.editor == ""


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("本报记者 李木 通讯员 王林", "李木、王林"), ("■本报记者 李木", "李木"), ("记者 李木", "李木"), ("本报记者　李木　王林", "李木、王林"), ("本报记者 李木 摄", ""), ("记者 观察", ""), ("文/李木 图/王林", "李木"), ("文/云州日报", ""), ("文/数据 健康", ""),
        ("记者 在云州采访时获悉", ""), ("本报记者 新闻 体育", ""), ("记者之家", ""), ("记者 云州日报", ""), ("本报记者 宣传部", ""), ("首席记者手记 李木", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["p", "span"])
def test_a_byline_between_headline_and_text(line: str, author: str, tag: str) -> None:
    assert read(f"<h1>{TITLE}</h1>{LINE}<{tag}>{line}</{tag}>").author == author
    assert read(f"<{tag}>{line}</{tag}><h1>{TITLE}</h1>{LINE}").author == ""


@pytest.mark.parametrize("title", ["通知_云州市卫生健康委员会", "{}通知_云州市卫生健康委员会"])
@pytest.mark.parametrize(
    ("below", "whole"), [("通知", True), ("公告", True), ("通知公告", False), ("通知全文如下", False)]
)
def test_the_kind_of_a_document_may_be_set_below_the_rest(below: str, whole: bool, title: str) -> None:
    rest = "云州市卫生健康委员会关于做好影像互认的"
    title = title.format(rest).replace("通知_", f"{below}_") if whole else f"{rest}_云州网"
    item = read(f"<p>{rest}</p><h1>{below}</h1>{LINE}", title)
    assert item.headline == (f"{rest}{below}" if whole else item.headline)
    assert whole or not item.headline.startswith(rest + below)


@pytest.mark.parametrize("other", ["<h2>通知</h2>{}", "{}<div><p>十二家医院接入</p><h4>通知</h4></div>"])
def test_a_word_that_stands_elsewhere_is_none_of_the_headline(other: str) -> None:
    assert read(other.format(f"<h1>{TITLE}</h1>{LINE}")).headline == TITLE


@pytest.mark.parametrize("set_as", ["<h2>——以数据赋能基层医疗</h2>", "<h3>——以数据赋能基层医疗</h3>"])
def test_a_subtitle_behind_a_dash_is_no_headline(set_as: str) -> None:
    headline = "影像云平台落户市卫生健康委员会"
    assert read(f"{set_as}{LINE}", f"云州网_{headline}").headline == headline


@pytest.mark.parametrize("verb", ["授牌", "落户", "走进"])
@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_a_headline_that_ends_in_an_institutions_name_goes_before_its_subtitle(verb: str, tag: str) -> None:
    headline = f"胸痛中心{verb}云州市第一人民医院"
    item = read(f"<div class=x>{headline}</div><{tag}>十二家医院全部接入影像云</{tag}>{LINE}", f"云州网_{headline}")
    assert item.headline == headline


@pytest.mark.parametrize(
    ("title", "line", "headline"),
    [
        (f"云州市卫健委-工作动态-{TITLE}", TITLE, TITLE), (f"云州市卫健委 | 新闻中心 | {TITLE}", TITLE, TITLE), (f"工作动态_{TITLE}_云州市卫健委", TITLE, TITLE),
        (f"健康云州-{TITLE}_云州网", f"健康云州-{TITLE}", f"健康云州-{TITLE}"), (f"健康云州|{TITLE}_云州网", TITLE, f"健康云州|{TITLE}"),
        (f"云州市成立健康中心-{TITLE}_云州网", TITLE, f"云州市成立健康中心-{TITLE}"),
    ],
)  # fmt: skip
def test_a_column_before_the_headline_in_the_title_is_none_of_it(title: str, line: str, headline: str) -> None:
    assert read(f"<div class=x>{line}</div>{LINE}", title).headline == headline

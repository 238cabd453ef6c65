"""Which of the days on a page is the article's: of the line of information, of a label, of what stands alone."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.items import ArticleItem
from monitor.reading.article import read_article
from monitor.text.dates import Standing, sightings

TITLE = "云州市建成市级影像云平台"
TEXT = (
    "<p>为推进全民健康信息化建设，云州市卫生健康委近日建成市级影像云平台，全市十二家二级以上医院全部接入。</p>"
    "<p>平台上线三个月以来，累计调阅影像四万余份，减少重复检查六千余人次，为群众节约费用约三百万元。</p>"
)
FULL = "2025-12-09 09:30:00+08:00"
LABEL = "<div class=info>发布时间：2025-12-09 09:30</div>"


def read(before: str, behind: str = "", body: str = f"<div class=wz>{TEXT}</div>") -> ArticleItem:
    markup = (
        f"<html><head><title>{TITLE}_云州网</title></head><body><div class=art><h1>{TITLE}</h1>{before}{body}{behind}"
        "</div><div>版权所有 云州市第一人民医院</div></body></html>"
    )
    served = {"Date": "Wed, 10 Dec 2025 10:00:00 GMT"}
    response = HtmlResponse("http://www.yz.example.cn/a/41235.html", body=markup.encode(), headers=served)
    return read_article(response.replace(encoding="utf-8"), "", "")


@pytest.mark.parametrize(
    "behind", [LABEL, "<p>发布时间：2025-12-09 09:30</p>", "<div>发布日期：2025-12-09 09:30 责任编辑：龙慧</div>"]
)
@pytest.mark.parametrize(
    "before",
    [
        "", "<h2>2025年11月28日</h2>", "<p>（2025年11月28日云州市第十届人民代表大会常务委员会第三次会议通过）</p>",
        "<div class=intro>直播时间：12月17日 15:00</div>", "<div class=info>会议时间：2025-12-17 15:00</div>",
    ],
)  # fmt: skip
def test_a_label_behind_the_text_is_heard_where_no_day_of_its_own_is_printed(before: str, behind: str) -> None:
    assert str(read(before, behind).date_published) == FULL


@pytest.mark.parametrize("line", ["2025-12-09 09:30", "来源：云州日报 2025-12-09", "发布时间：2025-12-09"])
@pytest.mark.parametrize("kind", ["info", "xx"])
@pytest.mark.parametrize(
    "other",
    [
        "<div class=intro>12月15日</div>", "<div>12月15日</div>", "<div class=info>有效期至：2026年12月31日</div>", "<p>有效期至：2026年12月31日</p>",
        "<div class=intro>直播时间：12月17日 15:00</div>", "<div class=intro>活动时间：2025-12-17</div>",
    ],
)  # fmt: skip
def test_a_day_between_line_and_text_is_not_the_articles(line: str, kind: str, other: str) -> None:
    own = f"<div class={kind}>{line}</div>"
    for item in (read(own + other), read(own, other), read(own, "<div class=info>发布时间：2025-12-20</div>")):
        assert str(item.date_published) == (FULL if ":30" in line else "2025-12-09")


CARD = "<div class=card><a href=/b.html>云州医改方案公布</a><p>发布时间：2025-11-{:02}</p></div>"


@pytest.mark.parametrize(
    ("behind", "day"),
    [
        (CARD.format(1), "2025-12-09"),
        (CARD.format(1) + CARD.format(2), "2025-12-09"),
        ("<div class=info>发布时间：2025-11-01</div><div class=info>发布时间：2025-11-02</div>", "2025-12-09"),
    ],
)
def test_another_articles_label_says_nothing_against_a_bare_day(behind: str, day: str) -> None:
    assert str(read("<div class=date>2025-12-09</div>", behind).date_published) == day


@pytest.mark.parametrize(
    ("behind", "day", "editor"),
    [
        ("<p>发布日期：2025-12-10 责任编辑：龙慧</p>", "2025-12-10", "龙慧"), ("<div>发布时间：2025-12-10 10:00</div>", "2025-12-10 10:00:00+08:00", ""),
        ("<div>（责任编辑：龙慧）</div>", "None", "龙慧"), ("<div class=zrbj>责编：龙慧</div>", "None", "龙慧"), ("<div class=zrbj>责编：健康云州</div>", "None", ""),
        ("<p><a href=#>打印</a> <a href=#>关闭</a></p><div>责任编辑：龙慧</div>", "None", "龙慧"), ("<p>编辑部地址：云州市</p>", "None", ""),
        ("<ul><li>新闻一<i class=time>2025-12-01</i></ul>", "None", ""), ("<ul><li><a href=/b>云州医改方案公布</a></li><li class=time>2025-12-01</li></ul>", "None", ""),
        ("<ul><li class=time>2025-12-01</li><li class=time>2025-12-02</li></ul>", "None", ""),
        ("<div class=share><span class=comment-time>2025-12-01</span></div>", "None", ""),
    ],
)  # fmt: skip
def test_lines_right_behind_the_text(behind: str, day: str, editor: str) -> None:
    item = read("", behind)
    assert (str(item.date_published), item.editor) == (day, editor)
    assert item.article_body.endswith("三百万元。")


@pytest.mark.parametrize("label", ["直播时间：", "会议时间：", "活动时间：", "有效期至：", "义诊时间 ", "报名时间："])
def test_a_time_of_something_else_is_none_of_publication(label: str) -> None:
    assert [each.standing for each in sightings(f"{label}2025-12-17 15:00")] == [Standing.OTHER]


LIST = (
    '{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"NewsArticle","datePublished":"2025-11-01"}},'
    '{"@type":"NewsArticle","datePublished":"2025-11-02"}]}'
)
OWN = '{"@type":"NewsArticle","datePublished":"2025-12-09T09:30:00+08:00"}'
CRUMBS = '{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[]}'
SITE = '{"@type":"WebPage","datePublished":"2025-11-03"}'


@pytest.mark.parametrize(
    ("scripts", "day"),
    [
        ([LIST, OWN], FULL), ([OWN, LIST], FULL), ([SITE, OWN], FULL), ([LIST], "None"), ([SITE], "2025-11-03"),
        ([CRUMBS, OWN], FULL), (["{", OWN], FULL), ([f'{{"@graph":[{SITE},{OWN}]}}'], FULL),
    ],
)  # fmt: skip
def test_of_several_scripts_the_articles_counts(scripts: list[str], day: str) -> None:
    told = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    assert str(read(told).date_published) == day


@pytest.mark.parametrize(
    ("printed", "moment"), [("", "2025-12-09 08:30:00+08:00"), ("2025-12-08 10:00", "2025-12-08 10:00:00+08:00")]
)
def test_an_article_of_wechat_tells_account_and_time(printed: str, moment: str) -> None:
    line = (
        f"<div id=meta_content><a id=js_name href='javascript:;'>健康云州</a><em id=publish_time>{printed}</em></div>"
    )
    script = '<script>var oriCreateTime = "1"; var ct = "1765240200";</script>'
    item = read(line, script, f"<div id=js_content>{TEXT}</div>")
    assert (item.source, str(item.date_published)) == ("健康云州", moment)
    assert read(line, script).source == "" and (printed or read(line, script).date_published is None)


@pytest.mark.parametrize(
    "line", ["2025年12月09日 星期二", "2025年12月09日 星期二 云州日报", "云州日报 2025-12-09 星期二 第3版"]
)
@pytest.mark.parametrize("kind", ["date", "xx"])
def test_a_day_of_the_week_between_headline_and_text(line: str, kind: str) -> None:
    """Above the headline, or behind the text, it is the clock of the page's head."""
    own = f"<div class={kind}>{line}</div>"
    assert str(read(own).date_published) == "2025-12-09"
    assert str(read(own, LABEL.replace("12-09", "12-10")).date_published).startswith("2025-12-10")
    assert read("", own).date_published is None
    page = f"<title>{TITLE}_云州网</title>{own}<h1>{TITLE}</h1><p>云州网讯</p><div class=wz>{TEXT}</div>"
    response = HtmlResponse("http://www.yz.example.cn/a/41235.html", body=page.encode(), encoding="utf-8")
    assert read_article(response, "", "").date_published is None
    page = f"<title>{TITLE}_云州网</title><h2>云州要闻</h2>{own}<div class=wz>{TEXT}</div>"
    assert read_article(response.replace(body=page.encode()), "", "").date_published is None


def test_source_day_and_editor_may_stand_right_behind_the_text() -> None:
    for behind, found in (
        ("<div>来源：云州日报</div>", ("None", "云州日报", "")),
        ("<div>来源：云州日报 发布时间：2025-12-09</div>", ("2025-12-09", "云州日报", "")),
        ("<p>编辑：李木</p>", ("None", "", "李木")),
        ("<div>[ 责任编辑：李木 ]</div>", ("None", "", "李木")),
        ("<div><span>编辑：李木</span><span>审核：王林</span></div>", ("None", "", "李木")),
        ("<div>编辑：宣传科</div>", ("None", "", "")),
        ("<div>数据来源：云州统计局</div>", ("None", "", "")),
        ("<div><a href=/2.html>云州省印发医疗大数据管理办法</a> 来源：云州晚报</div>", ("None", "", "")),
    ):
        item = read("", behind)
        assert (str(item.date_published), item.source, item.editor) == found
        own = read("<div class=info>2025-12-08 来源：云州新报 责任编辑：赵虎</div>", behind)
        assert (str(own.date_published), own.source) == ("2025-12-08", "云州新报")

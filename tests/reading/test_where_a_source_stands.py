"""Which line names the source: one of the article's own, not every element that has `source` in its name."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.items import ArticleItem
from monitor.reading.article import read_article
from monitor.reading.template import Template
from monitor.text.sources import press_beside_day, read_source, source_at_foot

TITLE = "云州市建成市级影像云平台"
TEXT = (
    "<p>为推进全民健康信息化建设，云州市卫生健康委近日建成市级影像云平台，全市十二家二级以上医院全部接入。</p>"
    "<p>平台上线三个月以来，累计调阅影像四万余份，减少重复检查六千余人次，为群众节约费用约三百万元。</p>"
)


def read(above: str, line: str, title: str = "<h1>{}</h1>", behind: str = "") -> ArticleItem:
    markup = (
        f"<html><head><title>{TITLE}_云州网</title><style>.sourcePopwin{{display:none}}</style></head><body>{above}"
        f"<div class=art>{title.format(TITLE)}{line}<div class=wz>{TEXT}</div></div>{behind}</body></html>"
    )
    response = HtmlResponse("http://www.yz.example.cn/a/41235.html", body=markup.encode(), encoding="utf-8")
    return read_article(response, "", "")


@pytest.mark.parametrize("title", ["<h1>{}</h1>", "<div class=title>{}</div>", "<div class=bt>{}</div>"])
@pytest.mark.parametrize(
    "other",
    [
        '<div class="resource"><a href=/d>资料下载</a></div>', "<ul><li class=source>数据资源</li></ul>", "<div class=data-source>开放平台</div>",
        "<div class=open-source>软件下载</div>",
        "<div id=resources>下载中心</div>", "<div class=sourcePopwin><span class=authorized> 我已授权 </span></div>",
    ],
)  # fmt: skip
def test_what_is_only_called_so_is_no_source(other: str, title: str) -> None:
    line = "<div class=info>2025-12-10 10:56</div>"
    assert read(other, line, title).source == ""
    assert read("", line, title, other).source == ""
    line = "<div class=info><span>2025-12-10 10:56</span> <a href=http://www.yzs.example.cn/>云州时报网</a></div>"
    for item in (read(other, line, title), read("", line, title, other)):
        assert item.source == "云州时报网"


@pytest.mark.parametrize("name", ["source", "article-source", "pubSource", "source-name", "sourceName", "info_source"])
def test_an_element_called_source_beside_the_day_is_one(name: str) -> None:
    line = f"<div class=info><span class=time>2025-12-10 10:56</span><span class={name}>健康云州</span></div>"
    assert read("", line).source == "健康云州"


@pytest.mark.parametrize("kind", ["info", "xx"])
@pytest.mark.parametrize(
    "line",
    [
        "来源 | 云州日报　时间 | 2025-12-09", "云州日报<i>|</i>2025-12-09", "<em>2025-12-09</em><a href=/src>云州日报</a>",
        "2025-12-09 08:30 <span>云州日报</span> <span>阅读 1.2万</span>", "云州日报 2025年12月09日 第A3版 星期二",
        "来源：云州日报/李木 2025-12-09",
    ],
)  # fmt: skip
def test_the_press_of_a_line(kind: str, line: str) -> None:
    item = read("", f"<div class={kind}>{line}</div>")
    assert (item.source, str(item.date_published)[:10]) == ("云州日报", "2025-12-09")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("来源：云州日报，记者李木", "云州日报"), ("来源：云州日报、记者李木 2025-12-09", "云州日报"), ("来源：云州日报、记者之家", "云州日报、记者之家"), ("来源：云州日报/李木", "云州日报"), ("来源 | 云州日报　时间 | 2025-12-09", "云州日报"),
        ("来源：云州日报/云州网", "云州日报/云州网"), ("来源：记者之家", "记者之家"), ("来源：云州日报、记者网", "云州日报、记者网"), ("来源：云州网/健康云州", "云州网/健康云州"),
        ("来源：云州时间", "云州时间"), ("来源：云州日报、记者观察", "云州日报、记者观察"), ("来源：云州网/作者文摘", "云州网/作者文摘"), ("来源：云州网 云州时间", "云州网 云州时间"),
    ],
)  # fmt: skip
def test_who_wrote_is_no_part_of_the_source(line: str, source: str) -> None:
    assert read_source(line) == source


@pytest.mark.parametrize(
    ("line", "press"),
    [
        ("云州日报 2025年12月09日 第A3版 星期二", "云州日报"), ("云州日报 2025-12-09 3版", "云州日报"), ("2025-12-09 08:30 云州日报 阅读 1.2万", "云州日报"),
        ("云州日报2025-12-09", "云州日报"), ("2025-12-09 周刊", ""), ("2025-12-09 云州周报", "云州周报"), ("2025-12-09 08:30 要闻 阅读 3", ""), ("云州日报 云州网 2025-12-09", ""),
    ],
)  # fmt: skip
def test_page_weekday_and_counter_beside_the_press(line: str, press: str) -> None:
    assert press_beside_day(line) == press


FOOTS = [
    ("（来源：云州日报）", "云州日报"), ("来源：云州日报", "云州日报"), ("来源丨云州日报", "云州日报"), ("来源：云州日报 编辑：李木", "云州日报"), ("【来源：健康云州】", "健康云州"),
    ("文章来源：云州日报", "云州日报"), ("来源：《云州日报》", "《云州日报》"), ("图片来源：云州日报", ""), ("数据来源：云州统计局", ""), ("资料来源：云州日报", ""), ("参考来源：云州日报", ""),
    ("来源：这笔钱是财政拨付的。", ""), ("来源很多：财政、医保、社会", ""), ("来源：", ""),
]  # fmt: skip


@pytest.mark.parametrize("text", ["wz", "TRS_Editor"])
@pytest.mark.parametrize(("foot", "source"), FOOTS)
def test_a_source_at_the_foot_of_the_text(foot: str, source: str, text: str) -> None:
    body = f"<div class=info>2025-12-10 10:56</div><div class={text}>{TEXT}<p>{foot}</p></div>"
    assert read_body(body).source == source
    assert read_body(body.replace("10:56", "10:56 来源：云州晚报")).source == "云州晚报"


@pytest.mark.parametrize(("foot", "source"), FOOTS)
def test_a_source_at_the_foot_of_a_text_in_its_outlets_own_template(foot: str, source: str) -> None:
    """Where neither a line above it nor a tag names one."""
    template = Template("now", "SEEN", headline="h1", body=".text", published=".info", source=".info")
    for line, tag, expected in (
        ("", "", source), ("来源：云州晚报", "", "云州晚报"), ("", "<meta name=source content=云州晚报>", "云州晚报"),
    ):  # fmt: skip
        page = f"<html><head><title>{TITLE}</title>{tag}</head><body><h1>{TITLE}</h1><div class=info>2025-12-10 10:56 {line}</div><div class=text>{TEXT}<p>{foot}</p></div></body></html>"
        response = HtmlResponse("https://h.cn/a.html", body=page.encode(), encoding="utf-8")
        assert read_article(response, "", "", [template]).source == expected


def test_a_source_within_the_text_or_with_a_day_is_none_of_its_foot() -> None:
    texts = [f"平台覆盖{number}家医院。" for number in range(6)]
    assert (
        source_at_foot([*texts, "来源：云州日报"])
        == source_at_foot([*texts, "来源：云州日报", *texts[:3]])
        == "云州日报"
    )
    assert (
        source_at_foot([*texts, "来源：云州日报", *texts])
        == source_at_foot([*texts, "来源：云州日报 2025-12-01"])
        == ""
    )


def read_body(body: str) -> ArticleItem:
    markup = f"<html><head><title>{TITLE}_云州网</title></head><body><h1>{TITLE}</h1>{body}</body></html>"
    response = HtmlResponse("http://www.yz.example.cn/a/41235.html", body=markup.encode(), encoding="utf-8")
    return read_article(response, "", "")


@pytest.mark.parametrize(
    ("line", "source", "clock"),
    [
        ("Published: 2025-12-09 13:41 | Source: 云州日报 | Views: 33", "云州日报", True), ("Posted on 2025-12-09 by admin", "", False),
        ("Date: 2025-12-09 13:41", "", True), ("Updated: 2025-12-09 13:41:05", "", True),
    ],
)  # fmt: skip
def test_labels_of_a_system_that_speaks_english(line: str, source: str, clock: bool) -> None:
    """Inside the element of the text."""
    body = TEXT.replace("<p>", f"<p class=meta>{line}</p><p>", 1)
    item = read("", f"<div class=post>{body}</div>".replace("<div class=post>", "<div>"))
    assert (item.source, "2025-12-09" in str(item.date_published)) == (source, True)
    assert (":41:" in str(item.date_published)) is clock
    assert "2025-12-09" not in item.article_body


@pytest.mark.parametrize(
    "line", ["Source Data 2025-12-09", "云州日报 Date 2025-12-09 期", "Posted 网 2025-12-09 上线。"]
)
def test_a_paragraph_with_such_a_word_stays(line: str) -> None:
    body = TEXT.replace("</p>", f"</p><p>{line}</p>", 1)
    assert line in read("<div class=info>2025-12-10 10:56</div>", f"<div>{body}</div>").article_body


@pytest.mark.parametrize("figures", [("12",), ("12", "34")])
def test_above_a_text_that_begins_in_short_pieces(figures: tuple[str, ...]) -> None:
    """Each figure in an element of its own, as Word has it: none of the pieces is a sentence."""
    told = (("云州市", figure, "月", "8", "日介绍", "，", "全市", "医院全部", "上线", "。") for figure in figures)
    text = "".join(f"<p>{''.join(f'<span lang=EN-US>{piece}</span>' for piece in pieces)}</p>" for pieces in told)
    line = "<div class=xx>2025年12月12日 13:41　云州市第一医院　<a href=#c>我要评论</a></div>"
    markup = f"<html><body><div class=art><h1>{TITLE}</h1>{line}<div class=wz>{text}{TEXT}</div></div></body></html>"
    response = HtmlResponse("http://www.yz.example.cn/a/4.html", body=markup.encode(), encoding="utf-8")
    item = read_article(response, "", "")
    assert item.source == "云州市第一医院"
    assert all(f"云州市{figure}月8日介绍" in item.article_body for figure in figures)

"""Whose day a page prints: the article's own, not that of a headline, a comment or an event beside it."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.items import ArticleItem
from monitor.reading.article import read_article

LINE = "<div class=info>2026-03-01 09:30 来源：云州日报</div>"
META = '<meta property="article:published_time" content="2026-03-01T09:30:00+08:00">'
OWN = "2026-03-01 09:30:00+08:00"


def read(before: str, behind: str = "") -> ArticleItem:
    text = (
        "<p>云州市医保局日前上线医保码，参保人在二十七家医院扫码即可结算。</p>"
        "<p>医保局负责人介绍，系统与全省平台打通，报销不必再垫付。</p>"
    )
    page = (
        f"<meta charset=utf-8><title>云州医保码上线_云州网</title><h1>云州医保码上线</h1>{before}"
        f"<div>{text}</div>{behind}"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "x", "某网")


@pytest.mark.parametrize(
    ("before", "behind", "moment"),
    [
        (LINE, "<ul><li><a>云州白皮书发布</a><i class=time>2025-12-31</i></ul>", OWN),
        (LINE, "<div><a>云州医改方案公布</a><i class=time>2025-12-31</i></div>", OWN),
        (LINE, "<div><h4>名单公布</h4><i class=time>2025-12-31</i></div>", OWN),
        ("<ul><li><a>云州白皮书发布</a><i class=time>2025-12-31</i></ul>" + LINE, "", OWN),
        (META, "<div class=comment-time>2026-03-05 10:00</div>", OWN),
        (META, '<div class="event-time">2026-05-01 14:00</div>', OWN),
        (META, "<span class=time>2026-05-01 14:00</span>", OWN),
        ("", "<div class=comment-time>2026-03-05 10:00</div>", "None"),
        ("", "<ul><li>新闻一<i class=time>2025-12-31 08:00</i></ul>", "None"),
        ("<p>2026-03-01 09:30 来源：云州日报</p>", "<i class=time>2025-12-31 08:00</i>", OWN),
        ("<div class=info>2026-03-01 来源：云州日报</div>", "<span class=time>2026-03-01 17:00</span>", "2026-03-01"),
        ("", "<div class=time>2026-03-01 09:30</div>", OWN),
        ("", "<div class=foot><span class=time>发布时间：2026-03-01 09:30</span></div>", OWN),
        ("", "<div class='page-aside'><span class=span_time>时间：2026-03-01 09:30</span></div>", OWN),
        ("<div><b>最后更新</b><i class=time>2026-03-02</i></div>" + LINE, "", OWN),
        ("<span>报名截止时间</span><i class=time>2026-04-01</i>" + LINE, "", OWN),
        ("", "<ul><li class=time>发布时间：2026-03-01 09:30</li><li>来源：云州日报</li></ul>", OWN),
        ("", "<aside><span class=time>发布时间：2026-03-01 09:30</span></aside>", OWN),
        ("<meta name=dc.date content='2019-01-01'>", "<div class=info>发布时间：2026-03-01 09:30</div>", OWN),
        ("<div class=info>2026-03-01 评论 3: 20 来源：云州日报</div>", "", "2026-03-01"),
        ("<div class=info><span class=time title='2026-03-01 09:30'>8个月前</span></div>", "", OWN),
    ],
)
def test_the_day_is_the_articles_own(before: str, behind: str, moment: str) -> None:
    assert str(read(before, behind).date_published) == moment


@pytest.mark.parametrize(
    "told",
    [
        '[{"@type":"WebSite","datePublished":"2019-01-01"},{"@type":"NewsArticle","datePublished":"2026-03-01T09:30:00+08:00"}]',
        '{"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},'
        '{"@type":["NewsArticle"],"datePublished":"2026-03-01T01:30:00Z"}]}',
        '{"@type":"NewsArticle","hasPart":[{"@type":"VideoObject","datePublished":"2024-01-01"}],"datePublished":"2026-03-01 09:30"}',
        '{"@type":"WebPage","datePublished":"2026-03-01 09:30"}',
        '{"pubDate":"2026-03-01T09:30:00"}',
        '{"@type":"https://schema.org/WebPage","datePublished":"2026-03-01 09:30"}',
        '{"@type":"MedicalWebPage","datePublished":"2026-03-01 09:30"}',
        '{"@type":"NewsArticle" "datePublished":"2026-03-01T09:30:00+08:00",}',
    ],
)
def test_of_linked_data_the_article_counts(told: str) -> None:
    assert str(read(f'<script type="application/ld+json">{told}</script>').date_published) == OWN


def test_linked_data_of_a_video_alone_or_without_an_end_is_no_day() -> None:
    for told in ('{"@type":"VideoObject","datePublished":"2024-01-01"}', "[" * 50_000, "[[]," * 30_000 + "1", "{}"):
        assert read(f'<script type="application/ld+json">{told}</script>').date_published is None


@pytest.mark.parametrize(
    "name",
    [
        "itemprop=datePublished", "property=og:published_time", 'property="bytedance:published_time"',
        'name="weibo: article:create_at"', "name=publish_time", "name=publish-date", "property=og:time",
    ],
)  # fmt: skip
def test_a_meta_tag_by_any_of_its_names(name: str) -> None:
    assert str(read(f'<meta {name} content="2026-03-01 09:30:00">').date_published) == OWN


@pytest.mark.parametrize(
    ("printed", "clock"),
    [
        ("09时 30分", "09:30"), ("9点 30分", "09:30"), ("09 时 30 分", "09:30"), ("09: 30", "09:30"), ("09 :30", "09:30"),
        ("09∶30", "09:30"), ("9点 30余家", "09:00"), ("9时", "09:00"), ("9点半", "09:30"),
    ],
)  # fmt: skip
def test_a_clock_time_may_have_blanks_in_it(printed: str, clock: str) -> None:
    found = read(f"<div class=info>2026年3月1日 {printed} 来源：云州日报</div>")
    assert str(found.date_published) == f"2026-03-01 {clock}:00+08:00"


def test_a_headline_with_a_comma_is_no_first_sentence_of_the_text() -> None:
    title = "云州医保码上线，老人也能看懂"
    text = "<p>云州市医保局日前上线医保码，参保人在二十七家医院扫码即可结算。</p><p>系统与全省平台打通，报销不必再垫付。</p>"
    info = "<div class=xl-info>时间：2026-03-01 09:30　来源：云州日报</div>"
    page = (
        f"<title>{title}</title><meta name=PubDate content='2026-03-01 09:30'><div class=main><div class=xl-title>{title}</div>"
        f"{info}<div>{text}</div></div>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    assert str(read_article(response, "x", "某网").date_published) == OWN


@pytest.mark.parametrize(
    "name", ["prevention-detail", "pointer-events-none", "event-wrap", "reply-list", "comment-page"]
)
def test_a_name_of_what_is_around_the_text_too_says_nothing(name: str) -> None:
    text = "<p>云州市医保局日前上线医保码，参保人扫码即可结算。</p><p>系统与全省平台打通，报销不必再垫付。</p>"
    time = "<div class=time>发布时间：2026-03-01 09:30</div>"
    page = f"<title>云州医保码上线_云州网</title><div class={name}><h1>云州医保码上线</h1><div>{text}</div>{time}</div>"
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    assert str(read_article(response, "x", "某网").date_published) == OWN


BEHIND = "<div class=info>发布时间：2026-03-01 09:30</div>"


@pytest.mark.parametrize(
    "before",
    [
        "<h2>2025年11月28日</h2>", "<p>（2025年11月28日云州市第十届人民代表大会常务委员会第三次会议通过）</p>",
        "<div class=intro>直播时间：12月17日 15:00</div>", "<p>有效期至：2026年12月31日</p>", "",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "behind", [BEHIND, "<p>发布时间：2026-03-01 09:30</p>", "<div>发布时间：2026-03-01 09:30</div>"]
)
def test_a_bare_day_under_the_headline_is_that_of_a_speech_or_an_event(before: str, behind: str) -> None:
    assert str(read(before, behind).date_published) == OWN


@pytest.mark.parametrize(
    "before", ["<div class=intro>直播时间：12月17日 15:00</div>", "<p>有效期至：2026年12月31日</p>"]
)
def test_an_events_time_before_the_line_of_information_is_not_its(before: str) -> None:
    assert str(read(before + LINE).date_published) == OWN


@pytest.mark.parametrize(
    "before", [LINE, "<div class=info>2026-03-01 来源：云州日报</div>", "<p>2026-03-01 09:30 云州日报</p>"]
)
def test_a_line_behind_the_text_says_nothing_against_a_sure_one_before_it(before: str) -> None:
    behind = "<div>发布时间：2025-12-31 08:00</div>"
    assert str(read(before, behind).date_published).startswith("2026-03-01")


@pytest.mark.parametrize(
    "hidden",
    [
        "<div class=info style='display:none'>来源：云州晚报 发布时间：2025-12-01 10:00</div>", "<div style='display:none'><div class=info>来源：云州晚报 2025-12-01 10:00</div></div>",
        "<template><div class=info>来源：云州晚报 发布时间：2025-12-01 10:00</div></template>", "<style>.gone{display:none}</style><div class='info gone'>来源：云州晚报 发布时间：2025-12-01</div>",
    ],
)  # fmt: skip
def test_a_line_that_nobody_sees_says_nothing(hidden: str) -> None:
    for before in (hidden + LINE, LINE + hidden):
        item = read(before)
        assert (str(item.date_published), item.source) == (OWN, "云州日报")


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("<p>发布日期：2026-03-01 责任编辑：龙慧</p>", "龙慧"), ("<div>（责任编辑：龙慧）</div>", "龙慧"), ("<div class=zrbj>责编：龙慧</div>", "龙慧"),
        ("<p>云州网责任编辑制度</p>", ""),
    ],
)  # fmt: skip
def test_the_editor_may_stand_right_behind_the_text(line: str, editor: str) -> None:
    assert read(LINE, line).editor == editor


@pytest.mark.parametrize(
    "above",
    [
        '<div class="resource"><a href="/d">资料下载</a></div>', "<ul><li class=source>数据资源</li></ul>", '<div class="data-source">开放平台</div>',
        "<style>.sourcePopwin{display:none}</style><div class=sourcePopwin><span class=authorized>我已授权</span></div>",
    ],
)  # fmt: skip
def test_what_is_only_called_a_source_is_none(above: str) -> None:
    title = "<h1>云州医保码上线</h1>"
    text = "<p>云州市医保局日前上线医保码，参保人在二十七家医院扫码即可结算。</p><p>医保局负责人介绍，系统与全省平台打通，报销不必再垫付。</p>"
    for info, source in (
        ("<div><span>2026-03-01 09:30</span> <a href=x>云州时报网</a></div>", "云州时报网"),
        ("<div>2026-03-01 09:30</div>", ""),
    ):
        page = f"<meta charset=utf-8><title>云州医保码上线_云州网</title>{above}{title}{info}<div>{text}</div>"
        response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
        assert read_article(response, "x", "某网").source == source


@pytest.mark.parametrize(
    "own",
    ["<div class=info>2026-03-01</div>", "<div class=meta><span>2026-03-01</span><span>来源：云州日报</span></div>"],
)
@pytest.mark.parametrize(
    "behind",
    [
        "<div class=c><p>时间：2026-03-05 10:20</p><p>写得真好。</p></div>", "<ul><li>发布时间：2026-03-05 <a href=/2>全省影像云平台建成投用的消息</a></li></ul>",
        "<div>时间：2026年3月20日</div><div>地点：云州市会议中心</div>", "<div style='display:none'>发布时间：2026-03-05 10:00</div>", "<div>日期：2026-03-31前有效</div>",
        "<div>发布时间：2026-03-05</div>",
    ],
)  # fmt: skip
def test_a_line_behind_the_text_changes_no_printed_day(own: str, behind: str) -> None:
    assert str(read(own, behind).date_published) == "2026-03-01"


def test_what_is_written_for_a_search_engine_tells_the_day() -> None:
    spider = "<div id=BaiduSpider style='display:none'><span id=pubtime_baidu>2026-03-01 09:30:15</span><span id=source_baidu>来源：<a>云州日报</a></span></div>"
    item = read("", spider)
    assert (str(item.date_published), item.source) == ("2026-03-01 09:30:15+08:00", "云州日报")


@pytest.mark.parametrize(
    ("behind", "editor"),
    [
        ("<div><span>责任编辑：王石</span><span>打印本页</span></div>", "王石"), ("<div>责任编辑：王石<span>微信扫一扫</span></div>", ""), ("<div>责任编辑：王石 <a href=#>纠错</a></div>", "王石"),
        ("<div>责任编辑：王石 阅读 123</div>", "王石"), ("<div style='display:none'>责任编辑：王石</div>", ""), ("<div class=edit>责任编辑：王石<a href=#>我要纠错</a></div>", "王石"),
        ("<div><p>责任编辑：赵虎 <a href=/2>全省影像云平台建成投用的消息</a></p></div>", ""),
    ],
)  # fmt: skip
def test_an_editor_behind_the_text_is_a_person_and_its_own(behind: str, editor: str) -> None:
    assert read(LINE, behind).editor == editor

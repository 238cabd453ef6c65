"""Where the text of an unknown page ends: what a site says of itself goes, what sounds alike and is the article's stays."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.exceptions import LayoutChanged
from monitor.items import ArticleItem
from monitor.reading.article import read_article

LAST = "最后一段说明平台今年还要扩到乡镇卫生院。"


def read(behind: str, beside: str = "", info: str = "来源：云州日报") -> ArticleItem:
    page = (
        "<meta charset=utf-8><title>云州医保码上线_云州网</title><h1>云州医保码上线</h1>"
        f"<div class=info>2026-03-01 09:30 {info}</div><div>"
        "<p>云州市医保局日前上线医保码，参保人在二十七家医院扫码即可结算。</p>"
        f"<p>医保局负责人介绍，系统与全省平台打通，报销不必再垫付。</p>{behind}</div>{beside}"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "x", "某网")


def rest(behind: str, beside: str = "") -> list[str]:
    return read(behind, beside).article_body.split("\n\n")[2:]


@pytest.mark.parametrize(
    "line",
    [
        "凡未注明数据来源的病历，一律退回。", "凡需注明药品来源的处方，由药师复核。", "声明：本平台不收集患者隐私，请放心使用。",
        "互联网新闻信息服务许可证制度实施以来，平台规范了。", "重要声明：患者转载检查报告须经本人同意。",
        "该软件由医院版权所有，免费向基层开放。", "扫一扫，分享检查结果更方便。", "相关新闻发布会上，医院介绍了有关情况。",
    ],
)  # fmt: skip
def test_a_sentence_that_sounds_like_a_notice_is_text(line: str) -> None:
    assert rest(f"<p>{line}</p><p>{LAST}</p>") == [line, LAST]
    assert rest(f"<p>{line}</p>") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "相关链接平台同步开放", "相关推荐指标写入考核", "推荐阅读病历的方式正在改变", "往期回顾数据显示，检查量逐年上升",
        "本文来源于一次真实的调研", "上一篇文章引起了读者的讨论", "下一篇章：让数据开口说话", "扫一扫即可查看病历内容",
    ],
)  # fmt: skip
def test_a_subhead_that_sounds_like_one_is_text_if_the_article_goes_on(line: str) -> None:
    assert rest(f"<p>{line}</p><p>{LAST}</p>") == [line, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "相关阅读：", "相关新闻", "上一篇：云州医院上新", "凡本网注明“来源：云州网”的所有作品，均为本网站合法拥有版权的作品。",
        "声明：本文转载自其他媒体，不代表本网观点。", "扫一扫关注云州发布公众号", "云州网版权所有", "推荐阅读 云州医院上线新系统",
        "凡注明“来源：云州网”的稿件，转载须注明。", "本网站转载此文出于传递更多信息之目的。", "互联网新闻信息服务许可证：123456",
        "（本文仅代表作者个人观点，不代表本网立场。）", "特别提醒：如果我们使用了您的图片，请与本网联系。",
    ],
)  # fmt: skip
@pytest.mark.parametrize("more", ["", "<p>如因作品内容、版权和其它问题需要同本网联系的，请在30日内进行。</p>"])
def test_a_notice_ends_the_text(line: str, more: str) -> None:
    assert rest(f"<p>{line}</p>{more}") == []


@pytest.mark.parametrize(
    ("end", "lines"),
    [
        ("<table><tr><td>市一院<td>三甲<tr><td>市二院<td>二甲</table>", ["市一院 三甲", "市二院 二甲"]),
        ("<p>获奖名单如下：</p><p>李木</p><p>王林</p>", ["获奖名单如下：", "李木", "王林"]),
        ("<p>谢谢大家</p>", ["谢谢大家"]),
        ("<p>这，就是云州速度</p>", ["这，就是云州速度"]),
        ("<p>https://www.yunzhou.cn/bm</p>", ["https://www.yunzhou.cn/bm"]),
        ("<p>报名链接：http://a.cn/b</p>", ["报名链接：http://a.cn/b"]),
        ("<p>门诊：8:00—17:00</p>", ["门诊：8:00—17:00"]),
        ("<p>张医生：13800000000</p>", ["张医生：13800000000"]),
        ("<p>*以上数据由医院提供</p>", ["\\*以上数据由医院提供"]),
        ("<p>首页 新闻 健康</p>", []),
        ("<p>浏览：2026</p>", []),
        ("<p>首页</p><p>返回</p>", []),
    ],
)
def test_what_ends_without_a_full_stop(end: str, lines: list[str]) -> None:
    assert rest(end) == lines


def test_comments_are_none_of_the_text_however_many() -> None:
    said = "".join(f"<p>这个平台真好用，我在乡下也能看病历了，第{n}个点赞，谢谢医生。</p>" for n in range(12))
    for name in ("reply", "replies", "discuss", "liuyan", "wypl", "guestbook", "msg-list"):
        assert rest("", f"<div class={name}>{said}</div>") == [], name


def test_an_anchor_without_an_address_is_no_link() -> None:
    page = "<title>云州医保码上线_云州网</title><h1>云州医保码上线</h1><div><a name=top>" + "".join(
        f"<p>云州市医保局第{n}次介绍，系统与全省平台打通，报销不必再垫付。</p>" for n in "一二三"
    )
    response = HtmlResponse("https://x.example.cn/1.html", body=page.encode(), encoding="utf-8")
    assert len(read_article(response, "x", "某网").article_body.split("\n\n")) == 3


def test_a_span_may_be_a_line_of_its_own() -> None:
    lines = "".join(f"<span style='display: block'>第{n}段说的是建设情况。</span>" for n in "一二")
    assert rest(f"<p>{lines}</p>") == ["第一段说的是建设情况。", "第二段说的是建设情况。"]


def test_what_was_escaped_twice_is_what_its_editor_meant() -> None:
    twice = "&amp;nbsp;&amp;nbsp;云州&amp;ldquo;云病历&amp;rdquo;上线&amp;mdash;&amp;mdash;群众点赞，A&amp;amp;B公司参与，a&amp;region=1。"
    assert rest(f"<p>{twice}</p>") == ["云州“云病历”上线——群众点赞，A&B公司参与，a&region=1。"]


def test_a_headline_that_was_escaped_twice() -> None:
    page = (
        "<title>云州&amp;ldquo;云病历&amp;rdquo;上线_云州网</title><h1>云州&amp;ldquo;云病历&amp;rdquo;上线</h1>"
        + "".join(f"<p>云州市医保局第{n}次介绍，系统与全省平台打通，报销不必再垫付。</p>" for n in "一二三")
    )
    response = HtmlResponse("https://x.example.cn/1.html", body=page.encode(), encoding="utf-8")
    assert read_article(response, "x", "某网").headline == "云州“云病历”上线"


def test_a_table_that_lays_out_the_page_is_no_row() -> None:
    table = "<table><tr><td>导读<td><p>第一段说的是建设情况。</p><p>第二段说的是使用情况。</p></table>"
    assert rest(table) == ["导读", "第一段说的是建设情况。", "第二段说的是使用情况。"]


@pytest.mark.parametrize(
    ("line", "author", "editor"),
    [
        ("◎记者 李木", "李木", ""), ("李木/文", "李木", ""), ("作者：李木 王林", "李木、王林", ""),
        ("文字｜李木 编辑｜王林 审核｜赵丽", "李木", "王林"), ("（作者：李木 编辑：王林）", "李木", "王林"),
    ],
)  # fmt: skip
def test_who_wrote_it_ends_a_text(line: str, author: str, editor: str) -> None:
    item = read(f"<p>{line}</p>")
    assert (item.author, item.editor) == (author, editor)


@pytest.mark.parametrize(
    ("info", "author", "editor"),
    [
        ("来源：云州日报 作者：李木 责任编辑：王林", "李木", "王林"), ("来源：云州日报 记者：李木", "李木", ""),
        ("来源：云州日报 作者：云州市中心医院", "", ""), ("来源：云州日报", "", ""),
    ],
)  # fmt: skip
def test_a_line_of_information_names_author_and_editor(info: str, author: str, editor: str) -> None:
    item = read("", info=info)
    assert (item.author, item.editor, item.source) == (author, editor, "云州日报")


SHORT = "云州医保码昨日上线，参保人扫码即可结算，首日三万人使用。"


@pytest.mark.parametrize(
    ("info", "text", "read"),
    [
        ("2026-03-01 09:30 来源：云州日报", SHORT, True),
        ("2026-03-01 09:30", SHORT, False),
        ("来源：云州日报", SHORT, False),
        ("2026-03-01 09:30 来源：云州日报", "云州医保码昨日上线。", False),
    ],
)
def test_news_of_one_sentence_says_when_and_whose(info: str, text: str, read: bool) -> None:
    page = f"<title>云州医保码上线_云州网</title><h1>云州医保码上线</h1><div class=info>{info}</div><div><p>{text}</p></div>"
    response = HtmlResponse("https://x.example.cn/1.html", body=page.encode(), encoding="utf-8")
    if read:
        assert read_article(response, "x", "某网").article_body == text
        return
    with pytest.raises(LayoutChanged):
        read_article(response, "x", "某网")

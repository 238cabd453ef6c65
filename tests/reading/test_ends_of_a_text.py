"""Where the text of an unknown page ends: what a site says of itself goes, what sounds alike and is the article's stays."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.exceptions import LayoutChanged, PageError
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
        ("<p>获奖名单如下：</p><p>李木</p><p>王林</p>", ["获奖名单如下：", "李木", "王林"]),
        ("<p>谢谢大家</p>", ["谢谢大家"]),
        ("<p>未经授权，不得转载</p>", []),
        ("<p>人气：1234</p>", []),
        ("<p>微信公众号：yunzhou2026</p>", []),
        ("<p>* 点击上方关注</p>", []),
        ("<p>首页 新闻</p><p>健康 联系</p>", []),
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
    for name in ("reply-list", "replies", "discuss-list", "liuyan", "wypl-list", "guestbook", "msg-list"):
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
    lines = [f"第{n}段说的是影像云平台的建设和使用情况，各县都有自己的做法和数字。" for n in "一二"]
    cell = "".join(f"<p>{line}</p>" for line in lines)
    assert rest(f"<table><tr><td>导读<td>{cell}</table>") == ["导读", *lines]
    data = "<table><tr><td>医保码<td><p>扫码结算。</p><p>不必垫付。</p></table><p>各县都已经用上了。</p>"
    assert rest(data) == ["医保码 扫码结算。 不必垫付。", "各县都已经用上了。"]


@pytest.mark.parametrize("name", ["msg", "news_msg", "feedback", "reply", "discuss", "msgbox"])
def test_a_block_that_may_be_called_a_message_is_no_comment(name: str) -> None:
    foot = "<p>云州网由云州日报社主办，客服电话请拨总机，我们将及时处理，感谢您的支持。</p>"
    text = "<p>云州市医保局日前上线医保码，参保人扫码即可结算。</p><p>系统与全省平台打通，报销不必再垫付。</p>"
    page = f"<title>云州医保码上线_云州网</title><div class={name}><h1>云州医保码上线</h1>{text}</div><div class=bottom>{foot}</div>"
    response = HtmlResponse("https://x.example.cn/1.html", body=page.encode(), encoding="utf-8")
    assert "参保人扫码即可结算" in read_article(response, "x", "某网").article_body


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
        ("来源：云州日报 作者：云州市中心医院", "", ""), ("来源：云州日报", "", ""), ("来源：云州日报 作者：李木 打印", "李木", ""),
        ("来源：云州日报 作者：李木、王林 分享到", "李木、王林", ""), ("来源：云州日报 作者：佚名", "", ""),
        ("来源：云州日报 作者：信息科", "", ""), ("来源：云州日报 编辑 推荐 热点", "", ""), ("来源：云州日报 作者：李木 字号 大 中 小", "李木", ""),
    ],
)  # fmt: skip
def test_a_line_of_information_names_author_and_editor(info: str, author: str, editor: str) -> None:
    item = read("", info=info)
    assert (item.author, item.editor, item.source) == (author, editor, "云州日报")


SHORT = "云州医保码昨日上线，参保人扫码即可结算，首日三万人使用。"


def test_the_texts_own_credit_goes_before_any_beside_it() -> None:
    beside = "<div class=hot-info><a>云州医院上新</a> 作者：赵丽</div><div class=foot-info>网站编辑：赵丽</div>"
    item = read("<p>（本报记者 王林）</p>", beside)
    assert (item.author, item.editor) == ("王林", "")
    assert read("", "<div class=comment-author>作者：赵丽</div>").author == ""


@pytest.mark.parametrize(
    "line",
    [
        "特别提醒：如果出现胸痛，请立即拨打120。", "特别提醒：如有发热症状，请及时就医。",
        "本站转载的检验数据来自各医院，观点仅供参考。",
    ],
)  # fmt: skip
def test_a_word_to_patients_is_text(line: str) -> None:
    assert rest(f"<p>{line}</p>") == [line]


@pytest.mark.parametrize(
    ("notice", "more"),
    [
        ("凡本网注明“来源：云州网”的所有作品，版权归本网。", "其他媒体、个人使用上述作品时应当注明出处，违者将依法追究责任。"),
        ("扫一扫关注云州发布公众号", "云州发布每天为您推送权威信息，做您身边的贴心人。"),
        ("云州网版权所有", "云州网由云州市委宣传部主管，云州日报社主办，欢迎监督。"),
        ("滇ICP备12345678号", "网友李木：这个平台真好用，在乡下也能看病历了，点赞。"),
        ("上一篇：云州医院上新", "摘要：云州市中心医院新门诊楼启用，患者就诊时间缩短。"),
        ("凡注明来源为“云州网”的稿件，版权归云州网所有。", ""), ("本网未注明来源的稿件均为转载稿。", ""),
        ("版权所有，云州市卫生健康委员会", ""), ("扫一扫下载健康云州APP，挂号缴费更方便", ""),
        ("免责声明：本平台内容仅供居民参考，版权归原作者。", ""),
    ],
)  # fmt: skip
def test_a_notice_for_certain_ends_the_text_whatever_follows(notice: str, more: str) -> None:
    assert rest(f"<p>{notice}</p><p>{more}</p>") == []


@pytest.mark.parametrize(
    "page",
    [
        "<div class=pl><p>请先登录，再发表评论，文明上网理性发言。</p></div>",
        "<video></video><p>本页面内容正在加载，请稍后再试一次。</p>",
        "<div class=bot><p>云州市卫健委主办，云州市信息中心承办，云州科技提供技术支持。</p></div>",
    ],
)
def test_a_sentence_of_the_page_is_no_news(page: str) -> None:
    info = "<div class=info>2026-03-01 09:30 来源：云州日报</div>"
    body = f"<title>云州医保码上线_云州网</title><h1>云州医保码上线</h1>{info}{page}".encode()
    with pytest.raises(PageError):
        read_article(HtmlResponse("https://x.example.cn/1.html", body=body, encoding="utf-8"), "x", "某网")


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

"""Lines that a site sets among the paragraphs are none of a text whose template or platform is known, either."""

from __future__ import annotations

import re

import pytest
from scrapy.http import HtmlResponse

from monitor.extraction.within import without_end
from monitor.reading.article import read_article
from monitor.text.markdown import Block, Paragraph, Picture
from monitor.witness.views import Views
from spiders.people import People

HEADLINE = "云州电子病历全市共享"
B = [
    "云州市卫生健康委员会10日说，全市二级以上医院已经接入电子病历共享平台。",
    "据介绍，平台去年3月试运行，至今共享病历一百二十万份，节省费用约三亿元。",
    "下一步，云州市将把服务延伸到村卫生室，年内实现全覆盖，并与省平台对接。",
]
PEOPLE = (
    '<div class="layout rm_txt cf"><div class="col col-1"><h1>{}</h1><div class="channel cf"><div class="col-1-1">'
    "2025年12月10日08:05 | 来源：<a href=/>云州日报</a></div></div>"
    '<div class="rm_txt_con cf">{}<div class="edit cf">(责编：禾木、林木)</div></div></div></div>'
)
TRS = '<h1>{}</h1><div>发布时间：2025-12-10 08:05 来源：云州日报</div><div class="TRS_Editor">{}</div>'


def bodies(inside: str) -> list[list[str]]:
    found = []
    for url, form in (
        ("http://health.people.com.cn/n1/2025/1210/c14739-40569999.html", PEOPLE),
        ("https://wjw.unknown.example.cn/xwzx/202512/t20251210_123.html", TRS),
    ):
        page = f"<html><head><meta charset=utf-8><title>{HEADLINE}</title></head><body>{form.format(HEADLINE, inside)}"
        response = HtmlResponse(url, body=page.encode(), encoding="utf-8")
        item = People.read(response) if "people" in url else read_article(response, "", "")
        assert item.reader.startswith("own" if "people" in url else "family")
        found.append(item.article_body.split("\n\n"))
        views = Views([response.body])
        assert [missed for each in found[-1] if (missed := views.find_paragraph(each))] == []
    return found


def texts(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_players_buttons_and_browsers_are_no_paragraphs() -> None:
    for line in (
        "听新闻 00:00/03:21", "您的浏览器不支持 audio 标签。", "分享让更多人看到", "点击收听全文", "您正在使用过时的浏览器，请升级浏览器以查看本页。",
        "您的浏览器版本过低，建议使用谷歌浏览器访问。", "展开全文", "未经授权，请勿转载。", "打开云州日报客户端查看更多内容",
    ):  # fmt: skip
        for inside in (texts(line, *B), texts(B[0], line, *B[1:]), texts(*B, line)):
            assert bodies(inside) == [B, B], line
    assert bodies(f"<details open><summary>展开</summary>{texts(*B)}</details>") == [B, B]


def test_a_line_that_runs_is_none() -> None:
    line = "<marquee>热烈祝贺云州市卫生健康工作会议胜利召开！欢迎访问本站，祝您健康，常来看看。</marquee>"
    for inside in (line + texts(*B), texts(B[0]) + line + texts(*B[1:]), texts(*B) + line):
        assert bodies(inside) == [B, B]
    long = [f"{year}年，{line}" for year in (2023, 2024, 2025) for line in B]
    assert bodies(f"<marquee>{texts(*long)}") == [long, long], "nobody has closed it"


def test_summaries_by_machines_and_advertisements_are_none_of_it() -> None:
    for line in (
        "AI摘要：全市二级以上医院接入平台。内容由AI生成，仅供参考", "以上摘要由人工智能自动生成，仅供参考。", "语音播报 00:00 / 03:20 1.0x", "分享到：微信 微博",
        "广告：<a href=//ad.example.com/1>云州牙科周年优惠</a>", "点击进入专题：<a href=/zt/>健康云州</a>",
        "<span class='adv'><a href=//ad.example.com/1><img src=/u/20251210/12345.jpg></a></span>",
    ):  # fmt: skip
        for inside in (texts(line, *B), texts(B[0], line, *B[1:]), texts(*B, line)):
            assert bodies(inside) == [B, B], line
    aside = f"<aside><h4>热门</h4><ul><li><a href=/1.html>{B[0][:20]}</a><li><a href=/2.html>{B[1]}</a></ul></aside>"
    assert bodies(texts(B[0]) + aside + texts(*B[1:])) == [B, B]
    quoted = f"<aside><p>{B[1]}</p><p><a href=/1.html>{OTHERS[0]}</a></p></aside>"
    assert bodies(texts(B[0]) + quoted + texts(B[2])) == [[*B[:2], OTHERS[0], B[2]]] * 2
    for line in (
        "报告由人工智能生成，医生仅供参考的做法已经改变。",
        "广告：一条都不能少审。",
        "广告：AI问诊谁来管",
        "广告：互联网诊疗的监管难点",
        "推广：从一家医院到全省",
        "下一步，全市二级以上医院的影像报告初稿将由AI生成，仅供参考。",
        "李木提醒，市民在网上看到的健康建议由人工智能系统自动生成，仅供参考。",
        "医院在报告单上注明：本结果由AI生成，仅供参考。",
        "进入专题讨论",
    ):
        assert bodies(texts(B[0], line, *B[1:])) == [[B[0], line, *B[1:]]] * 2, line


def test_sentences_and_subheads_that_sound_so_are() -> None:
    for line in (
        "您的浏览器版本是否过低，市医保局的系统会自动提示，并给出升级办法。", "听新闻成了村民的新习惯", "展开新画卷", "收起纸质病历，打开电子屏幕。",
        "未经授权不得查看病历，是平台的铁律。", "他打开云州医保客户端，查看更多处方。", "浏览器不支持怎么办？平台派人上门。",
    ):  # fmt: skip
        text = [B[0], line, *B[1:]]
        assert bodies(texts(*text)) == [text, text], line


OTHERS = ["云州村医用上新系统", "乡镇卫生院缺不缺影像医生，这家县医院这样办？"]


def test_links_that_are_announced_as_other_articles_are_none_of_it() -> None:
    links = [f"<a href=/2025/{place}.html>{title}</a>" for place, title in enumerate(OTHERS)]
    for others in (
        f"<div class=related><h4>相关阅读</h4><ul><li>{links[0]}<li>{links[1]}</ul></div>", texts("【延伸阅读】", *links),
        texts(f"相关新闻：{links[0]}"), f"<dl><dt>推荐阅读：</dt><dd>{links[0]}</dd><dd>2. {links[1]}</dd></dl>", texts("<b>相关链接</b>", links[1]),
        "<div><span>广告</span><a href=//ad.example.com/1>买药上云州大药房，全场五折</a></div>", texts("热门推荐", *(f"· {each}" for each in links)),
    ):  # fmt: skip
        for inside in (texts(*B[:2]) + others + texts(B[2]), texts(*B) + others, others + texts(*B)):
            assert bodies(inside) == [B, B], others


def test_a_summary_in_one_box_with_such_a_link_goes_with_it() -> None:
    link, other = (f"<a href=/2025/{place}.html>{title}</a>" for place, title in enumerate(OTHERS))
    summary = "青岚县卫生健康局介绍，村医用上新系统以后，随访记录当天就能传到县医院。"
    for others in (
        f"<div><h3>热门文章</h3><div>{link}<p>{summary}</p></div><div>{other}<p>2025-12-08</p><p>{summary}</p></div></div>",
        f"<h4>推荐阅读</h4><ul><li><h5>{link}</h5><p>{summary}</p><span>2025-12-09</span></li><li>{other}</li></ul>",
        f"<p>相关新闻：</p><dl><dt>{link}</dt><dd>{B[0]}</dd></dl>",
    ):
        assert bodies(texts(*B) + others) == [B, B], others


def test_a_summary_in_an_item_of_such_a_list_goes_within_a_text_too() -> None:
    link = f"<a href=/2025/0.html>{OTHERS[0]}</a>"
    summary = "青岚县卫生健康局介绍，村医用上新系统以后，随访记录当天就能传到县医院。"
    for others in (
        f"<div><h3>热门文章</h3><ul><li>{link}<p>{summary}</p><span>2025-12-08</span></li><li>{link}</li></ul></div>",
        f"<p>推荐阅读：</p><dl><dt>{link}</dt><dd>{summary}</dd></dl>",
    ):
        assert bodies(texts(B[0]) + others + texts(*B[1:])) == [B, B], others
    told = f"<p>相关链接</p><ul><li>{link}<p>{summary}</p></li></ul>"
    assert bodies(texts(B[0]) + told + texts(*B[1:])) == [[B[0], summary, *B[1:]]] * 2, "the article's own words"
    far = f"<p>热门文章</p><p>{summary}</p><ul><li>{link}<p>{summary[::-1]}</p></li></ul>"
    assert all(summary in body for body in bodies(texts(B[0]) + far + texts(*B[1:])))


def test_a_text_behind_such_a_link_is_no_summary() -> None:
    link = f"<a href=/2025/0.html>{OTHERS[0]}</a>"
    for before in (
        f"<h3>热门文章</h3><div>{link}</div>",
        f"<div><h3>热门文章</h3>{link}",
        f"<p>相关新闻：</p><p>{link}</p>",
    ):
        assert bodies(before + texts(*B)) == [B, B], before
    within = f"<div><h3>热门文章</h3><div>{link}<p>{B[1]}</p></div></div>"
    assert bodies(texts(B[0]) + within + texts(B[2])) == [B, B], "a witness would miss it"
    long = [*B, *(each[::-1] for each in B)]
    assert all(set(long) <= set(body) for body in bodies(f"<div>广告</div><div><p>{link}</p>{texts(*long)}</div>"))


def test_what_an_article_says_itself_under_such_a_name_is_text() -> None:
    link = f"<a href=/2025/1.html>{OTHERS[0]}</a>"
    for lines in (
        ["相关链接", "电子病历是医务人员在医疗活动中形成的数字记录。"], ["相关阅读", f"据{link}一文介绍，系统已经用了三年。"],
        ["相关链接：", "<a href=/a.pdf>云州市电子病历共享管理办法.pdf</a>"], ["推广", "经验要推广，标准要先行。"], ["广告牌前，他停了下来。"],
        ["相关新闻", OTHERS[0]], [f"更多报道见{link}。"],
    ):  # fmt: skip
        text = [B[0], *lines, *B[1:]]
        plain = [re.sub("<[^>]*>", "", each) for each in text]
        told = [[line.strip("*") for line in body] for body in bodies(texts(*text))]
        assert told == [plain, plain], lines


def test_notices_buttons_and_codes_at_the_end_are_none_of_it() -> None:
    for end in (
        texts("版权声明：本文由云州日报授权发布，未经许可不得转载。"), texts("免责声明：本网站所有信息仅供参考，不构成投资建议。"),
        texts("上一篇：<a href=/1.html>云州医保再提速</a>", "下一篇：没有了"), texts("关键词：影像云 医保", "标签：医保"), texts("阅读量：1234 点赞：12"),
        "<p><img src=/images/ewm.jpg></p><p>扫码关注“云州发布”</p>", "<center><img src=/images/ewm.jpg></center><center>长按二维码，关注云州日报微信</center>",
        texts("凡注明“来源：云州日报”的作品，未经授权不得转载。", "打印", "关闭窗口"),
    ):  # fmt: skip
        assert bodies(texts(*B) + end) == [B, B], end


def test_a_form_for_comments_is_none_of_it_wherever_it_stands() -> None:
    rules = "请登录后评论，文明上网理性发言，遵守法律法规，您的评论将在审核后显示在本页面。"
    form = f"<form><h3>发表评论</h3><textarea></textarea><p>{rules}</p><input type=submit></form>"
    for inside in (texts(*B) + form, texts(B[0]) + form + texts(*B[1:])):
        assert bodies(inside) == [B, B]
    whole = f"<form>{texts(*B)}<textarea></textarea></form>"
    assert bodies(whole) == [B, B]
    comments = "评论区里，市民的留言是平台改进的依据，信息科每天整理。"
    assert bodies(f"<form>{texts(comments, *B)}<input name=q></form>") == [[comments, *B]] * 2
    letter = [
        "留言内容：什么时候能在村里查到自己的电子病历？",
        "回复内容：您好，全市村卫生室年内接入平台，届时村医可以查询。",
    ]
    assert bodies(f"{texts(*B)}<form>{texts(*letter)}<textarea></textarea></form>") == [[*B, *letter]] * 2


def test_a_picture_of_the_text_is_no_code_to_follow() -> None:
    picture = Picture("http://www.example.cn/u/20251210/12345.jpg")
    for line, stays in (("扫码即可关注检查进度", True), ("扫码即可关注云州健康", False)):
        blocks: list[Block] = [Paragraph(B[0]), picture, Paragraph(line)]
        assert (without_end(blocks) == blocks) is stays


def test_what_an_article_ends_with_is_text() -> None:
    for line in (
        "注：数据截至8月底。", "附件：云州市电子病历共享管理办法.pdf", "云州市卫生健康委员会", "2025年12月10日", "上一篇病历写了什么，下一篇就接着写。",
        "市民可以扫码关注病历的去向。", "扫码关注健康，云州人的新习惯", "关键词只有一个：共享。", "来源：云州日报", "特别提醒：如有发热，请先到发热门诊。", "（记者 李木）",
        "咨询电话：0000-12320", "声明：医院从未委托任何机构出售病历。", "收藏病历，是他多年的习惯。", "下一步，影像报告的初稿将由AI生成，仅供参考。",
        "关键词：“数据不出院，算法进医院”是今年云州医改的两个方向", "相关链接：电子病历是医务人员在医疗活动中形成的数字化记录。",
        "下一条：数据到哪去。这是平台的命脉。",
    ):  # fmt: skip
        assert bodies(texts(*B, line)) == [[*B, line]] * 2, line


@pytest.mark.parametrize("mark", ["【摘要】", "摘要：", "核心提示：", "导读："])
def test_a_summary_that_is_the_beginning_again_is_none_of_it(mark: str) -> None:
    for summary in (B[0], f"{B[0][:20]}……", f"{B[0][:18]}..."):
        assert bodies(texts(mark + summary, *B)) == [B, B]
    for own in (B[1], "患者换一家医院看病不必重复拍片。", f"{B[1][:20]}……"):
        assert bodies(texts(mark + own, *B)) == [[mark + own, *B]] * 2, "it says something of its own, or of later"


@pytest.mark.parametrize(
    "line",
    [
        "举报/反馈", "0条评论", "查看更多", "返回首页", "上一篇 下一篇", "打开APP", "© 2025 云州日报", "新闻热线：0871-12345678", "投稿邮箱：a@b.cn",
        "（本文系云州日报独家稿件，未经授权不得转载）", "本版编辑：李木",
    ],
)  # fmt: skip
def test_what_a_site_says_behind_a_text_is_none_of_it(line: str) -> None:
    assert bodies(texts(*B, line)) == [B, B]


@pytest.mark.parametrize(
    "line",
    ["本文系患者口述，未经本人同意不得公开病历。", "新闻热线接到患者来电，反映挂号难。", "返回首页即可挂号。", "举报热线：12320，邮箱同步开通。", "下载云州医保APP"],
)  # fmt: skip
def test_what_sounds_like_it_is(line: str) -> None:
    assert bodies(texts(*B, line)) == [[*B, line]] * 2


@pytest.mark.parametrize("line", [HEADLINE, f"<strong>{HEADLINE}</strong>", "字号：大 中 小", "听新闻", "浏览次数：33"])
def test_the_headline_again_or_a_button_begins_no_text(line: str) -> None:
    assert bodies(texts(line, *B)) == [B, B]
    told = f"{HEADLINE}。"
    assert bodies(texts(told, *B)) == [[told, *B]] * 2, "a sentence"
    assert bodies(texts(B[0], HEADLINE, *B[1:])) == [[B[0], HEADLINE, *B[1:]]] * 2


@pytest.mark.parametrize(
    "line", ["云州日报2025年12月10日 08:05", "云州日报 | 2025-12-10 08:05", "云州日报 12-10 08:05"]
)
def test_press_and_day_at_the_head_are_none_and_within_a_text_stay(line: str) -> None:
    whole = "".join(f"<p>{each}</p>" for each in B)
    assert bodies(f"<p>{line}</p>{whole}") == [B, B]
    assert bodies(f"<p>{B[0]}</p><p>{line}</p><p>{B[1]}</p>") == [[B[0], line, B[1]]] * 2


def pointers(mark: str, *hrefs: str) -> str:
    titles = ("青岚县远程会诊连通省立医院", "石湾县医保移动支付覆盖乡镇", "柳林镇卫生院用上影像云平台")
    return "".join(f"<p>{mark} <a href={href}>{title}</a></p>" for href, title in zip(hrefs, titles, strict=False))


def test_the_last_lines_that_point_to_other_articles_are_none_of_it() -> None:
    whole = "".join(f"<p>{each}</p>" for each in B)
    for mark in ("▶", "■", "→"):
        assert bodies(whole + pointers(mark, "/a/1.html", "/a/2.html", "/a/3.html")) == [B, B], mark


@pytest.mark.parametrize(
    "end",
    [
        pointers("▶", "/a/1.html"),
        pointers("▶", "/a/1.pdf", "/a/2.docx"),
        pointers("", "/a/1.html", "/a/2.html"),
        "<p>■ 青岚县远程会诊连通省立医院</p><p>■ 石湾县医保移动支付覆盖乡镇</p>",
        "<p>■ 青岚县<a href=/a/1.html>远程会诊</a>连通省立医院</p><p>■ 石湾县<a href=/b/>医保移动支付</a>覆盖乡镇</p>",
    ],
    ids=["one", "files", "no-mark", "no-link", "links-within"],
)
def test_what_a_text_lists_at_its_end_stays(end: str) -> None:
    whole = "".join(f"<p>{each}</p>" for each in B)
    assert all(len(body) > len(B) for body in bodies(whole + end)), "known templates lose nothing of their own"

"""Lines that a site or an account sets among the paragraphs of an unknown text go out alone, with what leads on behind a
paragraph; what sounds like them is text."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

B = [
    "云州市医保局9日上线医保码，参保人在二十七家医院扫码即可结算。",
    "医保局负责人介绍，系统与全省平台打通，群众报销不必再垫付。",
    "市第一人民医院门诊大厅里，患者用手机三分钟办完全部手续。",
]


def read(*lines: str) -> list[str]:
    page = (
        "<html><head><meta charset=utf-8><title>云州医保码上线_云州新闻网</title></head><body><h1>云州医保码上线</h1>"
        f"<div class=info>2025-12-09 09:30 来源：云州日报</div><div class=con>{''.join(lines)}</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "", "").article_body.split("\n\n")


def paragraphs(*texts: str) -> list[str]:
    return [f"<p>{text}</p>" for text in texts]


def test_a_line_of_the_site_goes_out_alone() -> None:
    for line in (
        "版权所有，未经授权不得转载。", "版权所有，未经许可，不得转载。", "（版权所有，未经授权不得转载）", "未经授权，不得转载。", "未经授权禁止转载、摘编、复制",
        "本文版权归云州日报所有，未经授权不得转载。", "转载请注明出处。", "如需转载请联系云州日报授权。", "（图片来源：网络，如侵权请联系删除）", "图片来源于网络，侵删",
        "▲点击上方“云州发布”关注我们", "扫描二维码，关注云州发布", "长按识别二维码关注我们", "点击“阅读原文”查看更多", "打开云州日报APP，查看更多精彩内容", "打开APP阅读全文",
        "您的浏览器不支持video标签。", "视频加载中...", "返回搜狐，查看更多", "分享让更多人看到", "扫一扫在手机打开当前页", "左右滑动查看更多", "浏览次数：loading...", "- END -", "暂无评论",
        "以上图文，贵在分享，如涉及版权等问题，请及时与我们联系。", "我们转载此文出于分享目的，如有侵权请告知删除，谢谢。", "本文系作者授权发布，转载请联系作者。", "来源：云州日报，转载请注明出处。",
        "欢迎关注“云州发布”微信公众号（yzfb）。", "听新闻 0:00 / 3:12", "点击收听本文", "广告", "点个“在看”", "来源｜云州发布", "排版：李木",
        "平台声明：该文观点仅代表作者本人，搜狐号系信息发布平台，搜狐仅提供信息存储空间服务。", "点赞(12) 收藏(3)",
        "特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台“网易号”用户上传并发布，本平台仅提供信息存储服务。",
        "微信 微博", "微信微博QQ空间", "⭐星标我们，不错过每一次推送", "觉得不错，点个在看", "- THE END -", "↓↓↓点击关注", "点分享 点收藏 点点赞 点在看", "分享、点赞、在看", "收录于合集 #健康科普",
        "你点的每个赞，我都认真当成了喜欢", "全文共1024字，阅读需3分钟", "本文共1024字 预计阅读3分钟", "微信号：yzfb_2025", "欢迎扫码加入读者群",
    ):  # fmt: skip
        assert read(*paragraphs(B[0], line, *B[1:])) == B, line
        assert read(*paragraphs(*B[:2], line, B[2])) == B, line
        assert read(*paragraphs(*B, line)) == B, line


def test_what_sounds_like_one_is_text() -> None:
    for line in (
        "未经患者同意，不得使用病历数据。", "未经授权不得转载病历和影像资料。", "转载请求由医院信息科审批。", "图片来源于网络医院的影像库。", "扫描二维码，关注“云州医保”公众号，即可绑定。",
        "打开云州医院APP，查看完整检查报告。", "点击“阅读原文”字样的做法被叫停。", "您的浏览器不支持扫码时，可到窗口办理。", "视频加载时间缩短到一秒。", "左右滑动即可比对两次影像。",
        "欢迎关注本院动态的市民可扫码留言。", "部分医院如发现侵权软件，请及时报告信息科。", "9:00/12:00", "广告监测平台上线", "排版：全部表单改为横向排版",
        "微信", "微信微博同步直播", "觉得不错，点个赞的患者越来越多。", "点击关注的人数超过十万", "微信号：由医院统一申请", "全文共12条，自印发之日起施行。", "分享、收藏病历须经患者同意", "收录于合集的论文共三篇。",
        "评论区里市民点赞12次。", "2026 12", "暂无评论功能的平台将改造。", "该系统版权所有人为云州大学，未经许可不得复制。",
    ):  # fmt: skip
        assert read(*paragraphs(*B[:2], line, B[2])) == [*B[:2], line, B[2]], line


def test_comments_end_the_text_at_their_heading() -> None:
    said = ["李先生：这个政策太好了，支持，希望尽快推广到县里。", "王女士：确实方便，不用排队了，点赞云州医保。"]
    for heading in ("最新评论", "全部评论（2）", "精选留言"):
        assert read(*paragraphs(*B), f"<div><h3>{heading}</h3>", *paragraphs(*said), "</div>") == B
    lines = [B[0], "**最新评论功能上线**", *B[1:]]
    assert read(*paragraphs(B[0]), "<p><b>最新评论功能上线</b></p>", *paragraphs(*B[1:])) == lines


def test_a_sentence_on_rights_ends_no_text_that_goes_on() -> None:
    line = "云州日报版权所有，未经授权不得转载。"
    assert read(*paragraphs(B[0], line, *B[1:])) == B
    foot = ["云州日报版权所有", "滇ICP备12345678号", "违法和不良信息举报电话：12345678"]
    for line in foot:
        assert read(*paragraphs(B[0], B[1], line, *[B[2]] * 3)) == B[:2], line


@pytest.mark.parametrize(
    "button",
    ["<a href={}>[详细]</a>", "[<a href={}>详细</a>]", "<a href={}>【详情】</a>", "<a href={}>查看全文</a>", " <a href={}>阅读全文&gt;&gt;</a>"],
)  # fmt: skip
def test_a_button_behind_each_paragraph_of_a_digest_is_none_of_it(button: str) -> None:
    said = [text + button.format(f"/{place}.html") for place, text in enumerate(B)]
    assert read(*paragraphs(*said)) == B
    assert read(*paragraphs(*B[:2], said[2])) == B
    heads = [f"第{place}条要闻：医保码怎么用" for place in range(3)]
    items = [f"<h3>{head}</h3><p>{text}</p>" for head, text in zip(heads, said, strict=True)]
    assert [line.strip("*") for line in read(*items)] == [each for pair in zip(heads, B, strict=True) for each in pair]


def test_words_of_a_sentence_are_no_button() -> None:
    for end, words in (
        ("方案可<a href=/1.html>查看全文</a>。", "方案可查看全文。"),
        ("办法[详情]", "办法\\[详情\\]"),
        ("（<a href=/1.html>详见省卫健委方案</a>）", "（详见省卫健委方案）"),
        ("具体办法见<a href=/1.html>实施方案原文</a>", "具体办法见实施方案原文"),
    ):
        begun = "下一步，云州市将继续扩大试点，"
        assert read(*paragraphs(*B[:2], begun + end, B[2])) == [*B[:2], begun + words, B[2]]

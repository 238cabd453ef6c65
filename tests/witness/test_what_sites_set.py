"""What a site sets among the paragraphs of an article, which the reader leaves out, is not missed in print; a sentence
is."""

from __future__ import annotations

from monitor.witness.views import Views

FIRST = "云州市医保局9日上线医保码，参保人在二十七家医院扫码即可结算。"
LAST = "医保局负责人介绍，系统与全省平台打通，报销不必再垫付。"


def wrong(between: str, first: str = FIRST) -> str:
    page = f"<meta charset=utf-8><title>云州医保码上线</title><div><p>{first}</p>{between}<p>{LAST}</p></div>"
    views = Views([page.encode()])
    return views.find_paragraph(FIRST) or views.find_paragraph(LAST)


def test_what_a_site_says_of_its_rights_or_wants_of_its_readers_is_not_missed() -> None:
    for line in (
        "本文版权归云州日报所有，未经许可不得转载。", "未经授权不得转载、摘编本网内容。", "版权所有，未经授权不得以任何形式转载。",
        "云州日报版权所有，未经书面授权不得转载。", "图片来源于网络，如有侵权请联系我们删除。", "转载请注明出处，违者必究其责任。",
        "欢迎关注“健康云州”微信公众号。", "您的浏览器不支持视频播放，请更换浏览器。",
    ):  # fmt: skip
        assert wrong(f"<p>{line}</p>") == "", line


def test_a_sentence_is_missed_though_it_speaks_of_such_things() -> None:
    for line in (
        "全市医院的版权登记工作于去年完成，授权有据可查。", "转载请求被拒以后，记者联系了市卫生健康委。",
        "这家医院版权意识强的科室，软件都有登记。", "患者关注的公众号上，检查报告当天就能查到。",
    ):  # fmt: skip
        assert "还有一段没有刊出" in wrong(f"<p>{line}</p>"), line


def test_a_button_at_the_end_of_a_paragraph_is_none_of_it() -> None:
    for button in (
        "[<a href=/1>详细</a>]",
        "<a href=/1>【详情】</a>",
        "<a href=/1>查看全文&gt;&gt;</a>",
        "（<a href=/1>详情</a>）",
    ):
        assert wrong("", FIRST + button) == "", button
    assert "不是整段" in wrong("", f"{FIRST}（详情可问各医院医保办）")
    assert "不是整段" in wrong("", f"{FIRST}更多医院下月接入")

"""What sounds like a line of the site, and is the text's: the clock of a live report, a section on rights."""

from __future__ import annotations

from scrapy.http import HtmlResponse

from monitor.items import ArticleItem
from monitor.reading.article import read_article

B = [
    "云州市医保局9日上线医保码，参保人在二十七家医院扫码即可结算。",
    "医保局负责人介绍，系统与全省平台打通，群众报销不必再垫付。",
    "市第一人民医院门诊大厅里，患者用手机三分钟办完全部手续。",
]
TOLD = "发布时间：2025-12-09 09:30 来源：云州日报"


def read(told: str, *lines: str, box: str = "") -> ArticleItem:
    """What is read under a line that tells day or source; of a known kind of page with the name of its `box`."""
    text = f"<div class='{box}'>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    page = (
        "<html><head><meta charset=utf-8><title>云州医保码上线_云州新闻网</title></head><body><div><a href=/>首页</a></div>"
        f"<div><h1>云州医保码上线</h1><div>{told}</div>{text}</div></body></html>"
    )
    return read_article(
        HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8"), "", ""
    )


def text_of(told: str, *lines: str, box: str = "") -> list[str]:
    item = read(told, *lines, box=box)
    assert item.reader.startswith("family" if box else "generic")
    return item.article_body.split("\n\n")


def test_the_clocks_of_a_live_report_and_the_time_of_a_meeting_are_text() -> None:
    """They went with what stood before them, as a day under a headline does."""
    for text in (
        ["2025年12月10日 08:30", B[0], "2025年12月10日 09:10", B[1], B[2]],
        ["云州市医保局上线医保码，本报直播", "2025年12月10日 08:30", B[0], "2025年12月10日 09:10", *B[1:]],
        [B[0], "2025年12月10日 09:10", *B[1:]], ["时间：2025年12月20日 14:00", "地点：云州市会议中心三楼", *B],
    ):  # fmt: skip
        assert text_of("来源：云州日报 2025-12-09 09:30", *text) == text
    item = read("2025年12月9日09:30", *B)
    assert item.article_body.split("\n\n") == B and str(item.date_published)[:16] == "2025-12-09 09:30"


def test_a_section_on_rights_is_the_texts_and_a_note_of_the_site_is_not() -> None:
    for own in (
        "五、版权说明：参赛作品须为作者原创，主办单位有权用于公益宣传。", "（五）版权说明：作者保证投稿作品不侵犯他人权利，主办方有权转载。",
        "作品版权说明：作者须拥有投稿案例的全部著作权，主办方可用于宣传。",
    ):  # fmt: skip
        assert text_of("2025-12-09 09:30", *B, own) == [*B, own], own
    for note in ("版权说明：本文转载自健康报，版权归作者所有。", "本站版权说明：凡注明来源本站的作品，不得转载。"):
        assert text_of("2025-12-09 09:30", *B, note) == B, note


def test_whose_rights_are_patients_is_told_by_a_text() -> None:
    for own in (
        "我们欢迎社会监督，如有侵犯患者权益的情形，请及时联系医院投诉办公室。",
        "我们承诺，如有侵犯隐私行为，请联系医院信息中心。",
    ):
        assert text_of(TOLD, B[0], own, *B[1:], box="TRS_Editor") == [B[0], own, *B[1:]], own
    assert text_of(TOLD, *B, "部分内容来自网络，如有侵权，请联系我们删除。", box="TRS_Editor") == B


def test_links_in_one_paragraph_with_what_announces_them_are_none_of_it() -> None:
    links = "<br>".join(f"<a href=/a/{place}.html>云州村医用上第{place}代系统</a>" for place in range(2, 4))
    assert text_of(TOLD, *B, f"相关阅读：<br>{links}", box="TRS_Editor") == B

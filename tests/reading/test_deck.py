"""引题 and 副题 stand above and below a headline, or in one cell with it."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.markup.page import Page
from monitor.reading.template import Deck, find_title, read_deck

WHOLE = Deck("影像云接入96家医院", "让数据多跑路", "一次检查 全省可查")


@pytest.mark.parametrize(
    ("cell", "deck"),
    [
        ('<tr><td class="font02">让数据多跑路</td></tr><tr><td class="font01">影像云接入96家医院</td></tr><tr><td class="font02">一次检查 全省可查</td></tr>', WHOLE),
        ('<tr><td class="font01"><span class="font02">让数据多跑路</span><br>影像云接入96家医院<br><span class="font02">一次检查 全省可查</span></td></tr>', WHOLE),
        ('<tr><td class="font01"><p class="font02">让数据多跑路</p><b>影像云接入96家医院</b><p class="font02">一次检查 全省可查</p></td></tr>', WHOLE),
        ('<tr><td class="font01">影像云接入96家医院<div class="font02">一次检查</div><div class="font02">全省可查</div></td></tr>', Deck("影像云接入96家医院", "", "一次检查 全省可查")),
        ('<tr><td class="font02"> </td></tr><tr><td class="font01">影像云接入96家医院</td></tr>', Deck("影像云接入96家医院")),
        ('<tr><td class="font02">让数据多跑路</td></tr><tr><td class="font01">影像云<br>接入96家医院</td></tr>', Deck("影像云 接入96家医院", "让数据多跑路")),
        ('<tr><td class="font02">无标题</td></tr>', Deck("")),
    ],
    ids=["rows", "one cell", "one cell of blocks", "no kicker", "empty", "two lines", "no headline"],
)  # fmt: skip
def test_place_tells_which_is_which(cell: str, deck: Deck) -> None:
    response = HtmlResponse("https://h.cn/", body=f"<html><body><table>{cell}</table></body></html>", encoding="utf-8")
    page = Page(response)
    title = find_title(page, "td.font01")
    assert (read_deck(page, title, ".font02") if title else Deck("")) == deck

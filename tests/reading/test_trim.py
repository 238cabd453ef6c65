"""What surrounds a text that an extractor of any page found, and what only looks like it."""

from __future__ import annotations

import pytest

from monitor.reading.generic import trim
from monitor.text.markdown import Block, Paragraph

HEADLINE = "云州影像云上线"
FIRST = "云州省人民医院影像云平台3月5日上线，覆盖全市二十七家基层医疗机构，重复检查明显减少，群众称便。"
LAST = "下一步，云州省将把平台延伸到村卫生室，年内实现全覆盖，并与省级平台对接。"


@pytest.mark.parametrize(
    "line",
    [
        "据云州省卫健委2025年3月1日发布的统计公报，数据来源为各医院上报，不再由人工填报。",
        "2025-03-01，该市公布了数据来源。",
        "作者是一位医生，2025年3月1日写下这段话：数据不会说谎",
        "2025/3/1起，来源统一",
        "（数据来源：云州统计局2025年3月1日公报）",
        "2025年3月1日 数据来源：云州统计局 样本数：27家",
        "资料来源：云州省卫生健康委员会2025-03-01",
        "1. 平台2025年3月1日发布 来源：云州省卫健委",
        "记者2025年3月1日从云州省卫健委获悉：平台的资金来源已经落实",
    ],
)
def test_a_paragraph_with_a_date_and_a_source_is_no_date_line(line: str) -> None:
    blocks: list[Block] = [Paragraph(FIRST), Paragraph(line), Paragraph(LAST)]
    assert trim(blocks, HEADLINE) == blocks


@pytest.mark.parametrize(
    "line",
    [
        HEADLINE,
        "您当前的位置：首页 > 要闻",
        "首页 > 要闻 > 正文",
        "2025-03-06 10:00 来源：云州日报",
        "来源：云州日报 2025年3月6日",
        "发布时间：2025/03/06 10:00:00",
        "作者：李木 2025.03.06",
    ],
)
def test_what_precedes_a_text_is_left_out_and_what_stands_before_it_only_if_it_is_no_text(line: str) -> None:
    text: list[Block] = [Paragraph(FIRST), Paragraph(LAST)]
    assert trim([Paragraph("要闻"), Paragraph(line), *text], HEADLINE) == text
    assert trim([Paragraph(FIRST), Paragraph(line), Paragraph(LAST)], HEADLINE) == text

"""原标题：… names a headline whole: its own words stay, though they are those of a credit, and no note behind it does."""

from __future__ import annotations

import pytest

from monitor.reading.credits import read_original_headline, take_editor, take_original_headline
from monitor.text.markdown import Block, Paragraph

TEXT: list[Block] = [Paragraph(f"平台覆盖{number}家医院。") for number in range(6)]


@pytest.mark.parametrize("frame", ["原标题：{}", "（原标题：{}）", "【原标题】{}", "原标题：《{}》", "本文原标题：{}"])
@pytest.mark.parametrize(
    "title",
    [
        "AI医生进社区 记者实地探访", "医保码 2025年1月1日起启用", "智慧医院 统筹推进", "智慧医疗 审核提速", "全国首张电子出生证 签发成功",
        "云州医改十年（记者手记）", "云州医院信息化十年 编辑部手记", "药品追溯 来源/去向可查", "数字乡医 记者 走访", "云州医改大事记 2025.1.1至6.30",
        "医保目录调整 有删有增", "检查结果互认，有删减也有新增", "出生一件事 出品优质", "云州影像云（二期）上线", "影像云走进基层（日报头版）", "影像云登上晚报（下）",
    ],
)  # fmt: skip
def test_words_of_a_headline_are_no_credit(frame: str, title: str) -> None:
    assert read_original_headline(frame.format(title)) == title
    assert take_original_headline([Paragraph(frame.format(title)), *TEXT]) == (TEXT, title)


@pytest.mark.parametrize(
    "line",
    [
        "本文原标题：《影像云上线》，有删改", "（原标题：影像云上线，本网有删节）", "原标题：影像云上线，略有删改", "（原标题：影像云上线；有删节）", "原标题：影像云上线（有删改）",
        "（原标题：《影像云上线》，内容略有删改）", "原标题：影像云上线（记者李木）", "原标题：影像云上线 编辑 李木", "原标题：影像云上线 记者 李木",
        "原标题：影像云上线 2025年9月23日", "（原标题：影像云上线 2025-09-23 08:30）", "原标题：影像云上线 2025年9月23日08:30:12", "原标题：影像云上线 2025-09-23 来源：云州日报",
        "原标题：影像云上线 来源/云州日报", "原标题：影像云上线 来源丨云州日报", "原标题：影像云上线 审核：李木", "原标题：影像云上线（云州日报）", "（原标题：影像云上线（来自云州新闻网））", "原标题：影像云上线（健康云州客户端）",
    ],
)  # fmt: skip
def test_a_note_or_a_credit_behind_a_headline_is_none_of_it(line: str) -> None:
    assert read_original_headline(line) == "影像云上线"


@pytest.mark.parametrize(
    "line",
    [
        "（来源：云州日报 原标题：影像云（二期）上线 责任编辑：李木）", "责任编辑：李木　原标题：影像云（二期）上线", "编辑：李木 | 原标题：影像云（二期）上线 | 来源：云州日报",
        "（稿源：云州新闻网，原标题《影像云（二期）上线》，记者李木）", "来源：云州日报 原标题：影像云（二期）上线", "【来源：云州日报】【原标题：影像云（二期）上线】",
        "（来源：云州日报 原标题：影像云（二期）上线）", "来源丨云州日报 编辑丨李木 原标题丨影像云（二期）上线", "记者：李木 王林；原标题：影像云（二期）上线",
    ],
)  # fmt: skip
def test_a_headline_that_a_line_of_credits_names_behind_others(line: str) -> None:
    kept, _ = take_editor([*TEXT, Paragraph(line)])
    assert take_original_headline(kept) == (TEXT, "影像云（二期）上线")


@pytest.mark.parametrize(
    "line",
    [
        "作者：这篇文章的原标题：云州医改。", "来源：患者自述，原标题党不可取。", "记者：您怎么看原标题？院长：不准确。", "编辑：李木说，原标题为影像云的文章已删。",
        "来源可查，原标题《影像云》的文章被多家网站转载，引发患者热议。", "责任编辑：李木", "来源：云州日报",
    ],
)  # fmt: skip
def test_a_sentence_that_speaks_of_one_is_no_line_of_credits(line: str) -> None:
    assert read_original_headline(line) == ""

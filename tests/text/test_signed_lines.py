"""Lines at the ends of a text that say nothing but who gave it, and lines that only look so."""

from __future__ import annotations

from monitor.reading.credits import take_editor
from monitor.text.markdown import Paragraph, Subhead
from monitor.text.sources import signed_lines, signers

TEXT = [
    "为推进全民健康信息化建设，云州市卫生健康委近日建成市级影像云平台，全市十二家医院全部接入。",
    "平台上线三个月以来，累计调阅影像四万余份，为群众节约费用约三百万元。",
]
SENT_OR_DRAWN = [
    "宣传科", "（宣传科）", "（云州市中医院宣传科）", "网络信息中心", "供稿：信息科", "（供稿：宣传科）", "（云州市卫健委供稿）", "制图：李木", "摄影：李木 王小丽", "供稿单位：信息科",
    "图：李木", "（作者单位：云州市中医院）",
]  # fmt: skip
WRITTEN = [
    "（李木）", "(通讯员 李木 王小丽)", "（通讯员李木）", "文/图 李木", "图/文：李木", "李木 文/图", "本报通讯员 李木", "信息科 李木", "（党委宣传部 李木 王小丽）", "图文 | 李木",
    "撰稿：李木 审核：王林", "通讯员 李 木", "（文/李木 图/王林）",
]  # fmt: skip


def test_lines_that_say_who_gave_a_text_are_found_at_its_ends() -> None:
    for line in SENT_OR_DRAWN:
        assert signed_lines([line, *TEXT]) == [0]
        assert signed_lines([*TEXT, "", line]) == [3]
        assert take_editor([*map(Paragraph, TEXT), Paragraph(line)]) == ([*map(Paragraph, TEXT)], "")
    for line in WRITTEN:
        assert signers(line)
        assert signed_lines([line, *TEXT]) == signed_lines([*TEXT, line]) == []
        assert signed_lines([*TEXT, line, "（宣传科）"]) == [3]


def test_what_only_looks_like_one_is_none() -> None:
    for line in (
        "心内科", "外科", "总部", "（上）", "（完）", "（安徽）", "（连载）", "（董事长）", "（高血压）", "（单位）", "李木", "（记者手记）", "记者连线", "（本报记者 李木）", "云州市融媒体部", "云州市卫健委宣传处", "云州网信办", "宣传科牵头负责", "（下转第三版）",
        "宣传部部长 李木", "作者 简介", "图片 新闻", "编辑：李木", "（信息化）", "审核：李木",
    ):  # fmt: skip
        assert signers(line) == []
        assert signed_lines([*TEXT, line]) == signed_lines([line, *TEXT]) == []


def test_names_that_belong_to_a_text_stay() -> None:
    for texts in (
        [*TEXT, "特此通知。", "宣传科"], ["各科室：", *TEXT, "宣传科"], [*TEXT, "宣传科", "2025年12月9日"], [*TEXT, "参加的科室如下：", "信息科"],
        [*TEXT, "信息科", "宣传科"], [TEXT[0], "信息科", TEXT[1]], ["信息科", TEXT[0], "门诊部", TEXT[1]], [*TEXT, "患者李木说，现在方便多了，不用排队了。", "（李木）"],
        [TEXT[0], "“不用排队了，真是方便。”", "（李木）", "“检查少做一次，省了两百元，真好。”", "（王小丽）"],
    ):  # fmt: skip
        assert signed_lines(texts) == []
    subhead = [Subhead("宣传科"), *map(Paragraph, TEXT)]
    assert take_editor(subhead) == (subhead, "")


def test_a_line_of_the_desk_may_stand_before_the_text() -> None:
    text = [*map(Paragraph, TEXT * 3)]
    assert take_editor([Paragraph("编辑：李木"), *text]) == (text, "李木")
    own = [Paragraph("审核：医院自评后由省里复核"), *text]
    assert take_editor(own) == (own, "")

"""What edits make of an article, and what no edit can be."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_issue import bulletin, entry

from exports.json import render as render_json
from exports.markdown import render
from monitor.bulletin import Entry
from monitor.editing.edits import SHORTENED, Edit, Kind, apply, from_rows, preface, to_rows
from monitor.exceptions import EditError
from monitor.text.markdown import Paragraph, Picture, Subhead, read, write

BLOCKS = [
    Paragraph("首批18家医院接入，未经脱敏的数据不出院。"),
    Picture("https://x.cn/1.jpg", "接诊大厅"),
    Paragraph("覆盖率达到98%，比上年高8个百分点。"),
    Paragraph("*未完*"),
]
READ = entry(headline="原来的标题", body=write(BLOCKS), kicker="引题")
EACH = [
    Edit(Kind.HEADLINE, "原来的标题", "刊用的标题"),
    Edit(Kind.CORRECT, "98%", "89%", 3, "与附表不符"),
    Edit(Kind.CORRECT, "8个", "9个", 3, "同上"),
    Edit(Kind.CUT, "*未完*", block=4),
    Edit(Kind.CAPTION, "接诊大厅", "门诊大厅", 2),
    Edit(Kind.NOTE, "", "这是本刊的话。"),
]


def test_what_is_printed_with_edits_of_every_kind() -> None:
    for order in permutations(EACH):
        made = apply(order, READ)
        assert (made.headline, made.original_headline, made.note) == ("刊用的标题", "原来的标题", "这是本刊的话。")
        assert read(made.body) == [
            BLOCKS[0],
            Picture("https://x.cn/1.jpg", "门诊大厅"),
            Paragraph("覆盖率达到89%，比上年高9个百分点。（本刊更正：“98%”应为“89%”）（本刊更正：“8个”应为“9个”）"),
            Paragraph(SHORTENED),
        ]
        assert (made.kicker, made.url, made.day, made.outlet) == (READ.kicker, READ.url, READ.day, READ.outlet)


def test_the_reader_need_not_be_told() -> None:
    made = apply(EACH, READ, marked=False)
    assert made.original_headline == READ.original_headline
    assert read(made.body)[2:] == [Paragraph("覆盖率达到89%，比上年高9个百分点。")]


def test_a_picture_goes_and_the_numbers_stay_those_of_the_reading() -> None:
    edits = [Edit(Kind.PICTURE, "https://x.cn/1.jpg", block=2), Edit(Kind.CUT, BLOCKS[2].text, block=3)]  # type: ignore[union-attr]
    assert read(apply(edits, READ, marked=False).body) == [BLOCKS[0], BLOCKS[3]]


def test_a_corrected_subhead_stays_one() -> None:
    reading = entry(body=write([Subhead("一码就医"), Paragraph("一段。")]))
    made = apply([Edit(Kind.CORRECT, "就医", "看病", 1, "笔误")], reading, marked=False)
    assert read(made.body) == [Subhead("一码看病"), Paragraph("一段。")]


def test_the_offices_own_words_are_printed_apart() -> None:
    made = bulletin(653, [apply(EACH, READ)])
    text = render(type(made)(made.issue, made.frame, made.entries, preface="本期专看数据。")).decode()
    assert text.index("本期导语") < text.index("本期专看数据。") < text.index("信息目录")
    assert text.index("链接：") < text.index("编者按：这是本刊的话。") < text.index("主要内容：")
    assert json.loads(render_json(made))["articles"][0]["note"] == "这是本刊的话。"
    assert "note" not in json.loads(render_json(bulletin(653, [READ])))["articles"][0]


def test_the_preface_is_the_issues() -> None:
    edit = Edit(Kind.PREFACE, after="本期专看数据。")
    assert (preface([edit, EACH[0]]), preface([])) == ("本期专看数据。", "")
    with pytest.raises(EditError, match="只能有一条"):
        preface([edit, edit])
    with pytest.raises(EditError, match="整期"):
        apply([edit], READ)


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ([Edit(Kind.HEADLINE, "别的标题", "新")], "原文是“原来的标题”，记录的是“别的标题”"),
        ([EACH[0], Edit(Kind.HEADLINE, "原来的标题", "又一个")], "只能有一条"),
        ([EACH[5], Edit(Kind.NOTE, "", "又一条")], "只能有一条"),
        ([Edit(Kind.CUT, "*未完", block=4)], "原文是"),
        ([Edit(Kind.CUT, "*未完*", block=5)], "没有这一段"),
        ([Edit(Kind.CUT, "接诊大厅", block=2)], "是图片"),
        ([Edit(Kind.PICTURE, "https://x.cn/1.jpg", block=1)], "是文字"),
        ([Edit(Kind.PICTURE, "https://x.cn/2.jpg", block=2)], "原文是"),
        ([Edit(Kind.CAPTION, "大厅", "", 2)], "原文是"),
        ([EACH[4], Edit(Kind.PICTURE, "https://x.cn/1.jpg", block=2)], "先撤销改图注"),
        ([EACH[3], Edit(Kind.CORRECT, "未", "已", 4, "理由")], "先恢复这一段"),
        ([EACH[3], EACH[3]], "删段、删段"),
        ([Edit(Kind.CORRECT, "8", "9", 3, "理由")], "恰好出现一次，有 2 次"),
        ([Edit(Kind.CORRECT, "没有", "有", 1, "理由")], "有 0 次"),
        ([EACH[1], Edit(Kind.CORRECT, "98%，比", "89%，较", 3, "理由")], "相重叠"),
        ([Edit(Kind.CUT, block.text, block=number) for number, block in enumerate(BLOCKS, 1) if isinstance(block, Paragraph)], "一段也不剩"),
    ],
)  # fmt: skip
def test_an_edit_of_what_is_not_there_is_none(edits: list[Edit], words: str) -> None:
    with pytest.raises(EditError, match=words):
        apply(edits, READ)


@pytest.mark.parametrize(
    "given",
    [
        {"kind": Kind.HEADLINE, "before": "甲", "after": " \u200b"},
        {"kind": Kind.HEADLINE, "before": "甲", "after": "甲"},
        {"kind": Kind.HEADLINE, "before": "甲", "after": "乙", "block": 1},
        {"kind": Kind.CUT, "before": "甲"},
        {"kind": Kind.CUT, "before": "甲", "block": -1},
        {"kind": Kind.CUT, "before": "甲", "after": "乙", "block": 1},
        {"kind": Kind.CORRECT, "before": "甲", "after": "乙", "block": 1},
        {"kind": Kind.CORRECT, "before": "", "after": "乙", "block": 1, "reason": "理由"},
        {"kind": Kind.CORRECT, "before": "甲", "after": "", "block": 1, "reason": "理由"},
    ],
)
def test_what_no_edit_can_be(given: dict[str, Any]) -> None:
    with pytest.raises(EditError):
        Edit(**given)


def test_edits_come_back_from_the_store() -> None:
    assert from_rows(json.loads(json.dumps(to_rows(EACH)))) == tuple(EACH)
    assert from_rows(None) == ()
    for bad in (
        [{}],
        [7],
        7,
        [{"kind": "other", "block": 0}],
        [{**to_rows(EACH)[0], "extra": 1}],
        "x",
        [{"kind": "cut"}],
    ):
        with pytest.raises(EditError):
            from_rows(bad)


TEXTS = st.text("甲乙*#18%“”", min_size=1, max_size=8).filter(lambda text: text.strip())


@given(st.lists(TEXTS, min_size=2, max_size=5), st.data())
def test_only_what_is_edited_changes(lines: list[str], data: st.DataObject) -> None:
    given: Entry = entry(body=write(map(Paragraph, lines)))
    blocks = read(given.body)
    cut = data.draw(st.sets(st.integers(1, len(blocks)), max_size=len(blocks) - 1))
    made = apply([Edit(Kind.CUT, blocks[number - 1].text, block=number) for number in cut], given, marked=False)  # type: ignore[union-attr]
    assert read(made.body) == [block for number, block in enumerate(blocks, 1) if number not in cut]

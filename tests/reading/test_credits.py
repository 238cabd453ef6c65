from __future__ import annotations

import pytest

from monitor.reading.credits import is_credit, read_editor, read_original_headline, take_editor, take_original_headline
from monitor.text.markdown import Block, Paragraph

TEXT: list[Block] = [Paragraph(f"平台覆盖{number}家医院。") for number in range(6)]


@pytest.mark.parametrize(
    "line",
    [
        "原标题：影像云上线", "原标题:影像云上线", "原标题为：影像云上线", "原题：影像云上线", "（原标题：影像云上线）", "(原标题：影像云上线)", "【原标题】影像云上线",
        "【原标题】：影像云上线", "[原标题]影像云上线", "【原标题：影像云上线】", "原标题丨影像云上线", "原标题|影像云上线", "原标题｜影像云上线", "原标题/影像云上线", "原标题 / 影像云上线",
        "（原标题：影像云上线 责任编辑：李木）", "（原标题：影像云上线）责任编辑：李木", "（原标题：影像云上线） 来源：云州日报", "原标题：影像云上线 来源：云州日报", "原标题：影像云上线 编辑：李木",
        "原标题：影像云上线（责编：李木）", "（原标题：影像云上线。）", "原标题：影像云上线 作者：李木", "（原题：影像云上线 稿源：云州日报 编辑：李木）",
        "（原标题为《影像云上线》）", "（原题为《影像云上线》）", "原题《影像云上线》", "原标题为《影像云上线》。", "原 标 题：影像云上线", "（原文标题：影像云上线）",
        "（原标题为《影像云上线》，责编：李木）", "原标题：《影像云上线》", "（原标题：《影像云上线》）", "原标题﹕影像云上线", "原标题∶影像云上线",
        "原标题——影像云上线", "原标题 - 影像云上线", "原标题>>影像云上线", "原标题·影像云上线", "▲原标题：影像云上线", "本文原标题：影像云上线",
        "文章原标题：影像云上线", "原报标题：影像云上线", "原稿标题：影像云上线", "原文题目：影像云上线", "原標題：影像云上线", "（原題：影像云上线）",
        "本文原题《影像云上线》，原载《云州日报》", "（原题为《影像云上线》，作者李木，有删改）", "原标题：影像云上线 / 来源：云州日报",
        "原标题：影像云上线 | 编辑：李木", "原标题：影像云上线 文/李木", "原标题：影像云上线 （记者 李木）", "原标题：影像云上线 2025-09-23",
        "原标题：影像云上线>>>", "（原标题：影像云上线）编辑 李木",
    ],
)  # fmt: skip
def test_original_headlines(line: str) -> None:
    assert read_original_headline(line) == "影像云上线"
    for blocks in ([Paragraph(line), *TEXT], [*TEXT, Paragraph(line)]):
        assert take_original_headline(blocks) == (TEXT, "影像云上线")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("原标题：影像云上线（图）", "影像云上线（图）"),
        ("（原标题：影像云（二期）上线）", "影像云（二期）上线"),
        ("原标题：影像云上线！", "影像云上线！"),
        ("原标题为《影像云上线》的文章引发热议，读者纷纷留言。", ""),
        ("原标题：《影像云上线》的文章引发热议，读者纷纷留言。", ""),
        ("原题材取自云州的病历档案，后来改写成故事。", ""),
        ("原标题为《影像云上线》，现标题为编者所加。", ""),
        ("原题《影像云上线》获一等奖", ""),
        ("原标题里的三个字让读者印象深刻", ""),
        ("原题目要求考生写出三个特征", ""),
        ("原题为《影像云上线》的这篇文章，作者李木三年前就写好了", ""),
        ("原标题 影像云上线", ""),
        ("（原标题：影像云上线）云州9月23日电 平台覆盖96家医院。", ""),
        ("原题解答", ""),
    ],
)
def test_only_a_line_of_its_own_names_a_headline(line: str, title: str) -> None:
    assert read_original_headline(line) == title


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("责任编辑：李木", "李木"), ("【责任编辑:李木】", "李木"), ("（責任編輯：李木）", "李木"), ("责任编辑：、 李木", "李木"), ("責編：李木 記者：王林", "李木"), ("（责编：李木、王林）", "李木、王林"), ("责编丨李木", "李木"), ("责编|李木", "李木"), ("责编/李木", "李木"),
        ("责任编辑 李木", "李木"), ("责任编辑：李 木", "李木"), ("责 编：李木 王林", "李木 王林"), ("值班编辑：李木", "李木"), ("编辑：王林 责任编辑：李木", "李木"),
        ("一审：王林 二审：张禾 三审：赵木 责编：李木", "李木"), ("责任编辑：李木校对：王林", "李木"), ("责任编辑：李木 监制：王林", "李木"), ("编辑 / 李木 审核 / 王林", "李木"),
        ("[责任编辑：李木 ]", "李木"), ("责任编辑：yzrb001", "yzrb001"), ("责任编辑：", ""), ("一审：王林 二审：张禾", ""), ("新媒体编辑：李木", "李木"),
    ],
)  # fmt: skip
def test_editors(line: str, editor: str) -> None:
    assert read_editor(line) == editor
    if editor:
        assert take_editor([*TEXT, Paragraph(line)]) == (TEXT, editor)


def test_all_lines_of_the_desk_leave_the_foot() -> None:
    lines = [
        "编辑：王林",
        "责任编辑：李木",
        "校对：张禾",
        "审核：赵木",
        "一审：王林 二审：张禾 三审：赵木",
        "监制丨黄禾",
    ]
    assert take_editor([*TEXT, *map(Paragraph, lines)]) == (TEXT, "李木")


def test_the_editor_behind_an_original_headline_is_heard() -> None:
    assert take_editor([Paragraph("（原标题：影像云上线 责任编辑：李木）"), *TEXT])[1] == "李木"


@pytest.mark.parametrize(
    "line",
    [
        "编辑：为什么要上线？",
        "审核：医院自评后由省卫生健康委复核",
        "编辑部的李木说，平台已经上线。",
        "监制的是云州大学",
        "统筹：把影像、检验和病历三类数据放在一起",
        "记者：编辑怎么看？",
    ],
)
def test_text_is_no_credit(line: str) -> None:
    assert not is_credit(line)
    blocks: list[Block] = [*TEXT, Paragraph(line)]
    assert take_editor(blocks)[0] == blocks


@pytest.mark.parametrize("label", ["原标题：", "（原标题：）", "【原标题】："])
def test_a_label_may_stand_on_a_line_before_the_headline(label: str) -> None:
    text: list[Block] = [Paragraph(f"平台覆盖{number}家医院。") for number in (96, 97, 98)]
    assert take_original_headline([Paragraph(label), Paragraph("影像云上线"), *text]) == (text, "影像云上线")
    assert take_original_headline([Paragraph(label), *text])[1] == ""

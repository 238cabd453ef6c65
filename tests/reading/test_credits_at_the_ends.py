"""Credits at the head and foot of a text: who wrote it, and what only looks like a credit."""

from __future__ import annotations

import pytest

from monitor.reading.credits import take_editor
from monitor.text.bylines import read_author
from monitor.text.markdown import Block, Paragraph

TEXT: list[Block] = [Paragraph(f"平台覆盖{number}家医院。") for number in range(6)]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("撰稿：宣传科 李木", "李木"), ("作者：信息科 李木", "李木"), ("作者：云州大学附属医院 李木", "李木"), ("作者：中国工程院院士 李木", "李木"),
        ("文/图 李木", "李木"), ("撰文 李木", "李木"), ("图文/刘玺东", "刘玺东"), ("文图/刘玺东", "刘玺东"), ("图/文 刘玺东", "刘玺东"), ("文、图/刘玺东", "刘玺东"),
        ("刘玺东 文/图", "刘玺东"), ("（文/图 刘玺东 易赛楠）", "刘玺东、易赛楠"), ("供稿：信息中心 李琴雯", "李琴雯"), ("（撰稿：刘玺东）", "刘玺东"), ("（作者：刘玺东）", "刘玺东"),
        ("（文/刘玺东 图/易赛楠）", "刘玺东"), ("春春/文", "春春"), ("李木、王林/文", "李木、王林"),
        ("评论员文章", ""), ("本报评论员文章", ""), ("旅游 健康 体育/文", ""), ("云州日报/文", ""), ("供稿：信息中心", ""), ("图文 并茂", ""), ("撰文 介绍", ""),
        ("供稿 云州日报", ""), ("图文：宣传科 李木 审核：王林", "李木"), ("撰文：李木 摄影：王林", "李木"), ("撰稿人：李木　审稿人：王林", "李木"), ("图文：信息中心 审核：王林", ""), ("供稿：江苏 安徽", ""), ("供稿：江西", ""), ("作者：王科 李木", "王科、李木"), ("作者：宣传科", "宣传科"), ("作者：王林 李木", "王林、李木"),
    ],
)  # fmt: skip
def test_who_wrote(line: str, author: str) -> None:
    assert read_author([line]) == author


@pytest.mark.parametrize(
    "line",
    [
        "编辑 基因 治罕见病", "统筹：市医保局 市数据局", "终审：最高法院", "策划：市卫健委", "记者：编辑 基因会不会带来新风险",
    ],
)  # fmt: skip
def test_text_is_no_line_of_the_desk(line: str) -> None:
    blocks: list[Block] = [*TEXT, Paragraph(line)]
    assert take_editor(blocks) == (blocks, "")


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("编辑 李木", "李木"), ("编辑 李木 审核 王林", "李木"), ("编辑：禾木", "禾木"), ("统筹：李木 王林", ""), ("终审：李木", ""), ("编辑 李木 王林", "李木 王林"), ("编辑 李 木", "李木"), ("美编 李木", ""),
    ],
)  # fmt: skip
def test_lines_of_the_desk_leave(line: str, editor: str) -> None:
    assert take_editor([*TEXT, Paragraph(line)]) == (TEXT, editor)


def test_an_editor_beside_the_author_is_heard() -> None:
    assert take_editor([*TEXT, Paragraph("文字｜李木 编辑｜王林")])[1] == "王林"

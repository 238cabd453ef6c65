"""What Word shows of a document: its own numbers, raised figures, no hidden, struck or repeated words."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml import parse_xml

from monitor.attachments.reading import read_attachment
from monitor.text.markdown import Paragraph
from monitor.witness.shown import ShownPages

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REST = "各医疗机构要按照本通知的要求抓好落实，并于年底前上报进展。"
NOTICE = b"<html><body><p>notice</p></body></html>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(document: object) -> list[str]:
    """What is read, and is seen by the proof."""
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    found = [block.text for block in read_attachment(stream.getvalue()).blocks if isinstance(block, Paragraph)]
    shown = ShownPages([NOTICE, stream.getvalue()])
    assert [shown.find_paragraph(text) for text in found] == [""] * len(found)
    return found


def of(inside: str) -> list[str]:
    document = Document()
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {W}>{inside}</w:p>"))
    document.add_paragraph(REST)
    return texts(document)


RAISED, LOWERED = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (run("建筑面积10") + run("4", RAISED) + run("平方米"), "建筑面积10⁴平方米"),
        (run("CO") + run("2", LOWERED) + run("浓度"), "CO₂浓度"),
        (run("满意度") + run("注", RAISED) + run("提高"), "满意度注提高"),
        (run("10") + run("4", '<w:vertAlign w:val="baseline"/>') + run("家"), "104家"),
        (run("照此办理") + run("内部批注勿外传", "<w:vanish/>"), "照此办理"),
        (run("照此办理") + run("公开", '<w:vanish w:val="0"/>'), "照此办理公开"),
        (run("要于") + run("3月", "<w:strike/>") + run("4月底前接入"), "要于4月底前接入"),
        (run("要于") + run("3月", "<w:dstrike/>") + run("4月底前接入"), "要于4月底前接入"),
        (f"<w:r><w:ruby><w:rt>{run('jing')}</w:rt><w:rubyBase>{run('璟')}</w:rubyBase></w:ruby></w:r>{run('县医院')}", "璟县医院"),
        (run("电话010") + "<w:r><w:noBreakHyphen/></w:r>" + run("12345678"), "电话010-12345678"),
        (f'<w:moveFrom w:id="1">{run("移走的话")}</w:moveFrom>{run("留下的话")}', "留下的话"),
    ],
)  # fmt: skip
def test_a_paragraph_is_read_as_word_shows_it(inside: str, shown: str) -> None:
    assert of(inside) == [shown, REST]


def test_a_text_box_is_no_part_of_the_paragraph_that_holds_it() -> None:
    box = f"<w:txbxContent><w:p>{run('特急')}</w:p></w:txbxContent>"
    assert (
        of(f"<w:r><w:pict>{box}</w:pict></w:r>{run('二级以上医院于年底前接入影像云平台。')}")[0]
        == "二级以上医院于年底前接入影像云平台。"
    )


def test_numbers_that_word_counts_itself_are_printed() -> None:
    document = Document()
    for text in ("加强组织领导。", "加大资金投入。"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph(REST)
    assert texts(document) == ["1. 加强组织领导。", "2. 加大资金投入。", REST]


def test_a_cell_that_goes_on_downwards_is_read_once() -> None:
    document = Document()
    table = document.add_table(rows=3, cols=2)
    for row, line in enumerate((("级别", "任务"), ("市级", "建设影像云平台"), ("", "统一数据元"))):
        for cell, text in zip(table.rows[row].cells, line, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph(REST)
    assert texts(document) == ["级别 任务", "市级 建设影像云平台", "统一数据元", REST]


def test_a_table_within_a_cell_is_read_once_and_a_list_goes_on_behind_it() -> None:
    document = Document()
    document.add_paragraph("加强组织领导。", style="List Number")
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "市级"
    outer.cell(0, 1).add_table(rows=1, cols=1).cell(0, 0).text = "建设影像云平台"
    outer.cell(0, 0).paragraphs[0].style = document.styles["List Number"]
    document.add_paragraph("加大资金投入。", style="List Number")
    document.add_paragraph(REST)
    stream = io.BytesIO()
    document.save(stream)
    found = [block.text for block in read_attachment(stream.getvalue()).blocks if isinstance(block, Paragraph)]
    assert found == ["1. 加强组织领导。", "市级 建设影像云平台", "3. 加大资金投入。", REST]

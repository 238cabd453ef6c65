"""Attachments: what files of each form say, and one line for each that says nothing. Texts are invented."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from made_files import blown_word, lock, make_ofd, make_pdf, make_sheet, make_word
from scrapy.http import HtmlResponse

from monitor.attachments.lines import join_lines
from monitor.attachments.links import find_attachments
from monitor.attachments.reading import read_attachment
from monitor.text.markdown import Paragraph
from monitor.witness.files import file_lines
from monitor.witness.shown import ShownPages

PAGES = (
    ("云州省医疗影像云接入规范", "一、接入范围。全省二级以上医院应当在今年六月底前接入省级医疗影像", "云，民营医院自愿接入。"),
    ("二、接入方式。医院信息系统按统一接口上传影像索引，原始影像留在本院", "— 2 —"),
    ("，调阅时按需传输，传输过程全程加密。",),
)  # fmt: skip
PARAGRAPHS = [
    "云州省医疗影像云接入规范",
    "一、接入范围。全省二级以上医院应当在今年六月底前接入省级医疗影像云，民营医院自愿接入。",
    "二、接入方式。医院信息系统按统一接口上传影像索引，原始影像留在本院，调阅时按需传输，传输过程全程加密。",
]
ROWS = (
    ("序号", "医院", "接入日期", "得分"),
    (1, "云州省人民医院", date(2026, 3, 1), 98.5),
    (2, "松云市中心医院", None, 96),
)
AS_LINES = ["序号 医院 接入日期 得分", "1 云州省人民医院 2026-03-01 98.5", "2 松云市中心医院 96"]
OLD_SHEET = (Path(__file__).parent / "list.xls").read_bytes()  # ROWS and a hidden sheet, in the form of 1997
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Made by LibreOffice, in Word's form of 1997: a field in a paragraph, an empty cell, a cell of two paragraphs.
OLD_WORD = (Path(__file__).parent / "notice.doc").read_bytes()
OLD_TABLE = ["医院 期限 备注", "三级医院 3月31日前", "二级医院 6月30日前 分两批 先县级"]
OLD_LINES = [*PARAGRAPHS, "附件：接入期限", *OLD_TABLE, "云州省卫生健康委员会"]
MAGIC = b"\xec\xa5\x01\x01"  # and the version, at the head of its stream
TABLE = (("医院", "期限"), ("三级医院", "3月31日前"))


def set_flag(body: bytes, flag: int) -> bytes:
    at = body.index(MAGIC) + 10
    return body[:at] + (int.from_bytes(body[at : at + 2], "little") | flag).to_bytes(2, "little") + body[at + 2 :]


def grow_piece(body: bytes) -> bytes:
    """The one piece of its text says that it has four milliard letters."""
    length = body[body.index(MAGIC) + 0x4C :][:4]
    table = body.index(b"\x02\x10\x00\x00\x00\x00\x00\x00\x00")  # a Clx of one piece, from 0 to the length
    assert body[table + 9 : table + 11] >= length[:2]
    return body[: table + 9] + b"\xff\xff\xff\xff" + body[table + 13 :]


def texts(body: bytes) -> list[str]:
    return [block.text for block in read_attachment(body).blocks if isinstance(block, Paragraph)]


def test_a_pdf_is_read_in_paragraphs_over_the_turn_of_a_page() -> None:
    assert texts(make_pdf(PAGES)) == PARAGRAPHS
    assert texts(lock(make_pdf(PAGES), "")) == PARAGRAPHS, "locked against changes alone"


def test_a_word_files_table_is_a_line_a_row() -> None:
    assert texts(make_word(PARAGRAPHS, TABLE)) == [*PARAGRAPHS, "医院 期限", "三级医院 3月31日前"]


def test_a_spreadsheet_is_a_line_a_row_without_its_hidden_sheets() -> None:
    assert texts(make_sheet(ROWS)) == AS_LINES
    assert texts(OLD_SHEET) == AS_LINES


def test_a_doc_is_read_without_its_fields_and_a_tables_row_is_a_line() -> None:
    assert texts(OLD_WORD) == OLD_LINES


@pytest.mark.parametrize("last_first", [False, True])
def test_an_ofd_is_read_by_the_places_of_its_texts(last_first: bool) -> None:
    assert texts(make_ofd(PAGES, last_first=last_first)) == PARAGRAPHS


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (make_pdf(PAGES), PARAGRAPHS),
        (make_word(PARAGRAPHS, TABLE), [*PARAGRAPHS, "医院期限", "三级医院3月31日前"]),
        (make_sheet(ROWS), AS_LINES),
        (OLD_SHEET, AS_LINES),
        (make_ofd(PAGES), PARAGRAPHS),
        (OLD_WORD, [line.replace(" ", "") for line in OLD_LINES]),
    ],
    ids=["pdf", "docx", "xlsx", "xls", "ofd", "doc"],
)
def test_another_parser_sees_the_same(body: bytes, told: list[str]) -> None:
    """The proof reads each file by a library of its own."""
    assert file_lines(body) is not None
    shown = ShownPages([b"<html><body><p>notice</p></body></html>", body])
    assert [shown.find_paragraph(text) for text in told] == [""] * len(told)
    assert shown.find_paragraph(told[1] + "。") != ""


def test_a_page_is_no_file() -> None:
    assert file_lines(b"<html><p>x</p>") is None
    assert file_lines(make_sheet(ROWS, far="XFD1048576")) == [], "its rows would fill the memory"


def test_a_paragraph_that_no_file_says_is_none() -> None:
    shown = ShownPages([b"<html><body><p>notice</p></body></html>", make_pdf(PAGES)])
    assert [shown.find_paragraph(text) for text in PARAGRAPHS] == ["", "", ""]
    assert shown.find_paragraph(PARAGRAPHS[1].replace("自愿", "必须")) == "页面上没有这一段"
    assert "不是整段" in shown.find_paragraph(PARAGRAPHS[1][:-9])


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        (lambda: lock(make_pdf(PAGES)), "文件加了密"),
        (lambda: make_pdf([()]), "扫描件，没有文字"),
        (lambda: make_pdf([()], packed=b"BT " + b" " * (80 << 20)), "文件解开后过大，没有读"),
        (lambda: make_pdf([("x",)] * 101), "文件有 101 页，超过 100 页"),
        (lambda: make_pdf(PAGES)[:600], "文件已损坏"),
        (lambda: blown_word(70), "文件解开后过大，没有读"),
        (lambda: make_word([]), "文件里没有文字"),
        (lambda: make_word(PARAGRAPHS)[:900], "文件已损坏，或不是文档"),
        (lambda: OLE + b"0" * 99, "这种格式读不了"),
        (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "文件加了密"),
        (lambda: OLD_WORD[:4000], "这种格式读不了"),
        (lambda: OLD_WORD.replace(MAGIC, b"\xec\xa5\x65\x00"), "Word 95 或更早的文件，读不了"),
        (lambda: set_flag(OLD_WORD, 0x0100), "文件加了密"),
        (lambda: OLD_WORD.replace(MAGIC, b"\0\0\x01\x01"), "文件已损坏，或不是文档"),
        (lambda: grow_piece(OLD_WORD), "文件已损坏，或不是文档"),
        (lambda: make_sheet([]), "表格里没有文字"),
        (lambda: make_sheet(ROWS, far="A1048576"), "表格过大，没有读"),
        (lambda: make_sheet(ROWS, far="XFD9"), "表格过大，没有读"),
        (lambda: make_sheet(ROWS)[:900], "文件已损坏，或不是文档"),
        (lambda: OLD_SHEET[:3000], "这种格式读不了"),
        (lambda: make_ofd(PAGES, locked=True), "文件加了密"),
        (lambda: make_ofd([()]), "扫描件，没有文字"),
        (lambda: make_ofd([("x",)] * 101), "文件有 101 页，超过 100 页"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_line(body: object, doubt: str) -> None:
    found = read_attachment(body())  # type: ignore[operator]
    assert (found.blocks, found.doubt) == ([], doubt)


def test_files_are_found_by_ending_and_by_download() -> None:
    page = """<p><a href="./P020260302.pdf">附件1：接入规范</a> <a href="/b/notice.html">通知</a> <a href="javascript:void(0)">打印</a>
    <a href="/module/download/downfile.jsp?classid=0&amp;filename=0a1b.docx">附件2</a> <a href="x.OFD" title="附件3"></a>
    <a href="./P020260302.pdf">下载</a><a href="/cmsres/aa/0a1b">附件4</a><a href="0a1b/files/1735_9">附件5</a></p>"""
    response = HtmlResponse("https://wjw.yunzhou.example/tz/t1.html", body=page.encode(), encoding="utf-8")
    assert [(each.name, each.ending) for each in find_attachments(response)] == [
        ("附件1：接入规范", "pdf"), ("附件2", "docx"), ("附件3", "ofd"), ("附件4", ""),
        ("附件5", ""),
    ]  # fmt: skip


def test_lines_are_joined_with_care() -> None:
    assert join_lines([["第一条 " + "甲" * 18, "第二条 " + "乙" * 18]]) == [
        "第一条 " + "甲" * 18,
        "第二条 " + "乙" * 18,
    ]
    assert join_lines([["medical imaging", "cloud"]]) == ["medical imaging cloud"]
    assert join_lines([["", "3"], ["第 4 页"]]) == []


def test_all_that_stands_in_a_paragraph_of_word_is_read() -> None:
    """Dates and places in the marks of old editions, what was inserted, what a content control holds; not what was
    deleted."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    run = "<w:r><w:t>{}</w:t></w:r>"
    marked = f'<w:smartTag w:element="chsdate">{run.format("2026年3月31日")}</w:smartTag>'
    inserted = (
        f'<w:ins w:id="1">{run.format("补充")}</w:ins><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    )
    first = f"<w:p {space}>{run.format('请各医院于')}{marked}{run.format('前上报')}{inserted}{run.format('材料，逾期不再受理。')}</w:p>"
    control = f"<w:sdt {space}><w:sdtContent><w:p>{run.format('联系人和电话见省卫生健康委员会的网站首页。')}</w:p></w:sdtContent></w:sdt>"
    document, stream = Document(), io.BytesIO()
    body = document.element.body
    for made in (first, control):
        body.insert(len(body) - 1, parse_xml(made))
    document.save(stream)
    assert texts(stream.getvalue()) == [
        "请各医院于2026年3月31日前上报补充材料，逾期不再受理。",
        "联系人和电话见省卫生健康委员会的网站首页。",
    ]
    shown = ShownPages([b"<html><body><p>notice</p></body></html>", stream.getvalue()])
    assert all(shown.find_paragraph(text) == "" for text in texts(stream.getvalue()))

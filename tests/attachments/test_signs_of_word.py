"""Letters of symbol fonts in a notice's Word file are read as signs, and the proof sees the same."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml import parse_xml

from monitor.attachments.reading import read_attachment
from monitor.forms.signs import sign
from monitor.text.markdown import Paragraph
from monitor.witness.shown import ShownPages
from monitor.witness.symbols import symbol

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REST = "各医疗机构要按照本通知的要求抓好落实，并于年底前上报进展。"


def test_signs_are_read_and_proven() -> None:
    document = Document()
    signs = '<w:r><w:sym w:font="Wingdings 2" w:char="{}"/><w:t>{}</w:t></w:r>'
    box = signs.format("F0A3", "否 误差") + '<w:r><w:sym w:font="Symbol" w:char="F0B1"/><w:t>5%</w:t></w:r>'
    inside = f"<w:p {W}>{signs.format('F052', '是 ')}{box}</w:p>"
    document.element.body.insert(0, parse_xml(inside))
    document.add_paragraph(REST)
    stream = io.BytesIO()
    document.save(stream)
    found = [block.text for block in read_attachment(stream.getvalue()).blocks if isinstance(block, Paragraph)]
    assert found == ["☑是 □否 误差±5%", REST]
    shown = ShownPages([b"<html><body><p>notice</p></body></html>", stream.getvalue()])
    assert [shown.find_paragraph(text) for text in found] == ["", ""]


def test_the_reader_and_the_proof_know_the_same_signs() -> None:
    for font in ("Symbol", "Wingdings", "wingdings 2", "宋体", ""):
        for place in (*range(0x20, 0x100), *range(0xF020, 0xF100), 0x2460, 0xD800, 0x20000):
            assert sign(font, f"{place:X}") == symbol(font, f"{place:X}"), (font, hex(place))
    assert [symbol(None, None), symbol("Symbol", "x"), sign("", "")] == ["", "", ""]

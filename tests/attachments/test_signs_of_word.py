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


def proven(document: object) -> list[str]:
    """What is read; the proof sees each of it."""
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    found = [block.text for block in read_attachment(stream.getvalue()).blocks if isinstance(block, Paragraph)]
    shown = ShownPages([b"<html><body><p>notice</p></body></html>", stream.getvalue()])
    assert [shown.find_paragraph(text) for text in found] == [""] * len(found)
    return found


def test_signs_are_read_and_proven() -> None:
    document = Document()
    signs = '<w:r><w:sym w:font="Wingdings 2" w:char="{}"/><w:t>{}</w:t></w:r>'
    box = signs.format("F0A3", "否 误差") + '<w:r><w:sym w:font="Symbol" w:char="F0B1"/><w:t>5%</w:t></w:r>'
    inside = f"<w:p {W}>{signs.format('F052', '是 ')}{box}</w:p>"
    document.element.body.insert(0, parse_xml(inside))
    document.add_paragraph(REST)
    assert proven(document) == ["☑是 □否 误差±5%", REST]


def test_formulas_are_read_and_proven() -> None:
    def m(name: str, *inside: str) -> str:
        return f"<m:{name}>{''.join(inside)}</m:{name}>"

    def t(text: str) -> str:
        return m("r", m("t", text))

    power, root = m("sSup", m("e", t("10")), m("sup", t("6"))), m("rad", m("deg"), m("e", t("a×b")))
    for inside, shown in (
        (t("接入率=") + m("f", m("num", t("已接入数")), m("den", t("应接入数-停业数"))) + t("×100%"), "接入率=已接入数/(应接入数-停业数)×100%"),
        (power + m("sSub", m("e", t("x")), m("sub", t("i"))) + m("sSup", m("e", t("2")), m("sup", t("2.5"))), "10⁶x_i2^(2.5)"),
        (root + m("d", m("e", t("1/n"))) + m("f", m("num", m("d", m("e", t("a+b")))), m("den", power)), "√(a×b)(1/n)(a+b)/10⁶"),
        (m("nary", m("naryPr", '<m:chr m:val="∑"/>'), m("sub", t("i=1")), m("sup", t("n")), m("e", t("k"))), "∑_(i=1)ⁿk"),
    ):  # fmt: skip
        document = Document()
        space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
        document.add_paragraph("计算公式：")._p.append(parse_xml(f"<m:oMath {space}>{inside}</m:oMath>"))
        document.add_paragraph(REST)
        gone = f'<w:del {W} w:id="1"><m:oMath {space}>{inside}</m:oMath></w:del>'
        document.add_paragraph("删去：")._p.append(parse_xml(gone))
        assert proven(document) == [f"计算公式：{shown}", REST, "删去："]


def test_the_reader_and_the_proof_know_the_same_signs() -> None:
    for font in ("Symbol", "Wingdings", "wingdings 2", "宋体", ""):
        for place in (*range(0x20, 0x100), *range(0xF020, 0xF100), 0x2460, 0xD800, 0x20000):
            assert sign(font, f"{place:X}") == symbol(font, f"{place:X}"), (font, hex(place))
    assert [symbol(None, None), symbol("Symbol", "x"), sign("", "")] == ["", "", ""]

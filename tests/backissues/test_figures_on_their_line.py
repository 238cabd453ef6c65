"""Figures of another size or place in the files of other programs, fonts, heads and feet of paper."""

from __future__ import annotations

import io
import time

import docx
import pytest
from past_issue import pdf

from monitor.forms import html, word
from monitor.forms.pdf import read

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
CODES = b"2 begincidchar <0041> 65 <0042> 66 endcidchar <0000> <ffff>"


def stream(content: bytes, said: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), said, content)


def description(name: bytes, depth: int) -> bytes:
    return b"<< /Type /FontDescriptor /FontName /%s /Flags 32 /FontBBox [0 %d 1000 900] /Ascent 860 /Descent %d >>" % (
        name, depth, depth,
    )  # fmt: skip


def two_fonts(content: bytes) -> bytes:
    """A page in two fonts, the second of which hangs lower, as Times does beside a Song."""
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /FirstChar 32 /LastChar 126 /Widths [%s] /FontDescriptor %d 0 R >>"
    fonts = [font % (name, b"500 " * 95, place) for name, place in ((b"Song", 7), (b"Times", 8))]
    return pdf([CATALOG, PAGES, PAGE, stream(content), *fonts, description(b"Song", -140), description(b"Times", -216)])


def test_smaller_figures_of_another_font_stand_on_the_line() -> None:
    for small, drawn, told in (
        (b"14", b"/F2 14 Tf (653) Tj", "No653Ab"),
        (b"8", b"/F2 8 Tf 1 0 0 1 92 698 Tm (2) Tj 1 0 0 1 96 700 Tm", "No₂Ab"),
        (b"8", b"/F2 8 Tf 1 0 0 1 92 708 Tm (2) Tj 1 0 0 1 96 700 Tm", "No²Ab"),
        (b"8", b"/F1 8 Tf 9 Ts (2) Tj 0 Ts", "No²Ab"),
    ):
        page = two_fonts(b"BT /F1 20 Tf 72 700 Td (No) Tj %s /F1 20 Tf (Ab) Tj ET" % drawn)
        assert [line.text for line in read(page)] == [told], small


@pytest.mark.parametrize("said", [b"/Filter /Foo", b"/Filter [1 2]", b"/Filter /FlateDecode /DecodeParms 5"])
def test_a_table_that_cannot_be_unpacked_leaves_the_file_readable(said: bytes) -> None:
    outer = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding 7 0 R /ToUnicode 8 0 R /DescendantFonts [6 0 R] >>"
    inner = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 600 /FontDescriptor 9 0 R"
    inner += b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    table = stream(CODES, b"/Type /CMap /CMapName /Identity-H " + said)
    known = stream(b"begincmap 2 beginbfchar <0041> <0041> <0042> <0042> endbfchar endcmap")
    drawn = stream(b"BT /F1 12 Tf 72 720 Td <00410042> Tj ET")
    page = pdf([CATALOG, PAGES, PAGE, drawn, outer, inner, table, known, description(b"X", -140)])
    assert [line.text for line in read(page)] == ["AB"]


def test_a_blank_that_is_raised_with_its_figure() -> None:
    document, file = docx.Document(), io.BytesIO()
    paragraph = document.add_paragraph("约10")
    paragraph.add_run("6 ").font.superscript = True
    paragraph.add_run("个")
    document.save(file)
    assert [line.text for line in word.read(file.getvalue())] == ["约10⁶ 个"]


def test_many_raised_figures_take_no_time() -> None:
    begin = time.process_time()
    (line,) = html.read(f"<p>10{'<sup></sup>' * 30_000}<sup>6</sup>个</p>".encode())
    assert line.text == "10⁶个"
    assert time.process_time() - begin < 3


def test_head_and_foot_of_paper_stand_in_the_page_itself() -> None:
    """As LibreOffice writes them; a part of the text may be called so, too."""
    edge, part = '<div title="header"><p>页眉</p></div>', '<article><div title="header"><h1>标题</h1></div></article>'
    assert [line.text for line in html.read(f"<body>{edge}{part}<p>正文</p></body>".encode())] == ["标题", "正文"]

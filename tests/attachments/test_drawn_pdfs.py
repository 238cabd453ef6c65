"""PDFs whose texts stand in cells and columns: the proof sees them row by row, as they are read. Texts are invented."""

from __future__ import annotations

import pytest
from made_files import make_pdf

from monitor.attachments.reading import read_attachment
from monitor.text.markdown import Paragraph
from monitor.witness.files import drawn_lines
from monitor.witness.views import Views

NOTICE = b"<html><body><p>notice</p></body></html>"
ABOVE = "各医院的接入内容和期限见下表，请遵照执行，逾期的不再受理。"
# Cells of two rows: where the lines of each stand, each cell's lines one behind the other.
TABLE = [
    (50, 700, "云州省"), (50, 685, "人民医院"), (200, 700, "接入省级医疗影像云并"), (200, 685, "完成电子病历共享改造"),
    (50, 660, "松云市"), (50, 645, "人民医院"), (200, 660, "接入远程会诊"), (200, 645, "并完成检查互认"),
]  # fmt: skip


def draw(placed: list[tuple[int, int, str]]) -> bytes:
    shown = [f"BT /F 12 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, text in placed]
    return make_pdf([()], packed="\n".join(shown).encode())


def told(body: bytes) -> list[str]:
    return [block.text for block in read_attachment(body).blocks if isinstance(block, Paragraph)]


def proven(body: bytes, texts: list[str]) -> list[str]:
    views = Views([NOTICE, body])
    return [wrong for text in texts if (wrong := views.find_paragraph(text))]


@pytest.mark.parametrize("turned", [False, True])
def test_the_cells_of_a_table_are_proven_as_they_are_read(turned: bool) -> None:
    placed = sorted(TABLE, key=lambda each: (each[0], -each[1])) if turned else TABLE
    body = draw([(50, 760, ABOVE), *placed])
    texts = told(body)
    assert "".join("".join(texts).split()) == ABOVE + "".join(text for _, _, text in placed)
    assert proven(body, texts) == []


def test_what_is_not_drawn_is_not_proven() -> None:
    body = draw([(50, 760, ABOVE), *TABLE])
    assert proven(body, [ABOVE.replace("不再", "仍然")]) == ["页面上没有这一段"]
    assert proven(body, [ABOVE, ABOVE]) != []
    assert proven(make_pdf([("甲" * 30,)])[:500], ["甲" * 30]) != []
    assert drawn_lines(b"%PDF-1.7 and nothing") == []


def test_a_lines_marks_are_no_markup() -> None:
    line = "收缩压<140且舒张压&lt;90的患者，由社区医院按<b>月</b>随访并上报。"
    body = draw([(50, 760, line), *TABLE])
    assert drawn_lines(body)[0] == line
    assert proven(body, told(body)) == []


@pytest.mark.parametrize("descent", [-216, 0, -700, -1000, 891])
def test_marks_of_another_typeface_stand_in_their_line(descent: int) -> None:
    """What a typeface says of its depth may put its letters beside the line, as pdfminer sees it."""
    pieces = ["关于推进", "“", "互联网加医疗健康", "”", "示范省建设的通知，请各单位遵照执行，不得另建系统。"]
    ops, x = [], 50.0
    for piece in pieces:
        font, code = ("G", "93" if piece == "“" else "94") if piece in "“”" else ("F", piece.encode("utf-16-be").hex())
        ops.append(f"BT /{font} 12 Tf {x} 700 Td <{code}> Tj ET")
        x += 5.3 if font == "G" else 12 * len(piece)
    described = (
        f"/Type /FontDescriptor /FontName /X /Flags 32 /FontBBox [0 -300 1000 900] /Ascent 891 /Descent {descent}"
    )
    other = (
        "/G << /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 147 /LastChar 148 /Widths [444 444]"
        f" /Encoding /WinAnsiEncoding /FontDescriptor << {described} /ItalicAngle 0 /CapHeight 700 /StemV 80 >> >>"
    ).encode()
    body = make_pdf([()], packed="\n".join(ops).encode()).replace(b"/F 3 0 R", b"/F 3 0 R " + other)
    start = body.rindex(b"xref\n0 ")  # the page is the last object: what is behind it stands further on
    body = body[: body.rindex(b"startxref")] + b"startxref\n%d\n%%%%EOF\n" % start
    assert told(body) == ["".join(pieces)]
    assert proven(body, told(body)) == []

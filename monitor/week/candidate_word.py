"""The candidates as a Word file: a table a section, a line a story; what is behind each line stands in an appendix."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, time
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from monitor.files import without_clock
from monitor.week.candidate_lines import Line, headline, tell
from monitor.week.candidates import CandidateList

_COLUMNS = (("编号", 14), ("标题", 88), ("媒体", 25), ("日期", 18), ("为什么在这里", 112))  # millimetres
_FONTS = {"Title": ("黑体", 18), "Heading 1": ("黑体", 13), "Heading 2": ("黑体", 11), "Normal": ("宋体", 10)}
_GREY = '<w:color w:val="666666"/>'


def render_word(week: CandidateList) -> bytes:
    """Return the list as a .docx file in landscape, the same bytes for the same list."""
    document = Document()
    title, note = headline(week)
    _set_up(document, week, title)
    # As markup, read once: by the library's way each of a thousand cells is looked for, and takes half of the command.
    markup = f"<w:body {nsdecls('w')}>{''.join(_tell(week, title, note))}</w:body>"
    end = document.element.body[-1]
    for each in list(parse_xml(markup)):
        end.addprevious(each)
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream)


def _tell(week: CandidateList, title: str, note: str) -> Iterator[str]:
    yield _paragraph(title, "Title")
    yield _paragraph(note)
    sections = tell(week)
    for section in sections:
        yield _paragraph(section.title, "Heading1")
        yield _paragraph(section.note, marks=_GREY)
        yield _table(section.lines)
        if section.left_out:
            yield _paragraph(f"其余 {section.left_out} 条见 candidates.csv。")
    if week.unfetched:
        yield _paragraph(f"标题未过筛、没有抓取的 {len(week.unfetched)} 篇，见 candidates.html。")
    yield _paragraph("附：明细", "Heading1", "<w:pageBreakBefore/>")
    for line in (line for section in sections for line in section.lines):
        yield _paragraph(f"{line.number}　{line.headline}", "Heading2")
        yield _paragraph("\n".join((*line.details, line.url)), layout=f'<w:ind w:left="{Mm(8).twips}"/>')


def _set_up(document: Docx, week: CandidateList, title: str) -> None:
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    for name, (font, size) in _FONTS.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{slot}"), None)  # a theme's typeface would win
        fonts.set(qn("w:eastAsia"), font)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(12)
    border = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    document.styles["Title"].element.pPr.remove(border)  # the library's blue line
    made = datetime.combine(week.issue.date, time())
    properties = document.core_properties
    properties.title, properties.author, properties.created, properties.modified = title, "", made, made


def _paragraph(text: str, style: str = "Normal", layout: str = "", marks: str = "") -> str:
    """A paragraph of one run as markup, with what else is in its properties and in those of its letters."""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    run = f"<w:r><w:rPr>{marks}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{layout}</w:pPr>{run}</w:p>'


def _table(lines: tuple[Line, ...]) -> str:
    """LibreOffice goes by the widths of the grid, Word by the cells'."""
    texts = [(str(each.number), each.headline, each.outlet, each.day, each.why) for each in lines]
    grid = "".join(f'<w:gridCol w:w="{Mm(width).twips}"/>' for _, width in _COLUMNS)
    head = _row(tuple(name for name, _ in _COLUMNS), "<w:tblHeader/>", bold=len(_COLUMNS))  # at the head of each page
    rows = "".join(_row(each, bold=1) for each in texts)
    style = '<w:tblStyle w:val="TableGrid"/><w:tblW w:type="auto" w:w="0"/><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{style}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"


def _row(texts: tuple[str, ...], marks: str = "", *, bold: int) -> str:
    """A row that no page cuts; of its cells so many are `bold`."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{Mm(width).twips}"/></w:tcPr>'
        f"{_paragraph(text, marks='<w:b/>' if place < bold else '')}</w:tc>"
        for place, (text, (_, width)) in enumerate(zip(texts, _COLUMNS, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{marks}</w:trPr>{cells}</w:tr>"

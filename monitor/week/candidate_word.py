"""The candidates as a Word file: a table a section, a line a story; what is behind each line stands in an appendix."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from monitor.files import without_clock
from monitor.week.candidate_lines import Line, headline, tell
from monitor.week.candidates import CandidateList

_COLUMNS = (("编号", 14), ("标题", 88), ("媒体", 25), ("日期", 18), ("为什么在这里", 112))  # millimetres
_FONTS = {"Title": ("黑体", 18), "Heading 1": ("黑体", 13), "Heading 2": ("黑体", 11), "Normal": ("宋体", 10)}
_GREY = RGBColor(0x66, 0x66, 0x66)


def render_word(week: CandidateList) -> bytes:
    """Return the list as a .docx file in landscape, the same bytes for the same list."""
    document = Document()
    title, note = headline(week)
    _set_up(document, week, title)
    _add(document, title, "Title")
    _add(document, note)
    sections = tell(week)
    for section in sections:
        _add(document, section.title, "Heading1")
        _add(document, section.note).runs[0].font.color.rgb = _GREY
        _fill(document.add_table(1 + len(section.lines), len(_COLUMNS), "Table Grid"), section.lines)
        if section.left_out:
            _add(document, f"其余 {section.left_out} 条见 candidates.csv。")
    if week.unfetched:
        _add(document, f"标题未过筛、没有抓取的 {len(week.unfetched)} 篇，见 candidates.html。")
    _add(document, "附：明细", "Heading1").paragraph_format.page_break_before = True
    for line in (line for section in sections for line in section.lines):
        _add(document, f"{line.number}　{line.headline}", "Heading2")
        _add(document, "\n".join((*line.details, line.url))).paragraph_format.left_indent = Mm(8)
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream)


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


def _add(document: Docx, text: str, style: str = "Normal") -> Paragraph:
    # The library's own way looks through all paragraphs for the end of the last one, and through all styles for one.
    end = document.element.body[-1]
    end.addprevious(OxmlElement("w:p"))
    paragraph = Paragraph(end.getprevious(), document._body)
    paragraph._p.style = style
    paragraph.add_run(text)
    return paragraph


def _fill(table: Table, lines: tuple[Line, ...]) -> None:
    table.autofit = False
    for column, (_, width) in zip(table.columns, _COLUMNS, strict=True):
        column.width = Mm(width)  # LibreOffice goes by these, Word by the cells
    head = tuple(name for name, _ in _COLUMNS)
    texts = [head, *((str(each.number), each.headline, each.outlet, each.day, each.why) for each in lines)]
    for row, cells in zip(table.rows, texts, strict=True):
        _mark(row, "w:cantSplit")
        for cell, text, (name, width) in zip(row.cells, cells, _COLUMNS, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].add_run(text).bold = cells is head or name == "编号"
    _mark(table.rows[0], "w:tblHeader")  # stands at the head of each page


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))

"""The bulletin as a Word file: the house's typefaces, an outline, contents that jump, page numbers, links."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from exports.parts import Kind, Part, read_parts
from monitor.bulletin import Bulletin, Photo
from monitor.text.hygiene import tidy

# Style → Chinese typeface, points; a machine without it takes the nearest that it has.
_FONTS = {
    "Title": ("方正小标宋简体", 26),
    "Subtitle": ("方正小标宋简体", 18),
    "Heading 1": ("黑体", 16),
    "Heading 2": ("黑体", 15),
    "Normal": ("仿宋", 14),
    "Caption": ("仿宋", 12),
    "Footer": ("仿宋", 10),
}
# Typeface → what a machine without it is to take, as the file's table of typefaces says (ECMA-376, 17.8.3.1).
_INSTEAD = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S,Noto Serif CJK SC,SimSun,宋体",
    "仿宋": "FangSong,STFangsong,Noto Serif CJK SC,SimSun",
    "黑体": "SimHei,Noto Sans CJK SC,Microsoft YaHei",
}
_INK = RGBColor(0, 0, 0)
_WIDEST, _HIGHEST = Mm(156), Mm(200)  # of a picture: the text's width, and room for its caption
_INDENT = Pt(28)  # two characters of the text


def render(bulletin: Bulletin) -> bytes:
    """Return the bulletin as a .docx file, the same bytes for the same bulletin."""
    document = Document()
    _set_up(document, bulletin)
    _name_substitutes(document)
    for part in read_parts(bulletin):
        _add(document, part)
    stream = io.BytesIO()
    document.save(stream)
    return _without_clock(stream)


def _without_clock(stream: io.BytesIO) -> bytes:
    """The same archive, its members without the time of writing."""
    made = io.BytesIO()
    with ZipFile(stream) as given, ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in given.namelist():
            archive.writestr(ZipInfo(name), given.read(name), ZIP_DEFLATED)
    return made.getvalue()


def _set_up(document: Docx, bulletin: Bulletin) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(30)
    section.left_margin = section.right_margin = Mm(27)
    for name, (font, size) in _FONTS.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), _INK
        style.font.italic, style.font.bold = False, name.startswith("Heading")
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{slot}"), None)  # a theme's typeface would win
        fonts.set(qn("w:eastAsia"), font)
    document.styles["Normal"].element.rPr.append(_element("w:lang", val="en-US", eastAsia="zh-CN"))
    border = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    document.styles["Title"].element.pPr.remove(border)  # the library's blue line
    normal = document.styles["Normal"].paragraph_format
    normal.line_spacing, normal.space_after = 1.5, Pt(0)
    properties, made = document.core_properties, datetime.combine(bulletin.issue.date, time())
    properties.title = f"{bulletin.frame.title}（第{bulletin.issue.numeral}期）"
    properties.author, properties.created, properties.modified = bulletin.frame.publisher, made, made
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_field(footer, "PAGE")


def _name_substitutes(document: Docx) -> None:
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = parse_xml(table.blob)
    for name, others in _INSTEAD.items():
        font = _element("w:font", name=name)
        # 86 is the charset of simplified Chinese.
        font.extend([_element("w:altName", val=others), _element("w:charset", val="86")])
        fonts.append(font)
    table._blob = serialize_part_xml(fonts)  # the library has no public way to write a part that it does not know


def _add(document: Docx, part: Part) -> None:
    text = tidy(part.text)
    match part.kind:
        case Kind.TITLE | Kind.NUMBER:
            _centre(_add_paragraph(document, text, "Title" if part.kind is Kind.TITLE else "Subtitle"))
        case Kind.CENTRED:
            _centre(_add_paragraph(document, text))
        case Kind.HEADING:
            _add_paragraph(document, text, "Heading 1")
        case Kind.CONTENTS:
            line = _add_paragraph(document, f"{part.place}. ")
            _add_link(line, text, anchor=f"article{part.place}")
            _add_paragraph(document, tidy(part.outlet))
        case Kind.ARTICLE:
            _mark(_add_paragraph(document, f"{part.place}. {text}", "Heading 2"), part.place)
        case Kind.LINK:
            line = _add_paragraph(document, text)
            line.paragraph_format.first_line_indent = _INDENT
            # Lets a line end inside an address, which has no blank to end it at.
            line._p.get_or_add_pPr().append(_element("w:wordWrap", val="0"))
            _add_link(line, part.url, url=part.url)
        case Kind.PICTURE if part.photo:
            _add_photo(_centre(_add_paragraph(document)), part.photo, text)
        case Kind.CAPTION:
            _centre(_add_paragraph(document, text, "Caption"))
        case _:
            _add_paragraph(document, text).paragraph_format.first_line_indent = _INDENT


def _add_paragraph(document: Docx, text: str = "", style: str | None = None) -> Paragraph:
    # The library's own way looks through all paragraphs for the end of the last one, each time anew.
    section = document.element.body[-1]
    section.addprevious(OxmlElement("w:p"))
    paragraph = Paragraph(section.getprevious(), document._body)
    paragraph.add_run(text)
    if style:
        paragraph.style = style
    return paragraph


def _centre(paragraph: Paragraph) -> Paragraph:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _add_photo(paragraph: Paragraph, photo: Photo, caption: str) -> None:
    paragraph.paragraph_format.keep_with_next = bool(caption)  # its caption stays on the page
    shape = paragraph.add_run().add_picture(io.BytesIO(photo.content))
    scale = min(1, _WIDEST / shape.width, _HIGHEST / shape.height)
    shape.width, shape.height = Emu(shape.width * scale), Emu(shape.height * scale)
    shape._inline.docPr.set("descr", caption)  # for those who have the file read to them


def _mark(heading: Paragraph, place: int) -> None:
    heading._p.insert(1, _element("w:bookmarkStart", id=str(place), name=f"article{place}"))
    heading._p.append(_element("w:bookmarkEnd", id=str(place)))


def _add_link(paragraph: Paragraph, text: str, url: str = "", anchor: str = "") -> None:
    link = _element("w:hyperlink", **({"anchor": anchor} if anchor else {}))
    if url:
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    link.append(run._r)
    paragraph._p.append(link)


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = _element("w:fldSimple", instr=code)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element

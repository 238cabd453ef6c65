"""A Word file's page, styles, typefaces and facts: what exports.design says, in Word's own words.

Everything is a style, so that an editor who changes one in Word changes all of its kind.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import StyleFactory
from docx.text.paragraph import Paragraph

from exports.design import FACES, PAGE, PAGE_NUMBER, RED, RULE, UNDER_RULE, Layout, Look
from exports.parts import Kind
from monitor.bulletin import Bulletin
from monitor.text.hygiene import tidy

# Those that Word knows under an English name make its outline; the others are called as the editor would.
STYLES = {
    Kind.TEXT: "Normal", Kind.TITLE: "Title", Kind.NUMBER: "Subtitle", Kind.PUBLISHER: "编印单位和日期",
    Kind.HEADING: "Heading 1", Kind.INTRODUCTION: "导语", Kind.CONTENTS: "目录标题", Kind.OUTLET: "目录媒体",
    Kind.ARTICLE: "Heading 2", Kind.LABEL: "条目", Kind.LINK: "链接", Kind.HEADLINE: "文章标题",
    Kind.DATELINE: "文章来源", Kind.DECK: "引题副题", Kind.SUBHEAD: "小标题", Kind.PICTURE: "图片",
    Kind.CAPTION: "Caption",
}  # fmt: skip
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}  # fmt: skip
_PROPERTY = 255  # characters that the library takes; the paper itself has them all


def set_up(document: Docx, layout: Layout) -> dict[Kind, str]:
    """Give an empty `document` its page, styles and typefaces, and return the styles' names in the file by kind."""
    _set_page(document, layout)
    styles = {kind: _set_style(document, kind, layout) for kind in STYLES}
    _name_substitutes(document)
    return styles


def tell_facts(document: Docx, bulletin: Bulletin) -> None:
    """Write into the properties of `document` what `bulletin` is."""
    properties, made = document.core_properties, datetime.combine(bulletin.issue.date, time())
    properties.title = tidy(f"{bulletin.frame.title}（第{bulletin.issue.numeral}期）")[:_PROPERTY]
    properties.author = properties.last_modified_by = bulletin.frame.publisher[:_PROPERTY]
    properties.subject, properties.comments, properties.language = str(bulletin.issue), "", "zh-CN"
    properties.created = properties.modified = made


def element(tag: str, **attributes: str) -> Any:
    """Return a new element, its attributes in the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _set_page(document: Docx, layout: Layout) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Pt(PAGE[0]), Pt(PAGE[1])
    section.top_margin, section.bottom_margin = Pt(layout.top), Pt(layout.bottom)
    section.left_margin, section.right_margin = Pt(layout.left), Pt(layout.right)
    section.footer_distance = Pt(layout.foot)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)  # it would set the lines on a grid of its own
    document.settings.element.find(qn("w:characterSpacingControl")).set(qn("w:val"), "compressPunctuation")
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    _set_type(document.styles["Footer"], layout.number)
    if layout.outside:
        document.settings.odd_and_even_pages_header_footer = True
        _number(section.footer.paragraphs[0], layout.number, "right")
        _number(section.even_page_footer.paragraphs[0], layout.number, "left")
    else:
        _number(section.footer.paragraphs[0], layout.number, layout.number.align)


def _number(footer: Paragraph, look: Look, align: str) -> None:
    form = footer.paragraph_format
    form.alignment, form.line_spacing, form.first_line_indent = _ALIGN[align], Pt(look.leading), Pt(0)
    form.left_indent = form.right_indent = Pt(look.left * look.size)
    footer.add_run(PAGE_NUMBER[0])
    number = element("w:fldSimple", instr="PAGE")
    number.append(footer.add_run("1")._r)
    footer._p.append(number)
    footer.add_run(PAGE_NUMBER[1])


def _set_type(style: Any, look: Look) -> None:
    font = style.font
    font.name, font.size, font.bold = look.face.name, Pt(look.size), look.bold
    font.color.rgb = RGBColor.from_string(RED if look.red else "000000")
    style.element.rPr.rFonts.set(qn("w:eastAsia"), look.face.name)
    # Scripts that are written from right to left, and joined ones, have a size of their own (17.3.2.39).
    style.element.rPr.find(qn("w:sz")).addnext(element("w:szCs", val=f"{look.size * 2:g}"))
    # Its place is between the colour and the size (ECMA-376, 17.3.2.28); where it is not said, that of Normal holds.
    style.element.rPr.find(qn("w:color")).addnext(element("w:spacing", val=f"{look.spacing * 20:g}"))


def _set_style(document: Docx, kind: Kind, layout: Layout) -> str:
    style, look = _empty_style(document, kind), layout.looks[kind]
    # What the library does not know comes first, in its order (ECMA-376, 17.3.1.26): it finds the place of the rest.
    unknown = style.element.get_or_add_pPr()
    if kind is Kind.PUBLISHER:
        border = element("w:pBdr")
        border.append(element("w:bottom", val="single", sz=f"{RULE * 8:g}", space="4", color=RED))
        unknown.append(border)
        style.paragraph_format.tab_stops.add_tab_stop(Pt(layout.measure), WD_TAB_ALIGNMENT.RIGHT)
    if kind is Kind.LINK:
        unknown.append(element("w:wordWrap", val="0"))  # a line may end inside an address, which has no blank
    unknown.append(element("w:overflowPunct", val="0"))  # no full stop hangs in the margin: HTML and PDF hang none
    _set_type(style, look)
    form = style.paragraph_format
    form.alignment, form.keep_with_next, form.widow_control = _ALIGN[look.align], look.keeps, True
    # An exact leading gives the same pages whatever typeface stands in; a picture would be cut by one.
    form.line_spacing = 1.0 if kind is Kind.PICTURE else Pt(look.leading)
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    if kind is Kind.PUBLISHER:
        form.space_after = Pt(UNDER_RULE)
    form.left_indent, form.first_line_indent = Pt(look.left * look.size), Pt(look.indent * look.size)
    if STYLES[kind].startswith("Heading"):
        unknown.append(element("w:outlineLvl", val=str(int(STYLES[kind][-1]) - 1)))  # the last one
    return str(style.style_id)


def _empty_style(document: Docx, kind: Kind) -> Any:
    name = STYLES[kind]
    if not name.isascii():
        # The library's own add_style looks through all of the template's names first, each time.
        made = document.styles.element.add_style_of_type(name, WD_STYLE_TYPE.PARAGRAPH, False)
        style: Any = StyleFactory(made)
        style.element.styleId, style.quick_style = kind.name, True
        return style
    style = document.styles[name]
    for old in (style.element.pPr, style.element.rPr):  # the template's blue, its theme's typefaces
        if old is not None:
            style.element.remove(old)
    return style


def _name_substitutes(document: Docx) -> None:
    """Tell Word what a machine without a typeface is to take (ECMA-376, 17.8.3.1)."""
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = parse_xml(table.blob)
    for face in FACES:
        font = element("w:font", name=face.name)
        # 86 is the charset of simplified Chinese.
        font.extend([element("w:altName", val=",".join(face.instead)), element("w:charset", val="86")])
        fonts.append(font)
    table._blob = serialize_part_xml(fonts)  # the library has no public way to write a part that it does not know

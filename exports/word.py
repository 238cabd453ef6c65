"""The bulletin as a Word file, ours or the office's own filled in: an outline, contents that jump, links, pictures as
wide as the text at most."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from exports.design import HIGHEST, LAYOUTS, PIXEL
from exports.parts import Kind, Part, read_parts
from exports.pieces import cut
from exports.word_styles import element, set_up, tell_facts
from exports.word_template import fill, measure_at, open_template
from monitor.bulletin import Bulletin
from monitor.files import without_clock
from monitor.text.hygiene import tidy


@dataclass(frozen=True)
class _Sheet:
    """A document that is being written: its styles by kind, the element before which is written, how wide the text is
    there in points, the kinds of parts that its letterhead prints already, and the first free number of a bookmark."""

    document: Docx
    styles: Mapping[Kind, str]
    place: Any
    measure: float
    printed: Collection[Kind] = ()
    bookmark: int = 1


def render(bulletin: Bulletin) -> bytes:
    """Return the bulletin as a .docx file, the same bytes for the same bulletin. Raises MonitorError for a file of the
    office that cannot be filled."""
    sheet = _take_template(bulletin) if bulletin.paper.name else _take_sheet(bulletin)
    tell_facts(sheet.document, bulletin)
    for part in read_parts(bulletin):
        if part.kind not in sheet.printed:
            _add(sheet, part)
    stream = io.BytesIO()
    sheet.document.save(stream)
    return without_clock(stream)


def _take_sheet(bulletin: Bulletin) -> _Sheet:
    document, layout = Document(), LAYOUTS[bulletin.paper.layout]
    return _Sheet(document, set_up(document, layout), document.element.body[-1], layout.measure)


def _take_template(bulletin: Bulletin) -> _Sheet:
    document, styles = open_template(bulletin.paper)
    place, printed = fill(document, bulletin)
    marks = (int(mark.get(qn("w:id"), "0")) for mark in document.element.body.iter(qn("w:bookmarkStart")))
    return _Sheet(document, styles, place, measure_at(document, place), printed, max(marks, default=0) + 1)


def _add(sheet: _Sheet, part: Part) -> None:
    text = tidy(part.text)
    if part.kind is Kind.DAY:  # at the end of the publisher's line
        if Kind.PUBLISHER in sheet.printed:
            _add_paragraph(sheet, Kind.PUBLISHER)
        Paragraph(sheet.place.getprevious(), sheet.document._body).add_run(f"\t{text}")
        return
    line = _add_paragraph(sheet, part.kind)
    match part.kind:
        case Kind.CONTENTS:
            line.add_run(f"{part.place}. ")
            _add_link(line, text, anchor=f"article{part.place}")
        case Kind.ARTICLE:
            line.add_run(f"{part.place}. {text}")
            _mark(line, part.place, sheet.bookmark + part.place)
        case Kind.LINK if part.is_web:
            line.add_run(text)
            _add_link(line, part.url, url=part.url)
        case Kind.PICTURE if part.photo:
            *others, last = cut(part.photo.content, sheet.measure)
            for piece in others:
                _add_photo(line, piece, "", sheet.measure, bool(others))
                line = _add_paragraph(sheet, part.kind)
            _add_photo(line, last, text, sheet.measure, bool(others))
        case _:
            line.add_run(text + part.url)


def _add_paragraph(sheet: _Sheet, kind: Kind) -> Paragraph:
    # The library's own way looks through all paragraphs for the end of the last one, and through all styles for one.
    sheet.place.addprevious(OxmlElement("w:p"))
    paragraph = Paragraph(sheet.place.getprevious(), sheet.document._body)
    paragraph._p.style = sheet.styles[kind]
    return paragraph


def _add_photo(paragraph: Paragraph, content: bytes, caption: str, measure: float, is_piece: bool) -> None:
    paragraph.paragraph_format.keep_with_next = bool(caption)  # its caption stays on the page
    image = Image.from_blob(content)
    width, height = image.px_width * PIXEL, image.px_height * PIXEL
    scale = min(1, measure / width, 1 if is_piece else HIGHEST / height)
    shape = paragraph.add_run().add_picture(io.BytesIO(content), Pt(width * scale), Pt(height * scale))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # where they are not said, LibreOffice takes nine points of air
    shape._inline.docPr.set("descr", caption)  # for those who have the file read to them


def _mark(heading: Paragraph, place: int, number: int) -> None:
    heading._p.insert(1, element("w:bookmarkStart", id=str(number), name=f"article{place}"))
    heading._p.append(element("w:bookmarkEnd", id=str(number)))


def _add_link(paragraph: Paragraph, text: str, url: str = "", anchor: str = "") -> None:
    link: Any = element("w:hyperlink", **({"anchor": anchor} if anchor else {}))
    if url:
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run(text)._r)
    paragraph._p.append(link)

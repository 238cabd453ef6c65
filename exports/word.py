"""The bulletin as a Word file: an outline, contents that jump, links, pictures as wide as the text at most."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from exports.design import HIGHEST, MEASURE, PIXEL
from exports.parts import Kind, Part, read_parts
from exports.word_styles import element, set_up
from monitor.bulletin import Bulletin, Photo
from monitor.files import without_clock
from monitor.text.hygiene import tidy


def render(bulletin: Bulletin) -> bytes:
    """Return the bulletin as a .docx file, the same bytes for the same bulletin."""
    document = Document()
    styles = set_up(document, bulletin)
    for part in read_parts(bulletin):
        _add(document, styles, part)
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream)


def _add(document: Docx, styles: Mapping[Kind, str], part: Part) -> None:
    text = tidy(part.text)
    if part.kind is Kind.DAY:  # at the end of the publisher's line
        Paragraph(document.element.body[-1].getprevious(), document._body).add_run(f"\t{text}")
        return
    line = _add_paragraph(document, styles[part.kind])
    match part.kind:
        case Kind.CONTENTS:
            line.add_run(f"{part.place}. ")
            _add_link(line, text, anchor=f"article{part.place}")
        case Kind.ARTICLE:
            line.add_run(f"{part.place}. {text}")
            _mark(line, part.place)
        case Kind.LINK if part.is_web:
            line.add_run(text)
            _add_link(line, part.url, url=part.url)
        case Kind.PICTURE if part.photo:
            _add_photo(line, part.photo, text)
        case _:
            line.add_run(text + part.url)


def _add_paragraph(document: Docx, style: str) -> Paragraph:
    # The library's own way looks through all paragraphs for the end of the last one, and through all styles for one.
    section = document.element.body[-1]
    section.addprevious(OxmlElement("w:p"))
    paragraph = Paragraph(section.getprevious(), document._body)
    paragraph._p.style = style
    return paragraph


def _add_photo(paragraph: Paragraph, photo: Photo, caption: str) -> None:
    paragraph.paragraph_format.keep_with_next = bool(caption)  # its caption stays on the page
    image = Image.from_blob(photo.content)
    width, height = image.px_width * PIXEL, image.px_height * PIXEL
    scale = min(1, MEASURE / width, HIGHEST / height)
    shape = paragraph.add_run().add_picture(io.BytesIO(photo.content), Pt(width * scale), Pt(height * scale))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # where they are not said, LibreOffice takes nine points of air
    shape._inline.docPr.set("descr", caption)  # for those who have the file read to them


def _mark(heading: Paragraph, place: int) -> None:
    heading._p.insert(1, element("w:bookmarkStart", id=str(place), name=f"article{place}"))
    heading._p.append(element("w:bookmarkEnd", id=str(place)))


def _add_link(paragraph: Paragraph, text: str, url: str = "", anchor: str = "") -> None:
    link: Any = element("w:hyperlink", **({"anchor": anchor} if anchor else {}))
    if url:
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run(text)._r)
    paragraph._p.append(link)

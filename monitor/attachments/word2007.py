"""DOCX, by python-docx: a line a paragraph, a line a row of a table, as Word shows them."""

from __future__ import annotations

import io
from collections.abc import Iterator

from lxml import etree

from monitor.forms.formulas import MATH, formula
from monitor.forms.signs import shifted, sign
from monitor.text.hygiene import printable, tidy

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What may stand round paragraphs: content controls, insertions, marks.
_AROUND = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))
# What stands in a paragraph and is none of its line: a text box, what was moved away, a reading above its characters.
_APART = tuple(f"{_W}{name}" for name in ("txbxContent", "moveFrom", "del", "pPr", "rt"))
_UNSEEN = tuple(f"{_W}{name}" for name in ("vanish", "strike", "dstrike"))  # properties of a run
_OF_BROKEN_FILES = (KeyError, ValueError, AttributeError, OSError, NotImplementedError, RecursionError)


def read_docx(body: bytes) -> list[str]:
    """Return the lines of a Word file, without empty ones. Raises ValueError for what cannot be read."""
    from docx import Document  # here: most runs meet none
    from docx.opc.exceptions import OpcError

    from monitor.forms.word_numbers import Numbers

    try:
        lines: list[str] = []
        document = Document(io.BytesIO(body))
        numbers = Numbers(document)
        for each in _blocks(document.element.body):
            if each.tag == f"{_W}tbl":
                for inner in each.iter(f"{_W}p"):
                    numbers.before(inner)  # counts, though a row prints none
                rows = [[*filter(_begins, row.iterchildren(f"{_W}tc"))] for row in each.iterchildren(f"{_W}tr")]
                cells = ([" ".join(map(_line, cell.iter(f"{_W}p"))) for cell in row] for row in rows)
                lines += [" ".join(filter(None, map(tidy, row))) for row in cells]
            else:
                lines.append(tidy(numbers.before(each) + _line(each)))
    except (OpcError, etree.LxmlError, *_OF_BROKEN_FILES) as error:
        raise ValueError(str(error)) from error
    return [printable(line) for line in lines if line]


def _blocks(inside: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a Word document in their order, also those in a content control."""
    for each in inside:
        if each.tag in (f"{_W}p", f"{_W}tbl"):
            yield each
        elif each.tag in _AROUND:
            yield from _blocks(each)


def _line(paragraph: etree._Element) -> str:
    """The text of a paragraph of Word with all that stands in it: what was inserted, and the dates, places and numbers
    that old editions mark as such (w:smartTag); not of a text box, nor what is hidden or struck out."""
    pieces = []
    for each in paragraph.iter(
        f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen", f"{_W}sym", f"{MATH}oMath"
    ):
        run = next(each.iterancestors(f"{_W}r"), None)
        set_as = {} if run is None else {str(part.tag): part.get(f"{_W}val") for part in run.iterfind(f"{_W}rPr/*")}
        unseen = any(set_as.get(name, "0") not in ("0", "false", "off") for name in _UNSEEN)
        if next(each.iterancestors(*_APART), None) is None and not unseen:
            text = {f"{_W}t": each.text or "", f"{_W}noBreakHyphen": "-"}.get(str(each.tag), " ")
            if each.tag == f"{_W}sym":
                text = sign(each.get(f"{_W}font", ""), each.get(f"{_W}char", ""))
            elif each.tag == f"{MATH}oMath":
                text = formula(each, lambda _: "")
            pieces.append(shifted(text, set_as.get(f"{_W}vertAlign") or ""))
    return "".join(pieces)


def _begins(cell: etree._Element) -> bool:
    """Tell whether a cell begins here, and does not go on from the row above."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is None or merged.get(f"{_W}val") == "restart"

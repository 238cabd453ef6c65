"""Word files (.docx): the text that a reader of the page sees, and nothing that was deleted, hidden or set in the
margin."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from monitor.exceptions import MonitorError
from monitor.forms.formulas import MATH, formula
from monitor.forms.line import Line, split
from monitor.forms.signs import enclosed, shifted, sign, spelled
from monitor.forms.word_numbers import Numbers

_MOST, _PARTS = 256 << 20, 10_000  # bytes and parts of a file unpacked; an issue of 40 photographs has 80 MiB
_OF_TEXT = 32 << 20  # bytes of the part that holds the text
_OF_BROKEN_FILES = (AttributeError, EOFError, LookupError, NotImplementedError, RecursionError, TypeError, ValueError)
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Read through as if they were not there; what stands in no list is passed over, w:del and w:moveFrom among it.
_OPEN = frozenset(
    map(qn, ("w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:dir", "w:bdo"))
)
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_OURS = "article1"  # the bookmark that this system sets at the first article: nothing is left of a page's Markdown
_LINKED = re.compile(r'HYPERLINK\s+"([^"]+)"')


def read(content: bytes) -> Iterator[Line]:
    """Yield the lines of a Word file, by the number of their paragraphs. Raises MonitorError for what is none, or would
    not fit into memory."""
    _check(content)
    try:
        document = Document(io.BytesIO(content))
        yield from _Reader(document).read()
    except (OpcError, LxmlError, BadZipFile, zlib.error, *_OF_BROKEN_FILES) as error:
        raise MonitorError("Word 文件坏了，读不出来；请在 Word 或 WPS 里打开，另存为 .docx 再导入") from error


def _check(content: bytes) -> None:
    """Raises MonitorError for an archive that says it grows beyond measure; zipfile reads no more than it says."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise MonitorError(
            "不是 Word 文件（.docx），或文件坏了；请在 Word 或 WPS 里打开，另存为 .docx 再导入"
        ) from error
    texts = [each.file_size for each in parts if each.filename.endswith((".xml", ".rels"))]
    if sum(each.file_size for each in parts) > _MOST or len(parts) > _PARTS or max(texts, default=0) > _OF_TEXT:
        raise MonitorError(f"解开后太大（超过 {_MOST >> 20} MB，或文字部分超过 {_OF_TEXT >> 20} MB），不读")
    if any(each.flag_bits & 1 for each in parts):
        raise MonitorError("文件加了密码；请去掉密码再导入")


class _Reader:
    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._relations = document.part.rels
        self._numbers = Numbers(document)
        self._literal = any(mark.get(qn("w:name")) == _OURS for mark in self._body.iter(qn("w:bookmarkStart")))
        self._paragraphs = 0
        self._boxes: list[Any] = []  # text boxes of the paragraph, which stand behind it
        self._address = ""
        self._field: list[str] | None = None  # the instruction of a field that is being read
        self._carried = ""  # a paragraph whose mark was deleted goes on in the next

    def read(self) -> Iterator[Line]:
        yield from self._blocks(self._body)

    def _blocks(self, parent: Any) -> Iterator[Line]:
        for element in parent:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl") or element.tag in (qn("w:tr"), qn("w:tc")) or element.tag in _OPEN:
                if not _is_deleted_row(element):
                    yield from self._blocks(element)
            elif element.tag == _COMPATIBLE + "AlternateContent":
                yield from self._blocks(_choice(element))

    def _paragraph(self, paragraph: Any) -> Iterator[Line]:
        self._paragraphs += 1
        self._address = ""
        number = "" if self._carried else self._numbers.before(paragraph)
        text = self._carried + self._text(paragraph)
        self._carried = ""
        boxes, self._boxes = self._boxes, []
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
            self._carried = text
        elif text.strip():
            yield from split(number + text, f"第 {self._paragraphs} 段", self._address, self._literal)
        for box in boxes:
            yield from self._blocks(box)

    def _text(self, parent: Any) -> str:
        """The words of a paragraph or a run; neighbours that are raised or lowered are one figure."""
        line = ""
        pieces = [(_place(element), self._words(element)) for element in parent]
        told = [
            (place, "".join(words for _, words in run))
            for place, run in groupby(filter(itemgetter(1), pieces), itemgetter(0))
        ]
        for position, (place, words) in enumerate(told):
            after = told[position + 1][1][:1] if position + 1 < len(told) else ""
            inner = words.strip() if place else words  # a blank beside a figure is often raised, too
            line += words.replace(inner, shifted(inner, place, line[-1:], after), 1) if inner else words
        return line

    def _words(self, element: Any) -> str:
        tag = element.tag
        if tag == qn("w:t"):
            return element.text or ""
        if tag in _SIGNS:
            return _SIGNS[tag]
        if tag == qn("w:r"):
            return self._run(element)
        if tag == qn("w:sym"):
            return sign(element.get(qn("w:font"), ""), element.get(qn("w:char"), ""))
        if tag in (qn("w:hyperlink"), qn("w:fldSimple")):
            self._link(element)
            return self._text(element)
        if tag in (qn("w:fldChar"), qn("w:instrText")):
            return self._instruct(element)
        if tag == qn("w:ruby"):
            return "".join(self._text(base) for base in element.iter(qn("w:rubyBase")))
        if tag == _COMPATIBLE + "AlternateContent":
            return self._text(_choice(element))
        if tag in (qn("w:drawing"), qn("w:pict"), qn("w:object")):
            self._boxes += _outermost_boxes(element)
            return ""
        if isinstance(tag, str) and tag.startswith(MATH):
            return formula(element, self._words)
        return self._text(element) if tag in _OPEN else ""

    def _run(self, run: Any) -> str:
        said = {each.tag: each for each in run.iterfind(f"{qn('w:rPr')}/*")}
        hidden, fonts = said.get(qn("w:vanish")), said.get(qn("w:rFonts"))
        if hidden is not None and hidden.get(qn("w:val")) not in ("0", "false", "off"):
            return ""
        text = self._text(run)
        return spelled(text, fonts.get(qn("w:hAnsi"), "")) if fonts is not None else text

    def _link(self, element: Any) -> None:
        relation = self._relations.get(element.get(qn("r:id"), ""))
        target = relation.target_ref if relation is not None and relation.is_external else ""
        found = _LINKED.search(element.get(qn("w:instr"), ""))
        self._address = self._address or (found[1] if found else target)

    def _instruct(self, element: Any) -> str:
        """Fields made of several runs: begin, instruction, separate, what is shown, end. What one shows whose
        instruction alone tells it."""
        shown, kind = "", element.get(qn("w:fldCharType"))
        if kind == "begin":
            self._field = []
        elif kind in ("separate", "end"):
            instruction = "".join(self._field or [])
            found = _LINKED.search(instruction)
            shown = enclosed(instruction) if kind == "end" else ""
            self._address, self._field = self._address or (found[1] if found else ""), None
        elif self._field is not None:
            self._field.append(element.text or "")
        return shown


def _place(element: Any) -> str:
    """Where a run stands, raised or lowered, in Word's own word; empty for on the line and for what is no run."""
    set_so = element.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") if element.tag == qn("w:r") else None
    return "" if set_so is None else str(set_so.get(qn("w:val"), ""))


def _choice(element: Any) -> Any:
    """What a newer program shows of two forms of one thing: a text box stands in both."""
    return next(iter(element), element)


def _outermost_boxes(element: Any) -> list[Any]:
    """The text boxes of a drawing that stand in no other; those inside are met when theirs is read."""
    found: list[Any] = []
    for box in element.iter(qn("w:txbxContent")):
        if not any(parent in found for parent in box.iterancestors()) and not any(
            parent.tag == _COMPATIBLE + "Fallback" for parent in box.iterancestors()
        ):
            found.append(box)
    return found


def _is_deleted_row(element: Any) -> bool:
    return element.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None

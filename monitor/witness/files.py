"""What the files behind a notice show, line by line, by other parsers than the reader's; and the text of a page."""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
from functools import lru_cache
from itertools import islice, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from monitor.witness.formulas import FORMULA, in_line
from monitor.witness.symbols import symbol
from monitor.witness.tables import new_rows, old_rows

_PAGE_NUMBER = re.compile(r"[-—–\s]{0,6}(?:第\s?)?\d{1,4}(?:\s?页)?[-—–\s]{0,6}")
_TEXT = re.compile(r"<(?:\w+:)?TextCode\b[^>]*>([^<]*)<")
_OBJECT = re.compile(
    r"""<(?:\w+:)?TextObject\b[^>]*\bBoundary="[\d.-]+ ([\d.]+) [\d.]+ ([\d.]+)"[^>]*>(.*?)</(?:\w+:)?TextObject>""",
    re.DOTALL,
)
_OFD_PAGE = re.compile(r"/Pages/Page_(\d{1,5})/Content\.xml$", re.IGNORECASE)
_FAR = re.compile(rb"""\br=["'](?:[A-Z]{3}\d|[A-Z]{1,2}\d{6}|\d{6})""")
_WORD = "WordDocument".encode("utf-16-le")  # a stream of an OLE file
_PAGES = 100  # of a file that was read
_UNPACKED = 64 * 1024 * 1024  # bytes
_DAMAGED = 0.02  # share of characters that are lost, above which a piece is in another encoding
_PIECE = re.compile(rb"[<>\n]?[^<>\n]+|[<>\n]")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@lru_cache(maxsize=4)  # the pages of one article are looked at in several ways
def file_lines(body: bytes) -> list[str] | None:
    """Return the lines of a file, without the numbers of pages; None for what is none that is read, as a page is."""
    if b"%PDF" in body[:1024]:
        from pdfminer.high_level import extract_text  # here: most issues have none
        from pdfminer.psexceptions import PSException

        try:
            text = extract_text(io.BytesIO(body))
        except (PSException, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError):
            return []
        return _without_numbers(text)
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        return _converted(body) if _WORD in body else _old_rows(body)
    if not body.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            if "OFD.xml" in parts.namelist():
                return [text for name in _pages(parts.namelist()) for text in _texts(parts.read(name))]
            if "xl/workbook.xml" in parts.namelist():
                return [] if _is_large(parts) else new_rows(parts)
            return _paragraphs(parts)
    except (zipfile.BadZipFile, LookupError, ValueError, ArithmeticError, etree.XMLSyntaxError):
        return []


def drawn_lines(pdf: bytes) -> list[str]:
    """Return the lines of a PDF once more, by PDFium, which Chrome has: in the order in which they are drawn, where
    `file_lines` has them as columns."""
    import pypdfium2  # here: most issues have none

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            texts = [page.get_textpage().get_text_range() for page in islice(document, _PAGES)]
    except (pypdfium2.PdfiumError, ValueError):
        return []
    return _without_numbers("\n".join(texts))


def _without_numbers(text: str) -> list[str]:
    lines = [line.strip() for line in text.replace("\f", "\n").splitlines()]
    return [line for line in lines if line and not _PAGE_NUMBER.fullmatch(line)]


def page_text(body: bytes) -> str:
    """Return the text of a page: some are in two encodings, piece by piece; neither has `<`, `>` or a line end inside a
    character."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "".join(map(_decode_piece, _PIECE.findall(body)))


def _decode_piece(piece: bytes) -> str:
    text = piece.decode("utf-8", "replace")
    return text if text.count("\ufffd") <= _DAMAGED * len(text) else piece.decode("gb18030", "replace")


def _paragraphs(parts: zipfile.ZipFile) -> list[str]:
    root = etree.fromstring(parts.read("word/document.xml"))
    return ["".join(_words(run, line) for run in line.iter(f"{_W}r", FORMULA)) for line in root.iter(f"{_W}p")]


def _words(run: etree._Element, line: etree._Element) -> str:
    """What a run of Word shows in its line: nothing of one that is hidden, struck out, moved away, in a box of its own
    or a reading above others."""
    for name in ("vanish", "strike", "dstrike"):
        set_as = run.find(f"{_W}rPr/{_W}{name}")
        if set_as is not None and set_as.get(f"{_W}val", "1") not in ("0", "false", "off"):
            return ""
    around = [*takewhile(lambda each: each is not line, run.iterancestors())]
    if {str(each.tag) for each in around} & {f"{_W}p", f"{_W}moveFrom", f"{_W}del", f"{_W}rt"}:
        return ""
    if run.tag == FORMULA:
        return in_line(run)
    return "".join(map(_letters, run.iterchildren(f"{_W}t", f"{_W}noBreakHyphen", f"{_W}sym")))


def _letters(part: etree._Element) -> str:
    if part.tag == f"{_W}sym":
        return symbol(part.get(f"{_W}font"), part.get(f"{_W}char"))
    return "-" if part.tag == f"{_W}noBreakHyphen" else part.text or ""


def _converted(body: bytes) -> list[str]:
    """The paragraphs of a DOC, by a program that makes a DOCX of it."""
    from doc2docx import convert  # here: most issues have none
    from doc2docx.errors import Doc2DocxError

    with TemporaryDirectory() as name:
        old, new = Path(name, "a.doc"), Path(name, "a.docx")
        old.write_bytes(body)
        try:
            convert(old, new)
            with zipfile.ZipFile(new) as parts:
                return _paragraphs(parts)
        except (Doc2DocxError, OSError, ValueError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError):
            return []


def _is_large(parts: zipfile.ZipFile) -> bool:
    """Tell whether a cell lies so far out that no list has it, or the sheets would fill the memory."""
    if sum(part.file_size for part in parts.infolist()) > _UNPACKED:
        return True
    sheets = (name for name in parts.namelist() if name.startswith("xl/worksheets/"))
    return any(_FAR.search(parts.read(name)) for name in sheets)


def _texts(page: bytes) -> list[str]:
    """The lines of an OFD's page, in the order of the file: what follows at the same height belongs to the line."""
    lines: list[str] = []
    at = 0.0
    for top, height, inside in _OBJECT.findall(page.decode("utf-8", "replace")):
        text = html.unescape("".join(_TEXT.findall(inside)))
        if lines and abs(float(top) - at) < float(height) / 2:
            lines[-1] += text
        else:
            lines.append(text)
            at = float(top)
    return [line for line in map(str.strip, lines) if not _PAGE_NUMBER.fullmatch(line)]


def _pages(names: list[str]) -> list[str]:
    """The pages among an OFD's parts, by their numbers."""
    found = [(int(match[1]), name) for name in names if (match := _OFD_PAGE.search(name))]
    return [name for _, name in sorted(found)]


def _old_rows(body: bytes) -> list[str]:
    """The rows of an XLS; xlrd raises what comes of a broken one."""
    from python_calamine import CalamineError  # here: most issues have none
    from xlrd.biffh import XLRDError

    try:
        return old_rows(body)
    except (CalamineError, XLRDError, OSError, ValueError, LookupError, ArithmeticError, AssertionError, struct.error):
        return []

"""PDF, by pdfplumber: lines with their place on the page, without running heads and page numbers; of a file that this
system printed, paragraphs.

Measured on PDFs of LibreOffice and WeasyPrint: programs that follow the order in which a file draws (pypdf, PDFium)
put Chinese quotes of another font beside the words they stand round; by the place of each character they stand right.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any

from monitor.exceptions import MonitorError
from monitor.forms.line import Line, bare, clean
from monitor.forms.pdf_blocks import Blocks, Row, blocks_of, paragraphs
from monitor.forms.pdf_characters import name_encodings, set_on_line

for _name in ("pdfminer", "pypdf"):  # of a broken file they tell a line for each fault
    logging.getLogger(_name).setLevel(logging.CRITICAL)
_MOST = 400  # pages; an issue has twenty
_DRAWN = 4 << 20  # bytes that draw the pages of a file, unpacked; a page of text has a hundredth of it
_NUMBER = re.compile(r"[-—–·~]{0,99}第?(\d{1,3})页?(?:[/,，]?共?\d{1,3}页?)?[-—–·~]{0,99}")
# What parsers that trust a file raise where it breaks off or lies (pdfminer hands most on as they come).
_OF_BROKEN_FILES = (ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, RecursionError,
                    TypeError, ValueError, struct.error, zlib.error)  # fmt: skip
_WIDER = 1.35  # times the usual distance between two lines, above which something new begins
_OFTEN = 0.4  # share of the pages that have a running head; left and right pages may have two
_ALWAYS = 0.6  # share of the pages that have the same words behind the text
_EDGE = 2  # lines at the top and at the bottom of a page that may be no part of the text


def read(content: bytes) -> Iterator[Line]:
    """Yield the lines of a PDF by page. Raises MonitorError for one that is damaged, locked, or a picture of a text."""
    _check(content)
    pages = list(_pages(content))
    if not any(pages):
        raise MonitorError("没有文字，像是扫描件；请先用文字识别（OCR）软件转成 Word 或文字再导入")
    rows = list(_without_edges(pages))
    yield from paragraphs(rows) if any(row.block for row in rows) else _lines(rows)


def _check(content: bytes) -> None:
    """Raises MonitorError for pages that grow beyond measure when they are unpacked: pypdf sets a bound, pdfminer none.
    What else pypdf does not like of a file is left to pdfminer."""
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError, PyPdfError

    drawn = 0
    try:
        for page in PdfReader(io.BytesIO(content)).pages:
            contents = page.get_contents()
            drawn += len(contents.get_data()) if contents is not None else 0
            if drawn > _DRAWN:
                raise LimitReachedError
    except LimitReachedError as error:
        raise MonitorError(f"解开后太大（超过 {_DRAWN >> 20} MB），不读") from error
    except (PyPdfError, *_OF_BROKEN_FILES):
        return


def _pages(content: bytes) -> Iterator[list[Row]]:
    import pdfplumber  # takes as long as the rest of a command together
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(content)) as file:
            if len(file.pages) > _MOST:
                raise MonitorError(f"有 {len(file.pages)} 页，超过 {_MOST} 页，不像一期周报")
            blocks = blocks_of(file.doc)
            for page in file.pages:
                name_encodings(page)
                yield list(_rows(page, blocks))
                page.close()  # else every character of the file stays in memory
    except (PdfminerException, MalformedPDFException, *_OF_BROKEN_FILES) as error:
        if any(isinstance(each, PDFPasswordIncorrect) for each in error.args):
            raise MonitorError("文件加了密码；请去掉密码再导入") from error
        raise MonitorError("PDF 文件坏了，读不出来；请重新导出再导入") from error


def _rows(page: Any, blocks: Blocks) -> Iterator[Row]:
    links = [(each["top"], each["bottom"], str(each.get("uri") or "")) for each in page.hyperlinks]
    set_on_line(page.chars)
    level = page.filter(lambda each: each.get("upright", True))  # a watermark stands askew
    for each in level.extract_text_lines(return_chars=bool(blocks), y_tolerance=4):
        middle = (each["top"] + each["bottom"]) / 2
        address = next((uri for top, bottom, uri in links if top <= middle <= bottom), "")
        marks = (blocks.get((page.page_obj.pageid, char["mcid"])) for char in each.get("chars", ()))
        if text := clean(each["text"]):
            place = (each["x0"], each["x1"], each["top"], each["bottom"])
            yield Row(text, page.page_number, *place, address, next(filter(None, marks), ""))


def _without_edges(pages: Sequence[Sequence[Row]]) -> Iterator[Row]:
    """Leave out what stands at the same height at the edge of two pages and says the same but for figures, and page
    numbers that count with the pages. What stands as often between the edges is a line of the text, and so is what the
    file itself says to be of a paragraph."""
    edges = [[*rows[:_EDGE], *rows[-_EDGE:]] if len(rows) > 2 * _EDGE else list(rows) for rows in pages]
    heads = Counter(key for edge in edges for key in {_head(row) for row in edge})
    steps = Counter(step for edge in edges for step in {_step(row) for row in edge if _step(row) is not None})
    often = max(2, len(pages) * _OFTEN)
    behind = Counter(key for rows in pages for key in {_head(row) for row in rows})
    within = Counter(_head(row)[0] for rows in pages if len(rows) > 2 * _EDGE for row in rows[_EDGE:-_EDGE])
    for rows, edge in zip(pages, edges, strict=True):
        for row in rows:
            is_head = row in edge and heads[_head(row)] >= max(often, within[_head(row)[0]] + 1)
            is_number = row in edge and _step(row) is not None and steps[_step(row)] >= min(2, len(pages))
            is_watermark = behind[_head(row)] >= max(3, len(pages) * _ALWAYS)
            if row.block or not (is_head or is_number or is_watermark):
                yield row


def _head(row: Row) -> tuple[str, int]:
    return re.sub(r"\d+", "0", bare(row.text)), round(row.top / 2)


def _step(row: Row) -> int | None:
    """How far the number that a row holds and nothing else is ahead of its page, None for another row."""
    found = _NUMBER.fullmatch(bare(row.text))
    return int(found[1]) - row.page if found else None


def _lines(rows: Sequence[Row]) -> Iterator[Line]:
    if not rows:
        return
    cell = median(row.bottom - row.top for row in rows) / 2
    start = min(row.left for row in rows)
    gaps = [after.top - row.top for row, after in pairwise(rows) if after.page == row.page]
    usual = median(gaps) if gaps else 0.0
    before: Row | None = None
    for row in rows:
        line = Line(row.text, f"第 {row.page} 页", row.address)
        apart = before is not None and before.page == row.page and row.top - before.top > usual * _WIDER
        yield replace(line, left=(row.left - start) / cell, right=(row.right - start) / cell, apart=apart)
        before = row

"""PDF, by pdfplumber: lines with their place on the page, without running heads and page numbers.

Measured on PDFs of LibreOffice and WeasyPrint: programs that follow the order in which a file draws (pypdf, PDFium)
put Chinese quotes of another font beside the words they stand round; by the place of each character they stand right.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from monitor.exceptions import MonitorError
from monitor.forms.line import Line, bare, clean

_MOST = 400  # pages; an issue has twenty
_NUMBER = re.compile(r"[-—–·~]*第?(\d{1,3})页?(?:[/,，]?共?\d{1,3}页?)?[-—–·~]*")
_WIDER = 1.35  # times the usual distance between two lines, above which something new begins
_OFTEN = 0.4  # share of the pages that have a running head; left and right pages may have two
_EDGE = 2  # lines at the top and at the bottom of a page that may be no part of the text


@dataclass(frozen=True)
class _Row:
    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    address: str = ""


def read(content: bytes) -> Iterator[Line]:
    """Yield the lines of a PDF by page. Raises MonitorError for one that is damaged, locked, or a picture of a text."""
    pages = list(_pages(content))
    if not any(pages):
        raise MonitorError("没有文字，像是扫描件；请先用文字识别（OCR）软件转成 Word 或文字再导入")
    yield from _lines(list(_without_edges(pages)))


def _pages(content: bytes) -> Iterator[list[_Row]]:
    import pdfplumber  # as long as the rest of a command together
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(content)) as file:
            if len(file.pages) > _MOST:
                raise MonitorError(f"有 {len(file.pages)} 页，超过 {_MOST} 页，不像一期周报")
            for page in file.pages:
                yield list(_rows(page))
                page.close()  # else every character of the file stays in memory
    except PdfminerException as error:
        if any(isinstance(each, PDFPasswordIncorrect) for each in error.args):
            raise MonitorError("文件加了密码；请去掉密码再导入") from error
        raise MonitorError("PDF 文件坏了，读不出来；请重新导出再导入") from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError) as error:
        raise MonitorError("PDF 文件坏了，读不出来；请重新导出再导入") from error


def _rows(page: Any) -> Iterator[_Row]:
    links = [(each["top"], each["bottom"], str(each.get("uri") or "")) for each in page.hyperlinks]
    for each in page.extract_text_lines(return_chars=False, y_tolerance=4):
        middle = (each["top"] + each["bottom"]) / 2
        address = next((uri for top, bottom, uri in links if top <= middle <= bottom), "")
        if text := clean(each["text"]):
            yield _Row(text, page.page_number, each["x0"], each["x1"], each["top"], each["bottom"], address)


def _without_edges(pages: Sequence[Sequence[_Row]]) -> Iterator[_Row]:
    """Leave out what stands at the same height at the edge of two pages and says the same but for figures, and page
    numbers that count with the pages."""
    edges = [[*rows[:_EDGE], *rows[-_EDGE:]] if len(rows) > 2 * _EDGE else list(rows) for rows in pages]
    heads = Counter(key for edge in edges for key in {_head(row) for row in edge})
    steps = Counter(step for edge in edges for step in {_step(row) for row in edge if _step(row) is not None})
    often = max(2, len(pages) * _OFTEN)
    for rows, edge in zip(pages, edges, strict=True):
        for row in rows:
            is_head = row in edge and heads[_head(row)] >= often
            is_number = row in edge and _step(row) is not None and steps[_step(row)] >= min(2, len(pages))
            if not (is_head or is_number):
                yield row


def _head(row: _Row) -> tuple[str, int]:
    return re.sub(r"\d+", "0", bare(row.text)), round(row.top / 2)


def _step(row: _Row) -> int | None:
    """How far the number that a row holds and nothing else is ahead of its page, None for another row."""
    found = _NUMBER.fullmatch(bare(row.text))
    return int(found[1]) - row.page if found else None


def _lines(rows: Sequence[_Row]) -> Iterator[Line]:
    if not rows:
        return
    cell = median(row.bottom - row.top for row in rows) / 2
    start = min(row.left for row in rows)
    gaps = [after.top - row.top for row, after in pairwise(rows) if after.page == row.page]
    usual = median(gaps) if gaps else 0.0
    before: _Row | None = None
    for row in rows:
        line = Line(row.text, f"第 {row.page} 页", row.address)
        apart = before is not None and before.page == row.page and row.top - before.top > usual * _WIDER
        yield replace(line, left=(row.left - start) / cell, right=(row.right - start) / cell, apart=apart)
        before = row

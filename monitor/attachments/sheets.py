"""Spreadsheets as lines, one a row: XLSX by openpyxl, XLS by xlrd, row by row, so that a far cell costs nothing."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from monitor.attachments.formats import CHINESE, LOCAL, UnknownFormatError, show_number, show_text
from monitor.attachments.layout import Layout, read_layout
from monitor.text.hygiene import printable, tidy

_ROWS, _COLUMNS = 10_000, 256  # of a sheet; a list of all hospitals of a province has some thousand
_FURTHER = (SyntaxError, OSError, OverflowError, zipfile.BadZipFile, zlib.error)


class TooLargeError(ValueError):
    """A sheet with more rows or columns than any list of an authority has."""


def read_sheets(body: bytes, packed: bool) -> list[str]:
    """Return the rows of a spreadsheet's visible sheets as they are shown, their cells joined by blanks, without empty
    ones; `packed`: whether it is an XLSX. Raises ValueError for what cannot be read (UnseenError
    for what a cell shows that nobody knows), PermissionError for what a password locks."""
    rows = _new_rows(body) if packed else _old_rows(body)
    lines = (" ".join(filter(None, (tidy(printable(cell)) for cell in row))) for row in rows)
    return [line for line in lines if line]


def _new_rows(body: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook  # here: most runs meet none
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        book._date_formats = set()  # a day is the number that it is, also one beyond all calendars
        for sheet in (each for each in book.worksheets if each.sheet_state == "visible"):
            layout = read_layout(book._archive, sheet._worksheet_path)  # its own names, which it does not tell
            sheet.reset_dimensions()  # some writers say a sheet ends at A1
            for number, row in enumerate(sheet.iter_rows(), 1):
                full = [
                    at for at, cell in enumerate(row, 1) if cell.value is not None or (number, at) in layout.uncounted
                ]
                if full and (number > _ROWS or full[-1] > _COLUMNS):
                    raise TooLargeError
                yield [_new_cell(row[at - 1], book.epoch, layout.zeros) for at in full if layout.shows(number, at)]
    except (InvalidFileException, KeyError, TypeError, AttributeError, IndexError, *_FURTHER) as error:
        raise ValueError(str(error)) from error  # SyntaxError: xml.etree's ParseError


def _new_cell(cell: Any, since: datetime, zeros: bool) -> str:
    from openpyxl.utils.datetime import to_excel
    from openpyxl.utils.escape import unescape

    value, kind = cell.value, cell.style_array.numFmtId
    code = CHINESE.get(kind, cell.number_format)
    if isinstance(value, str):
        return show_text(unescape(value), code)
    if isinstance(value, bool):
        return str(value).upper()  # also in a Chinese program
    if kind in LOCAL:
        raise UnknownFormatError(code)
    number = float(value if isinstance(value, int | float) else to_excel(value, since))
    return show_number(number, code, since) if number or zeros else ""


def _old_rows(body: bytes) -> Iterator[list[str]]:
    import xlrd  # here: most runs meet none
    from xlrd.xldate import epoch_1900_minus_1, epoch_1904

    try:
        book = xlrd.open_workbook(
            file_contents=body, logfile=io.StringIO(), ragged_rows=True, formatting_info=True, on_demand=True
        )
        since = epoch_1904 if book.datemode else epoch_1900_minus_1
        for sheet in (book.sheet_by_index(number) for number in range(book.nsheets)):
            if sheet.visibility:
                continue
            layout = Layout({number for number, told in sheet.rowinfo_map.items() if told.hidden})
            layout.columns = {number for number, told in sheet.colinfo_map.items() if told.hidden}
            for top, bottom, left, right in sheet.merged_cells:
                layout.cover(left, top, right - 1, bottom - 1)
            for number, row in enumerate(sheet.get_rows()):
                full = [column for column, cell in enumerate(row) if cell.value not in ("", None)]
                if full and number >= _ROWS:
                    raise TooLargeError
                shown = (row[each] for each in full if layout.shows(number, each))
                yield [_old_cell(book, cell, since, sheet.show_zero_values) for cell in shown]
    except ValueError:
        raise
    except Exception as error:  # xlrd unpacks what it is given, and raises what comes of it
        raise (PermissionError if "encrypted" in str(error).lower() else ValueError)(str(error)) from error


def _old_cell(book: Any, cell: Any, since: datetime, zeros: bool) -> str:
    from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_ERROR, error_text_from_code

    kind = book.xf_list[cell.xf_index].format_key
    code = CHINESE.get(kind) or book.format_map[kind].format_str
    if isinstance(cell.value, str):
        return show_text(cell.value, code)
    if cell.ctype == XL_CELL_ERROR:
        return str(error_text_from_code[cell.value])
    if cell.ctype == XL_CELL_BOOLEAN:
        return str(bool(cell.value)).upper()
    return show_number(cell.value, code, since) if cell.value or zeros else ""

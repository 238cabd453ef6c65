"""Spreadsheets as lines, one a row: XLSX by openpyxl, XLS by xlrd, row by row, so that a far cell costs nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, time

from monitor.text.hygiene import printable, tidy

_ROWS, _COLUMNS = 10_000, 256  # of a sheet; a list of all hospitals of a province has some thousand


class TooLargeError(ValueError):
    """A sheet with more rows or columns than any list of an authority has."""


def read_sheets(body: bytes, packed: bool) -> list[str]:
    """Return the rows of a spreadsheet's visible sheets, their cells joined by blanks, without empty ones; `packed`:
    whether it is an XLSX. Raises ValueError for what cannot be read, PermissionError for what a password locks."""
    rows = _new_rows(body) if packed else _old_rows(body)
    lines = (" ".join(filter(None, map(_cell, row))) for row in rows)
    return [line for line in lines if line]


def _new_rows(body: bytes) -> Iterator[tuple[object, ...]]:
    from openpyxl import load_workbook  # here: most runs meet none
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        for sheet in book.worksheets:
            for number, row in enumerate(sheet.iter_rows(values_only=True) if sheet.sheet_state == "visible" else ()):
                if number >= _ROWS or len(row) > _COLUMNS:
                    raise TooLargeError
                yield row
    except (InvalidFileException, KeyError, TypeError, AttributeError, IndexError, SyntaxError, OSError) as error:
        raise ValueError(str(error)) from error  # SyntaxError: xml.etree's ParseError


def _old_rows(body: bytes) -> Iterator[list[object]]:
    import xlrd  # here: most runs meet none

    try:
        book = xlrd.open_workbook(file_contents=body, logfile=io.StringIO(), ragged_rows=True)
        for sheet in (each for each in book.sheets() if each.visibility == 0):
            if sheet.nrows > _ROWS or sheet.ncols > _COLUMNS:
                raise TooLargeError
            for row in sheet.get_rows():
                yield [_old_cell(each.ctype == xlrd.XL_CELL_DATE, each.value, book.datemode) for each in row]
    except ValueError:
        raise
    except Exception as error:  # xlrd unpacks what it is given, and raises what comes of it
        raise (PermissionError if "encrypted" in str(error).lower() else ValueError)(str(error)) from error


def _old_cell(is_date: bool, value: object, mode: int) -> object:
    from xlrd.xldate import xldate_as_datetime

    return xldate_as_datetime(value, mode) if is_date else value


def _cell(value: object) -> str:
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return tidy(printable("" if value is None else str(value)))

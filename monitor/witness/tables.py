"""What the rows of a spreadsheet show: of an XLSX by a walk of its own, of an XLS by calamine, with xlrd's formats."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from lxml import etree

from monitor.witness.numbers import code_of, displayed

_SINCE, _SINCE_ON_MAC = map(datetime.fromisoformat, ("1899-12-30", "1904-01-01"))
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ON = ("1", "true")
Ranges = list[tuple[int, int, int, int]]  # first and last row, first and last column


def new_rows(parts: zipfile.ZipFile) -> list[str]:
    """Return the rows of an XLSX's visible sheets. Raises KeyError, ValueError, XMLSyntaxError for a broken one."""
    book = _parse(parts, "xl/workbook.xml")
    links = {each.get("Id"): each.get("Target", "") for each in _parse(parts, "xl/_rels/workbook.xml.rels")}
    since = _SINCE_ON_MAC if any(each.get("date1904") in _ON for each in _named(book, "workbookPr")) else _SINCE
    names = parts.namelist()
    words = (
        [*map(_words, _named(_parse(parts, "xl/sharedStrings.xml"), "si"))] if "xl/sharedStrings.xml" in names else []
    )
    codes = _codes(_parse(parts, "xl/styles.xml")) if "xl/styles.xml" in names else []
    rows: list[str] = []
    for sheet in _named(book, "sheet"):
        target = next((links.get(value, "") for name, value in sheet.items() if name.endswith("}id")), "")
        if sheet.get("state", "visible") == "visible" and "worksheet" in target:
            rows += _rows(_parse(parts, posixpath.join("/xl", target).lstrip("/")), words, codes, since)
    return rows


def _codes(styles: etree._Element) -> list[str]:
    """The formats of cells, by the number that a cell names."""
    written = {int(each.get("numFmtId", "0")): each.get("formatCode", "") for each in _named(styles, "numFmt")}
    cells = next(_named(styles, "cellXfs"), None)
    return [] if cells is None else [code_of(int(each.get("numFmtId", "0")), written) for each in _named(cells, "xf")]


def _rows(sheet: etree._Element, words: list[str], codes: list[str], since: datetime) -> Iterator[str]:
    gone = [
        (int(each.get("min", "0")), int(each.get("max", "0")))
        for each in _named(sheet, "col")
        if each.get("hidden") in _ON or each.get("width") in ("0", "0.0")
    ]
    merged = _starts(_range(each.get("ref", "")) for each in _named(sheet, "mergeCell"))
    zeros = all(each.get("showZeros", "1") in _ON for each in _named(sheet, "sheetView"))
    line = 0
    for row in _named(sheet, "row"):
        line = int(row.get("r", line + 1))
        if row.get("hidden") in _ON or row.get("ht") in ("0", "0.0"):
            continue
        shown, column = [], 0
        for cell in _named(row, "c"):
            column = _range(cell.get("r", ""))[2] if cell.get("r") else column + 1
            value = _value(cell, words, since)
            if any(first <= column <= last for first, last in gone) or _is_covered(merged, line, column):
                continue
            style = int(cell.get("s", "0"))
            if value is not None and (value or zeros or isinstance(value, bool)):
                shown.append(displayed(value, codes[style] if style < len(codes) else "", since))
        yield "".join(shown)


def _value(cell: etree._Element, words: list[str], since: datetime) -> float | str | bool | None:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _words(cell)
    said = next((each.text for each in _named(cell, "v")), None)
    if not said:
        return None
    if kind == "s":
        return words[int(said)]
    if kind == "b":
        return said in _ON
    if kind == "d":
        return _serial(datetime.fromisoformat(said).replace(tzinfo=None), since)
    return float(said) if kind == "n" else _decoded(said)


def _words(inside: etree._Element) -> str:
    """The text of a string, without how it is pronounced."""
    said = (each for each in _named(inside, "t") if not any(_name(above) == "rPh" for above in each.iterancestors()))
    return _decoded("".join(each.text or "" for each in said))


def _decoded(text: str) -> str:
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text)


def _parse(parts: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(parts.read(name), parser)


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname


def _named(inside: etree._Element, name: str) -> Iterator[etree._Element]:
    return inside.iter(f"{{*}}{name}")


def _range(ref: str) -> tuple[int, int, int, int]:
    places = [(int(found[2]), _column(found[1])) for found in _PLACE.finditer(ref)]
    (top, left), (bottom, right) = places[0], places[-1]
    return top, bottom, left, right


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _starts(ranges: Iterator[tuple[int, int, int, int]]) -> dict[int, Ranges]:
    """Ranges by the hundreds of rows that they touch, so that few are asked for each cell."""
    found: dict[int, Ranges] = {}
    for each in ranges:
        for hundred in range(each[0] // 100, min(each[1], 70_000) // 100 + 1):
            found.setdefault(hundred, []).append(each)
    return found


def _is_covered(merged: dict[int, Ranges], row: int, column: int) -> bool:
    return any(
        top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
        for top, bottom, left, right in merged.get(row // 100, ())
    )


def old_rows(body: bytes) -> list[str]:
    """Return the rows of an XLS's visible sheets; raises what xlrd and calamine raise of a broken one."""
    import xlrd  # here: most issues have none
    from python_calamine import CalamineWorkbook

    formats = xlrd.open_workbook(file_contents=body, logfile=io.StringIO(), formatting_info=True)
    codes = {number: told.format_str for number, told in formats.format_map.items()}
    rows: list[str] = []
    with CalamineWorkbook.from_filelike(io.BytesIO(body)) as book:
        for sheet in (each for each in formats.sheets() if each.visibility == 0):
            gone = {number for number, told in sheet.colinfo_map.items() if told.hidden}
            merged = _starts((top, low - 1, left, right - 1) for top, low, left, right in sheet.merged_cells)
            table = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            for line, row in enumerate(table[: sheet.nrows]):
                told = sheet.rowinfo_map.get(line)
                shown = []
                for column, value in enumerate(row if not (told and told.hidden) else ()):
                    if column in gone or _is_covered(merged, line, column):
                        continue
                    cell = sheet.cell(line, column)
                    if cell.ctype == xlrd.XL_CELL_ERROR:
                        shown.append(xlrd.error_text_from_code[cell.value])
                    elif cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                        code = code_of(formats.xf_list[cell.xf_index].format_key, codes)
                        since = _SINCE_ON_MAC if formats.datemode else _SINCE
                        serial = _serial(value, since)
                        if serial or isinstance(serial, bool) or sheet.show_zero_values:
                            shown.append(displayed(serial, code, since))
                rows.append("".join(shown))
    return rows


def _serial(value: object, since: datetime) -> float | str | bool:
    """A value as the file has it: days are numbers there."""
    if isinstance(value, datetime):
        return (value - since) / timedelta(days=1)
    if isinstance(value, date):
        return float((value - since.date()).days)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    return value if isinstance(value, str | bool | float) else float(str(value))

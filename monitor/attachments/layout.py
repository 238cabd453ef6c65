"""What of a sheet is not shown: of an XLSX that it reads row by row openpyxl does not say it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field

from lxml import etree

from monitor.attachments.formats import UnseenError

_NOTHING = ("0", "0.0")  # a height, or a width
_COLUMNS = 16_384  # of a sheet, by Excel
_MOST = 100_000  # rows that merged cells take, all together


@dataclass
class Layout:
    """Of a sheet: rows and columns that are hidden, by number; the cells that a merged one covers, by row; the cells of
    formulas without a result."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    uncounted: set[tuple[int, int]] = field(default_factory=set)
    zeros: bool = True
    _covered: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _rows_covered: int = 0

    def cover(self, left: int, top: int, right: int, bottom: int) -> None:
        """Take the cells of a merged one, but its first, for covered. Raises ValueError if no sheet has so many."""
        self._rows_covered += bottom - top + 1
        if self._rows_covered > _MOST:
            raise ValueError("merged cells")
        for row in range(top, bottom + 1):
            self._covered.setdefault(row, []).append((left + (row == top), right))

    def shows(self, row: int, column: int) -> bool:
        """Tell whether a cell is shown. Raises UnseenError if nobody knows what."""
        if row in self.rows or column in self.columns:
            return False
        if any(first <= column <= last for first, last in self._covered.get(row, ())):
            return False
        if (row, column) in self.uncounted:
            raise UnseenError("表格里的公式没有存下结果")
        return True


def read_layout(parts: zipfile.ZipFile, name: str) -> Layout:
    """Return the layout of the sheet that is the part `name` of an XLSX. Raises ValueError for what no sheet has."""
    from openpyxl.utils.cell import range_boundaries  # here: most runs meet none

    layout = Layout()
    row = columns = 0
    with parts.open(name) as stream:
        for event, node in etree.iterparse(stream, ("start", "end"), resolve_entities=False, no_network=True):
            kind = etree.QName(node).localname
            if event == "start":
                row = int(node.get("r", row + 1)) if kind == "row" else row
            elif kind == "row":
                if _is_on(node, "hidden") or node.get("ht") in _NOTHING:
                    layout.rows.add(row)
                layout.uncounted |= {(row, column) for column in _uncounted(node)}
                node.clear()
            elif kind == "col" and (_is_on(node, "hidden") or node.get("width") in _NOTHING):
                columns += 1
                if columns > _COLUMNS:
                    raise ValueError("columns")
                first, last = int(node.get("min", "0")), int(node.get("max", "0"))
                layout.columns |= {*range(first, min(last, _COLUMNS) + 1)}
            elif kind == "mergeCell":
                layout.cover(*map(int, range_boundaries(node.get("ref", ""))))
            elif kind == "sheetView":
                layout.zeros = node.get("showZeros", "1") not in ("0", "false")
    return layout


def _is_on(node: etree._Element, name: str) -> bool:
    return node.get(name, "0") in ("1", "true")


def _uncounted(row: etree._Element) -> list[int]:
    """The columns of a row's formulas that have no result."""
    from openpyxl.utils.cell import coordinate_to_tuple

    found, column = [], 0
    for cell in row.iterchildren(etree.Element):
        column = int(coordinate_to_tuple(cell.get("r", ""))[1]) if cell.get("r") else column + 1
        inside = {etree.QName(each).localname: each.text for each in cell.iterchildren(etree.Element)}
        if "f" in inside and not inside.get("v") and cell.get("t") != "str":  # a result may be an empty text
            found.append(column)
    return found

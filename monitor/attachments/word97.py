"""DOC, Word's own form before DOCX, and WPS's, which is the same: the text of the document and its tables' rows.

By [MS-DOC] 2.4.1: the FIB names the piece table (Clx), whose pieces say where in the stream the characters stand. Of
what is behind them (formatting, macros, pictures, objects) nothing is looked at. LibreOffice would read more, but takes
seconds and 300 MB, runs what it opens, and reads otherwise with its next version: a proof needs the same text again.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

from monitor.text.hygiene import printable, tidy

_MAGIC, _MAGIC_95 = 0xA5EC, 0xA5DC
_WORD_97 = 0x00C1  # the first version of this form (nFib)
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200  # of the FIB's flags
_FLAGS, _TEXT_LENGTH, _CLX = 0x0A, 0x4C, 0x1A2  # places in the FIB
_PROPERTIES, _PIECES = 1, 2  # kinds of what a Clx holds
_IN_BYTES = 0x40000000  # a piece of one byte a character, in Windows-1252
_COLUMNS = 63  # of a table in Word
_FIELD = re.compile("\x13[^\x13-\x15]*\x14|\x13[^\x13-\x15]*\x15|[\x14\x15]")  # a field's instruction is not shown
_MARK = re.compile("([\r\x07\x0c])")  # the end of a paragraph, of a cell, of a page
_BREAKS = {0x0B: " ", 0x1E: "-", 0xA0: " "}


class TooOldError(ValueError):
    """A file of Word 95 or before."""


def read_doc(body: bytes) -> list[str]:
    """Return the paragraphs of the document, a table's row as one, its cells joined by blanks. Raises PermissionError
    if it is encrypted, TooOldError, ValueError for what is no such file."""
    text = _FIELD.sub("", _FIELD.sub("", _text(body))).translate(_BREAKS)  # twice: a field may stand in another
    lines = (tidy(printable(line)) for line in _lines(text))
    return [line for line in lines if line]


def _text(body: bytes) -> str:
    import olefile  # here: most runs meet none

    try:
        with olefile.OleFileIO(io.BytesIO(body)) as parts:
            main = parts.openstream("WordDocument").read()
            magic, version = struct.unpack_from("<HH", main)
            (flags,) = struct.unpack_from("<H", main, _FLAGS)
            if magic == _MAGIC_95 or version < _WORD_97:
                raise TooOldError
            if magic != _MAGIC:
                raise ValueError("WordDocument")
            if flags & _ENCRYPTED:
                raise PermissionError("fEncrypted")
            table = parts.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
        (length,) = struct.unpack_from("<I", main, _TEXT_LENGTH)
        return "".join(_pieces(main, table))[:length]
    except (PermissionError, ValueError):
        raise
    except Exception as error:  # olefile follows what a file says, and raises what comes of it
        raise ValueError(str(error)) from error


def _pieces(main: bytes, table: bytes) -> Iterator[str]:
    at, length = struct.unpack_from("<II", main, _CLX)
    clx = table[at : at + length]
    at = 0
    while clx[at] == _PROPERTIES:
        at += 3 + int(struct.unpack_from("<H", clx, at + 1)[0])
    if clx[at] != _PIECES:
        raise ValueError("Clx")
    plc = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
    count = (len(plc) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", plc)
    if places[-1] > len(main):  # each stands there once
        raise ValueError("PlcPcd")
    for number in range(count):
        letters = places[number + 1] - places[number]
        (start,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)
        if letters < 0:
            raise ValueError("PlcPcd")
        if start & _IN_BYTES:
            start = (start ^ _IN_BYTES) // 2
            yield main[start : start + letters].decode("cp1252", "replace")
        else:
            yield main[start : start + 2 * letters].decode("utf-16-le", "replace")


def _lines(text: str) -> Iterator[str]:
    cells: list[str] = []
    held = ""  # what a cell holds before its last paragraph
    for said, mark in zip((pieces := _MARK.split(text))[::2], [*pieces[1::2], "\r"], strict=True):
        if mark == "\x07":
            cells.append(held + said)
            held = ""
        elif cells and cells[-1]:
            held += f"{said} "
        else:
            yield from _rows(cells)
            cells = []
            yield said
    yield from _rows([*cells, held] if held else cells)


def _rows(cells: list[str]) -> Iterator[str]:
    """The rows of a table: behind the cells of each stands an empty one that ends it. Where all have as many cells an
    empty one among them is told from that; else a row ends at each."""
    whole = len(cells)
    for width in range(1, min(_COLUMNS, whole) + 1):
        if whole % (width + 1) == 0 and not any(cells[width :: width + 1]):
            break
    else:
        width = 0
    row: list[str] = []
    for number, cell in enumerate([*cells, ""], 1):
        row.append(cell)
        if (number % (width + 1) == 0) if width else not cell:
            yield " ".join(filter(None, map(tidy, row)))
            row = []

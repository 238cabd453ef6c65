"""What is put right of the characters on a PDF's page before its lines are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from monitor.forms.signs import shifted

_CODE = re.compile(rb"<([0-9a-fA-F]{4})> (\d{1,5})\b")
_SMALL = 0.8  # of the size of the character before, below which one may be raised or lowered


def name_encodings(page: Any) -> None:
    """Give the fonts of a page whose own table says of each code that it is the glyph's number the name of that rule:
    pdfminer reads no such table, and so nothing that is set in the font. WeasyPrint writes one where a font lacks a
    character, and leaves that one out."""
    from pdfminer.pdftypes import PDFStream, dict_value, resolve1
    from pdfminer.psparser import LIT

    for reference in dict_value(dict_value(page.page_obj.resources).get("Font") or {}).values():
        font = resolve1(reference)
        table = resolve1(font.get("Encoding")) if isinstance(font, dict) else None
        if isinstance(table, PDFStream) and "UseCMap" not in table and _is_identity(_data(table)):
            font["Encoding"] = LIT("Identity-H")


def _data(table: Any) -> bytes:
    """What a table holds; nothing if it cannot be unpacked, for the rest of the file may be read without it."""
    from pdfminer.pdfexceptions import PDFException

    try:
        return bytes(table.get_data())
    except (PDFException, AssertionError, AttributeError, LookupError, TypeError, ValueError):
        return b""


def _is_identity(table: bytes) -> bool:
    pairs = _CODE.findall(table)
    same = sum(int(code, 16) == int(glyph) for code, glyph in pairs)
    known = b"begincidrange" not in table and b"<0000> <ffff>" in table.lower()
    return known and bool(same) and all(int(glyph) in (0, int(code, 16)) for code, glyph in pairs)


def set_on_line(chars: Sequence[dict[str, Any]]) -> None:
    """Set small characters that follow larger ones on the line of these, for lines are told by where characters begin.
    Figures that are raised or lowered there are written so: 10 and a raised 6 would be 106."""
    large = before = None
    places = []
    for each in chars:
        if large and before and _follows(each, before, large):
            places.append(_place_of(each, large))
            each |= {side: large[side] for side in ("top", "doctop", "bottom")}
        else:
            places.append("")
            large = each
        before = each
    for place, run in groupby(zip(chars, places, strict=True), key=itemgetter(1)):
        if not place:
            continue
        several = [each for each, _ in run]
        text = shifted("".join(each["text"] for each in several), place)
        if len(text) == len(several):
            for each, letter in zip(several, text, strict=True):
                each["text"] = letter


def _follows(small: dict[str, Any], before: dict[str, Any], large: dict[str, Any]) -> bool:
    """Whether a small character stands right behind the one before it, at the height of a larger one."""
    gap, middle = small["x0"] - before["x1"], (small["top"] + small["bottom"]) / 2
    beside = -0.2 < gap / large["size"] < 0.5 if large["size"] else False
    return beside and small["size"] < _SMALL * large["size"] and large["top"] - 1 < middle < large["bottom"] + 1


def _place_of(small: dict[str, Any], large: dict[str, Any]) -> str:
    """Where a small character stands. On the line its end is higher than that of a larger one, by what it hangs less
    below it: up to 0.3 of the difference of their sizes; one of another font may hang more or less than that, and is on
    the line if it is drawn from the same height."""
    if small.get("fontname") != large.get("fontname") and _height(small) == _height(large) is not None:
        return ""
    lower = small["bottom"] - large["bottom"]
    if lower < -0.3 * (large["size"] - small["size"]) - 0.1 * large["size"]:
        return "superscript"
    return "subscript" if lower > 0.01 * large["size"] else ""


def _height(char: dict[str, Any]) -> float | None:
    return round(char["matrix"][5], 1) if "matrix" in char else None

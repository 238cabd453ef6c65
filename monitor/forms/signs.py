"""Characters of which a document tells only how they look: raised figures, the letters of symbol fonts, 带圈字符."""

from __future__ import annotations

import re
import unicodedata

from monitor.styles.shift import shifted as written

_SHIFTS = {"superscript": "sup", "subscript": "sub"}
# The fonts whose letters are signs, by their places (Unicode's mapping tables, vendor Adobe; Wingdings as Microsoft has
# it): those that stand in texts.
_SYMBOL = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SYMBOL |= dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)) | {
    0x2D: "−", 0x40: "≅", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°",
    0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…",
    0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xD0: "∠", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0xA1: "○", 0xA8: "□", 0xAB: "★", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS |= {first + step: chr(ring + step) for first, ring in ((0x81, 0x2460), (0x8C, 0x2776)) for step in range(10)}
_SIGNS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "□"},
}
_PRIVATE = re.compile("[\uf020-\uf0ff]")  # where Word keeps the letters of such a font
# EQ \o\ac(○,1): a character in a ring, a square or another figure (Word's field codes, Eq).
_ENCLOSED = re.compile(
    r"\s{0,9}eq\s{0,9}\\o\s{0,9}(?:\\a[clr]\s{0,9})?\(\s{0,9}([○〇◯□△▽◇])\s{0,9}[,，;]\s{0,9}([^\\(),，;]{1,9}?)\s{0,9}\)\s{0,9}",
    re.IGNORECASE,
)
_RINGED = ((0x2460, 0x2473), (0x24B6, 0x24EA), (0x3251, 0x325F), (0x3280, 0x32B0), (0x32B1, 0x32BF))
_RINGS = {
    unicodedata.normalize("NFKC", chr(place)): chr(place) for first, last in _RINGED for place in range(first, last + 1)
}


def shifted(text: str, place: str, before: str = "", after: str = "") -> str:
    """Return what stands at a `place` (superscript, subscript) between the characters `before` and `after` as a page's
    raised figures are written: 10 and a raised 6 would be 106."""
    return written(text, _SHIFTS[place], before, after) if place in _SHIFTS else text


def sign(font: str, code: str) -> str:
    """Return the character at the place `code` (hexadecimal) of a `font`; empty where it is not known."""
    if not re.fullmatch("[0-9A-Fa-f]{1,5}", code):
        return ""
    place, table = int(code, 16), _SIGNS.get(font.lower())
    if table is not None:
        return table.get(place & 0xFF if place >= 0xF000 else place, "")
    return "" if 0xD800 <= place <= 0xF8FF else chr(place)


def spelled(text: str, font: str) -> str:
    """Return a text whose letters are set in `font`: what of it is kept at private places stands for signs."""
    if font.lower() not in _SIGNS:
        return text
    return _PRIVATE.sub(lambda found: sign(font, f"{ord(found[0]):x}"), text)


def enclosed(instruction: str) -> str:
    """Return what a field shows whose instruction puts a character into a figure, empty for another field."""
    found = _ENCLOSED.fullmatch(instruction)
    if not found:
        return ""
    return _RINGS.get(found[2], found[2]) if found[1] in "○〇◯" else found[2]

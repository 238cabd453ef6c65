"""A typeface of boxes for the characters that no typeface of this machine has.

WeasyPrint alone draws such a box with a glyph that is none: a parser then reads no word in that typeface, and of
several characters only the first. With a glyph of its own each is still itself to who searches or copies.
"""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterable

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

_NAME = "Zhoubao Boxes"
_EM, _BASE = 1000, -120  # units; where the lowest ones are
_SIDES = ((80, -40, 920, 800), (120, 0, 880, 760))  # left, bottom, right, top: outside the ink and inside it
_BLANK = 250  # the width of the space, without which a run of such characters would have a new one


def declare(characters: Iterable[str]) -> str:
    """Return a rule of CSS by which `characters` are boxes wherever nothing else is found for them, the same for the
    same ones."""
    source = b64encode(_build(sorted({*characters} - {" "}))).decode()
    return f'@font-face {{ font-family: "{_NAME}"; src: url(data:font/ttf;base64,{source}); }}'


def _build(characters: Iterable[str]) -> bytes:
    names = {ord(each): f"u{ord(each):X}" for each in characters}
    font, boxes = FontBuilder(_EM), [".notdef", *names.values()]
    font.setupGlyphOrder([*boxes, "space"])
    font.setupCharacterMap({ord(" "): "space", **names})
    font.setupGlyf({**dict.fromkeys(boxes, _draw()), "space": TTGlyphPen(None).glyph()})
    font.setupHorizontalMetrics({**dict.fromkeys(boxes, (_EM, _SIDES[0][0])), "space": (_BLANK, 0)})
    font.setupHorizontalHeader(ascent=_EM + _BASE, descent=_BASE)
    font.setupNameTable({"familyName": _NAME, "styleName": "Regular"})
    font.setupOS2(sTypoAscender=_EM + _BASE, sTypoDescender=_BASE, usWinAscent=_EM + _BASE, usWinDescent=-_BASE)
    font.setupPost()
    font.font["head"].created = font.font["head"].modified = 0  # no clock
    font.font.recalcTimestamp = False
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def _draw() -> object:
    pen = TTGlyphPen(None)
    for (left, bottom, right, top), inside in zip(_SIDES, (False, True), strict=True):
        corners = [(left, bottom), (left, top), (right, top), (right, bottom)]
        pen.moveTo(corners[0])
        for corner in reversed(corners[1:]) if inside else corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()

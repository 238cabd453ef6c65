"""Whether a style sets a text higher or lower than its line, as figures are, and how such a figure is written."""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.styles.declarations import declarations, pixels

_LEAST = 3.0  # pixels; a formula's picture is moved by one or two to stand on its line
_WRITTEN = "0123456789+-−–—―=()０１２３４５６７８９＋－﹣＝（）"
_RAISED = str.maketrans(f"{_WRITTEN}ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻⁻⁼⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans(_WRITTEN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₋₋₌₍₎₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SUM = re.compile(r"(?=.{0,19}[-+−–=/])[\w.+−–=/-]{2,20}", re.ASCII)  # 10^(-3.5), x^(a+b)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|tm|sm|r)$", re.IGNORECASE)
_FIGURES = {"sup": (_RAISED, "^"), "sub": (_LOWERED, "_")}


@lru_cache(maxsize=512)
def shift_of(style: str) -> str:
    """Return "sup" or "sub", empty for neither; with a `?` behind it for a text that is moved by a length, which need
    be no figure: Word moves whole runs."""
    said = declarations(style)
    place = said.get("vertical-align", "")
    if place in ("super", "sub"):
        return {"super": "sup"}.get(place, place)
    if "font-size" in said and place in ("top", "text-top", "bottom", "text-bottom"):
        return "sup?" if "top" in place else "sub?"
    moved = [pixels(said.get("mso-text-raise", "")), pixels(place)]
    if said.get("position") == "relative":
        moved += [-(pixels(said.get("top", "")) or 0), pixels(said.get("bottom", ""))]
    most = max((each for each in moved if each), key=abs, default=0)
    return "" if abs(most) < _LEAST else "sup?" if most > 0 else "sub?"


def shifted(inner: str, kind: str, before: str, after: str) -> str:
    """Return what is raised ("sup") or lowered ("sub") in Unicode's own characters; where it has none, with a mark if
    it would join a figure beside it (10^(2.5))."""
    loose = kind.endswith("?") and not (before in ")）" or (before.isascii() and before.isalnum()))
    if loose or not inner or not inner.isprintable():
        return inner
    if kind == "√":
        return f"√{inner}" if inner.replace(".", "").isalnum() else f"√({inner})"
    table, mark = _FIGURES[kind.rstrip("?")]
    if kind == "sup" and inner in ("o", "O"):
        return "°"  # Word's way to write degrees and №
    if all(ord(letter) in table for letter in inner):
        return inner.translate(table)
    first = inner[0].isascii() and inner[0].isalnum() and not _ORDINAL.match(inner)
    joins = (first and before.isdigit()) or (inner[-1].isdigit() and after.isdigit())
    joins |= _SUM.fullmatch(inner) is not None and before.isascii() and (before.isalnum() or before == ")")
    return f"{mark}({inner})" if joins else inner

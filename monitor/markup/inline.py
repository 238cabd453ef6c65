"""What stands raised or lowered in a line, or before it: figures that must not join their neighbours."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_FIGURES = "0123456789+-=()"
_RAISED = str.maketrans(_FIGURES + "−–ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁻⁻ⁿⁱ")
_LOWERED = str.maketrans(_FIGURES + "−–", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋₋")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26
_WHOLE = re.compile(r"\s*-?[0-9]{1,6}\s*")


def set_off(element: HtmlElement) -> str:
    """Return the text of a `sup` or `sub` in Unicode's own raised or lowered characters; what has none keeps a mark
    before it if it is a word or figure, for 10ˣ must not be read as 10x."""
    text = "".join("".join(element.itertext()).split())
    table, mark = (_RAISED, "^") if element.tag == "sup" else (_LOWERED, "_")
    if all(ord(character) in table for character in text):
        return text.translate(table)
    return mark + text if text.isascii() and text.isalnum() and any(map(str.isdigit, text)) else text


class ListNumbers:
    """The numbers that a browser sets before the items of ordered lists."""

    def __init__(self) -> None:
        self._next: dict[HtmlElement, int] = {}

    def before(self, item: HtmlElement) -> str:
        """Return what stands before this `li`, empty in a list without numbers."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or "").lower():
            return ""
        step = -1 if "reversed" in parent.attrib else 1
        if parent not in self._next:
            first = len(parent.findall("li")) if step < 0 else 1
            self._next[parent] = _whole(parent.get("start"), first)
        number = _whole(item.get("value"), self._next[parent])
        self._next[parent] = number + step
        return f"{_numeral(number, item.get('type') or parent.get('type') or '1')}. "


def _whole(text: str | None, otherwise: int) -> int:
    digits = (text or "").strip()
    return (
        int(digits)
        if digits.removeprefix("-").isascii() and digits.removeprefix("-").isdigit() and len(digits) < 7
        else otherwise
    )


def _numeral(number: int, kind: str) -> str:
    if kind in ("a", "A") and 1 <= number <= _LETTERS:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number < 40:
        roman = ""
        for value, letters in _ROMAN:
            while number >= value:
                roman, number = roman + letters, number - value
        return roman.upper() if kind == "I" else roman
    return str(number)

"""The numbers of ordered lists, which browsers print and no text of the page holds (HTML, "The ol element")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from monitor.styles.declarations import declarations

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_STYLES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HAN = "零一二三四五六七八九"
_MOST = 3999  # the last that Roman figures write
_UNMARKED = ("none", "disc", "circle", "square")
_KNOWN = frozenset((*_UNMARKED, *_STYLES.values(), "cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"))
# A text that brings its own number is not given a second one.
_NUMBERED = re.compile(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4}|[a-zA-Z])(?:[、）)]|[.．](?!\d))|[①-⓿❶-➓]|第[一二三四五六七八九十百\d]{1,4}[条章节项]"
)


class Numbers:
    """Counts the items of the lists of one text, in the order of the page."""

    def __init__(self) -> None:
        self._next: dict[Element, int] = {}

    def mark(self, item: Element) -> str:
        """Return what stands before an `<li>`, with a blank behind it ("3. "); empty outside an ordered list."""
        given = item.getparent()
        if given is None or given.tag != "ol":
            return ""
        step = 1 if given.get("reversed") is None else -1
        if given not in self._next:
            self._next[given] = _first(given)
        number = _integer(item.get("value"), self._next[given])
        self._next[given] = number + step
        style = _style(item) or _style(given) or "decimal"
        return "" if style in _UNMARKED else _write(number, style)


def is_numbered(text: str) -> bool:
    """Tell whether a paragraph begins with a number of its own."""
    return _NUMBERED.match(text) is not None


def _first(given: Element) -> int:
    return _integer(
        given.get("start"), 1 if given.get("reversed") is None else sum(1 for _ in given.iterchildren("li"))
    )


def _integer(written: str | None, otherwise: int) -> int:
    written = (written or "").strip()
    return int(written) if re.fullmatch(r"[-+]?[0-9]{1,9}", written) else otherwise


def _style(element: Element) -> str:
    said = declarations(element.get("style") or "")
    words = f"{said.get('list-style-type', '')} {said.get('list-style', '')}".split()
    known = next((word for word in words if word in _KNOWN), "")
    return known or _STYLES.get((element.get("type") or "").strip(), "")


def _write(number: int, style: str) -> str:
    fits = 0 < number <= _MOST
    if fits and "alpha" in style:
        written = _letters(number)
    elif fits and "roman" in style:
        written = _roman(number)
    elif 0 < number < 100 and ("chinese" in style or "cjk" in style):
        return f"{_han(number)}、"
    else:
        return f"{number}. "
    return f"{written.upper() if style.startswith('upper') else written}. "


def _letters(number: int) -> str:
    written = ""
    while number:
        number, place = divmod(number - 1, 26)
        written = chr(ord("a") + place) + written
    return written


def _roman(number: int) -> str:
    written = ""
    for value, figure in _ROMAN:
        times, number = divmod(number, value)
        written += figure * times
    return written


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else ("" if tens == 1 else _HAN[tens]) + "十"
    return before + (_HAN[ones] if ones else "")

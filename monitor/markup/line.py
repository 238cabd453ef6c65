"""The text of an element as one line: raised figures keep their place, readings and what was struck out are left out.

What stands between the tags is what browsers show; see HTML, "The ruby element", "The s element", "The del element".
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from itertools import islice
from typing import TYPE_CHECKING

from monitor.data.showing import is_window, shown_by
from monitor.markup.visibility import OPENED, hidden_selectors, is_unprinted
from monitor.styles.sheets import shifted_by
from monitor.styles.shift import shift_of, shifted
from monitor.text.hygiene import tidy, written

if TYPE_CHECKING:
    from monitor.markup.tree import Element

BREAKING = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr",
        "ul",
    )
)  # fmt: skip
_BLOCK = re.compile(r"(?<![\w-])display\s{0,9}:\s{0,9}(?:block|flex|grid|list-item|table(?!-))", re.IGNORECASE)
_CELLS, _ROW = 2, 400  # cells that say something; characters of a row
_TEXT = 60  # characters of paragraphs in a cell that is none of data, and of a hidden part that is a text
BLANK = "\u3000"  # between two lines or cells: unlike a space it stays beside a line end (see `tidy`)
_QUOTES = ("“”", "‘’")  # outer and inner ones
_MARKS = ("“", "‘", '"', "'", "「", "『", "《")
# How MathML sets its parts; `over` is a fraction's lower half.
_SCRIPTS = {"msup": ("", "sup"), "msub": ("", "sub"), "msubsup": ("", "sub", "sup"), "mfrac": ("", "over")}
_NAMES = {  # classes; those with a mark are given by `name_shifted`
    "sup": "sup", "superscript": "sup", "sub": "sub", "subscript": "sub", "sup?": "sup?", "sub?": "sub?",
}  # fmt: skip
# What may hide as it is sent: other pages need not be asked what their scripts show.
_HIDING = (
    '[style*="none"], [style*="idden"], [style*="opacity"], [hidden], [class*="hid"], [class*="none"], [class*="invis"]'
)
_NAMING = frozenset(("span", "i", "em", "b", "small", "font"))


def breaks(element: Element) -> bool:
    """Tell whether an element stands in lines of its own: by its tag, or by its style, as a `<span>` may."""
    if element.tag in BREAKING:
        return True
    style = element.get("style", "") if "style" in element.names() else ""
    return "display" in style and _BLOCK.search(style) is not None


def is_row(element: Element) -> bool:
    """Tell whether a `tr` is a row of data, which is one line however its cells are broken: two cells or more that say
    something, short and without a picture. A page may be laid out by a table, its text in one of the cells."""
    cells = [each for each in element.iterchildren("td", "th") if tidy(each.text_content())]
    if any(map(_is_text, cells)):
        return False  # the page is laid out by this table
    if len(cells) < _CELLS or next(element.iter("img", "table", "ul", "ol"), None) is not None:
        return False
    return sum(len(tidy(each.text_content())) for each in cells) <= _ROW


def _is_text(cell: Element) -> bool:
    """Tell whether a cell holds paragraphs of a text."""
    told = [text for each in cell.iter("p") if (text := tidy(each.text_content())).endswith("。")]
    return len(told) > 1 and sum(map(len, told)) >= _TEXT


class Line:
    """Gathers the pieces of a line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._shifted: list[tuple[Element, str, int]] = []  # sup and sub that are open, and the pieces before each
        self._quotes: list[Element] = []  # q that are open

    def add(self, text: str | None) -> None:
        """Add a piece of text."""
        if text:
            self._pieces.append(text)

    def start(self, element: Element) -> None:
        """Say that an inline element begins."""
        if element.tag == "q" and element.text.lstrip()[:1] not in _MARKS:  # whose marks a browser writes
            self._pieces.append(_QUOTES[len(self._quotes) % 2][0])
            self._quotes.append(element)
        elif (kind := _shift(element)) == "over":
            self._pieces.append("/")
        elif kind:
            self._shifted.append((element, kind, len(self._pieces)))
        if element.tag == "msqrt":
            self._shifted.append((element, "√", len(self._pieces)))

    def end(self, element: Element) -> None:
        """Say that an element ends: what it raised or lowered is written so, what it quoted is closed."""
        if self._quotes and self._quotes[-1] is element:
            self._quotes.pop()
            self._pieces.append(_QUOTES[len(self._quotes) % 2][1])
        while self._shifted and self._shifted[-1][0] is element:
            _, kind, place = self._shifted.pop()
            before = next((piece[-1] for piece in reversed(self._pieces[:place]) if piece), "")
            inner = tidy("".join(self._pieces[place:]))
            self._pieces[place:] = [shifted(inner, kind, before, (element.tail or "")[:1])]

    def take(self) -> str:
        """Return the line, tidied, and begin a new one."""
        line = tidy(written("".join(self._pieces))) if self._pieces else ""
        self._pieces, self._shifted, self._quotes = [], [], []
        return line


class _Seen:
    """The line of what a reader sees in an element, but for the elements `without`, and what comes when it is twice as
    long as `most`: some characters are unseen."""

    def __init__(self, without: Collection[Element], most: int) -> None:
        self.line = Line()
        self._without = without
        self._left = 2 * most or sys.maxsize  # characters

    def enters(self, element: Element) -> bool:
        return self._left > 0 and not (is_unprinted(element) or (self._without and element in self._without))

    def start(self, element: Element) -> None:
        if element.tag in BREAKING:
            self.line.add(BLANK)
        self.line.start(element)

    def say(self, text: str, apart: bool) -> None:
        # Two elements on two lines of the source are two things on most pages: the day, the source, the reporter.
        self.line.add(BLANK if apart else text)
        self._left -= 0 if apart else len("".join(text.split()))

    def end(self, element: Element) -> None:
        self.line.end(element)
        if element.tag in BREAKING or element.tag in ("td", "th"):
            self.line.add(BLANK)


def seen_line(node: Element, without: Collection[Element] = (), most: int = 0) -> str:
    """Return the text that a reader sees in `node` as one line, a blank where it breaks; nothing of the elements
    `without` inside it. With `most`, of a line that is longer only so much that this shows."""
    if (alone := node.lone_text()) is not None and not _shift(node):  # most lines
        return tidy(alone)
    seen = _Seen(without, most)
    node.visit(seen)
    return seen.line.take()


def _shift(element: Element) -> str:
    """Return "sup" or "sub" for an element that is set higher or lower than its line; with a `?` if only its style says
    by how much, as whole runs of text are moved so too."""
    tag = element.tag
    if tag in ("sup", "sub"):
        return str(tag)
    if tag[:1] == "m" and (around := element.getparent()) is not None and around.tag in _SCRIPTS:
        kinds = _SCRIPTS[around.tag]
        return kinds[sum(1 for _ in islice(element.itersiblings(preceding=True), len(kinds) - 1))]
    if tag in _NAMING and (named := [_NAMES[each] for each in element.get("class", "").split() if each in _NAMES]):
        return named[0]
    style = element.get("style", "").lower() if "style" in element.names() else ""
    return shift_of(style) if "vertical-align" in style or "relative" in style or "raise" in style else ""


def name_shifted(root: Element) -> Element:
    """Return a page with a class for what its own sheets raise or lower: as where a style moves it, it may be none."""
    for css, kind in shifted_by(tuple(sheet.text_content() for sheet in root.iter("style"))):
        for element in root.cssselect(css):
            element.call(f"{kind}?")
    return root


def name_opened(root: Element) -> Element:
    """Return a page with a class for each text that its own script shows when it has come, though it hides as it was
    sent; windows and boxes for readers stay as they are."""
    if not any(map(_is_long, root.cssselect(", ".join((_HIDING, *hidden_selectors(root)))))):
        return root
    scripts = [each.text_content() for each in root.iter("script") if not each.get("src")]
    scripts += [f"onload={each.get('onload')}" for each in root.iter("body") if "onload" in each.names()]
    for css in shown_by("\n;".join(scripts)):
        named = root.cssselect(css if css[0] != "#" else f'[id="{css[1:]}"]')
        for element in named if css[0] != "." or len(named) == 1 else ():
            called = f"{css} {element.get('class', '')} {element.get('role', '')}"
            if _is_long(element) and not is_window(called):
                element.call(OPENED)
    return root


def _is_long(element: Element) -> bool:
    text = element.text_content()
    return len(text) >= _TEXT and "。" in text

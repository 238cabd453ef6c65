"""HTML, as LibreOffice, pandoc, Word and this system write it: its blocks are the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from cssselect import SelectorError
from lxml.etree import ParserError
from lxml.html import HtmlElement

from monitor.exceptions import MonitorError
from monitor.forms.line import Line, split
from monitor.forms.plain import decode
from monitor.forms.signs import shifted
from monitor.styles.sheets import hidden_by
from monitor.styles.shift import shift_of

_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|html"
    "|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_UNSEEN = re.compile("head|script|style|template|noscript|title|del|s|strike|rt|rp")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_EDGES = ("header", "footer")  # titles of what LibreOffice writes where the first page begins and the last ends
_SHIFTED = {"sup": "superscript", "sub": "subscript"}
_SOFT = "\r"  # a line end of the file: `tidy` makes of it what a browser does, whatever elements are round it
# What this system writes before its first article: nothing there is left of a page's Markdown.
_OURS = b'<h3 class="article" id="article-1">'
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


class _Writer:
    """Gathers the text of a block until the next one begins."""

    def __init__(self, literal: bool) -> None:
        self.lines: list[Line] = []
        self._literal = literal
        self._words: list[str] = []
        self._address = ""
        self._first = 0  # the line of the file where the block begins
        self._kept = False
        self._shifted: list[int] = []  # the words before each figure that is open

    def say(self, text: str | None, line: int | None, kept: bool) -> None:
        """Add words of the block; the line ends of those that are not `kept` are what they are to a browser."""
        if text and text.strip():
            self._first = self._first or line or 1
            self._kept = self._kept or kept
        if text:
            self._words.append(text.replace("\r\n", "\n").replace("\n", "\n" if kept else _SOFT))

    def link(self, address: str) -> None:
        """The block holds a link."""
        self._address = self._address or address.strip()

    def shift(self, place: str, after: str) -> None:
        """A figure begins that is raised or lowered, or, with its `place`, ends before the text `after`."""
        if not place:
            self._shifted.append(len(self._words))
        elif self._shifted:
            begin = self._shifted.pop()
            inner = shifted("".join(self._words[begin:]).strip(), place, self._last(begin), after[:1])
            self._words[begin:] = [inner] if inner else []

    def _last(self, end: int) -> str:
        return next((self._words[at][-1] for at in range(end - 1, -1, -1) if self._words[at]), "")

    def close(self) -> None:
        """The block is at its end."""
        text = "".join(self._words)
        self._shifted.clear()
        self.lines += split(text, f"第 {self._first} 行", self._address, self._literal)
        self._words, self._address, self._first, self._kept = [], "", 0, False


def read(content: bytes) -> Iterator[Line]:
    """Yield the lines of a page. Raises MonitorError if its encoding is not known or nothing stands in it."""
    try:
        # Pages whose font elements are never closed nest deeper than libxml2 likes.
        parser = lxml.html.HTMLParser(huge_tree=True)
        page = lxml.html.document_fromstring(_DECLARED.sub("", decode(content)), parser=parser)
    except (ParserError, ValueError) as error:
        raise MonitorError("网页里什么也没有") from error
    writer = _Writer(_OURS in content)
    _walk(page, writer)
    writer.close()
    yield from writer.lines


def _walk(root: HtmlElement, writer: _Writer) -> None:
    """Follow the tree in the order of its text; no recursion, for a file may nest as deep as it likes."""
    counters: dict[HtmlElement, int] = {}
    hidden = _hidden_by_sheets(root)
    stack: list[tuple[HtmlElement, bool, bool]] = [(root, False, False)]
    while stack:
        element, closing, kept = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        block = bool(_BLOCKS.fullmatch(tag))
        if closing:
            if block:
                writer.close()
            if place := _place(element):
                writer.shift(place, element.tail or "")
            writer.say(element.tail, element.sourceline, kept)
            continue
        stack.append((element, True, kept))
        if not tag or _UNSEEN.fullmatch(tag) or _HIDDEN.search(element.get("style", "")) or element in hidden:
            continue
        if tag == "div" and element.get("title") in _EDGES and _is_in_body(element):
            continue
        if block:
            writer.close()
        kept = kept or tag in ("pre", "textarea")
        if tag == "br":
            writer.say("\n", element.sourceline, True)
        elif tag == "a" and element.get("href"):
            writer.link(element.get("href", ""))
        elif _place(element):
            writer.shift("", "")
        elif tag == "li" and (number := _number(element, counters)):
            writer.say(f"{number}. ", element.sourceline, kept)
        writer.say(element.text, element.sourceline, kept)
        stack += [(child, False, kept) for child in reversed(element)]


def _is_in_body(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "body"


def _place(element: HtmlElement) -> str:
    """Where the figures of an element stand, by its tag or by its style, as WPS has it; empty for on the line."""
    style = element.get("style", "") if element.tag == "span" else ""
    return _SHIFTED.get(shift_of(style) if style else str(element.tag), "")


def _hidden_by_sheets(root: HtmlElement) -> frozenset[HtmlElement]:
    """What the page's own style sheets hide, by a class as pandoc's and Word's pages do."""
    sheets = tuple(sheet.text_content() for sheet in root.iter("style"))
    found: set[HtmlElement] = set()
    for selector in hidden_by(sheets):
        try:
            found.update(root.cssselect(selector))
        except SelectorError:  # it knows fewer of them than a browser
            continue
    return frozenset(found)


def _number(item: HtmlElement, counters: dict[HtmlElement, int]) -> int | None:
    """The number of a list's item, None in a list without numbers."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return None
    given = item.get("value") or (parent.get("start") if parent not in counters else None) or ""
    counters[parent] = int(given) if re.fullmatch("[0-9]{1,4}", given) else counters.get(parent, 0) + 1
    return counters[parent]

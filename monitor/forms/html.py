"""HTML, as LibreOffice, pandoc, Word and this system write it: its blocks are the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from monitor.exceptions import MonitorError
from monitor.forms.line import Line, split
from monitor.forms.plain import decode
from monitor.markup.line import shifted

_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|html"
    "|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_UNSEEN = re.compile("head|script|style|template|noscript|title|del|s|strike|rt|rp")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_MARGINS = ("header", "footer")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


class _Writer:
    """Gathers the text of a block until the next one begins."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._words: list[str] = []
        self._address = ""
        self._first = 0  # the line of the file where the block begins
        self._kept = False

    def say(self, text: str | None, line: int | None, kept: bool) -> None:
        """Add words of the block; the line ends of those that are not `kept` are blanks."""
        if text and text.strip():
            self._first = self._first or line or 1
            self._kept = self._kept or kept
        self._words.append((text or "") if kept else _folded(text or ""))

    def words(self) -> int:
        """Tell how many pieces the block has so far."""
        return len(self._words)

    def shift(self, kind: str, place: int, after: str) -> None:
        """What came since there were `place` pieces is raised ("sup") or lowered ("sub") before the text `after`."""
        before, inner = "".join(self._words[:place])[-1:], "".join(self._words[place:])
        self._words[place:] = [shifted(inner.strip(), kind, before, after[:1])]

    def link(self, address: str) -> None:
        """The block holds a link."""
        self._address = self._address or address.strip()

    def close(self) -> None:
        """The block is at its end."""
        text = "".join(self._words)
        self.lines += split(text, f"第 {self._first} 行", self._address)
        self._words, self._address, self._first, self._kept = [], "", 0, False


def read(content: bytes) -> Iterator[Line]:
    """Yield the lines of a page. Raises MonitorError if its encoding is not known or nothing stands in it."""
    try:
        # Pages whose font elements are never closed nest deeper than libxml2 likes.
        parser = lxml.html.HTMLParser(huge_tree=True)
        page = lxml.html.document_fromstring(_DECLARED.sub("", decode(content)), parser=parser)
    except (ParserError, ValueError) as error:
        raise MonitorError("网页里什么也没有") from error
    writer = _Writer()
    _walk(page, writer)
    writer.close()
    yield from writer.lines


def _walk(root: HtmlElement, writer: _Writer) -> None:
    """Follow the tree in the order of its text; no recursion, for a file may nest as deep as it likes."""
    counters: dict[HtmlElement, int] = {}
    shifts: dict[HtmlElement, int] = {}  # the pieces before each figure that is raised or lowered
    stack: list[tuple[HtmlElement, bool, bool]] = [(root, False, False)]
    while stack:
        element, closing, kept = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        block = bool(_BLOCKS.fullmatch(tag))
        if closing:
            if block:
                writer.close()
            if element in shifts:
                writer.shift(tag, shifts.pop(element), element.tail or "")
            writer.say(element.tail, element.sourceline, kept)
            continue
        stack.append((element, True, kept))
        if not tag or _UNSEEN.fullmatch(tag) or _HIDDEN.search(element.get("style", "")) or _is_margin(element):
            continue
        if block:
            writer.close()
        kept = kept or tag in ("pre", "textarea")
        if tag in ("sup", "sub"):
            shifts[element] = writer.words()
        elif tag == "br":
            writer.say("\n", element.sourceline, True)
        elif tag == "a" and element.get("href"):
            writer.link(element.get("href", ""))
        elif tag == "li" and (number := _number(element, counters)):
            writer.say(f"{number}. ", element.sourceline, kept)
        writer.say(element.text, element.sourceline, kept)
        stack += [(child, False, kept) for child in reversed(element)]


def _is_margin(element: HtmlElement) -> bool:
    """Tell whether an element is what a page of paper has at its head or foot, as LibreOffice writes it."""
    parent = element.getparent()
    return element.tag == "div" and element.get("title") in _MARGINS and parent is not None and parent.tag == "body"


def _number(item: HtmlElement, counters: dict[HtmlElement, int]) -> int | None:
    """The number of a list's item, None in a list without numbers."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return None
    given = item.get("value") or (parent.get("start") if parent not in counters else None) or ""
    counters[parent] = int(given) if re.fullmatch("[0-9]{1,4}", given) else counters.get(parent, 0) + 1
    return counters[parent]


def _folded(text: str) -> str:
    """Text in which a line end is what it is to a browser: a blank, or nothing between two Chinese characters."""
    text = re.sub("(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\r?\n[ \t]*(?=[\u2e80-\u9fff\uff00-\uffef])", "", text)
    return re.sub(r"[ \t\r\n]+", " ", text)

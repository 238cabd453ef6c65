"""What stands beside a text, or in one element with it, and is none of it: by its name, or as a list of links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from monitor.markup.visibility import UNPRINTED
from monitor.text.hygiene import tidy

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_LINKED = 0.5  # share of the characters that are links', from which a block of several is a list of links
_BLOCKS = frozenset(("aside", "div", "dl", "ol", "section", "table", "ul"))
_NAMED = re.compile(
    r"(?!\S{0,60}(?:main|content|article|detail|with|has|no-))(?:\S{0,60}[-_])?"
    r"(?:comments?|pinglun|dianping|gentie|tie|cmt|replies|liuyan|guestbook|(?:reply|discuss|wypl|msg|feedback)[-_]?list|foot(?:er)?|copyright|relat(?:ed|ion|e)|relevant|recommend\w{0,60}|xiangguan|tuijian|share|shares|sidebar|side|aside|nav(?:bar|igation)?|menu|crumbs?|breadcrumbs?"
    r"|hot\w{0,60}|rank\w{0,60}|pager|next[-_]?(?:art\w{0,60}|news|posts?)|disclaimer|statement|guanggao|ads?|banner|toolbar|login|tags?|keywords)"
    r"(?:[-_]?(?:\d{1,60}|list|box|wrap(?:per)?|con|news|area|bar|block|module|section|items?|links?|text|title|info))?",
    re.IGNORECASE,
)
_LONGEST = 60  # characters of a name
_WHEN = re.compile(r"[\[（(]?(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s\d\d?:\d\d(?::\d\d)?)?[\])）]?|\W{1,8}")
_ROWS = 50  # of a table that are looked at
_FILE = re.compile(r"^附件|\.(?:docx?|wps|xlsx?|pdf|ofd|zip|rar|pptx?)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Block:
    """The characters of a block and of the links in it; `main`: the last sentence is."""

    all: int = 0
    linked: int = 0
    links: int = 0
    main: bool = False

    def take(self, inner: _Block) -> None:
        self.all, self.linked, self.links = self.all + inner.all, self.linked + inner.linked, self.links + inner.links
        self.main |= inner.main


def is_named(element: Element) -> bool:
    """Tell whether a class or the id of `element` calls it a comment, a footer, a list of related articles or the
    like."""
    told = element.names()
    if element.tag in ("body", "html") or not ("class" in told or "id" in told):
        return False
    return _says_beside(f"{element.get('class', '')} {element.get('id', '')}")


@lru_cache(maxsize=4096)  # the pages of a site have the same names
def _says_beside(names: str) -> bool:
    return any(len(name) <= _LONGEST and _NAMED.fullmatch(name) for name in names.split())


def is_linked(block: Element) -> bool:
    """Tell whether most of the text of `block` is that of links."""
    links = (link for link in block.iter("a") if link.get("href") is not None)  # <a name="top"> is none
    linked = sum(len("".join(link.text_content().split())) for link in links)
    return linked > _LINKED * len("".join(block.text_content().split()))


def is_of_data(table: Element) -> bool:
    """Tell whether each row with a link has a cell of data behind it, and not only a number before it: of a list of
    other articles, behind each is its day."""
    told = list[bool]()
    for row in islice(table.iter("tr"), _ROWS):
        cells = [(tidy(cell.text_content()), next(cell.iter("a"), None)) for cell in row.iterchildren("td", "th")]
        if any(link is not None for _, link in cells):
            told.append(any(link is None and text and not _WHEN.fullmatch(text) for text, link in cells[1:]))
    return len(told) > 1 and all(told)


def find_junk(body: Element, last: Element, named: bool) -> set[Element]:
    """What in the element of the text is a list of links, or named as something else; behind its last sentence, each
    link but to a file, or around a picture."""
    weighing = _Weighing(last, named)
    body.visit(weighing)
    return weighing.junk


class _Weighing:
    """Weighs the links of each block against all its text."""

    def __init__(self, last: Element, named: bool) -> None:
        self.junk: set[Element] = set()
        self._last, self._named = last, named
        self._behind = self._pictured = False
        self._linked = 0  # links that are open
        self._open = [_Block()]

    def enters(self, element: Element) -> bool:
        if element.tag in UNPRINTED:
            return False
        if element.tag in _BLOCKS and self._named and is_named(element):
            self.junk.add(element)
            return False
        return True

    def start(self, element: Element) -> None:
        if element.tag in _BLOCKS:
            self._open.append(_Block())
        elif element.tag == "a":
            self._linked += 1
            self._open[-1].links += 1
            self._pictured = False
        elif element.tag == "img":
            self._pictured = True

    def say(self, text: str, apart: bool) -> None:
        length = 0 if apart else len(text.strip())
        self._open[-1].all += length
        self._open[-1].linked += length if self._linked else 0

    def end(self, element: Element) -> None:
        if element.tag == "a":
            self._linked -= 1
            if self._behind and not self._pictured and not is_file(element):
                self.junk.add(element)
        elif element.tag in _BLOCKS and len(self._open) > 1:
            block = self._open.pop()
            if block.links > 1 and block.linked > _LINKED * block.all and not block.main:
                self.junk.add(element)
            self._open[-1].take(block)
        if element == self._last:
            self._behind = self._open[-1].main = True


def is_file(link: Element) -> bool:
    """Tell whether a link leads to a file, by its words or its address."""
    return bool(_FILE.search(link.text_content().strip()) or _FILE.search(link.get("href", "")))

"""What a page says, as lines, and its headings: all of it, or what a reader sees; and what no wall has among it: the
line with day and source of an article that was issued."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from monitor.markup.visibility import is_unprinted
from monitor.text.dates import Standing, sightings
from monitor.text.hygiene import fold, tidy
from monitor.text.sources import read_source

if TYPE_CHECKING:
    from monitor.markup.page import Page
    from monitor.markup.tree import Element

_UNREAD = frozenset(("script", "style", "template"))
_IN_LINE = frozenset(("a", "b", "code", "em", "font", "i", "small", "span", "strong", "u"))
_HEADINGS = frozenset(("h1", "h2", "h3"))
_SHELL = "#app, #root, #__nuxt, #__next"  # what the usual libraries fill
_SHORTEST = 6  # characters of a headline; 提示 is none
_BETWEEN = 12  # lines between headline and text: day, source, and the buttons beside them
_WHEN = re.compile(r"20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s?\d\d?:\d\d(?::\d\d)?)?")
_ISSUER = re.compile(r"(?:发布|供稿|发文|责任|信息|提供)?(?:机构|单位|部门|来源|者|人)?\s?[:：]?\s?")
_OFFICE = re.compile(
    r"(?!.{0,6}(?:新闻|资讯|信息公开|首页|频道))[\u4e00-\u9fff]{2,22}"
    r"(?:委员会|[委局厅办处科报网社台]|政府|中心|大学|学院|医院|协会|学会|集团|公司|日报社)"
)


class Shown(NamedTuple):
    """The texts of a page, a line a block, and those of its headings."""

    text: str
    headings: list[str]


class _Walk:
    """Gathers the texts of a page, a line end where a block begins or ends, and its headings; no more of them when
    they have `most` characters, if it is told."""

    def __init__(self, is_seen: Callable[[Element], bool], most: int) -> None:
        self._is_seen = is_seen
        self._left = most or sys.maxsize  # characters
        self.pieces: list[str] = []
        self.headings: list[str] = []
        self._heading: tuple[Element, int] | None = None  # the one that is open, and the pieces before it

    def enters(self, element: Element) -> bool:
        return self._left > 0 and self._is_seen(element)

    def start(self, element: Element) -> None:
        self._break(element)
        if self._heading is None and element.tag in _HEADINGS:
            self._heading = element, len(self.pieces)

    def say(self, text: str, apart: bool) -> None:
        self.pieces.append(text)
        self._left -= len(tidy(text).replace(" ", ""))

    def end(self, element: Element) -> None:
        if self._heading and self._heading[0] is element:
            self.headings.append(tidy("".join(self.pieces[self._heading[1] :])))
            self._heading = None
        self._break(element)

    def _break(self, element: Element) -> None:
        self.pieces.append("" if element.tag in _IN_LINE else "\n")


def all_of(page: Page) -> Shown:
    """Return all that a page says, for a script may show what hides now; what stands in a noscript is shown to us."""
    return _gather(page, lambda element: element.tag not in _UNREAD)


def seen_of(page: Page, most: int = 0) -> Shown:
    """Return what a reader of a page sees. What it says in a noscript is for none, but on a shell. With `most`, of a
    page that shows more characters only so much that this shows."""
    shell = is_shell(page)

    def is_seen(element: Element) -> bool:
        if element.tag == "noscript":
            return shell
        return not (is_unprinted(element) or element in page.unseen)

    return _gather(page, is_seen, most)


def _gather(page: Page, is_seen: Callable[[Element], bool], most: int = 0) -> Shown:
    walk = _Walk(is_seen, most)
    page.root.visit(walk)
    return Shown("\n".join(filter(None, map(tidy, "".join(walk.pieces).splitlines()))), walk.headings)


def is_shell(page: Page) -> bool:
    """Tell whether a page has a place that a script is to fill, and nothing in it."""
    place = page.first(_SHELL)
    return place is not None and not place.text_content().strip()


def is_issued(headline: str, source: str, text: str, title: str, shown: str) -> bool:
    """Tell whether a day and a source stand between the `headline`, which the page's `title` repeats, and the first
    line of the `text`, in what the page shows."""
    headline, opening, lines = fold(headline), fold(text.partition("\n")[0]), shown.split("\n")
    folded = [*map(fold, lines)]
    start = folded.index(opening) if opening in folded else 0
    head = max((place for place in range(start) if folded[place] == headline), default=start)
    if len(headline) < _SHORTEST or headline not in fold(title) or start - head > _BETWEEN:
        return False
    between = lines[head + 1 : start]
    dated = any(each.standing <= Standing.PRINTED for line in between for each in sightings(line))
    dated = dated or any(_WHEN.search(line) and _is_office(line) for line in between)
    return dated and says_whose(between, source)


def says_whose(lines: Iterable[str], source: str = "") -> bool:
    """Tell whether one of the lines above a text has a source, by its label or as it was read, or is an office's name,
    with a day or without."""
    return any(read_source(line) or (source and source in line) or _is_office(line) for line in lines)


def _is_office(line: str) -> bool:
    name = tidy(_WHEN.sub("", line)).strip(" |｜·")
    return _OFFICE.fullmatch(_ISSUER.sub("", name, count=1)) is not None

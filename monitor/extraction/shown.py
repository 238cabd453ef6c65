"""What a page says, as lines, and its headings: all of it, or what a reader sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from monitor.markup.visibility import is_unprinted
from monitor.text.hygiene import tidy

if TYPE_CHECKING:
    from monitor.markup.page import Page
    from monitor.markup.tree import Element

_UNREAD = frozenset(("script", "style", "template"))
_IN_LINE = frozenset(("a", "b", "code", "em", "font", "i", "small", "span", "strong", "u"))
_HEADINGS = frozenset(("h1", "h2", "h3"))
_SHELL = "#app, #root, #__nuxt, #__next"  # what the usual libraries fill


class Shown(NamedTuple):
    """The texts of a page, a line a block, and those of its headings."""

    text: str
    headings: list[str]


class _Walk:
    """Gathers the texts of a page, a line end where a block begins or ends, and its headings."""

    def __init__(self, enters: Callable[[Element], bool]) -> None:
        self.enters = enters
        self.pieces: list[str] = []
        self.headings: list[str] = []
        self._heading: tuple[Element, int] | None = None  # the one that is open, and the pieces before it

    def start(self, element: Element) -> None:
        self._break(element)
        if self._heading is None and element.tag in _HEADINGS:
            self._heading = element, len(self.pieces)

    def say(self, text: str, apart: bool) -> None:
        self.pieces.append(text)

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


def seen_of(page: Page) -> Shown:
    """Return what a reader of a page sees. What it says in a noscript is for none, but on a shell."""
    hidden = {each for css in page.hidden for each in page.all(css)}
    shell = is_shell(page)

    def is_seen(element: Element) -> bool:
        if element.tag == "noscript":
            return shell
        return not (is_unprinted(element) or element in hidden)

    return _gather(page, is_seen)


def _gather(page: Page, enters: Callable[[Element], bool]) -> Shown:
    walk = _Walk(enters)
    page.root.visit(walk)
    return Shown("\n".join(filter(None, map(tidy, "".join(walk.pieces).splitlines()))), walk.headings)


def is_shell(page: Page) -> bool:
    """Tell whether a page has a place that a script is to fill, and nothing in it."""
    place = page.first(_SHELL)
    return place is not None and not place.text_content().strip()

"""A response as the readers see it: an lxml tree, selectors, absolute addresses."""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement
from scrapy.http import TextResponse

from monitor.exceptions import EmptyPage
from monitor.markup.inline import set_off
from monitor.markup.selection import Selection
from monitor.markup.visibility import READINGS, STRUCK, is_hidden
from monitor.text.hygiene import join_lines, tidy
from monitor.text.urls import absolute

_PIECES = 300  # of text in one line; the head of an article with all its buttons has some dozens
_UNSAID = STRUCK | READINGS
# A smart string knows its parent, which nobody asks here, and takes four times as long to make.
_TEXT = "descendant::text()[not(parent::script or parent::style)]"
_SPECIAL = (
    "descendant::*[self::br or self::sup or self::sub or self::rt or self::rp or self::del or self::s or self::strike"
    " or @style or @hidden]"
)
_TEXTS = etree.XPath(_TEXT, smart_strings=False)
_HAS_SPECIAL = etree.XPath(f"boolean({_SPECIAL})")
_TOKENS = etree.XPath(f"{_TEXT} | {_SPECIAL}", smart_strings=False)  # put in order, which costs: only where needed


class Page:
    """Wraps a response; raises EmptyPage if there is no element in it."""

    def __init__(self, response: TextResponse) -> None:
        self.response = response
        root = response.selector.root if response.body.strip() else None
        if not isinstance(root, HtmlElement):
            raise EmptyPage(f"空页面：{response.url}")
        self.root: HtmlElement = root
        # libxml2 makes a second root of what follows an early </html> (gov.cn's gazette): one tree is wanted.
        for stray in list(root.itersiblings()):
            if isinstance(stray, HtmlElement):
                root.append(stray)
        self._selection = Selection(root)

    def all(self, css: str) -> list[HtmlElement]:
        """Return the elements that `css` selects, in document order; none for an empty selector."""
        return self._selection.all(css) if css else []

    def first(self, css: str) -> HtmlElement | None:
        """Return the first element that `css` selects."""
        return next(iter(self.all(css)), None)

    def absolute(self, href: str) -> str:
        """Return the address of a link on the page, empty for one that is none."""
        return absolute(self.response, href)

    def text(self, css: str) -> str:
        """Return the line of the first selected element that has any text."""
        return next(filter(None, (heading_of(node) for node in self.all(css))), "")

    def meta(self, *names: str) -> str:
        """Return the first non-empty content of the meta tags called `names` (name or property, any case)."""
        return next(filter(None, (self._metas.get(name.lower(), "") for name in names)), "")

    @cached_property
    def _metas(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for node in self.root.iter("meta"):
            name = (node.get("name") or node.get("property") or "").lower()
            if name and not found.get(name):
                found[name] = tidy(node.get("content"))
        return found

    @cached_property
    def title(self) -> str:
        """The text of `<title>`."""
        return self.text("title")


def long_enough(page: Page, length: int) -> bool:
    """Tell whether the page has `length` characters of text for certain: a look at its paragraphs, where the text of
    the whole page would be a sixth of the time that reading takes."""
    total = 0
    for paragraph in page.root.iter("p"):
        total += len(tidy(paragraph.text))
        if total >= length:
            return True
    return False


def line_of(node: HtmlElement) -> str:
    """Return the text of `node`, empty if it is made of so many pieces that it is no line: on a page nested without an
    end the text of every element would be that of all below it."""
    return text_of(node) if _is_line(node) else ""


def heading_of(node: HtmlElement) -> str:
    """Return the same of an element that is one line of print, however its source is broken into lines."""
    return tidy(join_lines(_seen(node))) if _is_line(node) else ""


def _is_line(node: HtmlElement) -> bool:
    return next(islice(node.itertext(), _PIECES, None), None) is None


def text_of(node: HtmlElement) -> str:
    """Return the tidied text of `node` without scripts and styles, and without what no reader sees; a `<br>` is a
    blank, a raised figure is raised."""
    return tidy(_seen(node))


def _seen(node: HtmlElement) -> str:
    if not len(node):
        return "" if node.tag in ("script", "style") else node.text or ""
    if not _HAS_SPECIAL(node):
        return "".join(_TEXTS(node))
    pieces: list[str] = []
    tokens = iter(_TOKENS(node))
    for token in tokens:
        if isinstance(token, str):
            pieces.append(token)
        elif token.tag == "br":
            pieces.append("\u00a0")  # a blank that no line end of the source takes away
        elif (raised := token.tag in ("sup", "sub")) or token.tag in _UNSAID or is_hidden(token):
            for _ in _TOKENS(token):  # what it holds comes next
                next(tokens, None)
            pieces.append(set_off(token) if raised else "")
    return "".join(pieces)

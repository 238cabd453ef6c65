"""A response as the readers see it: an lxml tree, selectors, absolute addresses."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from functools import cached_property
from itertools import islice

import lxml.html
from lxml import etree
from lxml.html import HtmlElement
from scrapy.http import TextResponse

from monitor.exceptions import EmptyPage
from monitor.markup.line import seen_line
from monitor.markup.picture import picture_address
from monitor.markup.selection import Selection
from monitor.markup.visibility import hidden_selectors, is_hidden
from monitor.text.hygiene import printable, tidy
from monitor.text.urls import absolute

_FORM = 40  # characters; a search or a log-in has less text
_FORMS = 20  # of one page; further ones are those of its comments
_PIECES = 300  # elements in one line; the head of an article with all its buttons has some dozens
# A smart string knows its parent, which nobody asks here, and takes four times as long to make.
_TEXTS = etree.XPath(".//text()[not(parent::script or parent::style)]", smart_strings=False)

_STYLED = etree.XPath("//*[@style or @hidden or @aria-hidden or contains(@class, 'jammer')]")


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
        """Return the text of the first selected element that has any."""
        return first_text(self.all(css))

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """The selectors of what the page's own style sheets hide."""
        return hidden_selectors(self.root)

    def markup(self) -> str:
        """Return the page's markup for an extractor that knows no style, takes any form for a search and no picture out
        of a `<noscript>`: without what never shows, forms with a text as plain blocks, pictures in their places."""
        copy = deepcopy(self.root)
        for node in _STYLED(copy):
            if node.getparent() is not None and is_hidden(node, lenient=True):
                drop(node)
        for form in list(islice(copy.iter("form"), _FORMS)):
            if len(text_of(form)) > _FORM:
                form.tag = "div"
                for field in list(form.iter("input", "button", "select", "textarea")):
                    drop(field)
        for holder in copy.iter("noscript"):
            image, twin = holder.getprevious(), holder.find(".//img")
            if image is not None and image.tag == "img" and twin is not None and not picture_address(image):
                image.set("src", printable(picture_address(twin)))
        return printable(lxml.html.tostring(copy, encoding="unicode"))

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


def drop(node: HtmlElement) -> None:
    """Take an element out of its tree, if it is not the root; the text behind it stays. lxml's drop_tree raises where
    a control character stands in the texts that it joins: a page may have one, but lxml takes none."""
    parent, before, behind = node.getparent(), node.getprevious(), printable(node.tail or "")
    if parent is None:
        return
    parent.remove(node)
    if before is None:
        parent.text = printable(parent.text or "") + behind
    else:
        before.tail = printable(before.tail or "") + behind


def line_of(node: HtmlElement) -> str:
    """Return the text of `node`, empty if it is made of so many pieces that it is no line: on a page nested without an
    end the text of every element would be that of all below it."""
    return text_of(node) if next(islice(node.iter(), _PIECES, None), None) is None else ""


def first_text(nodes: Iterable[HtmlElement]) -> str:
    """Return the text of the first of `nodes` that has any."""
    return next(filter(None, map(text_of, nodes)), "")


def text_of(node: HtmlElement) -> str:
    """Return the text of `node` as one line, as a reader sees it (`seen_line`); of a whole page all that is no script
    and no style, for a script may show what hides now."""
    if node.tag in ("html", "body"):
        return tidy("".join(_TEXTS(node)))
    if len(node):
        return seen_line(node)
    return "" if node.tag in ("script", "style") else tidy(node.text)

"""A response as the readers see it: its tree, selectors, absolute addresses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from scrapy.http import JsonResponse, TextResponse, XmlResponse

from monitor.exceptions import EmptyPage
from monitor.markup.line import name_opened, name_shifted, seen_line
from monitor.markup.visibility import hidden_selectors, is_folded, is_unprinted
from monitor.text.hygiene import tidy
from monitor.text.urls import absolute

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_ENDED = re.compile("</(?:body|html)", re.IGNORECASE)
_BEGUN = re.compile(r"<(?:body|html)[\s>]", re.IGNORECASE)
_OPENS = re.compile(r"<(?:p|div|span|section|br)\b[^<>]{0,500}>$", re.IGNORECASE)  # at the end of a part
_XML = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s{0,9})?(?:<!--[^>]{0,500}>\s{0,9})?<((?:[a-z]{1,20}:)?(?:rss|feed|urlset|sitemapindex|rdf))[\s>]",
    re.IGNORECASE,
)
_TAG = re.compile("<[^<>]{0,500}>")
_KNOWN = 6  # characters by which the end of a text is known
_FORMAT = frozenset(("sup", "sub", "b", "strong", "font"))  # elements that part nothing
_FOOT = 2000  # characters at the end, in which a comment may follow XML's root
_HEAD = 2000  # bytes in which a page says that it is one
_PIECES = 300  # elements in one line; the head of an article with all its buttons has some dozens
_BARE = 3  # elements that HTML5 gives to a page without any: html, head, body
_trees: WeakKeyDictionary[TextResponse, Element] = WeakKeyDictionary()  # a page is parsed once, however often read


class Page:
    """Wraps a response; raises EmptyPage if there is no element in it."""

    def __init__(self, response: TextResponse) -> None:
        self.response = response
        self.root = _tree(response)
        self._selected: dict[str, list[Element]] = {"": []}

    def all(self, css: str) -> list[Element]:
        """Return the elements that `css` selects, in document order; none for an empty selector."""
        found = self._selected.get(css)
        if found is None:  # templates of one family ask for the same again and again
            found = self._selected[css] = self.root.cssselect(css)
        return found

    def first(self, css: str) -> Element | None:
        """Return the first element that `css` selects."""
        return next(iter(self.all(css)), None)

    def absolute(self, href: str) -> str:
        """Return the address of a link on the page, empty for one that is none."""
        return absolute(self.response, href)

    def picture(self, href: str) -> str:
        """Return the address of a picture on the page, empty for one that is none."""
        return absolute(self._as_it_came, href)

    @cached_property
    def _as_it_came(self) -> TextResponse:
        """The response under the address at which it was fetched, which evidence has: a page that was asked for by http
        and came with a certificate came by https (monitor.network.https_first)."""
        response = self.response
        if not (response.certificate and response.url.startswith("http:")):
            return response
        return response.replace(url=f"https:{response.url.removeprefix('http:')}")

    def text(self, css: str) -> str:
        """Return the text of the first selected element that has any."""
        return first_text(self.all(css))

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """The selectors of what the page's own style sheets hide."""
        return hidden_selectors(self.root)

    @cached_property
    def unseen(self) -> frozenset[Element]:
        """The elements that these hide, and no button opens."""
        return frozenset(each for css in self.hidden for each in self.all(css) if not is_folded(each))

    def meta(self, *names: str) -> str:
        """Return the first non-empty content of the meta tags called `names` (name, property or itemprop, any case)."""
        return next(filter(None, (self._metas.get(name.lower(), "") for name in names)), "")

    @cached_property
    def _metas(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for node in self.root.iter("meta"):
            name = (node.get("name") or node.get("property") or node.get("itemprop") or "").lower()
            if name and not found.get(name):
                found[name] = tidy(node.get("content"))
        return found

    @cached_property
    def title(self) -> str:
        """The text of `<title>`."""
        return self.text("title")


def _tree(response: TextResponse) -> Element:
    """Return the tree of a response. Raises EmptyPage if there is no page in it."""
    if (known := _trees.get(response)) is not None:
        return known
    if response.body.strip() and (not isinstance(response, XmlResponse | JsonResponse) or _is_mislabelled(response)):
        from monitor.markup.tree import parse  # its library takes a tenth of a second, and most commands read no page

        root = parse(response.text, b"\0" not in response.body)  # to look at bytes costs next to nothing
        if root.has_more(_BARE) or root.text_content().strip():
            return _trees.setdefault(response, name_opened(name_shifted(root)))
    raise EmptyPage(f"空页面：{response.url}")


def _is_mislabelled(response: TextResponse) -> bool:
    """Tell whether HTML came as XML or JSON; browsers show it as it is meant."""
    return re.search(rb"<html[\s>]", response.body[:_HEAD], re.IGNORECASE) is not None


def breaks_off(source: str, last: str = "") -> bool:
    """Tell whether the `source` of a page, or of XML, is a part of it: its end is within a tag; or it closes neither
    body nor html, but ends in a text, or, right behind the `last` paragraph of an article, with a block that opens.
    Some sites leave the last tags out, but something of theirs follows an article. XML closes its root."""
    end = source.strip("\ufeff\ufffd\0 \t\r\n")
    if root := _XML.match(end):
        return f"</{root[1]}" not in end[-_FOOT:]
    if _ENDED.search(end, max(len(end) - _FOOT, 0)) or _ENDED.search(end):  # most end so: to look there is cheaper
        return False
    if end.rfind("<") > end.rfind(">"):
        return True
    behind = end.rpartition(last[-_KNOWN:])[2] if last else ""
    if last and not behind:
        return True
    if not _BEGUN.search(end) or _TAG.sub("", behind).strip():
        return False
    return not end.endswith(">") or (last != "" and _OPENS.search(behind) is not None)


def line_of(node: Element, most: int = 0, without: Collection[Element] = ()) -> str:
    """Return the text of `node`, empty if it is made of so many pieces that it is no line: on a page nested without an
    end the text of every element would be that of all below it. With `most`, of a line of more characters only so much
    that this shows; nothing of the elements `without` inside it."""
    return "" if node.has_more(_PIECES) else text_of(node, most, without)


def fields_of(node: Element) -> list[str]:
    """Return the parts of a line that its elements set apart, though nothing stands between them: a style sheet does. A
    label and what it is of are one."""
    parts = _Parts()
    node.visit(parts)
    found = list[str]()
    for part in filter(None, map(tidy, parts.found)):
        if found and found[-1][-1] in ":：" and not re.search("[:：]", part):
            found[-1] += part
        else:
            found.append(part)
    return found


def first_text(nodes: Iterable[Element]) -> str:
    """Return the text of the first of `nodes` that has any."""
    return next(filter(None, map(text_of, nodes)), "")


def text_of(node: Element, most: int = 0, without: Collection[Element] = ()) -> str:
    """Return the text of `node` as one line, as a reader sees it (`seen_line`, also for the others); of a whole page
    all that is no script and no style, for a script may show what hides now."""
    if node.tag in ("html", "body"):
        return tidy("".join(node.itertext("script", "style")))
    return "" if node.tag in ("script", "style") else seen_line(node, without, most)


class _Parts:
    """Gathers texts, a new one where an element begins right behind another's end."""

    def __init__(self) -> None:
        self.found = [""]
        self._ended = False

    def enters(self, element: Element) -> bool:
        return not is_unprinted(element)

    def say(self, text: str, apart: bool) -> None:
        if apart:
            self.found.append("")
        self.found[-1] += text
        self._ended = False

    def start(self, element: Element) -> None:
        if self._ended and element.tag not in _FORMAT:
            self.found.append("")

    def end(self, element: Element) -> None:
        self._ended = True

"""A page's tree as a browser builds it: the one module that knows the parser.

turbohtml builds it (HTML5, in C, linear on every hostile page that was tried; no deeper than 512, as browsers), and its
objects are wrapped, under the names that lxml gave these. The tree is read, and classes are added. Import it where a
page is parsed: most commands parse none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import Protocol, overload

import turbohtml
from turbohtml import Comment, Text
from turbohtml import Element as _Node


class Visitor(Protocol):
    """Whoever is shown a part of a tree in its order: see `Element.visit`."""

    def enters(self, element: Element) -> bool:
        """Tell whether to go into `element`; else neither it nor anything in it is shown."""

    def start(self, element: Element) -> None:
        """Take the beginning of an element."""

    def say(self, text: str, apart: bool) -> None:
        """Take a text; `apart`: it may be nothing but blanks between two neighbours."""

    def end(self, element: Element) -> None:
        """Take the end of an element."""


class Element:
    """An element of a page. Two objects for one element are equal."""

    __slots__ = ("_attributes", "node", "tag")

    def __init__(self, node: _Node) -> None:
        self.node = node
        self.tag: str = node.tag
        self._attributes: dict[str, str] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and self.node is other.node

    def __hash__(self) -> int:
        return hash(self.node)

    @overload
    def get(self, name: str) -> str | None: ...
    @overload
    def get(self, name: str, default: str) -> str: ...
    def get(self, name: str, default: str | None = None) -> str | None:
        """Return the attribute `name`, empty for one without a value."""
        return self.node.attr(name, default)

    def call(self, name: str) -> None:
        """Add a class."""
        self.node.add_class(name)

    def names(self) -> Collection[str]:
        """Return the names of its attributes: to look for one here takes a quarter as long as to get it."""
        return self.node.attrs

    @property
    def attrib(self) -> dict[str, str]:
        """All attributes, empty for one without a value. Not to be changed."""
        if self._attributes is None:
            given = self.node.attrs.items()  # some values come in parts; to ask for each would look through all
            told = ((name, value if isinstance(value, str) else self.node.attr(name)) for name, value in given)
            self._attributes = {name: value or "" for name, value in told}
        return self._attributes

    @property
    def text(self) -> str:
        """The text before the first thing inside it."""
        first = next(iter(self.node), None)
        return first.data if isinstance(first, Text) else ""

    @property
    def tail(self) -> str:
        """The text right behind it."""
        behind = self.node.next_sibling
        return behind.data if isinstance(behind, Text) else ""

    def text_content(self) -> str:
        """Return all text inside it."""
        return self.node.text

    def itertext(self, *without: str) -> Iterator[str]:
        """Yield the texts inside it, but for those right in an element of the tags `without`."""
        for node in self.node.descendants:
            if isinstance(node, Text) and not (without and getattr(node.parent, "tag", "") in without):
                yield node.data

    def texts_before(self) -> Iterator[tuple[Element, str]]:
        """Yield the texts before it in the page, the nearest first, each with the element that it stands right in."""
        for node in self.node.preceding:
            if isinstance(node, Text) and isinstance(around := node.parent, _Node):
                yield Element(around), node.data

    def texts(self, least: int) -> Iterator[tuple[Element, str]]:
        """Yield the texts of `least` characters and more inside it, without the blanks at their ends, no script's or
        style's, each with its element."""
        texts = ((node, node.data.strip()) for node in self.node.descendants if isinstance(node, Text))
        for around, text in ((node.parent, text) for node, text in texts if len(text) >= least):
            if isinstance(around, _Node) and around.tag not in ("script", "style"):
                yield Element(around), text

    def lone_text(self) -> str | None:
        """Return the text inside it; None if anything else is there too."""
        nodes = [*islice(self.node, 2)]
        return "" if not nodes else nodes[0].data if len(nodes) == 1 and isinstance(nodes[0], Text) else None

    def iter(self, *tags: str) -> Iterator[Element]:
        """Yield it and the elements inside it, of `tags` if any are given, in the order of the page."""
        return map(Element, self.node.iter_elements(tags or None, include_self=True))

    def has_more(self, pieces: int) -> bool:
        """Tell whether it and the elements inside it are more than `pieces`."""
        return next(islice(self.node.iter_elements(include_self=True), pieces, None), None) is not None

    def iterdescendants(self, *tags: str) -> Iterator[Element]:
        """Yield the elements inside it, as `iter` does."""
        return map(Element, self.node.iter_elements(tags or None))

    def iterancestors(self, *tags: str) -> Iterator[Element]:
        """Yield its parent, that one's parent and so on, of `tags` if any are given."""
        found = (Element(node) for node in self.node.ancestors if isinstance(node, _Node))
        return (each for each in found if each.tag in tags) if tags else found

    def iterchildren(self, *tags: str) -> Iterator[Element]:
        """Yield the elements right inside it, of `tags` if any are given."""
        found = (Element(node) for node in self.node if isinstance(node, _Node))
        return (each for each in found if each.tag in tags) if tags else found

    def itersiblings(self, preceding: bool = False) -> Iterator[Element]:
        """Yield the elements behind it in its parent; with `preceding` those before it, the nearest first."""
        nodes = self.node.previous_siblings if preceding else self.node.next_siblings
        return (Element(node) for node in nodes if isinstance(node, _Node))

    def holds(self, other: Element) -> bool:
        """Tell whether `other` is it or stands in it."""
        return other.node is self.node or self.node in other.node.ancestors

    def getparent(self) -> Element | None:
        """Return the element that it stands in; None for the root."""
        parent = self.node.parent
        return Element(parent) if isinstance(parent, _Node) else None

    def find(self, tag: str) -> Element | None:
        """Return the first element called `tag` inside it."""
        return next(self.iterdescendants(tag), None)

    def cssselect(self, css: str) -> list[Element]:
        """Return the elements inside it that `css` selects, in the page's order. Raises ValueError if it is none."""
        return list(map(Element, self.node.select(css)))

    def parents_of_comments(self, words: str) -> Iterator[Element]:
        """Yield the elements in which a comment stands that says `words`."""
        for node in self.node.descendants:
            if isinstance(node, Comment) and words in node.data and isinstance(node.parent, _Node):
                yield Element(node.parent)

    def order(self) -> Callable[[Element], int | None]:
        """Return what tells the place of an element in the order of the page, from 0 for this; None for one outside."""
        places = {node: place for place, node in enumerate(self.node.iter_elements(include_self=True))}
        return lambda element: places.get(element.node)

    def visit(self, visitor: Visitor) -> None:
        """Show it and all in it to `visitor`, but for the elements that this one does not enter."""
        element, nodes = self, iter(self.node)
        outer: list[tuple[Element, Iterator[turbohtml.Node]]] = []
        visitor.start(self)
        while True:
            for node in nodes:
                if isinstance(node, Text):
                    text = node.data
                    visitor.say(text, text.isspace() and None not in (node.previous_sibling, node.next_sibling))
                elif isinstance(node, _Node) and visitor.enters(inner := Element(node)):
                    outer.append((element, nodes))
                    element, nodes = inner, iter(node)
                    visitor.start(inner)
                    break
            else:
                visitor.end(element)
                if not outer:
                    return
                element, nodes = outer.pop()


def parse(markup: str, clean: bool = False) -> Element:
    """Return the root of a page: `html`, which HTML5 gives to anything. `clean`: there is no U+0000 in it."""
    for drawn in ("<amp-img", "<mip-img", "<amp-anim"):  # by a script
        markup = markup.replace(drawn, "<img")
    root = turbohtml.parse((markup if clean else markup.replace("\0", "")).strip(), positions=False).root
    assert root is not None
    return Element(root)

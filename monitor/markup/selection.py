"""CSS selectors over one page. lxml walks the whole tree for each; an outlet's page is asked a dozen, nearly all of
them names, classes and ids, which one walk can answer."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from cssselect import HTMLTranslator
from cssselect.parser import Class, CombinedSelector, Element, Hash, Selector, parse
from lxml import etree
from lxml.html import HtmlElement

_FEW = 50  # elements whose order is told by their ancestors; of more by a list of all
_WORDS = re.compile(r"[^ \t\r\n]+").findall  # of a class attribute, as XPath sees them
_NAMED = etree.XPath("descendant-or-self::*[@class or @id]")
_TRANSLATOR = HTMLTranslator()


class _NotSimpleError(Exception):
    """Raised for a selector that is made of more than names, classes, ids, blanks and `>`."""


@dataclass
class _Known:
    """What was told before, by step and element: on a page nested without an end, each ancestor would be asked as often
    as it has descendants."""

    holds: dict[tuple[int, HtmlElement], bool] = field(default_factory=dict)
    reach: dict[tuple[int, HtmlElement], bool] = field(default_factory=dict)  # it, or an element above it, holds


@dataclass(frozen=True)
class _Step:
    """One compound of a selector (`div.text#main`), and the steps before it that its ancestors must satisfy."""

    tag: str
    ids: tuple[str, ...]
    classes: tuple[str, ...]
    before: _Step | None = None
    child: bool = False  # `before > this`, not `before this`

    def holds(self, node: HtmlElement, known: _Known) -> bool:
        """Tell whether `node` is what the whole selector up to this step selects."""
        if self.before is None:
            return self._is(node)
        place = id(self), node
        if place not in known.holds:
            known.holds[place] = self._is(node) and self._is_below(self.before, node, known)
        return known.holds[place]

    def _is_below(self, before: _Step, node: HtmlElement, known: _Known) -> bool:
        parent = node.getparent()
        if self.child:
            return parent is not None and before.holds(parent, known)
        climbed = []
        found = False
        while parent is not None and not found and (place := (id(before), parent)) not in known.reach:
            climbed.append(place)
            found = before.holds(parent, known)
            parent = parent.getparent()
        found = found or (parent is not None and known.reach.get((id(before), parent), False))
        known.reach.update(dict.fromkeys(climbed, found))
        return found

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its ids and classes as they stand in a selector."""
        return tuple(f"#{name}" for name in self.ids) + tuple(f".{name}" for name in self.classes)

    def _is(self, node: HtmlElement) -> bool:
        if (self.tag and node.tag != self.tag) or any(node.get("id") != name for name in self.ids):
            return False
        return not self.classes or set(self.classes) <= set(_WORDS(node.get("class", "")))


class Selection:
    """The elements of one tree by class and by id. The tree must not change while it is used. Of a root that has a
    parent, its ancestors count too."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root

    def all(self, css: str) -> list[HtmlElement]:
        """Return the elements that `css` selects, in document order."""
        found = [nodes for each in _alternatives(css) if (nodes := self._select(each))]
        if len(found) < 2:
            return found[0] if found else []
        union = {node for nodes in found for node in nodes}
        # libxml2's own order of a group takes a minute for forty thousand headings.
        return sorted(union, key=_place if len(union) < _FEW else self._order.__getitem__)

    def _may_be(self, step: _Step | None) -> bool:
        """Tell whether the tree has every class and id that the selector names: most are another template's."""
        while step:
            if any(name not in self._named for name in step.names):
                return False
            step = step.before
        return True

    def _select(self, alternative: _Step | etree.XPath) -> list[HtmlElement]:
        if isinstance(alternative, etree.XPath):
            found: list[HtmlElement] = alternative(self._root)
            return found
        if not self._may_be(alternative):
            return []
        names = alternative.names
        possible = self._named[names[0]] if names else self._root.iter(alternative.tag or etree.Element)
        known = _Known()
        return [node for node in possible if alternative.holds(node, known)]

    @cached_property
    def _order(self) -> dict[HtmlElement, int]:
        return {node: place for place, node in enumerate(self._root.iter())}

    @cached_property
    def _named(self) -> defaultdict[str, list[HtmlElement]]:
        named: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        for node in _NAMED(self._root):
            if name := node.get("id"):
                named[f"#{name}"].append(node)
            words = _WORDS(node.get("class") or "")
            for word in words if len(words) < 2 else set(words):
                named[f".{word}"].append(node)
        return named


def _place(node: HtmlElement) -> list[int]:
    """Where `node` stands among the children of its ancestors, from the root on: the order of the document."""
    place = []
    while (parent := node.getparent()) is not None:
        place.append(parent.index(node))
        node = parent
    return place[::-1]


@lru_cache(maxsize=1024)
def _alternatives(css: str) -> tuple[_Step | etree.XPath, ...]:
    """Return the alternatives of a selector: the last step of one that is made of names, classes, ids, blanks and `>`,
    lxml's form of any other. Raises SelectorError."""
    return tuple(map(_alternative, parse(css)))


def _alternative(css: Selector) -> _Step | etree.XPath:
    if css.pseudo_element is None:
        with suppress(_NotSimpleError):
            return _step(css.parsed_tree)
    return etree.XPath(_TRANSLATOR.selector_to_xpath(css, translate_pseudo_elements=True))


def _step(tree: object, before: _Step | None = None, child: bool = False) -> _Step:
    if isinstance(tree, CombinedSelector) and tree.combinator in (" ", ">"):
        return _step(tree.subselector, _step(tree.selector), tree.combinator == ">")
    ids: list[str] = []
    classes: list[str] = []
    while isinstance(tree, Hash | Class):
        if isinstance(tree, Hash):
            ids.append(tree.id)
        else:
            classes.append(tree.class_name)
        tree = tree.selector
    if not isinstance(tree, Element) or tree.namespace:
        raise _NotSimpleError
    return _Step((tree.element or "").lower(), tuple(ids), tuple(classes), before, child)

"""CSS selectors over one page. lxml walks the whole tree for each; an outlet's page is asked a dozen, nearly all of
them names, classes and ids, which one walk can answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cssselect.parser import Class, CombinedSelector, Element, Hash, parse
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

_FEW = 50  # elements that are set in order here; of more lxml knows the order sooner
_NAMED = etree.XPath("descendant-or-self::*[@class or @id]")


@lru_cache(maxsize=1024)
def selector(css: str) -> CSSSelector:
    """Return the compiled selector; `css` may be a group (`a, b`)."""
    return CSSSelector(css, translator="html")


@dataclass(frozen=True)
class _Step:
    """One compound of a selector (`div.text#main`), and the steps before it that its ancestors must satisfy."""

    tag: str
    ids: tuple[str, ...]
    classes: tuple[str, ...]
    before: _Step | None = None
    child: bool = False  # `before > this`, not `before this`

    def holds(self, node: HtmlElement, known: dict[tuple[int, HtmlElement], bool]) -> bool:
        """Tell whether `node` is what the whole selector up to this step selects. `known` is what was told before: on
        a page nested without an end, each ancestor would be asked as often as it has descendants."""
        if self.before is None:
            return self._is(node)
        place = id(self), node
        if place not in known:
            above = [node.getparent()] if self.child else node.iterancestors()
            known[place] = self._is(node) and any(
                parent is not None and self.before.holds(parent, known) for parent in above
            )
        return known[place]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its ids and classes as they stand in a selector."""
        return tuple(f"#{name}" for name in self.ids) + tuple(f".{name}" for name in self.classes)

    def _is(self, node: HtmlElement) -> bool:
        if (self.tag and node.tag != self.tag) or any(node.get("id") != name for name in self.ids):
            return False
        return not self.classes or set(self.classes) <= set(node.get("class", "").split())


class Selection:
    """The elements of one tree by class and by id. The tree must not change while it is used."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root

    def all(self, css: str) -> list[HtmlElement]:
        """Return the elements that `css` selects, in document order."""
        steps = _steps(css)
        if steps is None:
            return list(selector(css)(self._root))
        found = [nodes for step in steps if self._may_be(step) and (nodes := self._select(step))]
        if len(found) < 2:
            return found[0] if found else []
        if sum(map(len, found)) > _FEW:
            return list(selector(css)(self._root))
        return sorted({node for nodes in found for node in nodes}, key=_place)

    def _may_be(self, step: _Step | None) -> bool:
        """Tell whether the tree has every class and id that the selector names: most are another template's."""
        while step:
            if any(name not in self._named for name in step.names):
                return False
            step = step.before
        return True

    def _select(self, step: _Step) -> list[HtmlElement]:
        possible = self._named[step.names[0]] if step.names else self._root.iter(step.tag)
        known: dict[tuple[int, HtmlElement], bool] = {}
        return [node for node in possible if step.holds(node, known)]

    @cached_property
    def _named(self) -> defaultdict[str, list[HtmlElement]]:
        named: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        for node in _NAMED(self._root):
            if name := node.get("id"):
                named[f"#{name}"].append(node)
            words = (node.get("class") or "").split()
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
def _steps(css: str) -> tuple[_Step, ...] | None:
    """Return the last step of each alternative, None if one is more than names, classes, ids, blanks and `>`."""
    try:
        steps = tuple(_step(each.parsed_tree) for each in parse(css))
    except NotImplementedError:
        return None
    return steps if all(step.tag or step.ids or step.classes for step in steps) else None


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
        raise NotImplementedError
    return _Step((tree.element or "").lower(), tuple(ids), tuple(classes), before, child)

"""Where a text stands: in one element, in several beside each other, or partly beside the inner one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from monitor.markup.beside import is_like_text
from monitor.markup.line import BREAKING, seen_line
from monitor.text.hygiene import fold, tidy

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_MOST = 50  # elements of one kind that are looked at
_NEAREST = 6  # siblings on each side that are looked at
_PLAIN = ("p", "blockquote")
_SILENT = ("br", "hr", "script", "style", "h2", "h3", "h4", "h5")  # a subhead may stand between two parts of a text
_OUTERMOST = ("body", "html")


@dataclass(frozen=True)
class Container:
    """`outer` is what is to be read; of it `core` is the text for certain, all of it if `core` is empty."""

    outer: Element
    core: tuple[Element, ...] = ()

    @property
    def certain(self) -> tuple[Element, ...]:
        """The elements that are the text for certain, the first in the page's order first."""
        return self.core or (self.outer,)

    def holds(self, node: Element) -> bool:
        """Tell whether `node` is one of the certain elements, or inside one."""
        return any(each.holds(node) for each in self.certain)


def find_container(select: Callable[[str], list[Element]], css: str) -> Container | None:
    """Return where the text stands, None if no element has any. The alternatives of the group `css` are tried in their
    own order, not in that of the page: the first is the better. What the later ones select around it, or its parent,
    is read too where a text stands beside it. `select` returns the elements of a selector in the page's order."""
    alternatives = css.split(", ")
    for place, alternative in enumerate(alternatives):
        if filled := [node for node in select(alternative) if has_content(node)]:
            wider = [node for each in alternatives[place + 1 :] for node in select(each)]
            return contain(filled, wider)
    return None


def contain(filled: list[Element], wider: Iterable[Element] = ()) -> Container:
    """Return the container of the first of the elements `filled` and of those beside it; `wider` are elements that may
    enclose it."""
    first = filled[0]
    above = list(first.iterancestors())
    enclosing = [node for node in wider if node in above]
    outer = max(enclosing, key=above.index) if enclosing else None
    core = _fellows(first, filled[1:_MOST], outer)
    if len(core) > 1 and outer is None:
        outer = next(node for node in above if all(node in each.iterancestors() for each in core))
    if outer is None and _has_text_beside(first):
        outer = first.getparent()
    return Container(first) if outer is None else Container(outer, tuple(core))


def containers(nodes: Iterable[Element]) -> Iterator[Container]:
    """Yield the containers of the first of the elements `nodes` that have any content, each element once."""
    filled = [node for node in islice(nodes, _MOST) if has_content(node)]
    taken: set[Element] = set()
    for place, node in enumerate(filled):
        if node not in taken:
            container = contain(filled[place:])
            taken.update(container.certain)
            yield container


def has_content(node: Element) -> bool:
    """Tell whether there is any text or picture in `node`."""
    return bool(node.text_content().strip()) or node.find("img") is not None


def _fellows(first: Element, others: list[Element], outer: Element | None) -> list[Element]:
    """`first` and those of `others` that stand beside it and say something else. Far away, as in the page's foot, an
    editor may have used the same element; a second copy is often there for telephones."""
    core = [first]
    texts = [fold(seen_line(first))] if others else []
    for node in others:
        if any(each in node.iterancestors() for each in core) or not _is_near(first, node, outer):
            continue
        text = fold(seen_line(node))
        if not any(text in other or other in text for other in texts) and _linked(node) * 2 <= len(text):
            core.append(node)
            texts.append(text)
    return core


def _is_near(first: Element, node: Element, outer: Element | None) -> bool:
    if outer is not None:
        return outer in node.iterancestors()
    parents = _parents(first)
    return any(parent in parents for parent in _parents(node))


def _parents(node: Element) -> list[Element]:
    above = list(islice(node.iterancestors(), 2))
    return [each for place, each in enumerate(above) if place == 0 or each.tag not in _OUTERMOST]


def _has_text_beside(node: Element) -> bool:
    """Tell whether what stands next to `node` in its parent, before or behind, is a plain paragraph of a text, or a
    line of one in no element."""
    for way in (True, False):
        near = list(islice(node.itersiblings(preceding=way), _NEAREST))
        if is_like_text(_loose_line(node, near, way)) or _begins_with_text(near):
            return True
    return False


def _loose_line(node: Element, near: list[Element], preceding: bool) -> str:
    """Return the line outside any block that is the nearest to `node`; empty if a block is nearer."""
    pieces = [] if preceding else [node.tail or ""]
    for each in near:
        tail = each.tail or ""
        pieces += [tail] if preceding else []
        if each.tag in BREAKING:
            if each.tag != "br" or "".join(pieces).strip():
                break
        else:
            pieces.append(seen_line(each))
        pieces += [] if preceding else [tail]
    else:
        parent = node.getparent()
        pieces.append((parent.text or "") if preceding and parent is not None and len(near) < _NEAREST else "")
    return tidy("".join(reversed(pieces) if preceding else pieces))


def _begins_with_text(siblings: list[Element]) -> bool:
    for each in siblings:
        named = each.get("class") or each.get("id")
        if each.tag in _PLAIN or (each.tag in ("div", "section") and not named):
            if line := seen_line(each):
                return is_like_text(line, _linked(each))
        elif each.tag not in _SILENT:
            return False
    return False


def _linked(node: Element) -> int:
    return sum(len(tidy(link.text_content())) for link in node.iter("a"))

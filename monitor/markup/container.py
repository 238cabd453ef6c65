"""Where a text stands: in one element, in several beside each other, or partly beside the inner one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from monitor.markup.beside import is_like_text
from monitor.markup.line import seen_line
from monitor.text.hygiene import fold, tidy

_MOST = 50  # elements of one kind that are looked at
_OUTERMOST = ("body", "html")


@dataclass(frozen=True)
class Container:
    """`outer` is what is to be read; of it `core` is the text for certain, all of it if `core` is empty."""

    outer: HtmlElement
    core: tuple[HtmlElement, ...] = ()

    @property
    def certain(self) -> tuple[HtmlElement, ...]:
        """The elements that are the text for certain, the first in the page's order first."""
        return self.core or (self.outer,)

    def holds(self, node: HtmlElement) -> bool:
        """Tell whether `node` is one of the certain elements, or inside one."""
        return any(node is each or each in node.iterancestors() for each in self.certain)


def find_container(select: Callable[[str], list[HtmlElement]], css: str) -> Container | None:
    """Return where the text stands, None if no element has any. The alternatives of the group `css` are tried in their
    own order, not in that of the page: the first is the better. What the later ones select around it, or its parent,
    is read too where a text stands beside it. `select` returns the elements of a selector in the page's order."""
    alternatives = css.split(", ")
    for place, alternative in enumerate(alternatives):
        if filled := [node for node in select(alternative) if has_content(node)]:
            wider = [node for each in alternatives[place + 1 :] for node in select(each)]
            return contain(filled, wider)
    return None


def contain(filled: list[HtmlElement], wider: Iterable[HtmlElement] = ()) -> Container:
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


def has_content(node: HtmlElement) -> bool:
    """Tell whether there is any text or picture in `node`."""
    return any(text.strip() for text in node.itertext(etree.Element)) or node.find(".//img") is not None


def _fellows(first: HtmlElement, others: list[HtmlElement], outer: HtmlElement | None) -> list[HtmlElement]:
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


def _is_near(first: HtmlElement, node: HtmlElement, outer: HtmlElement | None) -> bool:
    if outer is not None:
        return outer in node.iterancestors()
    parents = _parents(first)
    return any(parent in parents for parent in _parents(node))


def _parents(node: HtmlElement) -> list[HtmlElement]:
    above = list(islice(node.iterancestors(), 2))
    return [each for place, each in enumerate(above) if place == 0 or each.tag not in _OUTERMOST]


def _has_text_beside(node: HtmlElement) -> bool:
    """Tell whether what stands next to `node` in its parent, before or behind, is a plain paragraph of a text."""
    before, behind, parent = node.getprevious(), node.getnext(), node.getparent()
    ahead = before.tail if before is not None else (parent.text if parent is not None else None)
    loose = [node.tail, ahead]
    if any(is_like_text(tidy(text)) for text in loose if text):
        return True
    plain = [each for each in (before, behind) if each is not None and each.tag in ("p", "blockquote")]
    return any(is_like_text(seen_line(each), _linked(each)) for each in plain)


def _linked(node: HtmlElement) -> int:
    return sum(len(tidy("".join(link.itertext()))) for link in node.iter("a"))

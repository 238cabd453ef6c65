"""The element that holds the text on pages of one build, and the junk in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from monitor.learning.samples import Known, agreement, characters, is_whole, repeated
from monitor.learning.selectors import selectors_of
from monitor.markup.body import read_body
from monitor.markup.container import find_container
from monitor.markup.page import first_text, text_of
from monitor.reading.credits import is_credit
from monitor.text.hygiene import fold, tidy
from monitor.text.markdown import Block
from monitor.text.official import is_formal
from monitor.text.sources import source_at_foot

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_HOLDS = 0.9  # share of the text that the lower rungs read, which the element holds
_AGREES = 0.7  # of a page's text with what the lower rungs read, below which the element is another page's
_EQUAL = 0.004  # of one page: two elements whose texts agree so are the same, and the inner one is taken
_MOST = 40  # selectors that are weighed
_LEAST, _HALF = 3, 0.5  # pages, and their share, on which a line stands that is none of the text
_LINKED = 0.5  # share of an element's characters that are links


def find_text(pages: Sequence[Known], headline: str) -> tuple[str, list[Known]]:
    """Return the selector of the element that holds the text on the most pages, and those pages; an empty one if there
    is none. What the lower rungs read of each page is the measure: where they err on one, the others decide."""
    votes: Counter[str] = Counter()
    for page in pages:
        votes.update({css for node in _around(page) for css in selectors_of(node)})
    weighed = []
    for css, _ in votes.most_common(_MOST):
        texts = [read_text(page, css, headline) for page in pages]
        junk = furniture(texts)
        found = [characters(blocks, junk) for blocks in texts]
        worth = sum(agreement(text, page.text) for text, page in zip(found, pages, strict=True))
        weighed.append((worth, sum(map(Counter.total, found)), len(css.split()), len(css), css))
    best = max((each[0] for each in weighed), default=0.0)
    near = [each[1:] for each in weighed if each[0] >= best - _EQUAL * len(pages)]
    css = min(near)[-1] if near and best else ""
    texts = [read_text(page, css, headline) if css else [] for page in pages]
    junk = furniture(texts)
    return css, [
        page
        for page, blocks in zip(pages, texts, strict=True)
        if agreement(characters(blocks, junk), page.text) >= _AGREES
    ]


def read_text(page: Known, css: str, headline: str, drop: tuple[str, ...] = ()) -> list[Block]:
    """Return what stands in the element that `css` selects on a page, as a template would read it."""
    container = find_container(page.page.all, css)
    if container is None:
        return []
    title = first_text(page.page.all(headline))
    return read_body(container.outer, page.page.absolute, (*drop, *page.page.hidden), container.core, (title,))


def furniture(texts: Sequence[Sequence[Block]]) -> tuple[str, ...]:
    """Return the lines and pictures that stand in the texts of half the pages, and of three at least: junk, whatever it
    says. An editor's line is none: it names who answers for the article; nor is that of its source, where most are the
    site's own; nor are the set words of documents."""
    least = max(_LEAST, round(_HALF * len(texts)))
    lines = repeated(texts, least)
    return tuple(line for line in lines if not (is_credit(line) or source_at_foot([line]) or is_formal(line)))


def find_junk(pages: Sequence[Known], css: str) -> tuple[str, ...]:
    """Return selectors of what stands in the element `css` and is none of the text, on all pages that have it: what
    stands before the first paragraph, as a headline or a line of the day, and links to other articles."""
    votes: Counter[str] = Counter()
    for page in pages:
        votes.update({name for node in _foreign(page, css) for name in selectors_of(node)})
    kept: list[str] = []
    for name, number in votes.most_common(_MOST):
        if number < min(_LEAST, len(pages)) or any(_is_text(page, css, name) for page in pages):
            continue
        if all(_covered(page, css, name, kept) for page in pages):
            continue
        kept.append(name)
    return tuple(kept)


def _around(page: Known) -> Iterator[Element]:
    """The innermost element that holds what the lower rungs read of a page, and those around it."""
    inner = page.page.root
    while deeper := next((node for node in inner.iterchildren() if is_whole(node, page.text, _HOLDS)), None):
        inner = deeper
    yield from takewhile(lambda node: node.tag not in ("body", "html"), (inner, *inner.iterancestors()))


def _foreign(page: Known, css: str) -> Iterator[Element]:
    """The outermost elements inside the text's that are none of it."""
    container = find_container(page.page.all, css)
    if container is None or not page.paragraphs:
        return
    begun = False
    inside: set[Element] = set()
    for node in container.outer.iterdescendants():
        if any(each in inside for each in node.iterancestors()):
            continue
        text = fold(text_of(node))
        if not text:
            continue
        if text in page.paragraphs:
            begun = True
        elif not _shares(text, page.paragraphs) and (not begun or _linked(node) >= _LINKED):
            inside.add(node)
            yield node


def _is_text(page: Known, css: str, name: str) -> bool:
    """Tell whether `name` selects anything of the text that the lower rungs read."""
    return any(_shares(fold(text_of(node)), page.paragraphs) for node in _within(page, css, name))


def _covered(page: Known, css: str, name: str, kept: Collection[str]) -> bool:
    taken = {node for each in kept for node in _within(page, css, each)}
    return all(node in taken or not taken.isdisjoint(node.iterancestors()) for node in _within(page, css, name))


def _within(page: Known, css: str, name: str) -> list[Element]:
    container = find_container(page.page.all, css)
    return container.outer.cssselect(name) if container else []


def _shares(text: str, paragraphs: Collection[str]) -> bool:
    return any(each in text or (len(text) > 1 and text in each) for each in paragraphs)


def _linked(node: Element) -> float:
    return sum(len(tidy(link.text_content())) for link in node.iter("a")) / max(len(tidy(node.text_content())), 1)

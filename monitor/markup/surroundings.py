"""What stands around the text of a page: its headings, and the short lines before it that tell day and source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

from monitor.markup.page import Page, line_of, text_of
from monitor.markup.visibility import is_unprinted
from monitor.text.hygiene import fold, tidy

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_TITLES = (
    ":is(h1, h2, h3, founder-title), td.font01,"
    ' [class]:is([class*="title"], [class*="Title"], [class*="headline"], [class*="biaoti"], [class*="Biaoti"],'
    ' [class="bt"]), [id]:is([id*="title"], [id*="Title"], [id*="headline"], [id*="biaoti"])'
)
# Lines of information: day, source, author. Most elements have no class or no id: they are asked for no word of it.
INFO = (
    '[class]:is([class*="time"], [class*="Time"], [class*="date"], [class*="info"], [class*="source"], [class*="pub"],'
    ' [class*="author"], [class*="about"], [class*="intro"]), [id]:is([id*="time"], [id*="Time"], [id*="date"],'
    ' [id*="source"], [id*="Source"], [id*="info"], [id*="author"]), time'
)
_UNREAD = frozenset(("script", "style", "meta", "body", "html"))
_NO_LINES = ("script", "style", "title")
_NEAR = 200  # texts before the body among which time and source are looked for
_FEW = 40  # of these, the nearest that are short
_ROUND, _BEHIND = 2, 3  # elements round the text, and behind each, in which its day and editor may be told
_SHORT = 160  # characters; a line that gives time and source is no longer
_FIGURE = re.compile(r"\d")
_LABELS = re.compile(
    r"[:：]$|[时時]\s?[间間]|日\s?期|[发發][布佈表稿]|刊|更新|修改|[来來]\s?源|date|time|publish|update", re.IGNORECASE
)
LABEL = 12  # characters; 发布时间： in an element of its own


class Surroundings:
    """A page and the element that holds its text: what stands before that. An extractor's body is a copy: its first
    text tells where it stood."""

    def __init__(self, page: Page, body: Element) -> None:
        self.page = page
        self.body = body
        self._place = page.root.order()
        self._lines: dict[str, list[tuple[Element, str]]] = {}
        start: Element | None = body
        if self._place(body) is None:
            opening = next(filter(None, map(tidy, body.itertext())), "")
            start = next((node for node in page.root.iter() if tidy(node.text) == opening), None)
        self._opening = start
        self._start = self._place(start) if start else None
        self._around = {start, *start.iterancestors()} if start is not None else set()
        self._told = dict.fromkeys(page.unseen, True) | dict.fromkeys(self._around, False)  # whether an element hides

    def ahead(self, node: Element) -> int | None:
        """Return the place of an element that stands before the text; None for one that does not."""
        place = self._place(node)
        return place if place is not None and (self._start is None or place < self._start) else None

    def is_between(self, node: Element) -> bool:
        """Tell whether an element stands before the text, and not before the page's last `<h1>` ahead of it; without
        one, the last heading with which the page's title begins."""
        at = self.ahead(node)
        return at is not None and at >= self._headline

    @cached_property
    def _headline(self) -> int:
        ahead = [(each, place, text) for each, text in self.headings if (place := self.ahead(each)) is not None]
        told = self.page.title
        named = (place for _, place, text in ahead if len(text) > LABEL // 2 and told.startswith(text))
        return max((place for each, place, _ in ahead if each.tag == "h1"), default=max(named, default=-1))

    def outside(self, node: Element) -> Iterator[Element]:
        """Yield an element and those around it, as far as the text is not in them."""
        yield from takewhile(lambda each: each not in self._around, chain((node,), node.iterancestors()))

    @cached_property
    def headings(self) -> list[tuple[Element, str]]:
        """The page's headings and what is called a title, with their texts; not what hides, or stands in what hides
        without the text: a heading for machines, a window that a script opens."""
        return [(node, text) for node, text, hides in self._titled if not hides]

    @cached_property
    def unseen(self) -> set[str]:
        """The texts, folded, of headings that hide."""
        return {fold(text) for _, text, hides in self._titled if hides}

    @cached_property
    def _titled(self) -> list[tuple[Element, str, bool]]:
        told = ((node, line_of(node)) for node in self.page.all(_TITLES))
        return [(node, text, self._hides(node)) for node, text in told if text]

    def _hides(self, node: Element) -> bool:
        """Tell whether `node` or what is around it without the text hides, by itself or by the page's sheets."""
        hides = False
        path: list[Element] = []
        for each in chain((node,), node.iterancestors()):
            if (known := self._told.get(each)) is not None:
                hides = known
                break
            path.append(each)
            if is_unprinted(each, lenient=True):
                hides = True
                break
        for each in path:
            self._told[each] = hides
        return hides

    def lines(self, css: str) -> list[tuple[Element, str]]:
        """The short lines outside the text that `css` selects."""
        if css not in self._lines:  # day and source are looked for in the same
            outside = (node for node in self.page.all(css) if node.tag not in _UNREAD and not self.body.holds(node))
            outside = (node for node in outside if not self._hides(node) or "baidu" in (node.get("id") or ""))
            told = ((node, line_of(node, _SHORT)) for node in outside)
            self._lines[css] = [(node, text) for node, text in told if 0 < len(text) <= _SHORT]
        return self._lines[css]

    @cached_property
    def behind(self) -> list[str]:
        """The short lines right behind the text, and behind what is around it, without the links in them (buttons); not
        what hides, or leads to another article."""
        around = (each for each in islice(self.body.iterancestors(), _ROUND) if each.tag != "body")
        nodes = [node for each in chain((self.body,), around) for node in islice(each.itersiblings(), _BEHIND)]
        own = [
            node for node in nodes if not self._hides(node) and not any(map(_is_title, islice(node.iter("a"), _FEW)))
        ]
        return [line for node in own if 0 < len(line := line_of(node, _SHORT, frozenset(node.iter("a")))) <= _SHORT]

    @cached_property
    def near(self) -> list[str]:
        """The last short texts before the body, the nearest first; not what hides."""
        if self._opening:
            before = ((node, text) for node, text in self._opening.texts_before() if node.tag not in _NO_LINES)
            told = ((node, tidy(text)) for node, text in islice(before, _NEAR))
            near = (text for node, text in told if 0 < len(text) <= _SHORT and not self._hides(node))
        else:
            texts = list(self.page.root.itertext(*_NO_LINES))[: -_NEAR - 1 : -1]
            near = (text for text in map(tidy, texts) if 0 < len(text) <= _SHORT)
        return list(islice(near, _FEW))

    @cached_property
    def labelled(self) -> list[str]:
        """The same texts, each with what stands before it where that may be its label: a day is none of the words
        behind it, but may be of a clock time."""
        pairs = zip(self.near, [*self.near[1:], ""], strict=False)  # no text: no pair
        return [f"{before} {text}" if _is_label(before, text) else text for text, before in pairs]


def _is_title(link: Element) -> bool:
    return len(tidy(link.text_content())) > LABEL


def _is_label(before: str, text: str) -> bool:
    """Tell whether a short text is the label of the one behind it; a short subtitle before a day is none."""
    fits = _LABELS.search(before) if _FIGURE.search(text) else not _FIGURE.search(before)
    return len(before) <= LABEL and bool(fits)


def shown(page: Page, css: str) -> list[Element]:
    """Return the elements that `css` selects, without those that say nothing or hide."""
    return [node for node in page.all(css) if text_of(node) and not hides(page, node)]


def said_by(page: Page, css: str) -> list[Element]:
    """Return what `css` selects; of several nothing that hides if another shows: a copy for telephones, or to share."""
    found = page.all(css)
    return (shown(page, css) or found) if len(found) > 1 else found


def hides(page: Page, node: Element) -> bool:
    """Tell whether `node` or what is around it hides, by itself or by the page's sheets."""
    return any(each in page.unseen or is_unprinted(each) for each in (node, *node.iterancestors()))

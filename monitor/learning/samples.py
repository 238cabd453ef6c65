"""Pages to learn from, and what is known of each before anything is learned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from scrapy.http import TextResponse

from monitor.exceptions import EmptyPage
from monitor.markup.body import read_body
from monitor.markup.page import Page, line_of, text_of
from monitor.reading.generic import read_generic, trim
from monitor.reading.platforms import read_platform
from monitor.reading.template import Draft
from monitor.text.hygiene import fold
from monitor.text.markdown import Block, Paragraph, Picture
from monitor.text.titles import continues, is_cut

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_TITLE = 5  # characters; a shorter beginning of a page's title may be that of its section
_LEAST = 3  # pages on which a line stands that is none of one page's
_SENTENCE = re.compile("[，。！？；]")
_LINE = 160  # characters; no headline and no line of day and source is longer
_UNREAD = frozenset(("html", "head", "body", "script", "style", "title", "meta", "link", "option"))


@dataclass(frozen=True)
class Sample:
    """A saved page: `title` as a list announced it, `day` as its address tells it (Asia/Shanghai), where known."""

    response: TextResponse
    title: str = ""
    day: date | None = None


class Known:
    """What is known of a sample: what the lower rungs read of it, and which headline is the right one. Raises EmptyPage
    for what is no page. `blocks` is the text as the lower rungs read it, without headline and date line; where they
    read none, what stands on this page alone and is no link (see `know`)."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.page = Page(sample.response)
        found = read_platform(self.page, sample.day) or read_generic(self.page, sample.day)
        self.draft: Draft | None = None
        self.day = sample.day
        self.blocks: list[Block] = []
        self._titles = [fold(text) for text in (self.page.title, self.page.meta("og:title", "articletitle")) if text]
        self._headline = ""
        if found:
            self.take(replace(found[1], blocks=trim(found[1].blocks, found[1].headline)))

    def take(self, draft: Draft) -> None:
        """Take `draft` for what was read of the page, in place of what was before, with all that follows from it: its
        blocks are the text as they are."""
        self.draft = draft
        self.day = self.sample.day or (draft.moment.day if draft.moment else None)
        self.blocks = draft.blocks
        self._headline = fold(draft.headline)
        for kept in ("text", "paragraphs"):  # worked out of the blocks before
            self.__dict__.pop(kept, None)

    @cached_property
    def lines(self) -> list[tuple[Element, str]]:
        """The elements of the page that hold no more than a line, with it, in the order of the page."""
        elements = (node for node in self.page.root.iter() if node.tag not in _UNREAD)
        short = (node for node in elements if len(node.text_content()) <= 3 * _LINE)  # most of it may be blanks
        return [(node, line) for node in short if (line := line_of(node)) and len(line) <= _LINE]

    @cached_property
    def text(self) -> Counter[str]:
        """The characters of its `blocks`."""
        return characters(self.blocks)

    @cached_property
    def paragraphs(self) -> frozenset[str]:
        """The paragraphs of that text, folded."""
        return frozenset(filter(None, (fold(block.text) for block in self.blocks if isinstance(block, Paragraph))))

    def trust(self, headline: str) -> float:
        """How far `headline` is the page's (0–1): the list announced it so, what was read says so, its title begins
        so."""
        folded, title = fold(headline), self.sample.title
        if not folded:
            return 0.0
        if title and (folded == fold(title) or (is_cut(title) and continues(headline, title))):
            return 1.0
        if folded == self._headline:
            return 0.9
        return 0.8 * (len(folded) >= _TITLE and any(each.startswith(folded) for each in self._titles))


def know(samples: Iterable[Sample]) -> list[Known]:
    """Return what is known of `samples`, without those that are no pages."""
    found = []
    for sample in samples:
        try:
            found.append(Known(sample))
        except EmptyPage:
            continue
    if not all(page.blocks for page in found):
        shown = [read_body(page.page.root, page.page.absolute, page.page.hidden) for page in found]
        same = repeated(shown, max(_LEAST, len(found) // 2))
        for page, blocks in zip(found, shown, strict=True):
            page.blocks = page.blocks or _alone(page, blocks, same)
    return found


def _alone(page: Known, blocks: list[Block], same: Collection[str]) -> list[Block]:
    """Of what a page shows that which few others do, but for its links, its headline and lines without a sentence."""
    links = {fold(link.text_content()) for link in page.page.root.iter("a")}
    return [
        block
        for block in blocks
        if isinstance(block, Paragraph) and block.text not in same and _SENTENCE.search(block.text)
        and fold(block.text) not in links and not page.trust(block.text)
    ]  # fmt: skip


def characters(blocks: Iterable[Block], without: Collection[str] = ()) -> Counter[str]:
    """Return the characters of the paragraphs among `blocks`, but for the lines `without`."""
    texts = (block.text for block in blocks if isinstance(block, Paragraph))
    return Counter("".join(fold(text) for text in texts if text not in without))


def agreement(one: Counter[str], other: Counter[str]) -> float:
    """Return how far two texts agree (0–1): F1 of their characters."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def repeated(pages: Iterable[Iterable[Block]], least: int) -> tuple[str, ...]:
    """Return the lines, and the addresses of pictures, that stand on `least` of the `pages` or more."""
    count: Counter[str] = Counter()
    for blocks in pages:
        named = (block.url if isinstance(block, Picture) else block.text for block in blocks)
        count.update(set(filter(None, named)))
    return tuple(sorted(text for text, number in count.items() if number >= least))


def is_whole(element: Element, text: Counter[str], share: float) -> bool:
    """Tell whether `element` holds `share` (0–1) of the characters of `text`."""
    return (Counter(fold(text_of(element))) & text).total() >= share * text.total() > 0

"""One generation of an outlet's article page, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from lxml.html import HtmlElement

from monitor.markup.containers import read_containers
from monitor.markup.page import Page, line_of, text_of
from monitor.markup.pictures import read_pictures
from monitor.reading.credits import read_editor, read_source
from monitor.reading.deck import Deck, read_deck
from monitor.text.dates import Moment, read_moment
from monitor.text.markdown import Block

_NAME = 20  # characters; the name of a source is no longer
_TAIL = re.compile(r"20\d\d[-年].*$|[（(]\s*[A-Z]?\d{1,3}\s*[）)]\s*$")  # the day, or the page, behind the reporter
_NO_NAME = re.compile(r"\d|[:：]")


@dataclass
class Draft:
    """What one rung found on a page; empty where it found nothing."""

    headline: str = ""
    kicker: str = ""
    subtitle: str = ""
    moment: Moment | None = None
    source: str = ""
    author: str = ""
    editor: str = ""
    blocks: list[Block] = field(default_factory=list)

    @property
    def lacks(self) -> bool:
        """Whether a field that most pages have is empty."""
        return not (self.source and self.moment and self.moment.clock)


@dataclass(frozen=True)
class Template:
    """CSS selectors of one generation of an article page. `evidence` says what they rest on, in the dossier's marks.

    `published` and `source` may select several elements: the first with a date, or with 来源：, counts. `deck` selects
    lines around the headline that only their place makes kicker or subtitle. `drop` names the junk inside the body,
    `pictures` elements beside the body that hold the article's pictures.
    """

    name: str
    evidence: str
    headline: str
    body: str
    published: str = ""
    source: str = ""
    kicker: str = ""
    subtitle: str = ""
    deck: str = ""
    author: str = ""
    editor: str = ""
    pictures: str = ""
    drop: tuple[str, ...] = ()

    def read(self, page: Page, reference: date | datetime | None) -> Draft | None:
        """Return what this template finds, None if headline or text is missing. `reference` completes dates without
        a year (see `monitor.text.dates.read_moment`)."""
        headline = page.text(self.headline)
        nodes = self._bodies(page) if headline else []  # most templates are not the page's: one look must do
        if not nodes:
            return None
        body = nodes[0]
        blocks = read_containers(nodes, page.absolute, self.drop)
        if not blocks:
            return None
        outside = [node for node in page.all(self.pictures) if body not in node.iterancestors() and node is not body]
        blocks[:0] = [picture for node in outside for picture in read_pictures(node, page.absolute)]
        deck = read_deck(page, self.headline, self.deck) if self.deck else Deck(headline)
        return Draft(
            headline=deck.headline,
            kicker=page.text(self.kicker) or deck.kicker,
            subtitle=page.text(self.subtitle) or deck.subtitle,
            moment=self._moment(page, reference),
            source=self._source(page),
            author=self._author(page),
            editor=self._editor(page),
            blocks=blocks,
        )

    def complete(self, draft: Draft, page: Page, reference: date | datetime | None) -> None:
        """Fill in what `draft`, which another template read off the same page, lacks, if this one fits the page too."""
        if page.text(self.headline) != draft.headline:
            return
        draft.source = draft.source or self._source(page)
        draft.author = draft.author or self._author(page)
        draft.editor = draft.editor or self._editor(page)
        if draft.moment is None or draft.moment.clock is None:
            moment = self._moment(page, reference)
            if moment and (draft.moment is None or (moment.clock and moment.day == draft.moment.day)):
                draft.moment = moment

    def _bodies(self, page: Page) -> list[HtmlElement]:
        # The alternatives of the group are tried in their own order, not in that of the page: the first is the better.
        for css in self.body.split(", "):
            nodes = page.all(css)
            for number, node in enumerate(nodes):
                if text_of(node) or node.find(".//img") is not None:
                    return nodes[number:]
        return []

    def _author(self, page: Page) -> str:
        return _TAIL.sub("", page.text(self.author)).strip()

    def _editor(self, page: Page) -> str:
        return next(filter(None, (read_editor(line_of(node)) for node in page.all(self.editor))), "")

    def _source(self, page: Page) -> str:
        texts = [line_of(node) for node in page.all(self.source)]
        labelled = next(filter(None, map(read_source, texts)), "")
        # Some sites set the name alone into an element of its own; one with a digit is the time.
        return labelled or next((text for text in texts if 1 < len(text) <= _NAME and not _NO_NAME.search(text)), "")

    def _moment(self, page: Page, reference: date | datetime | None) -> Moment | None:
        return next(filter(None, (read_moment(line_of(node), reference) for node in page.all(self.published))), None)

"""One generation of an outlet's article page, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from lxml.html import HtmlElement

from monitor.reading.body import read_body, read_pictures
from monitor.reading.credits import read_editor, read_source
from monitor.reading.page import Page, text_of
from monitor.text.dates import Moment, best_moment
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


@dataclass(frozen=True)
class Template:
    """CSS selectors of one generation of an article page. `evidence` says what they rest on, in the dossier's marks.

    `published` and `source` may select several elements: the first with a date, or with 来源：, counts. `drop` names
    the junk inside the body, `pictures` elements beside the body that hold the article's pictures.
    """

    name: str
    evidence: str
    headline: str
    body: str
    published: str = ""
    source: str = ""
    kicker: str = ""
    subtitle: str = ""
    author: str = ""
    editor: str = ""
    pictures: str = ""
    drop: tuple[str, ...] = ()

    def read(self, page: Page, reference: date | datetime | None) -> Draft | None:
        """Return what this template finds, None if headline or text is missing. `reference` completes dates without
        a year (see `monitor.text.dates.best_moment`)."""
        headline = page.text(self.headline)
        body = self._body(page) if headline else None  # most templates are not the page's: one look must do
        if body is None:
            return None
        blocks = read_body(body, page.absolute, self.drop)
        if not blocks:
            return None
        outside = [node for node in page.all(self.pictures) if body not in node.iterancestors() and node is not body]
        blocks[:0] = [picture for node in outside for picture in read_pictures(node, page.absolute)]
        return Draft(
            headline=headline,
            kicker=page.text(self.kicker),
            subtitle=page.text(self.subtitle),
            moment=self._moment(page, reference),
            source=self._source(page),
            author=_TAIL.sub("", page.text(self.author)).strip(),
            editor=next(filter(None, (read_editor(text_of(node)) for node in page.all(self.editor))), ""),
            blocks=blocks,
        )

    def _body(self, page: Page) -> HtmlElement | None:
        # The alternatives of the group are tried in their own order, not in that of the page: the first is the better.
        for css in self.body.split(", "):
            for node in page.all(css):
                if text_of(node) or node.find(".//img") is not None:
                    return node
        return None

    def _source(self, page: Page) -> str:
        texts = [text_of(node) for node in page.all(self.source)]
        labelled = next(filter(None, map(read_source, texts)), "")
        # Some sites set the name alone into an element of its own; one with a digit is the time.
        return labelled or next((text for text in texts if 1 < len(text) <= _NAME and not _NO_NAME.search(text)), "")

    def _moment(self, page: Page, reference: date | datetime | None) -> Moment | None:
        return best_moment(map(text_of, page.all(self.published)), reference)

"""One generation of an outlet's article page, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from monitor.extraction.cards import without_pointers
from monitor.extraction.headlines import is_furniture
from monitor.extraction.linked import with_clock
from monitor.extraction.sounding import is_button
from monitor.extraction.within import without_others
from monitor.markup.body import read_body, read_pictures
from monitor.markup.container import Container, find_container
from monitor.markup.line import seen_line
from monitor.markup.page import Page, first_text, line_of, text_of
from monitor.markup.surroundings import hides, said_by, shown
from monitor.reading.credits import read_editor, read_source
from monitor.text.dates import Moment, best_moment
from monitor.text.hygiene import fold
from monitor.text.markdown import Block, Picture
from monitor.text.sources import press_beside_day

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_TAIL = re.compile(r"20\d\d[-年].*$|[（(]\s*[A-Z]?\d{1,3}\s*[）)]\s*$")  # the day, or the page, behind the reporter
_NAME = re.compile(r"[^\d:：]{2,20}")  # of a source: it is no longer


@dataclass(frozen=True)
class Deck:
    """A headline with the lines above and below it, 引题 and 副题; each may be empty."""

    headline: str
    kicker: str = ""
    subtitle: str = ""


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
    container: Container | None = None  # where the text was found


@dataclass(frozen=True)
class Template:
    """CSS selectors of one generation of an article page. `evidence` says what they rest on, in the dossier's marks.

    `published` and `source` may select several elements: the first with a date, or with 来源：, counts. `deck` selects
    lines around the headline that only their place makes kicker or subtitle. `drop` names the junk inside the body,
    `pictures` elements beside the body that hold the article's pictures; `repeated` are whole lines, and addresses of
    pictures, that the site sets into every text.
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
    repeated: tuple[str, ...] = ()

    def read(self, page: Page, reference: date | datetime | None) -> Draft | None:
        """Return what this template finds, None if headline or text is missing. `reference` completes dates without
        a year (see `monitor.text.dates.best_moment`)."""
        title = find_title(page, self.headline)
        container = find_container(page.all, self.body) if title else None
        if title is None or container is None:  # most templates are not the page's: one look must do
            return None
        deck = read_deck(page, title, self.deck) if self.deck else Deck(text_of(title))
        kicker, subtitle = (first_text(shown(page, css)) for css in (self.kicker, self.subtitle))
        found = Draft(deck.headline, kicker or deck.kicker, subtitle or deck.subtitle, container=container)
        known = (found.headline, found.kicker, found.subtitle)
        blocks = read_body(container.outer, page.picture, self.drop, container.core, known, page.unseen)
        blocks = without_others([block for block in blocks if _said(block) not in self.repeated], container.outer)
        blocks = without_pointers(blocks, container.outer)
        if not blocks:
            return None
        found.blocks = self._pictures(page, container, blocks) + blocks
        found.moment = _moment(page, self.published, reference)
        found.source = source_in(said_by(page, self.source))
        found.author = _TAIL.sub("", first_text(said_by(page, self.author))).strip()
        found.editor = self._editor(said_by(page, self.editor))
        return found

    def complete(self, draft: Draft, page: Page, reference: date | datetime | None) -> None:
        """Fill in what another template left empty in `draft`, if this one is the page's too: it has the same headline
        and a text in the same place. What stands inside the text is no field."""
        container, title = draft.container, find_title(page, self.headline)
        headline = text_of(title) if title else ""
        if container is None or not headline or (headline != draft.headline and fold(headline) != fold(draft.headline)):
            return
        above = {*container.certain[0].iterancestors()}
        if not any(node in above or container.holds(node) for node in page.all(self.body)):
            return

        def outside(css: str) -> list[Element]:
            return [node for node in said_by(page, css) if not container.holds(node)]

        lines = {fold(line) for line in (draft.headline, draft.kicker, draft.subtitle)}
        for name, css in (("kicker", self.kicker), ("subtitle", self.subtitle)):
            told = (node for node in shown(page, css) if not container.holds(node))
            if not getattr(draft, name) and fold(line := first_text(told)) not in lines:
                setattr(draft, name, line)
        if draft.moment is None or draft.moment.clock is None:
            moment = best_moment(map(line_of, outside(self.published)), reference)
            if moment and (draft.moment is None or (moment.clock and moment.day == draft.moment.day)):
                draft.moment = moment
        draft.source = draft.source or source_in(outside(self.source))
        draft.author = draft.author or _TAIL.sub("", first_text(outside(self.author))).strip()
        draft.editor = draft.editor or self._editor(outside(self.editor))

    def _pictures(self, page: Page, container: Container, blocks: list[Block]) -> list[Block]:
        """The pictures beside the text, without those that were read with it."""
        read = {block.url for block in blocks if isinstance(block, Picture)}
        outside = [node for node in page.all(self.pictures) if not container.holds(node)]
        found = [picture for node in outside for picture in read_pictures(node, page.picture)]
        return [picture for picture in found if not (isinstance(picture, Picture) and picture.url in read)]

    @staticmethod
    def _editor(nodes: list[Element]) -> str:
        return next(filter(None, (read_editor(line_of(node)) for node in nodes)), "")


def _moment(page: Page, css: str, reference: date | datetime | None) -> Moment | None:
    all_of, seen = page.all(css), said_by(page, css)
    moment = best_moment(map(line_of, seen), reference)
    told = best_moment(map(line_of, all_of), reference) if moment and len(all_of) > len(seen) else moment
    same = told and moment and f"{told.value}"[:16] == f"{moment.value}"[:16]
    return with_clock(told if same else moment, seen)  # what hides may have the seconds


def source_in(nodes: list[Element]) -> str:
    """Return the source that the first of `nodes` tells: with 来源： before it, else with a day, else a name alone."""
    texts = list(map(line_of, nodes))
    named = filter(None, chain(map(read_source, texts), map(press_beside_day, texts)))
    # Some sites set the name alone into an element of its own; one with a digit is the time.
    alone = (each for each in texts if _NAME.fullmatch(each) and not is_button(each))
    return next(chain(named, alone), "")


def _said(block: Block) -> str:
    return block.url if isinstance(block, Picture) else block.text


def find_title(page: Page, headline: str) -> Element | None:
    """Return the first element that the selector `headline` finds; of several no logo, and none that hides if another
    shows."""
    titles = [node for node in page.all(headline) if text_of(node)]
    if len(titles) > 1:
        titles = [node for node in titles if not is_furniture(node, text_of(node))] or titles
        titles = [node for node in titles if not hides(page, node)] or titles
    return next(iter(titles), None)


def read_deck(page: Page, title: Element, lines: str) -> Deck:
    """Return the headline in `title`, and of the elements that `lines` selects those before it as kicker, those behind
    it as subtitle, each joined by blanks. Old papers set all three into one cell."""
    around = [node for node in shown(page, lines) if node != title]
    if not around:
        return Deck(text_of(title))
    inside = [node for node in around if title in node.iterancestors()]
    own = seen_line(title, inside)
    place = {node: number for number, node in enumerate(page.root.iter())}
    at = _first_own_text(title, inside, place)
    before, behind = ([node for node in around if (place[node] < at) is early] for early in (True, False))
    return Deck(own, *(" ".join(map(text_of, nodes)) for nodes in (before, behind)))


def _first_own_text(title: Element, inside: list[Element], place: dict[Element, int]) -> float:
    """Return where in the page the headline's own text begins: at its element, or behind a line inside it."""
    if (title.text or "").strip():
        return place[title]
    lines = {each for node in inside for each in node.iter()}
    for node in title.iterdescendants():
        if node not in lines and (node.text or "").strip():
            return place[node]
        if (node.tail or "").strip() and (node not in lines or node in inside):
            return place[node] + 0.5
    return place[title]

"""Where pages of one build keep their headline, and the line with day, clock and source: selectors chosen by what they
find on all pages, not by how they look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from statistics import mean
from typing import TYPE_CHECKING

from monitor.learning.samples import Known
from monitor.learning.selectors import selectors_of
from monitor.markup.page import first_text, line_of
from monitor.reading.template import source_in
from monitor.text.dates import Standing, best_moment, sightings
from monitor.text.hygiene import fold
from monitor.text.sources import press_beside_day, read_source

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_SOME = 0.5  # share of the pages on which a selector must be somebody's
_MOST = 60  # selectors that are weighed, those of the most pages first
_TRUSTED = 0.8  # see Known.trust
# What a line is worth: the right day, the reading of the lower rungs, a clock; less without a year, for the address may
# not tell the day.
_DAY, _SAME, _CLOCK, _NO_YEAR = 1.0, 0.2, 0.6, 0.4
_TWO = 2  # elements; a line of day and source stands once or twice: for a screen and for a telephone
_ELSEWHERE = 0.02  # taken off for each further element that is selected
_LENGTH = 0.001  # and for each character
_NAMED = 0.7  # a source that the lower rungs did not read


def find_headline(pages: Sequence[Known]) -> tuple[str, list[Known]]:
    """Return the selector under which the most pages have their headline, and those pages; an empty one if there is
    none. What says the same on most pages is no headline."""

    def is_headline(page: Known, node: Element, line: str) -> bool:
        return page.trust(line) > 0

    def worth(css: str) -> float:
        texts = [first_text(page.page.all(css)) for page in pages]
        if len({fold(text) for text in texts if text}) * 2 <= sum(map(bool, texts)):
            return 0.0
        trust = sum(page.trust(text) for page, text in zip(pages, texts, strict=True))
        return trust - _ELSEWHERE * mean(len(page.page.all(css)) > 1 for page in pages)

    css = _best(_proposed(pages, is_headline), worth)
    return css, [page for page in pages if css and page.trust(first_text(page.page.all(css))) >= _TRUSTED]


def find_published(pages: Sequence[Known]) -> tuple[str, float]:
    """Return the selector of the line that tells when a page was published, and the share of the pages on which its day
    is the known one; the day in an address counts before what the lower rungs read."""

    def tells(page: Known, node: Element, line: str) -> bool:
        return _outside(page, line) and any(each.standing < Standing.OTHER for each in sightings(line, page.day))

    def worth_on(page: Known, css: str) -> float:
        lines = [line_of(node) for node in page.page.all(css)]
        moment = best_moment(lines, page.day)
        if moment is None or moment.day != page.day:
            return 0.0
        read, whole = page.draft.moment if page.draft else None, best_moment(lines) is not None
        return _DAY + _CLOCK * bool(moment.clock) + _SAME * (moment == read) + (0 if whole else -_NO_YEAR)

    css = _best(_proposed(pages, tells), lambda css: _sum(pages, css, worth_on))
    return css, mean(worth_on(page, css) >= _DAY - _NO_YEAR for page in pages) if css else 0.0


def find_source(pages: Sequence[Known]) -> tuple[str, float]:
    """Return the selector of the line that tells the source, and the share of the pages on which it names one. A name
    without 来源： counts only where the lower rungs read the same."""

    def tells(page: Known, node: Element, line: str) -> bool:
        read = page.draft.source if page.draft else ""
        return _outside(page, line) and bool(read_source(line) or (read and read in (line, press_beside_day(line))))

    def worth_on(page: Known, css: str) -> float:
        found = source_in(page.page.all(css))
        if not found:
            return 0.0
        return 1.0 if page.draft and found == page.draft.source else _NAMED * any(
            read_source(line_of(node)) for node in page.page.all(css)
        )  # fmt: skip

    css = _best(_proposed(pages, tells), lambda css: _sum(pages, css, worth_on))
    return css, mean(worth_on(page, css) > 0 for page in pages) if css else 0.0


def _sum(pages: Sequence[Known], css: str, worth: Callable[[Known, str], float]) -> float:
    """What `css` is worth on all pages; less where it selects many elements, or a long line."""
    found = [page.page.all(css) for page in pages]
    many = mean(max(len(nodes) - _TWO, 0) for nodes in found)
    long = mean(sum(len(line_of(node)) for node in nodes) for nodes in found)
    return sum(worth(page, css) for page in pages) - _ELSEWHERE * many - _LENGTH * long


def _outside(page: Known, line: str) -> bool:
    """Tell whether `line` is none of the paragraphs of the text."""
    return fold(line) not in page.paragraphs


def _proposed(pages: Sequence[Known], fits: Callable[[Known, Element, str], bool]) -> list[str]:
    """The selectors of the elements that fit, those of the most pages first."""
    votes: Counter[str] = Counter()
    for page in pages:
        votes.update({css for node, line in page.lines if fits(page, node, line) for css in selectors_of(node)})
    least = max(2, _SOME * len(pages)) if len(pages) > 1 else 1
    return [css for css, number in votes.most_common(_MOST) if number >= least]


def _best(proposed: Sequence[str], worth: Callable[[str], float]) -> str:
    """The selector that is worth the most, of equals the plainest; empty if none is worth anything."""
    ranked = sorted((-round(worth(css), 3), len(css.split()), len(css), css) for css in proposed)
    return ranked[0][-1] if ranked and ranked[0][0] < 0 else ""

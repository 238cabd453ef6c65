"""Other articles in the element of a text, each with a link for its headline and a summary: cards."""

from __future__ import annotations

from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING

from monitor.extraction.lined import Line
from monitor.extraction.sounding import is_prose

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_MOST = 4  # lines of a card: headline, summary, day, source
_DEEP, _COUNTED = 5, 16  # elements round a line that may be its card; in which it is counted
_SUMMARY = 160  # characters
_FEWEST = 3  # cards of a list of others
_HEADLINE = 8  # characters of the links' headlines, on average: a hospital's name is shorter

_Kind = tuple["Element | None", str, str]


def find_cards(body: Element, lines: list[Line], leading: set[Line]) -> dict[Element, list[Line]]:
    """Return the elements in `body` that hold a line of those that are `leading` to other articles and, behind it, no
    more than a summary."""
    number: Counter[Element] = Counter()
    first: dict[Element, Line] = {}
    for line in lines:
        for element in chain((line.around,), islice(line.around.iterancestors(), _COUNTED)):
            number[element] += 1
            first.setdefault(element, line)
    cards: dict[Element, list[Line]] = {}
    for place, line in enumerate(lines):
        if line not in leading or line.around == body:
            continue
        card = None
        for element in chain((line.around,), islice(line.around.iterancestors(), _DEEP)):
            if element.holds(body) or number[element] > _MOST or first[element] is not line:
                break
            card = element
        inner = lines[place : place + number[card]] if card is not None else []
        if card is not None and len(inner) > 1 and all(len(each.text) <= _SUMMARY for each in inner):
            cards[card] = inner
    return cards


def find_others(lines: list[Line], cards: dict[Element, list[Line]], listed: set[Line]) -> set[Element]:
    """Return the cards that are a list of other articles: several that are alike, behind the text and with no more of
    it behind them. A digest, whose items are all its text, is none, nor what a line of the text announces."""
    alike: dict[_Kind, list[Element]] = {}
    for card in cards:
        alike.setdefault(_kind(card), []).append(card)
    announced = {
        _kind(element)
        for line in listed
        for element in chain((line.around,), islice(line.around.iterancestors(), _DEEP))
    }
    place = {line: number for number, line in enumerate(lines)}
    prose = [number for number, line in enumerate(lines) if not line.links and is_prose(line.text)]
    found: set[Element] = set()
    for kind, several in alike.items():
        numbers = {place[line] for card in several for line in cards[card]}
        titles = sum(len(cards[card][0].text) for card in several)
        outside = [number for number in prose if number not in numbers]
        if len(several) < _FEWEST or titles < _HEADLINE * len(several) or not outside or kind in announced:
            continue
        if max(outside) < min(numbers):
            found.update(several)
    return found


def _kind(card: Element) -> _Kind:
    return card.getparent(), card.tag, card.get("class") or ""

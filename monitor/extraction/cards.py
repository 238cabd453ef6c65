"""Other articles in the element of a text: cards, each with a link for its headline and a summary, and bare links."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from monitor.extraction.lined import Line, key, lines_of
from monitor.extraction.sounding import is_prose
from monitor.text.markdown import Block, Paragraph

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_MOST = 4  # lines of a card: headline, summary, day, source
_DEEP, _COUNTED = 5, 16  # elements round a line that may be its card; in which it is counted
_SUMMARY = 160  # characters
_FEWEST = 3  # cards of a list of others
_POINTERS, _SEVERAL = "▶►▷▸❯➤→●■◆◇»", 2  # marks before links to other articles behind a text, and how many at least
_HEADLINE = 8  # characters of the links' headlines, on average: a hospital's name is shorter

_Kind = tuple["Element | None", str, str]


def find_cards(body: Element, lines: list[Line], leading: set[Line]) -> dict[Element, list[Line]]:
    """Return the elements in `body` that hold a line of those that are `leading` to other articles and, behind it, no
    more than a summary; not several with a headline each."""
    if not leading:
        return {}
    number: Counter[Element] = Counter()
    hrefs: dict[Element, set[str]] = {}
    first: dict[Element, Line] = {}
    for line in lines:
        for element in line.boxes(_COUNTED + 1):
            number[element] += 1
            first.setdefault(element, line)
            if line in leading and len(line.text) >= _HEADLINE:
                hrefs.setdefault(element, set()).update(link.get("href") or "" for link in line.links)
    cards: dict[Element, list[Line]] = {}
    for place, line in enumerate(lines):
        if line not in leading or line.around == body:
            continue
        card = None
        for element in line.boxes(_DEEP + 1):
            if element.holds(body) or number[element] > _MOST or first[element] is not line:
                break
            if len(hrefs.get(element, ())) > 1:
                break
            card = element
        inner = lines[place : place + number[card]] if card is not None else []
        if card is not None and len(inner) > 1 and all(len(each.text) <= _SUMMARY for each in inner):
            cards[card] = inner
    return cards


def find_others(lines: list[Line], cards: dict[Element, list[Line]], listed: set[Line]) -> set[Element]:
    """Return the cards that are a list of other articles: several that are alike, behind the text and with no more of
    it behind them, or any with less to say than the text around them has. A digest, whose items are all its text, is
    none, nor what a line of the text announces."""
    if not cards:
        return set()
    alike: dict[_Kind, list[Element]] = {}
    for card in cards:
        alike.setdefault(_kind(card), []).append(card)
    announced = {_kind(element) for line in listed for element in line.boxes(_DEEP + 1)}
    place = {line: number for number, line in enumerate(lines)}
    prose = [number for number, line in enumerate(lines) if not line.links and is_prose(line.text)]
    found: set[Element] = set()
    for kind, several in alike.items():
        numbers = {place[line] for card in several for line in cards[card]}
        titles = sum(len(cards[card][0].text) for card in several)
        outside = [number for number in prose if number not in numbers]
        if titles < _HEADLINE * len(several) or not outside or kind in announced:
            continue
        behind = len(several) >= _FEWEST and max(outside) < min(numbers)
        if behind or (min(outside) < min(numbers) and _are_within(several, cards, outside, lines)):
            found.update(several)
    return found


def _are_within(
    several: list[Element], cards: dict[Element, list[Line]], outside: list[int], lines: list[Line]
) -> bool:
    """Tell whether alike cards lead to a page each, from among text that is longer than they are and that stands in no
    such box."""
    kind = _kind(several[0])
    if any(_kind(each) == kind for number in outside for each in lines[number].boxes(_DEEP)):
        return False
    inside = [cards[card] for card in several]
    if not all(line.leads_to_pages() for card in inside for line in card):
        return False
    if any(line.text[-1:] in "。！？" for card in inside for line in card):
        return False  # whole sentences may be the text's: the proof would miss them in print
    told = sum(len(line.text) for card in inside for line in card)
    return sum(len(lines[number].text) for number in outside) >= told


def find_links(lines: list[Line], leading: set[Line]) -> set[Element]:
    """Return the links to other articles that have lines of their own between two paragraphs of the text: several at
    one place, or one at the only such place, for links at several may be the headlines of a digest, short ones too."""
    if not leading:
        return set()
    told = {line for line in lines if not line.links and is_prose(line.text)}
    last = max((place for place, line in enumerate(lines) if line in told), default=0)
    groups = [
        (alone, [*run])
        for alone, run in groupby(lines[: last + 1], lambda each: each in leading and each.is_headline())
    ]
    runs = [
        run
        for (_, before), (alone, run), (_, behind) in zip(groups, groups[1:], groups[2:], strict=False)
        if alone and before[-1] in told and not _heads(run[-1], before[-1], behind[0])
    ]
    bare = {line for line in lines[: last + 1] if line in leading and line.is_bare()}
    only = len(runs) == 1 and bare.issubset(runs[0])
    return {each for run in runs if len(run) > 1 or only for line in run for each in line.whole()}


def _heads(link: Line, before: Line, behind: Line) -> bool:
    """Tell whether a link is a headline in the box of the text behind it."""
    return any(box.holds(behind.around) and not box.holds(before.around) for box in link.boxes(_DEEP))


def _kind(card: Element) -> _Kind:
    return card.getparent(), card.tag, card.get("class") or ""


def without_pointers(blocks: list[Block], body: Element) -> list[Block]:
    """Return `blocks`, read of the `body` of a known template, without the last lines if each of them, two at least, is
    a mark and a link to another article."""
    end = len(blocks)
    while end and isinstance(last := blocks[end - 1], Paragraph) and last.text[0] in _POINTERS:
        end -= 1
    if len(blocks) - end < _SEVERAL:
        return blocks
    links = {key(line.text) for line in lines_of(body) if line.is_headline()}
    pointing = all(isinstance(each, Paragraph) and key(each.text) in links for each in blocks[end:])
    return blocks[:end] if pointing and end else blocks

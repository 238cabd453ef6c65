"""The element of a page in which its sentences stand closest together.

What weighs is a text with a punctuation mark of a sentence that is no link's, heading's or menu's: from the smallest
element around the headline that holds a good part of them, else from the whole page, the way leads down as long as one
child holds nearly all of the weight, but into no single paragraph, so that an article of one keeps what stands beside
it. What is named a comment, a footer, a list of related articles does not weigh, unless nothing else does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from monitor.extraction.beside import find_junk, is_linked, is_named
from monitor.extraction.sounding import is_prose
from monitor.markup.line import BREAKING, is_row
from monitor.markup.visibility import UNPRINTED, is_folded, is_hidden
from monitor.text.hygiene import fold, tidy

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_SENTENCE = re.compile(r"[，。！？；、]|[,.;!?](?:\s|[”’\"')]|$)")
_LEAST = 10  # characters of a text that weighs; shorter ones are labels
_SHARE = 0.85  # of its parent's weight, lists of links aside, that a child holds into which the way leads
_NEAR = 0.3  # of the page's weight that an element around the headline holds, at the least
_FEW = 50  # headings of a page that are looked at
_HEADING = 5  # characters; a shorter heading is a column's
_WHOLE = 0.9  # the same of one whose lines are broken by hand: what stands beside it is text as well
ENOUGH = 40  # characters; less is a menu or a notice, or news of one sentence
_FOOT = 200  # characters of the sentences at the foot of a page, and of such news
SENTENCE = 16  # characters of the shortest news
_BESIDE = frozenset((
    "a", "aside", "footer", "h1", "h2", "h3", "head", "label", "legend", "nav", "option", "title", *UNPRINTED,
))  # fmt: skip
_BEGINNING = 3  # elements before what a button unfolds, in one of which the beginning may stand
_PARTS = frozenset(("ol", "ul", "dl", "blockquote"))
_SECTION = re.compile(r"(?:Word)?Section\d{1,3}", re.IGNORECASE)  # as Word calls them
_LEGAL = re.compile(  # of a text in lower case
    r"版权所有|icp备|公网安备|许可证|增值电信|copyright|all rights reserved|违法和不良信息|未经.{0,8}(?:授权|许可)"
)


@dataclass(eq=False, slots=True)
class Spot:
    """An element that sentences stand in, with the weight of all of them; `broad`: a block of lines is among what is in
    it."""

    element: Element
    up: Spot | None
    weight: int = 0
    broad: bool = False
    inside: list[Spot] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """The element that holds the text, the one that holds its first sentence, what in the first is no text, and how
    many characters the page's sentences have."""

    body: Element
    opening: Element
    junk: set[Element]
    weight: int


def find_text(root: Element) -> Found | None:
    """Return where the text of the page is, or the one sentence of a page that has no more; None without any."""
    found = _find(root, named=True)
    if found and found.weight >= ENOUGH:
        return found
    other = _find(root, named=False)
    if found and other and found.opening == other.opening and other.weight < _FOOT:
        return found  # news of one sentence; the others are of the foot of the page
    return other if other and other.weight >= ENOUGH else found or other


def _find(root: Element, named: bool) -> Found | None:
    spots: dict[Element, Spot | None] = {root: Spot(root, None)}
    openings: list[Spot] = []
    for element, text in root.texts(_LEAST):
        if not _SENTENCE.search(text):
            continue
        spot = _place(element, spots, named)
        if spot and not _LEGAL.search(text.lower()):
            spot.weight += len(text)
            openings.append(spot)
    top = spots[root]
    for spot in reversed(list(filter(None, spots.values()))):
        if spot.up:
            spot.up.weight += spot.weight
            spot.up.broad |= spot.broad or spot.element.tag in BREAKING
    if not top or top.weight < SENTENCE:
        return None
    body = _descend(_around_headline(root, spots) or top)
    within = {body}
    within.update(spot for spot in spots.values() if spot and spot.up in within)  # the outer ones come first
    inside = [spot for spot in openings if spot in within]
    title = _title(root)  # a headline with a comma in it is no first sentence
    opening = next((spot for spot in inside if fold(spot.element.text_content()) not in title), inside[0])
    first = _first_paragraph(opening.element, body.element)
    return Found(body.element, first, find_junk(body.element, inside[-1].element, named), top.weight)


def _first_paragraph(opening: Element, body: Element) -> Element:
    """The first of the paragraphs right before the one in which `opening` stands, else `opening`: one that is set in
    short pieces, each figure in an element of its own, weighs nothing."""
    around = takewhile(lambda each: each != body, (opening, *opening.iterancestors()))
    block = next((each for each in around if each.tag in BREAKING), None)
    before = block.itersiblings(preceding=True) if block is not None else ()
    prose = takewhile(lambda each: block and each.tag == block.tag and is_prose(tidy(each.text_content())), before)
    return (opening, *prose)[-1]


def _title(root: Element) -> str:
    return fold("".join(each.text_content() for each in islice(root.iter("title"), 1)))


def _place(element: Element, spots: dict[Element, Spot | None], named: bool) -> Spot | None:
    """The spot of an element, None where it or what it stands in holds no text of an article."""
    new: list[Element] = []
    at: Element | None = element
    while at is not None and at not in spots:
        new.append(at)
        at = at.getparent()
    spot = spots[at] if at is not None else None  # what a template holds stands in no page
    for each in reversed(new):
        spot = None if spot is None or _is_beside(each, named) else _inside(each, spot)
        spots[each] = spot
    return spot


def _inside(element: Element, up: Spot) -> Spot:
    spot = Spot(element, up)
    up.inside.append(spot)
    return spot


def _is_beside(element: Element, named: bool) -> bool:
    if element.tag in _BESIDE and (element.tag != "a" or element.get("href") is not None):  # <a name="top"> is no link
        return True
    return (named and is_named(element)) or is_hidden(element, lenient=True)


def _around_headline(root: Element, spots: dict[Element, Spot | None]) -> Spot | None:
    """The smallest element around the page's headline in which a good part of the sentences is: a foot may say more
    than a short text does, but stands far from it."""
    title = _title(root)
    headings = ((each, fold(each.text_content())) for each in islice(root.iter("h1", "h2"), _FEW))
    heading = next((each for each, text in headings if len(text) >= _HEADING and text in title), None)
    if heading is None:
        return None
    top = spots[root]
    places = (spots.get(each) for each in heading.iterancestors())
    return next((each for each in places if each and top and each.weight >= _NEAR * top.weight), None)


def _descend(spot: Spot) -> Spot:
    while spot.inside:
        best = max(spot.inside, key=lambda each: each.weight)
        prose = sum(each.weight for each in spot.inside if each is best or not is_linked(each.element))
        whole = prose + spot.weight - sum(each.weight for each in spot.inside)
        if best.weight < (_SHARE if best.broad else _WHOLE) * whole or _is_line(best):
            break
        if best.weight < whole and _is_part(best.element):
            break
        spot = best
    return spot


def _is_part(element: Element) -> bool:
    """Tell whether an element is a part of a text, if there is text beside it: a list, a quotation, a table of data, a
    section of a Word document, what a button unfolds behind a beginning."""
    if element.tag == "table":
        return (row := next(element.iter("tr"), None)) is not None and is_row(row)
    if is_folded(element):
        before = islice(element.itersiblings(preceding=True), _BEGINNING)
        return any(each.text_content().rstrip().endswith("。") for each in before)
    return element.tag in _PARTS or _SECTION.fullmatch((element.get("class") or "").strip()) is not None


def _is_line(spot: Spot) -> bool:
    """Tell whether it is one paragraph, or a part of one."""
    return not spot.broad and next(spot.element.iterdescendants("br"), None) is None

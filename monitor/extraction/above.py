"""What stands right above a text of which nothing is known: its headings, or the line that is set as none.

Between headline and text stand lines of information, subtitles, buttons. What is behind another line that may be a
headline, or behind a menu, is the page's and not the article's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from monitor.extraction.headlines import (
    LABELLED,
    LEAST,
    LONGEST,
    NO_HEADLINE,
    is_furniture,
    is_wrapper,
    leads_away,
    may_be_headline,
    rank,
)
from monitor.markup.surroundings import Surroundings
from monitor.text.hygiene import fold
from monitor.text.titles import behind, is_institution, is_office, is_owner, is_site, name_beside, without_site

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_MENU = re.compile(r"(?:网站|返回)?首\s?页")
_PAGE = re.compile(r"20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|第\s?[A-Z]?\d{1,3}\s?版")  # of a paper
_FEW = 24  # headings before the text, the nearest
_SHORT = 8  # characters; a shorter line is a name, a button, a column
_NAME = 10  # characters; what is longer and sounds like an institution may be a headline that ends in its name
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
Heading = tuple["Element", str]


@dataclass
class Above:
    """The headings right above a text, the nearest first; the line that ends them, if it may be a headline, the
    headings right above that, and what stands before it up to a menu, folded; the lines behind it without a label,
    folded; whether one has a day; whether one below the nearest heading has; all headings before the text, folded."""

    headings: list[Heading] = field(default_factory=list)
    line: str = ""
    over: list[Heading] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    told: bool = False
    dated: bool = False
    ahead: set[str] = field(default_factory=set)

    def crown(self, names: list[str], titles: list[str], sites: list[str]) -> str:
        """Return the h1 that a reader sees as the headline whatever one of `titles` says: no owner's name, and none of
        `names` is a line below it."""
        crown = _crown(self.headings, titles, sites)
        fits = crown and crown[0].tag == "h1" and not is_owner(crown[1], sites)
        said = any(fold(crown[1]) in title for title in titles) if crown else False
        below = not self.passed.isdisjoint(map(fold, names))
        return crown[1] if crown and fits and not said and not below else ""

    def alone(self, names: list[str], titles: list[str], sites: list[str]) -> str:
        """Return the headline of a page whose title names its owner, or nothing: the heading, else the line, else the
        heading right above that, whose subtitle it is; none where one of `names` is set near the text."""
        unsaid = self.before.isdisjoint(map(fold, names))
        crown = _crown(self.headings, titles, sites)
        named = any(len(each) >= LEAST and each in fold(name) for name in names for each in self.ahead)  # by a logo
        bare = unsaid and self.passed.isdisjoint(map(fold, names))
        if bare and (crown is None or any(fold(crown[1]) in title for title in titles)):
            short = (item for item in self.headings[:1] if LEAST <= len(item[1]) < _SHORT)
            brief = self.dated and all(len(name) <= _NAME for name in names)
            short = (item for item in short if named or not names or item[0].tag == "h1" or brief)
            crown = next((item for item in short if not is_owner(item[1], sites)), crown)
        if crown and (crown[0].tag == "h1" or unsaid):
            return crown[1]
        if not bare or not names or not self.told or is_owner(self.line, sites) or not may_be_headline(self.line):
            return ""
        over = _crown(self.over, titles, sites)
        return over[1] if over and (over[0].tag == "h1" or len(over[1]) >= len(self.line)) else self.line

    def apart(self, around: Surroundings, titles: list[str], sites: list[str]) -> str:
        """The heading, else the line, that one of `titles` has behind the name of its owner, or, if short, before it;
        none that is set beside that name, which may be a headline whose subtitle it is."""
        for place, (node, text) in enumerate((*self.headings, (None, self.line))):
            nearer = any(_is_another(other, text) for _, other in self.headings[:place])
            if nearer or is_site(text, sites) or (len(text) < LEAST and (place or self.line)):
                continue
            names = [name for title in titles if (name := name_beside(title, text, sites))]
            rivals = [each for each, other in (*self.headings, *self.over) if other in names]
            beside = any(node is None or _frame(around, each) == _frame(around, node) for each in rivals)
            if not beside and any(not is_owner(text) or len(text) > len(name) for name in names):
                return text
        return ""

    def said(self, titles: list[str], sites: list[str]) -> str:
        """The longest heading, else the line, with which one of `titles` begins, whatever it ends as."""
        found: list[str] = []
        for place, (node, text) in enumerate(self.headings):
            near = {fold(other) for _, other in self.headings[:place]}
            rests = [rest for title in titles if (rest := behind(title, text, sites)) is not None]
            if len(text) >= LEAST and rests and not is_office(text) and near.isdisjoint(map(fold, rests)):
                owner, parent = is_owner(text, sites), node.getparent()
                least = LEAST if owner and self.dated and len(text) <= _NAME else _SHORT
                nearer = [each for each, other in self.headings[:place] if _is_another(other, text, least)]
                beside = any(each.getparent() == parent for each in nearer)  # a subtitle; a logo stands apart
                owned = owner and nearer and not beside and not any(map(is_institution, rests))
                column = (owner or len(text) <= _SHORT) and _is_below(nearer, node)
                found += [text] if not owned and not column else []
        return max(found, key=len, default="") or (self.line if _says(self.line, titles, sites) else "")


def _frame(around: Surroundings, node: Element) -> Element | None:
    """Return the nearest element that holds both `node` and the text."""
    return outside[-1].getparent() if (outside := [*around.outside(node)]) else None


def _crown(headings: list[Heading], titles: list[str], sites: list[str]) -> Heading | None:
    """The heading that a reader sees as the headline: an h1, else an h2, else the nearest, rather none that may be an
    owner's name."""
    fit = [item for item in headings if _SHORT <= len(item[1]) <= LONGEST and not item[1].startswith("—")]
    fit = [item for item in fit if not is_office(item[1]) and fold(item[1]) not in titles]
    fit = [item for item in fit if _CHINESE.search(item[1]) and not _PAGE.search(item[1])]
    return min(fit, key=lambda item: (rank(*item), is_owner(item[1], sites)), default=None)


def _is_below(headings: list[Element], node: Element) -> bool:
    return node.tag != "h1" and any(each.tag == "h1" for each in headings)


def _is_another(text: str, heading: str, least: int = _SHORT) -> bool:
    """Tell whether `text` may be a headline beside `heading`, and no subtitle; a short one is no owner's name."""
    named = len(text) < _SHORT and is_owner(text)
    return len(text) >= least and not named and text != heading and not text.startswith("—")


def _says(line: str, titles: list[str], sites: list[str]) -> bool:
    """Tell whether one of `titles` is `line`, which it would lose a part of, or begins with it and names an owner."""
    if len(line) < LEAST or is_office(line):
        return False
    rests = {title: behind(title, line, sites) for title in titles}
    if any(rest and is_institution(rest) for rest in rests.values()):
        return True
    cut = (title for title, rest in rests.items() if rest == "" and without_site(title, sites) != title)
    return next(cut, None) is not None or ("" in rests.values() and not is_owner(line, sites))


def find_above(around: Surroundings, headings: list[Heading], titles: list[str], sites: list[str]) -> Above:
    """Return what stands right above the text of `around`, of its `headings`."""
    ahead = [*islice((item for item in reversed(headings) if around.ahead(item[0]) is not None), _FEW)]
    others = [item for item in ahead if is_furniture(*item) or leads_away(around, item[0])]
    folded = [(item, fold(item[1])) for item in ahead if item not in others]
    near = [line for line in around.near if fold(line) not in around.unseen]
    found: set[Element] = set()
    above = Above(ahead={fold(text) for _, text in ahead})
    for place, line in enumerate(near):
        if nodes := _headings_of(line, folded):
            above.dated = above.dated if found else above.told
            found.update(nodes)
            continue
        above.told = above.told or NO_HEADLINE.search(line) is not None
        behind_it = near[place + 1 :]
        if _says(line, titles, sites) or not (
            _is_beside(line, sites) or _is_subtitle(behind_it, folded, titles, sites)
        ):
            above.line = line if not _MENU.fullmatch(line) and LEAST < len(line) <= LONGEST else ""
            above.before = {fold(each) for each in takewhile(lambda each: not _MENU.fullmatch(each), near[place:])}
            above.before -= {fold(text) for _, text in others}
            over = _headings_of(next(iter(behind_it), ""), folded)
            above.over = [item for item, _ in folded if item[0] in over]
            break
        if not behind_it or behind_it[0][-1] not in ":：":
            above.passed.add(fold(line))
    above.headings = [item for item, _ in folded if item[0] in found and not is_wrapper(*item)]
    return above


def _headings_of(line: str, headings: list[tuple[Heading, str]]) -> list[Element]:
    """Return those of the folded `headings` that `line` is a part of."""
    piece = fold(line)
    return [node for (node, _), whole in headings if piece and piece in whole and (len(piece) > 3 or piece == whole)]


def _is_subtitle(before: list[str], headings: list[tuple[Heading, str]], titles: list[str], sites: list[str]) -> bool:
    """Tell whether a line, `before` which others stand, the nearest first, is right below a heading that the title
    repeats: its name and an owner's, or no owner's name."""
    nodes = _headings_of(before[0], headings) if before else []
    texts = [text for (node, text), _ in headings if node in nodes and len(text) >= LEAST and not is_office(text)]
    rests = [(text, rest) for text in texts for title in titles if (rest := behind(title, text, sites)) is not None]
    return any(is_institution(rest) if rest else not is_owner(text, sites) for text, rest in rests)


def _is_beside(line: str, sites: list[str]) -> bool:
    """Tell whether a line may stand between headline and text."""
    if _MENU.fullmatch(line):
        return False
    known = NO_HEADLINE.search(line) or LABELLED.search(line) or line.startswith("—") or not _CHINESE.search(line)
    return len(line) <= _SHORT or bool(known) or is_owner(line, sites)

"""Which of what was weighed as junk in the element of a text is the text's all the same, and which lines lead to other
articles: what a link leads to is told by the line that it stands in, and a list by the line that announces it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise, takewhile
from typing import TYPE_CHECKING

from monitor.extraction.beside import is_named, is_of_data
from monitor.extraction.cards import find_cards, find_links, find_others
from monitor.extraction.lined import Line, key, lines_of
from monitor.extraction.sounding import is_notice, is_prose

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_ANNOUNCES = re.compile(r"(?:如下|[:：])\s?[:：。]?$")
_LISTED = re.compile(r"如下|名单|包括|文件|目录|附件")
_FIGURES = re.compile(r"\d+")
_NUMBERED = re.compile(r"\W?\d{1,2}\s?[.、．)）]")
_OF_OTHERS = re.compile(
    r"阅读|推荐|新闻|链接|热[门点]|资讯|喜欢|感兴趣|报道|视频|标签|关键词|分享|更多|评论|专题|点击|导航"
)
_LABEL, _SHORT = 8, 20  # characters, below which a line with a colon is a column's name; may announce other articles
_LISTS = frozenset(("ul", "ol", "table", "dl"))
_BOXES = frozenset(("div", "section", "aside", *_LISTS))
_DEEP, _BEGINNING = 16, 2  # boxes around a line; sentences with which a text begins


@dataclass(frozen=True)
class Sorted:
    """What in the element of a text is not to be read; the keys of the lines that lead to other articles, and of those
    that end in a button to more. What few pages need is told when it is asked for."""

    junk: frozenset[Element] = frozenset()
    others: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    body: Element | None = None
    lines: Sequence[Line] = ()
    prose: Sequence[Line] = ()
    listed: Collection[Line] = ()

    @cached_property
    def own(self) -> set[str]:
        """The keys of the lines that stand where the text's paragraphs do, or in a list or table there."""
        return _own(self.body, self.lines, self.prose) | {key(line.text) for line in self.listed}

    @cached_property
    def boxed(self) -> set[str]:
        """The keys of sentences alone in a box with a name that none around the beginning of the text has."""
        return _boxed(self.body, self.prose)


def sort_lines(body: Element, junk: set[Element]) -> Sorted:
    """Return `junk`, what `beside` found in `body`, without the links that are words of a line, the lists that a line
    of the text announces, and the blocks of sentences with a link each; with the cards of other articles, and the
    lines of which nothing but a day or a number would be left."""
    lines = lines_of(body)
    blocks = _Blocks(body, {each for each in junk if each.tag != "a" and not is_named(each)})
    listed = _listed(lines)
    leading = {line for line in lines if not line.says() and line not in listed}
    inside: dict[Element, list[Line]] = {}
    for line in lines:
        for block in blocks.around(line.around):
            inside.setdefault(block, []).append(line)
    kept = {link for line in lines if line.links and line not in leading for link in line.words()}
    kept.update(block for line in listed for block in blocks.around(line.around))
    kept.update(block for block, inner in inside.items() if all(line.is_sentence() for line in inner))
    prose = [line for line in lines if is_prose(line.text)]
    kept.update(table for table in junk if table.tag == "table" and _is_among(table, lines, prose))
    cards = find_cards(body, lines, leading)
    others = {key(line.text) for line in chain(leading, *cards.values())}
    bare = {line.around for line in leading if junk.issuperset(line.links) and line.is_bare()}
    bare.update(line.around for line in lines if line.is_lead())
    bare.update(find_links(lines, leading))
    return Sorted(
        frozenset((junk - kept) | find_others(lines, cards, listed) | bare),
        frozenset(others),
        frozenset(key(line.text) for line in lines if line.leads_on()),
        body,
        lines,
        prose,
        listed,
    )


def _is_among(table: Element, lines: list[Line], prose: list[Line]) -> bool:
    """Tell whether a table is one of data, with text behind it."""
    inside = [place for place, line in enumerate(lines) if table.holds(line.around)]
    return bool(inside and prose) and inside[-1] < lines.index(prose[-1]) and is_of_data(table)


def _own(body: Element | None, lines: Sequence[Line], prose: Sequence[Line]) -> set[str]:
    kinds, places = {_kind(line) for line in prose}, {line.around.getparent() for line in prose}
    ways = Counter(way for way, _ in {(_way(body, line), line.around.getparent()) for line in prose})
    found = {
        key(line.text)
        for line in lines
        if line.says() and (_kind(line) in kinds or ways[_way(body, line)] > 1)  # each paragraph may have its own box
    }
    for line in lines:
        table = next(line.around.iterancestors("table"), None) if line.around.tag == "tr" else None
        if table is not None and not line.links and table.getparent() in places:
            found.add(key(line.text))
    return found


def _boxed(body: Element | None, prose: Sequence[Line]) -> set[str]:
    """The keys of single sentences in a box of a name that none at the beginning has; where the first have names of
    their own too, that says nothing."""
    names = [_names(body, line) for line in prose]
    known = set().union(*names[:_BEGINNING])
    number = Counter(chain.from_iterable(names))
    if all(any(number[name] == 1 for name in its) for its in names[1:_BEGINNING]):
        return set()
    foreign = (any(number[name] == 1 for name in its - known) for its in names)
    return {key(line.text) for line, is_foreign in zip(prose, foreign, strict=True) if is_foreign}


def _names(body: Element | None, line: Line) -> set[str]:
    """The classes of the boxes in `body` that a line stands in."""
    around = takewhile(lambda each: each != body, line.boxes(_DEEP))
    return {each.get("class") or "" for each in around if each.tag in _BOXES}


def _way(body: Element | None, line: Line) -> tuple[tuple[str, str], ...]:
    """How a line stands in `body`: the boxes around it, by their tags and names but for numbers."""
    around = takewhile(lambda each: each != body, line.boxes(_DEEP))
    return tuple((each.tag, _FIGURES.sub("", each.get("class") or "")) for each in around)


def _kind(line: Line) -> tuple[Element | None, str, str]:
    return line.around.getparent(), line.around.tag, line.around.get("class") or ""


def _listed(lines: list[Line]) -> set[Line]:
    """The lines of lists that a line of the text announces, and of the second file and those behind it."""
    found: set[Line] = set()
    within: Element | None = None  # what the list that was announced stands in
    numbered = False
    for before, line in pairwise(lines):
        if not before.links and _announces(before.text):
            within, numbered = _list_of(line, before), _NUMBERED.match(line.text) is not None
        if within is not None and not (within.holds(line.around) and _goes_on(line, within, numbered)):
            within = None
        next_file = before.links and (before.is_file() or before in found) and _NUMBERED.match(line.text)
        if within is not None or next_file:
            found.add(line)
    return found


def _goes_on(line: Line, within: Element, numbered: bool) -> bool:
    """Tell whether a line is one of a list: in an element that is one, or of nothing but links as the first is."""
    alone = not line.says() and (not numbered or _NUMBERED.match(line.text) is not None)
    return within.tag in _LISTS or alone


def _announces(text: str) -> bool:
    """Tell whether a line of the text announces a list."""
    if not _ANNOUNCES.search(text) or is_notice(text, last=False) or (len(text) <= _SHORT and _OF_OTHERS.search(text)):
        return False
    return len(text) >= _LABEL or _LISTED.search(text) is not None


def _list_of(line: Line, before: Line) -> Element:
    """The list that begins with a line, else what its paragraph stands in."""
    lists = (each for each in (line.around, *line.around.iterancestors()) if each.tag in _LISTS)
    found = next(lists, None)
    if found is not None and not found.holds(before.around):
        return found
    return line.around.getparent() or line.around


class _Blocks:
    """Finds those of some blocks in `body` that an element stands in."""

    def __init__(self, body: Element, blocks: set[Element]) -> None:
        self._blocks = blocks
        self._found: dict[Element, tuple[Element, ...]] = {body: ()}

    def around(self, element: Element) -> tuple[Element, ...]:
        if not self._blocks:
            return ()
        new: list[Element] = []
        at: Element | None = element
        while at is not None and at not in self._found:
            new.append(at)
            at = at.getparent()
        found = self._found[at] if at is not None else ()
        for each in reversed(new):
            found = self._found[each] = (*found, each) if each in self._blocks else found
        return found

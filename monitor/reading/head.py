"""Date, source and editor of a page whose template nobody described: what Chinese news pages have in common."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import chain, dropwhile, islice, pairwise, takewhile
from typing import TYPE_CHECKING

from monitor.extraction.beside import is_named
from monitor.extraction.linked import WECHAT, told_moment
from monitor.markup.page import fields_of, line_of
from monitor.markup.surroundings import INFO, LABEL, Surroundings
from monitor.reading.credits import read_source
from monitor.text.dates import Moment, Sighting, Standing, moment_of_parts, sightings
from monitor.text.hygiene import fold, tidy
from monitor.text.sources import is_press, press_beside_day, source_name

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_NAME, _LINE = 20, 160  # characters of the name of a source, and of a line of information
_DAY, _PARTS = 14, 3  # characters of a day in parts, and these
_COUNTS = re.compile(r"view|read|click|hits?|visit|eye|liulan|yuedu|dianji", re.IGNORECASE)  # how often it was read
_BESIDE = 6  # texts before the text among which the press may stand with the day; further up is the page's own head
_SOURCE = re.compile(r"(?:信息|文章|稿件|新闻)?来\s?源")
_BEGINS = re.compile(r"(?:^|[\s|｜（(【\[])(?:信息|文章|稿件|新闻|本文)?[来來]\s?源\s?[:：]")  # not 药品来源：
_OF_SOURCE = re.compile(r"(?<!data[-_])(?<!open[-_])(?:(?<![A-Za-z])source|Source)(?![a-z])")  # classes; not resource
_SAYS_WHEN = re.compile(  # lines behind a text
    r"[（(]?(?:来\s?源\s?[:：]\s?[^\s:：]{2,20}\s)?(?:发布|发表|刊发|发稿|上传)(?:时间|日期)\s?[:：]"
)
_SAYS = re.compile(r"\w")
_SIGNED = re.compile(
    r"^[\u4e00-\u9fff、]{2,12}\s?[/／]\s?(?P<name>[\u4e00-\u9fff]{2,10}(?:报|网|社|台|周刊|客户端))(?:\s|$)"
)
_LEAD = re.compile(
    r"(?:[:：]|[时時]\s?[间間刻]|日\s?期|date|time|on|at|updated?|published|posted)$"
    r"|^(?:最后|最近|首次|本文|文章|稿件|信息|新闻|原文|网站|本站|报名|活动|考试|会议)?(?:[发發][布佈表稿]|刊[发發登]|上传|公布|更新|修改|截止|截至)[于於]?$",
    re.IGNORECASE,
)
_OTHERS = re.compile(  # whose a moment may be
    r"(?:^|[\s_-])(?:comments?|repl(?:y|ies)|pinglun|liuyan|events?|huodong)(?:$|[\s_-])", re.IGNORECASE
)
_AROUND = 50  # elements round a line that may say whose it is
_LISTED = frozenset(("li", "aside", "dl", "a"))


def read_published(around: Surroundings, reference: date | datetime | None) -> Moment | None:
    """Return the moment of publication: of a line of information between headline and text, else of the last short
    texts before the text, a clear one (a clock time, 来源, 发布时间：) before a bare day; else of a line elsewhere that
    says 发布时间：; else of a meta tag or JSON-LD; else of any line elsewhere, which may be another article's; else
    what may be one (an update, a date within words, right below the headline one with the day of the week)."""
    own, elsewhere = _printed(around, reference)
    headings = {text for _, text in around.headings}  # a day that is set as one is that of a speech or a law
    nearest = list(takewhile(lambda text: text not in headings, islice(around.near, _BESIDE)))
    lines = around.labelled[: len(nearest)]
    clear = (each for text in lines for each in sightings(text, reference) if _is_clear(each) or _SOURCE.search(text))
    credited = (_SOURCE.search(text) for node, text in around.lines(INFO) if around.is_between(node))
    first = own if any(map(_is_clear, own)) or any(credited) else list(clear)
    if found := _firm(first) or _firm(own) or _in_parts(around):
        return found
    near = [each for text in around.labelled if text not in headings for each in sightings(text, reference)]
    labelled = [sighting for sighting in elsewhere if sighting.standing == Standing.LABELLED]
    behind = [each for text in around.behind if _SAYS_WHEN.match(text) for each in sightings(text, reference)]
    if found := _firm(near) or _firm(labelled) or _firm(behind) or told_moment(around.page) or _firm(elsewhere):
        return found
    loose = [sighting for sighting in [*own, *near, *elsewhere] if sighting.standing <= Standing.UPDATED]
    if not loose and around.page.title.startswith((*around.near[len(nearest) :], "\0")[0]):  # its own headline is above
        loose = [each for text in nearest for each in sightings(text, reference) if each.standing == Standing.WEEKDAY]
    return min(loose, key=lambda sighting: sighting.standing).moment if loose else None


def _is_clear(sighting: Sighting) -> bool:
    """Tell whether a moment is none that a subtitle or an announcement prints: 12月15日."""
    return sighting.standing == Standing.LABELLED or sighting.moment.clock is not None


def _firm(found: list[Sighting]) -> Moment | None:
    """The moment that is told best, with the clock time of another of that day where it has none itself."""
    firm = [sighting for sighting in found if sighting.standing <= Standing.PRINTED]
    if not firm:
        return None
    best = min(firm, key=lambda sighting: sighting.standing).moment
    clocks = (each.moment.clock for each in firm if each.moment.day == best.day and each.moment.clock)
    return best if best.clock else Moment(best.day, next(clocks, None), best.rule)


def _printed(around: Surroundings, reference: date | datetime | None) -> tuple[list[Sighting], list[Sighting]]:
    """What the lines of information between headline and text print, those with a clock time first, and what those
    elsewhere do, but in what stands beside the text by its name or in a list; nothing of a clock's inner elements."""
    found = [
        (node, sighting)
        for node, text in around.lines(INFO)
        for line in filter(None, (_lead(node) + text, node.get("datetime"), node.get("title")))
        for sighting in sightings(line, reference)
    ]
    clocks = {node for node, sighting in found if sighting.standing == Standing.TODAY}

    own, elsewhere = list[Sighting](), list[Sighting]()
    for node, sighting in found:
        if not clocks.isdisjoint(node.iterancestors()):
            continue
        if around.is_between(node):
            own.append(sighting)
        elif not _is_of_another(around, node, sighting.standing == Standing.LABELLED):
            elsewhere.append(sighting)
    own.sort(key=lambda each: each.moment.clock is None)
    return own, elsewhere


def _in_parts(around: Surroundings) -> Moment | None:
    """The day whose parts, in elements of their own, are all that an element between headline and text has, or stand
    right behind the headline: 09 | 2025-12. What counts readers is none."""
    headings = [node for node, _ in around.headings if around.is_between(node)]
    start = next((node for node in headings if node.tag == "h1"), next(reversed(headings), None))
    behind = islice(dropwhile(lambda node: node != start, around.page.root.iter()), 1, None) if start else ()
    for node in takewhile(lambda node: around.ahead(node) is not None, behind):
        if not 0 < len(line_of(node, _DAY)) <= _DAY or _counts(node):
            continue
        few, rows = [text for each in node.itertext() if (text := tidy(each))], list[list[str]]()
        if next(node.itersiblings(preceding=True), None) == start:
            row = [node, *takewhile(lambda each: not _counts(each), islice(node.itersiblings(), _PARTS - 1))]
            bare = len([*takewhile(lambda each: not tidy(each.tail), row[:-1])])  # no word is behind these
            rows = [[line_of(each, _DAY) for each in row[:count]] for count in range(bare + 1, 1, -1)]
        if moment := next(filter(None, map(moment_of_parts, (few, *rows))), None):
            return moment
    return None


def _counts(node: Element) -> bool:
    return _COUNTS.search(f"{node.get('class')} {node.get('id')}") is not None


def _is_of_another(around: Surroundings, node: Element, labelled: bool) -> bool:
    """Tell whether a line that is not before the text is a comment's or an event's; or, where it says of itself no
    发布时间：, an entry of a list or within what is beside the text by its name."""
    for each in islice(around.outside(node), _AROUND):
        if _OTHERS.search(f"{each.get('class', '')} {each.get('id', '')}"):
            return True
        if not labelled and (each.tag in _LISTED or is_named(each)):
            return True
    return False


def _lead(node: Element) -> str:
    """The label that stands right before an element: in its neighbour, behind that, or in their parent. The headline of
    another article, 云州白皮书发布, is none."""
    before, parent = next(node.itersiblings(preceding=True), None), node.getparent()
    first = tidy(parent.text) if parent is not None else ""
    lead = first if before is None else tidy(before.tail) or line_of(before, LABEL)
    return f"{lead} " if len(lead) <= LABEL and _LEAD.search(lead) else ""


def read_origin(around: Surroundings) -> str:
    """Return the name after 来源： in a short line outside the text; else that after a reporter's (石佳/中国青年报);
    else a meta tag; else a class named source; else that after 来源： right behind the text."""
    inside = (_named_in(around, node, text) for node, text in around.lines(INFO))
    if labelled := next(filter(None, chain(inside, map(read_source, chain(around.near, around.labelled)))), ""):
        return labelled
    lines = (text for _, text in around.lines(INFO))
    if signed := next(filter(None, map(_SIGNED.match, (*lines, *around.near))), None):
        return signed["name"]
    # 来源 in a cell of its own, the name in the next; the nearest texts come first.
    told = (name for name, label in pairwise(around.near) if _SOURCE.fullmatch(label) and len(name) <= _NAME)
    headings = {text for _, text in around.headings}
    said = filter(_SAYS.search, islice(around.near, _BESIDE))  # a bar of its own between two parts says nothing
    nearest = list(takewhile(lambda text: text not in headings, said))
    pairs = (f"{before} {text}" for text, before in pairwise(nearest))
    meta = around.page.meta("source", "contentsource", "mediaid")
    between = (text for node, text in around.lines(INFO) if around.is_between(node))
    beside = map(press_beside_day, (*islice(around.near, _BESIDE), *pairs, *between))
    called = around.lines('[class*="source"], [id*="source"], [class*="Source"], [id*="Source"]')
    own = [(node, text) for node, text in called if around.is_between(node)]
    named = (source_name(text) for node, text in own if _OF_SOURCE.search(f"{node.get('class')} {node.get('id')}"))
    named = (name for name in (*told, *named) if 1 < len(name) <= _NAME)
    account = around.page.text("#js_name") if around.page.first(WECHAT) else ""
    behind = filter(None, map(read_source, filter(_BEGINS.match, around.behind)))
    return read_source(meta) or source_name(meta) or next(filter(None, chain(named, beside, (account,), behind)), "")


def read_labelled(around: Surroundings, headline: Element) -> str:
    """Return the name behind 来源： in a line that shows between headline and text; empty if two lines differ."""
    names: set[str] = set()
    heard = headline  # the last line that was
    nodes = dropwhile(lambda node: node != headline, around.page.root.iter())
    for node in takewhile(lambda node: node != around.body, nodes if around.ahead(headline) is not None else ()):
        text = "" if node.holds(around.body) or heard.holds(node) else line_of(node, _LINE)
        if 0 < len(text) <= _LINE and any(map(_BEGINS.search, (text, *fields_of(node)))):
            heard = node
            names.update(filter(None, [_named_in(around, node, text)]))
    shown = fold("".join(reversed(around.near)))
    return next((name for name in names if len(names) == 1 and fold(name) in shown), "")


def _named_in(around: Surroundings, node: Element, text: str) -> str:
    """The source in a line of information: in a part of it, else in the whole, whose parts may touch; a name may be set
    in several parts (云州日报 | 客户端)."""
    name = read_source(text)
    part = next(filter(None, map(read_source, fields_of(node))), name) if name else ""
    return name if part != name and is_press(name) else part

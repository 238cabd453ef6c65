"""What is an article's own on pages of one build, by what differs between them: a better measure to learn a template
from than an extractor that sees one page, where there are several. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from monitor.learning.samples import Known, repeated
from monitor.markup.body import read_body
from monitor.markup.page import line_of
from monitor.reading.credits import read_source
from monitor.reading.generic import trim
from monitor.reading.template import Draft
from monitor.text.dates import Standing, best_moment, sightings
from monitor.text.hygiene import fold, tidy
from monitor.text.markdown import Block, Paragraph
from monitor.text.sources import press_beside_day

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_SHARED = 0.4  # share of the pages on which a text stands that is none of an article
_FEWEST, _HALF = 3, 0.5  # pages, and their share, on which a line stands that is none of an article's text
_WHOLE = 0.9  # share of a page's own text that the element of its article holds
_INFO = 80  # characters; a line with day or source is no longer
_ENOUGH = 40  # characters of own text; of a page with less nothing is said
_UNREAD = frozenset(("script", "style", "title", "head", "option", "textarea", "noscript", "template"))
_LABEL = re.compile(r"来源|作者|发布|时间|日期|记者|编辑")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,14}")
_OF_PRESS = re.compile(r"(?:报|网|台|社|发布|在线|客户端|融媒|中心|委|局|新闻|热线|观察|广电|周刊|杂志)$")
_MOSTLY = 0.6


def redraft(pages: Sequence[Known]) -> None:
    """Replace what the lower rungs read of each of `pages` by what is its own, where that can be told."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({tidy(text) for text in page.page.root.itertext("script", "style", "title")})
    shared = {text for text, number in seen.items() if number > max(1, _SHARED * len(pages))}
    names = _names(pages, shared)
    bodies = [_own_element(page, shared) for page in pages]
    texts = [_text_of(page, body) if body is not None else [] for page, body in zip(pages, bodies, strict=True)]
    same = repeated(texts, max(_FEWEST, round(_HALF * len(pages))))
    for page, name, body, blocks in zip(pages, names, bodies, texts, strict=True):
        kept = [block for block in blocks if not (isinstance(block, Paragraph) and block.text in same)]
        if body is None or not (kept := trim(kept, page.sample.title)):
            continue
        old = page.draft or Draft()
        lines = [line for node, line in _short(page, shared) if not body.holds(node)]
        moment = old.moment or best_moment(lines, page.sample.day)
        source = old.source or next(filter(None, map(read_source, lines)), "") or name
        page.take(Draft(old.headline or page.sample.title, moment=moment, source=source, blocks=kept))


def _text_of(page: Known, body: Element) -> list[Block]:
    linked = {fold(line_of(node)) for node in body.iter("a")}
    return [
        block
        for block in read_body(body, page.page.absolute, page.page.hidden, known=(page.sample.title,))
        if not (isinstance(block, Paragraph) and fold(block.text) in linked)
    ]


def _own_element(page: Known, shared: set[str]) -> Element | None:
    """The innermost element that holds nearly all that is the page's own and is no link; None where that is all of
    it."""
    title = fold(page.sample.title)
    nodes = [node for node in page.page.root.iter() if isinstance(node.tag, str)]
    linked: set[Element] = set()
    total: Counter[Element] = Counter()
    for node in nodes:
        parent = node.getparent()
        if node.tag == "a" or node.tag in _UNREAD or (parent is not None and parent in linked):
            linked.add(node)
        else:
            total[node] += _weight(node.text, title, shared)
        if parent is not None and parent not in linked:
            total[parent] += _weight(node.tail, title, shared)
    for node in reversed(nodes):
        if (parent := node.getparent()) is not None:
            total[parent] += total[node]
    inner = page.page.root
    least = _WHOLE * total[inner]
    while inside := next((node for node in inner.iterchildren() if total[node] >= least), None):
        inner = inside
    return inner if total[inner] >= _ENOUGH and inner.tag not in ("html", "body") else None


def _weight(text: str | None, title: str, shared: set[str]) -> int:
    words = tidy(text)
    if not words or words in shared or fold(words) == title:
        return 0
    if len(words) <= _INFO and (_LABEL.search(words) or any(True for _ in sightings(words))) and "。" not in words:
        return 0
    return len(words)


def _short(page: Known, shared: set[str]) -> Iterator[tuple[Element, str]]:
    return ((node, line) for node, line in page.lines if line not in shared and len(line) <= _INFO)


def _names(pages: Sequence[Known], shared: set[str]) -> list[str]:
    """Of each page the name beside its day that stands without a label, where most pages have a name of the press in
    that place; else an empty one."""
    found = [dict(_beside_day(page, shared)) for page in pages]
    places = Counter(place for names in found for place, name in names.items() if _OF_PRESS.search(name))
    place, number = next(iter(places.most_common(1)), ((0, ""), 0))
    return [names.get(place, "") if number >= _MOSTLY * len(pages) else "" for names in found]


def _beside_day(page: Known, shared: set[str]) -> Iterator[tuple[tuple[int, str], str]]:
    """The short names beside the line with the page's day, each by how far from it and in which tag."""
    lines = ((node, line) for node, line in _short(page, shared) if len(line) <= _INFO // 2)
    dated = []
    for node, line in lines:
        if any(each.standing <= Standing.PRINTED for each in sightings(line, page.day)):
            dated.append(node)
            if name := press_beside_day(line):
                yield (0, ""), name
    if not dated:
        return
    node = dated[-1]  # the innermost of the first line
    for other in dated:
        if other not in node.iterancestors():
            node = other
            break
    parent = node.getparent()
    around = [each for each in parent.iterchildren() if isinstance(each.tag, str)] if parent is not None else []
    here = around.index(node) if node in around else 0
    for place, each in enumerate(around):
        if each is not node and _NAME.fullmatch(name := line_of(each)):
            yield (place - here, each.tag), name

"""Headline, date and source of a page whose template nobody described: what Chinese news pages have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from lxml.html import HtmlElement

from monitor.markup.page import Page, line_of
from monitor.reading.credits import read_editor, read_source
from monitor.text.dates import Moment, read_moment
from monitor.text.hygiene import fold, tidy
from monitor.text.markdown import Block, Paragraph

_TITLES = (
    'h1, h2, h3, [class*="title"], [class*="Title"], [class*="headline"], [id*="title"], [id*="Title"],'
    ' [id*="headline"]'
)
_INFO = (
    '[class*="time"], [class*="Time"], [class*="date"], [class*="info"], [class*="source"], [class*="pub"],'
    ' [class*="author"], [class*="about"], [class*="intro"], [id*="time"], [id*="Time"], [id*="date"], [id*="source"],'
    ' [id*="Source"], [id*="info"], [id*="author"]'
)
_EDITOR = '[class*="edit"], [id*="edit"], [class*="Edit"], [id*="Liability"], [class*="infor"]'
_SITE = re.compile(r"(?:\s*[_|｜]\s*|\s+[-–—]+\s*|(?<=[^\s\d])[-–—]{1,3}(?=[^-–—]{2,14}$)).*$")
_HEADLINE_LINES = 4  # a long headline inside the text is broken by hand
_NEAR = 200  # texts before the body among which time and source are looked for
_SHORT = 160  # characters; a line that gives time and source is no longer
_SIGNED = re.compile(
    r"^[\u4e00-\u9fff、]{2,12}\s?[/／]\s?(?P<name>[\u4e00-\u9fff]{2,10}(?:报|网|社|台|周刊|客户端))(?:\s|$)"
)
_DATE_METAS = ("pubdate", "publishdate", "article:published_time", "og:release_date", "firstpublishedtime", "date")


def read_headline(page: Page) -> str:
    """Return the longest heading that the page's `<title>` or og:title repeats, else that title without the site; of a
    page without a title the first heading."""
    titles = [title for title in (page.title, page.meta("og:title", "articletitle")) if title]
    headings = [line_of(node) for node in page.all(_TITLES)]
    if not titles:
        return next(filter(None, headings), "")
    whole = [fold(title) for title in titles]
    repeated = [text for text in headings if len(text) > 4 and any(fold(text) in title for title in whole)]
    if repeated:
        return max(repeated, key=len)
    return tidy(_SITE.sub("", titles[-1]))


def take_headline(blocks: list[Block], headline: str) -> tuple[list[Block], str]:
    """Return `blocks` without the lines at their top that repeat `headline`, and the headline as these write it: a
    `<title>` may hold stray blanks (gov.cn's gazette)."""
    lines: list[str] = []
    for index, block in enumerate(blocks[:_HEADLINE_LINES]):
        if not isinstance(block, Paragraph):
            break
        lines.append(block.text)
        if fold("".join(lines)) == fold(headline):
            return blocks[index + 1 :], "".join(lines)
    return blocks, headline


def read_published(page: Page, body: HtmlElement, reference: date | datetime | None) -> Moment | None:
    """Return the moment that a short line outside the article's text prints; else that of a meta tag."""
    found = [moment for text in _lines(page, body, _INFO) if (moment := read_moment(text, reference))]
    for moment in found:
        if moment.clock:
            return moment
    if found:
        return found[0]
    moment = next(filter(None, (read_moment(text, reference) for text in _before(page, body))), None)
    if moment is None and (meta := read_moment(page.meta(*_DATE_METAS), reference)):
        moment = Moment(meta.day, None, "meta")
    return moment


def read_origin(page: Page, body: HtmlElement) -> str:
    """Return the name after 来源： in a short line outside the text; else that after a reporter's (石佳/中国青年报);
    else a meta tag; else a class named source."""
    texts = [*_lines(page, body, _INFO), *_before(page, body)]
    labelled = next(filter(None, (read_source(text) for text in texts)), "")
    if labelled:
        return labelled
    if signed := next(filter(None, map(_SIGNED.match, texts)), None):
        return signed["name"]
    meta = page.meta("source", "contentsource", "mediaid")
    return read_source(meta) or meta or next(iter(_lines(page, body, '[class*="source"], [id*="source"]')), "")


def read_liability(page: Page) -> str:
    """Return the editor that the page names after 责任编辑：, anywhere."""
    return next(filter(None, (read_editor(line_of(node)) for node in page.all(_EDITOR))), "")


def _lines(page: Page, body: HtmlElement, css: str) -> Iterator[str]:
    inside = set(body.iter())
    for node in page.all(css):
        if node not in inside and node.tag not in ("script", "style", "meta", "body", "html"):
            text = line_of(node)
            if text and len(text) <= _SHORT:
                yield text


def _before(page: Page, body: HtmlElement) -> Iterable[str]:
    """The last short texts before the body, the nearest first. An extractor's body is a copy: its first text tells
    where it stood."""
    opening = next(filter(None, map(tidy, body.itertext())), "")
    before: list[str] = []
    for node in page.root.iter():
        if node is body or tidy(node.text) == opening:
            break
        if node.tag not in ("script", "style", "title"):
            before += [node.text or ""] if isinstance(node.tag, str) else []
        before.append(node.tail or "")
    near = map(tidy, reversed(before[-_NEAR:]))
    return islice((text for text in near if text and len(text) <= _SHORT), 40)

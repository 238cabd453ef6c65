"""Headline, date and source of a page whose template nobody described: what Chinese news pages have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from monitor.reading.credits import read_editor, read_source
from monitor.reading.page import Page, line_of
from monitor.text.dates import Moment, Sighting, Standing, sightings
from monitor.text.hygiene import fold, tidy
from monitor.text.markdown import Block, Paragraph
from monitor.text.sources import source_name
from monitor.text.titles import continues, is_cut, is_generic, is_site, without_site
from monitor.text.urls import host_of

_TITLES = (
    'h1, h2, h3, [class*="title"], [class*="Title"], [class*="headline"], [id*="title"], [id*="Title"],'
    ' [id*="headline"]'
)
_INFO = (
    '[class*="time"], [class*="Time"], [class*="date"], [class*="info"], [class*="source"], [class*="pub"],'
    ' [class*="author"], [class*="about"], [class*="intro"], [id*="time"], [id*="Time"], [id*="date"], [id*="source"],'
    ' [id*="Source"], [id*="info"], [id*="author"], time'
)
_EDITOR = '[class*="edit"], [id*="edit"], [class*="Edit"], [id*="Liability"], [class*="infor"]'
_LOGO = '[class*="logo"], [id*="logo"], [class*="Logo"], [class*="brand"], [class*="site-name"], [class*="sitename"]'
_FURNITURE = re.compile(r"logo|brand|site-?name|crumb|weizhi|location|(?<![a-z])nav", re.IGNORECASE)
_UNREAD = frozenset(("script", "style", "meta", "body", "html"))
_HEADING_TAGS = ("h1", "h2", "h3")
_MARKS = ("_", "-", "|", "–", "—")  # between a headline and its site
_COLUMN, _LONGEST_SITE = 8, 30  # characters
_HEADLINE_LINES = 4  # a long headline inside the text is broken by hand
_NEAR = 200  # texts before the body among which time and source are looked for
_FEW = 40  # of these, the nearest that are short
_SHORT = 160  # characters; a line that gives time and source is no longer
_NAME = 20  # characters; the name of a source is no longer
_LABEL = 12  # characters; 发布时间： in an element of its own
_HEADING = 5  # characters, below which a heading in the middle of a title is a column's name
_SIGNED = re.compile(
    r"^[\u4e00-\u9fff、]{2,12}\s?[/／]\s?(?P<name>[\u4e00-\u9fff]{2,10}(?:报|网|社|台|周刊|客户端))(?:\s|$)"
)
_DATE_METAS = (
    "pubdate", "publishdate", "article:published_time", "datepublished", "og:release_date", "firstpublishedtime", "date"
)  # fmt: skip
_JSON_DATE = re.compile(r'"(?:datePublished|pubDate)"\s{0,4}:\s{0,4}"([^"]{8,40})"')


class Surroundings:
    """A page and the element that holds its text: what stands before that. An extractor's body is a copy: its first
    text tells where it stood."""

    def __init__(self, page: Page, body: HtmlElement) -> None:
        self.page = page
        self.body = body
        self.ahead: dict[HtmlElement, int] = {}  # elements before the text, with their places
        self._texts: list[str] = []
        opening = next(filter(None, map(tidy, body.itertext())), "")
        for place, node in enumerate(page.root.iter()):
            if node is body or tidy(node.text) == opening:
                break
            self.ahead[node] = place
            if node.tag not in ("script", "style", "title"):
                self._texts += [node.text or ""] if isinstance(node.tag, str) else []
            self._texts.append(node.tail or "")

    @cached_property
    def headings(self) -> list[tuple[HtmlElement, str]]:
        """The page's headings and what is called a title, with their texts."""
        return [(node, text) for node in self.page.all(_TITLES) if (text := line_of(node))]

    def lines(self, css: str) -> Iterator[tuple[HtmlElement, str]]:
        """The short lines outside the text that `css` selects."""
        inside = set(self.body.iter())
        for node in self.page.all(css):
            if node not in inside and node.tag not in _UNREAD and 0 < len(text := line_of(node)) <= _SHORT:
                yield node, text

    @cached_property
    def near(self) -> list[str]:
        """The last short texts before the body, the nearest first."""
        near = [text for text in map(tidy, reversed(self._texts[-_NEAR:])) if text and len(text) <= _SHORT]
        return near[:_FEW]

    @cached_property
    def labelled(self) -> list[str]:
        """The same texts, each with what stands before it where that may be its label."""
        pairs = zip(self.near, [*self.near[1:], ""], strict=True)
        return [f"{before} {text}" if len(before) <= _LABEL else text for text, before in pairs]


def read_headline(around: Surroundings) -> str:
    """Return the heading that the page's `<title>`, ArticleTitle or og:title repeats: the whole of it, else the one at
    which a title begins, else the one nearest to the text. Without such, return the title less its site; of a page
    whose title names no article, the heading nearest to the text."""
    page, sites, headings = around.page, _sites(around.page), around.headings
    given = (page.title, page.meta("articletitle"), page.meta("og:title", "twitter:title"))
    titles = [title for title in given if title]
    names = [name for title in titles if (name := without_site(title, sites)) and not _is_column(name, sites)]
    for cut in filter(is_cut, names):
        texts = [text for _, text in headings if continues(text, cut)] or [n for n in names if continues(n, cut)]
        if texts:
            return min(texts, key=len)
    known, folded = {fold(name) for name in names}, [fold(title) for title in titles]
    if exact := next((text for _, text in headings if fold(text) in known), ""):
        return exact
    headings = [(node, text) for node, text in headings if not is_site(text, sites)]
    repeated = [
        item for item in headings if len(item[1]) >= _HEADING and any(fold(item[1]) in title for title in folded)
    ]
    begins = [text for _, text in repeated if any(_begins(title, fold(text)) for title in folded)]
    if begins or repeated:
        return max(begins, key=len, default="") or _nearest(around, repeated)
    if not names or is_generic(names[0]):
        return _nearest(around, headings) or next(iter(names or titles), "")
    whole = next((text for node, text in headings if node.tag in _HEADING_TAGS and continues(text, names[0])), "")
    return whole or _declared(names[0], names[-1])


def _declared(title: str, meta: str) -> str:
    """Of two names that no heading repeats, that of the meta tag, unless it is the title's beginning, cut in a word."""
    rest = fold(title).removeprefix(fold(meta))
    return title if rest != fold(title) and rest[:1] not in _MARKS else meta


def _begins(title: str, heading: str) -> bool:
    rest = title[len(heading) :]
    return title.startswith(heading) and (not rest or rest[0] in "_-–—")


def _is_column(name: str, sites: list[str]) -> bool:
    return len(name) <= _COLUMN and is_site(name, sites)


def _nearest(around: Surroundings, headings: list[tuple[HtmlElement, str]]) -> str:
    """The last heading before the text, h1 before the others; else the first within or behind it."""
    own = [(node, text) for node, text in headings if not _is_furniture(node, text)]
    ahead = [item for item in own if item[0] in around.ahead]
    for tags in (("h1",), _HEADING_TAGS):
        if found := [text for node, text in ahead if node.tag in tags]:
            return found[-1]
    return next((text for _, text in [*ahead[::-1], *own]), "")


def _is_furniture(node: HtmlElement, text: str) -> bool:
    near = islice(node.iterancestors(), 2)
    marks = " ".join(f"{each.get('class')} {each.get('id')}" for each in (node, *near))
    return "当前位置" in text or bool(_FURNITURE.search(marks)) or node.find('.//a[@href="/"]') is not None


def _sites(page: Page) -> list[str]:
    """The names by which the page calls its site: in meta tags, its logo, its host."""
    metas = [page.meta(name) for name in ("og:site_name", "sitename", "application-name", "contentsource")]
    logos = [
        line_of(node) or " ".join(image.get("alt") or "" for image in node.iter("img")) for node in page.all(_LOGO)
    ]
    names = [*metas, *logos, *host_of(page.response.url).split(".")]
    return [name for name in map(tidy, names) if 1 < len(name) <= _LONGEST_SITE]


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


def read_published(around: Surroundings, reference: date | datetime | None) -> Moment | None:
    """Return the moment of publication: of a short line outside the text, those before it and behind the headline
    first; else of a meta tag or JSON-LD; else what may be one (an update, a date within words)."""
    info = _printed(around, reference)
    near = [sighting for text in around.labelled for sighting in sightings(text, reference)]
    firm = [sighting for sighting in info if sighting.standing <= Standing.PRINTED]
    firm = firm or [sighting for sighting in near if sighting.standing <= Standing.PRINTED]
    if firm:
        best = min(firm, key=lambda sighting: sighting.standing).moment
        clocks = (each.moment.clock for each in firm if each.moment.day == best.day and each.moment.clock)
        return best if best.clock else Moment(best.day, next(clocks, None), best.rule)
    if told := _told(around.page):
        return told
    loose = [sighting for sighting in [*info, *near] if sighting.standing <= Standing.UPDATED]
    return min(loose, key=lambda sighting: sighting.standing).moment if loose else None


def _printed(around: Surroundings, reference: date | datetime | None) -> list[Sighting]:
    """What the lines of information print, the best placed first; nothing of a clock's inner elements."""
    found = [
        (node, sighting)
        for node, text in around.lines(_INFO)
        for line in filter(None, (_lead(node) + text, node.get("datetime")))
        for sighting in sightings(line, reference)
    ]
    clocks = {node for node, sighting in found if sighting.standing == Standing.TODAY}
    headline = max((around.ahead.get(node, -1) for node, _ in around.headings if node.tag == "h1"), default=-1)

    def place(item: tuple[HtmlElement, Sighting]) -> tuple[bool, bool, bool]:
        at = around.ahead.get(item[0])
        return at is None, at is not None and at < headline, item[1].moment.clock is None

    kept = [item for item in found if clocks.isdisjoint(item[0].iterancestors())]
    return [sighting for _, sighting in sorted(kept, key=place)]


def _lead(node: HtmlElement) -> str:
    """The label that stands right before an element: in its neighbour, behind that, or in their parent."""
    before, parent = node.getprevious(), node.getparent()
    if before is not None:
        lead = tidy(before.tail) or (line_of(before) if isinstance(before.tag, str) else "")
    else:
        lead = tidy(parent.text) if parent is not None else ""
    return f"{lead} " if len(lead) <= _LABEL else ""


def _told(page: Page) -> Moment | None:
    """The moment that the page tells programs."""
    metas = ((f"{name}: {page.meta(name)}", "meta") for name in _DATE_METAS if page.meta(name))
    scripts = (script.text or "" for script in page.root.iter("script") if "ld+json" in (script.get("type") or ""))
    json = ((f"pubdate: {match[1]}", "json-ld") for text in scripts for match in _JSON_DATE.finditer(text))
    for text, rule in (*metas, *json):
        for sighting in sightings(text):
            if sighting.standing < Standing.OTHER:
                return Moment(sighting.moment.day, sighting.moment.clock, rule)
    return None


def read_origin(around: Surroundings) -> str:
    """Return the name after 来源： in a short line outside the text; else that after a reporter's (石佳/中国青年报);
    else a meta tag; else a class named source."""
    texts = [*(text for _, text in around.lines(_INFO)), *around.near]
    if labelled := next(filter(None, map(read_source, [*texts, *around.labelled])), ""):
        return labelled
    if signed := next(filter(None, map(_SIGNED.match, texts)), None):
        return signed["name"]
    meta = around.page.meta("source", "contentsource", "mediaid")
    named = (source_name(text) for _, text in around.lines('[class*="source"], [id*="source"]'))
    return read_source(meta) or source_name(meta) or next((name for name in named if 1 < len(name) <= _NAME), "")


def read_liability(page: Page) -> str:
    """Return the editor that the page names after 责任编辑：, anywhere."""
    return next(filter(None, (read_editor(line_of(node)) for node in page.all(_EDITOR))), "")

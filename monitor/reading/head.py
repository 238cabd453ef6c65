"""Date, source and editor of a page whose template nobody described: what Chinese news pages have in common."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from monitor.markup.page import Page, line_of
from monitor.markup.surroundings import LABEL, Surroundings
from monitor.reading.credits import read_editor, read_source
from monitor.text.dates import Moment, Sighting, Standing, sightings
from monitor.text.hygiene import tidy
from monitor.text.sources import press_beside_day, source_name

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_INFO = (
    '[class*="time"], [class*="Time"], [class*="date"], [class*="info"], [class*="source"], [class*="pub"],'
    ' [class*="author"], [class*="about"], [class*="intro"], [id*="time"], [id*="Time"], [id*="date"], [id*="source"],'
    ' [id*="Source"], [id*="info"], [id*="author"], time'
)
_EDITOR = '[class*="edit"], [id*="edit"], [class*="Edit"], [id*="Liability"], [class*="infor"]'
_NAME = 20  # characters; the name of a source is no longer
_BESIDE = 6  # texts before the text among which the press may stand with the day; further up is the page's own head
_SOURCE = re.compile(r"(?:信息|文章|稿件|新闻)?来\s?源")
_SIGNED = re.compile(
    r"^[\u4e00-\u9fff、]{2,12}\s?[/／]\s?(?P<name>[\u4e00-\u9fff]{2,10}(?:报|网|社|台|周刊|客户端))(?:\s|$)"
)
_DATE_METAS = (
    "pubdate", "publishdate", "article:published_time", "datepublished", "og:release_date", "firstpublishedtime", "date"
)  # fmt: skip
_JSON_DATE = re.compile(r'"(?:datePublished|pubDate)"\s{0,4}:\s{0,4}"([^"]{8,40})"')


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
    places = (around.ahead(node) for node, _ in around.headings if node.tag == "h1")
    headline = max((at for at in places if at is not None), default=-1)

    def place(item: tuple[Element, Sighting]) -> tuple[bool, bool, bool]:
        at = around.ahead(item[0])
        return at is None, at is not None and at < headline, item[1].moment.clock is None

    kept = [item for item in found if clocks.isdisjoint(item[0].iterancestors())]
    return [sighting for _, sighting in sorted(kept, key=place)]


def _lead(node: Element) -> str:
    """The label that stands right before an element: in its neighbour, behind that, or in their parent."""
    before, parent = next(node.itersiblings(preceding=True), None), node.getparent()
    if before is not None:
        lead = tidy(before.tail) or line_of(before, LABEL)
    else:
        lead = tidy(parent.text) if parent is not None else ""
    return f"{lead} " if len(lead) <= LABEL else ""


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
    # 来源 in a cell of its own, the name in the next; the nearest texts come first.
    told = (name for name, label in pairwise(around.near) if _SOURCE.fullmatch(label) and len(name) <= _NAME)
    beside = filter(None, map(press_beside_day, islice(around.near, _BESIDE)))
    meta = around.page.meta("source", "contentsource", "mediaid")
    named = (source_name(text) for _, text in around.lines('[class*="source"], [id*="source"]'))
    named = (name for name in (*told, *named) if 1 < len(name) <= _NAME)
    return read_source(meta) or source_name(meta) or next(named, "") or next(beside, "")


def read_liability(page: Page) -> str:
    """Return the editor that the page names after 责任编辑：, anywhere."""
    return next(filter(None, (read_editor(line_of(node)) for node in page.all(_EDITOR))), "")

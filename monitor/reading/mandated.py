"""The meta tags that 国办发〔2017〕47号 asks of every government page, and how far each can be trusted (dossier gov);
and the table of a document's data (索引号, 发文机关, 发文字号, 成文日期, 发布日期), which none of the tags holds.

A page without any of them is not broken: it is read as any other page is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from html import unescape
from typing import TYPE_CHECKING

from monitor.markup.container import find_container
from monitor.markup.page import Page, line_of
from monitor.reading.generic import read_generic
from monitor.reading.platforms import read_around
from monitor.reading.template import Draft, Template
from monitor.text.dates import Moment, read_moment
from monitor.text.hygiene import fold, tidy
from monitor.text.official import Official, may_be_label, may_have_table, read_table
from monitor.text.sources import source_name
from monitor.text.titles import continues, is_site

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_THIS_SITE = re.compile(r"本[网站]|[我本][部委局厅](?:网站|门户)?|-+|无|none|null", re.IGNORECASE)
_BARS = (".share", ".bshare-custom", ".bdsharebuttonbox")  # in the text of many sites
_CELLS = ("td", "th", "dt", "dd", "li", "p", "div", "span", "b", "strong", "em", "i", "label", "font")
_CELL = 160  # characters; a longer text is none of a table's cells
_NOON = time(13)  # from here on a clock is one of 24 hours; templates that write `hh` print 2 for 14


@dataclass(frozen=True)
class GovernmentPage(Template):
    """A page of a government site: `body` says where its text stands. Headline, day and source are what the mandated
    tags say, else what is found around the text. Without `body`, or where nothing of it is on the page, the text is
    looked for as on any page, if the page says by its tags that it is an article."""

    headline: str = ""
    body: str = ""

    def read(self, page: Page, reference: date | datetime | None) -> Draft | None:
        """Return what the page holds, None if it is a list by its tags or has no text. `reference` completes dates
        without a year."""
        if is_list(page):
            return None
        container = find_container(page.all, self.body) if self.body else None
        draft = read_around(page, container, reference, (*self.drop, *_BARS)) if container else None
        if draft is None and not self.body and tag(page, "ArticleTitle"):
            found = read_generic(page, reference)
            draft = found[1] if found else None
        return settle(draft, page) if draft else None


def is_list(page: Page) -> bool:
    """Tell whether the tags say that a page is a column's list: it has a ColumnName, and nothing of an article."""
    return bool(tag(page, "ColumnName")) and not (tag(page, "ArticleTitle") or tag(page, "PubDate"))


def tag(page: Page, name: str) -> str:
    """Return the content of the mandated tag `name`, as text. Sites write the names in any case, and some have two of
    one name: that which is written as the rule writes it counts before others (those are the site's own), the last that
    is not empty before earlier ones."""
    if not page.meta(name):  # most pages have none
        return ""
    found = [node for node in page.all("meta") if (node.get("name") or "").lower() == name.lower() and _content(node)]
    exact = [node for node in found if node.get("name") == name]
    return _content((exact or found)[-1]) if found else ""


def _content(node: Element) -> str:
    return tidy(_MARKUP.sub("", unescape(node.get("content") or "")))


def read_document(page: Page) -> Official:
    """Return what the page's table of a document's data says; nothing of a page without one, as most are."""
    if not may_have_table(page.response.text):
        return Official()
    return read_table([*_cells(page)])


def _cells(page: Page) -> Iterator[str]:
    """Yield the texts of the cells that may be labels, and of the next behind each: its value."""
    follows = False
    for node in page.root.iter(*_CELLS):
        may_be = may_be_label(node.text_content())
        if (may_be or follows) and 0 < len(text := line_of(node, _CELL)) <= _CELL:
            yield text
            follows = may_be


def published(printed: Moment | None, told: Official) -> Moment | None:
    """Return the moment of publication, of what the page prints and the table of the document's data: a day of signing
    is none, though it may be all that is printed."""
    signing = printed is not None and printed.day == told.signed != told.published and printed.rule != "meta"
    if told.published and (printed is None or signing):
        return Moment(told.published, None, "table")
    return printed


def settle(draft: Draft, page: Page) -> Draft:
    """Return `draft` with what the mandated tags of `page` know better; unchanged without any of them."""
    draft.headline = _headline(draft.headline, tag(page, "ArticleTitle"))
    draft.moment = _moment(draft.moment, tag(page, "PubDate"))
    site = tag(page, "SiteName")
    if not site:
        return draft
    named = source_name(tag(page, "ContentSource")) or draft.source
    draft.source = site if not named or _THIS_SITE.fullmatch(named) else named
    return draft


def _headline(printed: str, told: str) -> str:
    """Of two titles the one that is whole: templates cut ArticleTitle at 100 characters, and headings at fewer. A
    headline may end as a site's name does (各县全部联网), so the tag's is no name where the heading is one."""
    one, other = fold(printed), fold(told)
    named = is_site(told) and not is_site(printed)
    if not one or not other or other in one or named or continues(printed, told):
        return printed or told
    return told


def _moment(printed: Moment | None, told: str) -> Moment | None:
    """PubDate's day; its clock only where it is one of 24 hours for certain, or the page prints none other."""
    moment = read_moment(f"pubdate: {told}") if told else None
    if moment is None:
        return printed
    if printed and printed.day == moment.day and printed.clock and printed.rule != "meta":
        return printed
    certain = moment.clock is not None and (moment.clock >= _NOON or time(0) < moment.clock < time(1))
    return Moment(moment.day, moment.clock if certain else None, "meta")

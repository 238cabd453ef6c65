"""A list in whatever form it comes: what discovery finds, and what a declaration may name where a page, a feed or a map
has no need of selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from itertools import chain
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

from scrapy import Request
from scrapy.http import TextResponse

from monitor.data.pages import PAGE
from monitor.data.scripts import asked_by
from monitor.exceptions import LayoutChanged
from monitor.issue_calendar import Window
from monitor.listing.channel_data import is_unit, list_unit
from monitor.listing.paging import next_page
from monitor.listing.rows import JSON, MAPS, Rows, day_beside, read_rows, title_of
from monitor.listing.section import frames_of, own_script
from monitor.listing.source import Identify, Link, Listing, Source, collect, on_day, without_slips
from monitor.markup.page import Page
from monitor.text.urls import host_of
from monitor.text.zone import served_at

_UNTIL = "last_day"  # key in Request.meta: the window's last day, near which a day without a year lies
_SINCE = "first_day"  # the same of its first day: what is older is behind it
_NUMBER = "page_number"  # key in Request.meta: of the list's page that is asked for, from 1
_BEFORE = "rows_before"  # key in Request.meta: how many rows the pages before it had
_MOST_MAPS = 20  # of an index of sitemaps: those that changed last, else the last ones, which grow
# An interface that gives the list page by page, named in a script or an attribute: "/api/list?column=jk&page=1",
# "/api/list?column=jk&page=" + n + "&size=20".
_INTERFACE = re.compile(
    rf"(?<!href=)(?<!action=)[\"'](?P<head>[^\"'\s<>(){{}}?]{{1,120}}\?[^\"'\s<>(){{}}]{{0,120}}?\b{PAGE}=)"
    r"(?:(?P<number>[01])(?P<tail>(?:&[^\"'\s<>]{0,120})?)[\"']"
    r"|[\"']\s?\+\s?[\w.()]{1,40}(?:\s?\+\s?[\"'](?P<rest>&[^\"'\s<>]{0,120})[\"'])?)",
    re.IGNORECASE,
)
_NO_LIST = re.compile(r"comment|search|login|user|vote|hit|count", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class AnyList(Source):
    """A list at `url`: a page of links, JSON with addresses and titles, a feed, a sitemap or an index of them. The
    landmark is an article link."""

    url: str

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request for the first page; the window is reached by paging."""
        yield Request(self.url, meta={_UNTIL: window.until, _SINCE: window.since})

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return the links, the maps behind an index, and the next page. Raises LayoutChanged without any of them."""
        until, number = response.meta.get(_UNTIL), response.meta.get(_NUMBER, 1)
        rows = read_rows(response)
        if rows.form == MAPS:
            latest = sorted(rows.rows, key=lambda row: row.day or date.min)[-_MOST_MAPS:]
            return Listing((), deeper=tuple(Request(row.url, meta={_UNTIL: until}) for row in latest))
        links = article_links(rows, identify, until, served_at(response.headers.get("Date")))
        filler = filled_by(rows, response, number)
        if not links and number > 1 and rows.form == JSON:
            return Listing(())  # behind the last page
        frames = frames_of(rows.page) if rows.page and not links and not filler else ()
        if frames:
            return Listing((), deeper=tuple(each.replace(meta={**each.meta, _UNTIL: until}) for each in frames))
        if not links and not filler:
            raise LayoutChanged(f"列表页上没有一个文章链接：{response.url}")
        since = response.meta.get(_SINCE)
        if filler and (not links or is_unit(filler)):
            return Listing(links, deeper=(Request(filler, meta={_UNTIL: until, _SINCE: since}),))
        days = [link.address.day or date.max for link in links]
        if rows.form == JSON and since and days[-1] < since and days == sorted(days, reverse=True):
            return Listing(links)  # newest first: nothing behind it is of the window
        before = response.meta.get(_BEFORE, 0)
        url = filler or next_page(rows, response, number, before)  # what a rail stands on may be the first page
        seen = 0 if filler else before + len({row.title for row in rows.rows})
        meta = {_UNTIL: until, _SINCE: since, _NUMBER: number + 1, _BEFORE: seen}
        return Listing(links, next_page=Request(url, meta=meta) if url else None)


@dataclass(frozen=True, kw_only=True)
class FoundList(AnyList):
    """A list that discovery has found. That it fails breaks nothing: no one declared it."""

    found: ClassVar[bool] = True
    optional: bool = True


def article_links(
    rows: Rows, identify: Identify, reference: date | None, served: datetime | None = None
) -> tuple[Link, ...]:
    """Return the articles among `rows`, each once with the best of its titles; the day is that of the address, else the
    one that the row prints. `reference` gives a day without a year its year; from `served`, when the server answered,
    days like 昨天 count. Raises LayoutChanged for too many."""
    days: dict[str, date] = {}

    def titled() -> Iterator[tuple[str, str]]:
        for row in rows.rows:
            if address := identify(row.url):
                if address.day is None and address.key not in days and (day := day_beside(row, reference, served)):
                    days[address.key] = day
                yield row.url, title_of(row)

    found = collect(titled(), identify)
    printed = without_slips(days)
    return tuple(on_day(link, printed.get(link.address.key)) for link in found)


def filled_by(rows: Rows, response: TextResponse, number: int) -> str:
    """Return the address of what fills the list of a page: a block of JPAAS, or an interface that its script asks for
    page after page, where the page names no further one itself; empty if there is none."""
    if rows.page is None or number > 1:
        return ""
    if unit := list_unit(rows.page):
        return unit
    if next_page(rows, response, number):
        return ""
    written = (
        rows.page.absolute(unescape(f"{found['head']}{found['number'] or 1}{found['tail'] or found['rest'] or ''}"))
        for found in _INTERFACE.finditer(response.text)
    )
    for url in chain(written, _asked_pages(rows.page, own_script(rows.page))):
        if host_of(url) == host_of(response.url) and not _NO_LIST.search(urlsplit(url).path):
            return url if urlsplit(url).path != urlsplit(response.url).path else ""
    return ""


def _asked_pages(page: Page, script: str) -> Iterator[str]:
    """The addresses of interfaces that a page's `script` asks for one page after another."""
    for url, given in asked_by(script):
        numbers = [name for name in given if re.fullmatch(PAGE, name, re.IGNORECASE)]
        if numbers and all(value for name, value in given.items() if name not in numbers):
            yield f"{page.absolute(url)}?{urlencode({**given, numbers[0]: given[numbers[0]] or 1})}"

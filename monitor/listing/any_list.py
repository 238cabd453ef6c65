"""A list in whatever form it comes: what discovery finds, and what a declaration may name where a page, a feed or a map
has no need of selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import TextResponse

from monitor.exceptions import LayoutChanged
from monitor.issue_calendar import Window
from monitor.listing.documents import is_unit, list_unit, next_unit
from monitor.listing.rows import JSON, MAPS, Rows, day_beside, read_rows, title_of
from monitor.listing.source import Identify, Link, Listing, Source, collect
from monitor.markup.page import line_of

_UNTIL = "last_day"  # key in Request.meta: the window's last day, near which a day without a year lies
_SINCE = "first_day"  # the same of its first day: what is older is behind it
_NUMBER = "page_number"  # key in Request.meta: of the list's page that is asked for, from 1
_PAGE_NUMBER = re.compile(r"([?&](?:page|page_?no|page_?num|page_?index|pn|p)=)(\d{1,4})(?=&|$)", re.IGNORECASE)
_MOST_MAPS = 20  # of an index of sitemaps: the last ones, which grow
_NEXT = re.compile(r"\W{0,4}(?:下一?页|后一?页|下一頁|next(?: page)?)\W{0,4}|[>›»]{1,2}", re.IGNORECASE)
# TRS and its kin: createPageHTML(25, 0, "index", "shtml"), the number of pages, this page's from 0, name and ending.
_PAGER = re.compile(
    r"createPage\w*\(\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']", re.IGNORECASE
)


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
            maps = [Request(row.url, meta={_UNTIL: until}) for row in rows.rows[-_MOST_MAPS:]]
            return Listing((), deeper=tuple(maps))
        links = article_links(rows, identify, until)
        unit = list_unit(rows.page) if rows.page else ""
        if not links and number > 1 and rows.form == JSON:
            return Listing(())  # behind the last page
        if not links and not unit:
            raise LayoutChanged(f"列表页上没有一个文章链接：{response.url}")
        if unit:
            return Listing(links, deeper=(Request(unit, meta=dict(response.meta)),))
        since, last = response.meta.get(_SINCE), links[-1].address.day
        if rows.form == JSON and since and last and last < since:  # newest first: nothing behind it is of the window
            return Listing(links)
        url = next_page(rows, response, number)
        meta = {_UNTIL: until, _SINCE: since, _NUMBER: number + 1}
        return Listing(links, next_page=Request(url, meta=meta) if url else None)


@dataclass(frozen=True, kw_only=True)
class FoundList(AnyList):
    """A list that discovery has found. That it fails breaks nothing: no one declared it."""

    found: ClassVar[bool] = True
    optional: bool = True


def article_links(rows: Rows, identify: Identify, reference: date | None) -> tuple[Link, ...]:
    """Return the articles among `rows`, each once with the best of its titles; the day is that of the address, else the
    one that the row prints. `reference` gives a day without a year its year. Raises LayoutChanged for too many."""
    days: dict[str, date] = {}

    def titled() -> Iterator[tuple[str, str]]:
        for row in rows.rows:
            if address := identify(row.url):
                if address.day is None and address.key not in days and (day := day_beside(row, reference)):
                    days[address.key] = day
                yield row.url, title_of(row)

    return tuple(
        replace(link, address=replace(link.address, day=link.address.day or days.get(link.address.key)))
        for link in collect(titled(), identify)
    )


def next_page(rows: Rows, response: TextResponse, number: int) -> str:
    """Return the address of the page behind page `number` (from 1) of a list, empty if it names none: by a link that
    says 下一页 or the next number and lies in the same folder, or by the call of a script that draws such links; of
    JSON by the number of the page in its own address. Behind a column's page of JPAAS lies the block of its list."""
    if rows.form == JSON and is_unit(response.url):
        return next_unit(response.url, len(rows.rows)) if rows.rows else ""
    if rows.form == JSON:
        return _counted_on(response.url, number) if rows.rows else ""
    if rows.page and (unit := list_unit(rows.page)):
        return unit
    folder = _folder(response.url)
    beside = [row for row in rows.rows if _folder(row.url) == folder and row.url != response.url]
    words = [(line_of(row.node), row) for row in beside if row.node is not None]
    for said in (_NEXT, re.compile(rf"\W{{0,2}}{number + 1}\W{{0,2}}")):
        if row := next((row for text, row in words if said.fullmatch(text)), None):
            return row.url
    if rows.page and (call := _PAGER.search(response.text)) and int(call[2]) + 1 < int(call[1]):
        return urljoin(response.url, f"{call[3]}_{int(call[2]) + 1}.{call[4]}")
    return ""


def _counted_on(url: str, number: int) -> str:
    found = _PAGE_NUMBER.search(url)
    if found is None or int(found[2]) not in (number, number - 1):
        return ""
    return f"{url[: found.start(2)]}{int(found[2]) + 1}{url[found.end(2) :]}"


def _folder(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[0]

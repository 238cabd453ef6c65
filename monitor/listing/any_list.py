"""A list in whatever form it comes: what discovery finds, and what a declaration may name where a page, a feed or a map
has no need of selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import TextResponse

from monitor.exceptions import LayoutChanged
from monitor.issue_calendar import Window
from monitor.listing.channel_data import is_unit, list_unit, next_unit
from monitor.listing.rows import JSON, MAPS, Rows, day_beside, read_rows, title_of
from monitor.listing.section import NEXT, declared_next, frames_of, paging_words
from monitor.listing.source import Identify, Link, Listing, Source, collect
from monitor.markup.page import Page, line_of
from monitor.text.urls import host_of

_UNTIL = "last_day"  # key in Request.meta: the window's last day, near which a day without a year lies
_SINCE = "first_day"  # the same of its first day: what is older is behind it
_NUMBER = "page_number"  # key in Request.meta: of the list's page that is asked for, from 1
# What an address calls the number of its page.
_PAGE = r"(?:page|page_?no|page_?num|page_?index|curr?(?:ent)?_?page|pn|p)"
_PAGE_NUMBER = re.compile(rf"([?&]{_PAGE}=)(\d{{1,4}})(?=&|$)", re.IGNORECASE)
_SCRIPTS = 300_000  # characters of a page's own scripts that are looked at
_MOST_MAPS = 20  # of an index of sitemaps: those that changed last, else the last ones, which grow
# TRS and its kin: createPageHTML(25, 0, "index", "shtml"), the number of pages, this page's from 0, name and ending.
_PAGER = re.compile(
    r"createPage\w*\(\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']", re.IGNORECASE
)
# UCAP and its kin: createPageHTML("page_div", 6, 1, "list", "shtml", 120), this page's number from 1.
_PAGER_IN = re.compile(
    r"createPage\w*\(\s*[\"'][\w-]+[\"']\s*,\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']",
    re.IGNORECASE,
)
# An address that a page's own script puts together: "index_" + n + ".html", "?page=" + n.
_BUILT = re.compile(
    r"[\"'](?P<stem>[\w./-]{0,60}[_-])\\?[\"']\s?\+[^\"';\n]{1,40}\+\s?\\?[\"'](?P<end>\.\w{3,5})\b"
    r"|[\"'](?P<query>[\w./-]{0,60}\?(?:[\w-]{1,20}=[\w-]{0,20}&){0,3}" + _PAGE + r"=)\\?[\"']\s?\+",
    re.IGNORECASE,
)
# An interface that gives the list page by page, named in a script or an attribute: "/api/list?column=jk&page=1",
# "/api/list?column=jk&page=" + n + "&size=20".
_INTERFACE = re.compile(
    rf"(?<!href=)(?<!action=)[\"'](?P<head>[^\"'\s<>(){{}}?]{{1,120}}\?[^\"'\s<>(){{}}]{{0,120}}?\b{_PAGE}=)"
    r"(?:(?P<number>[01])(?P<tail>(?:&[^\"'\s<>]{0,120})?)[\"']"
    r"|[\"']\s?\+\s?[\w.()]{1,40}(?:\s?\+\s?[\"'](?P<rest>&[^\"'\s<>]{0,120})[\"'])?)",
    re.IGNORECASE,
)
_NO_LIST = re.compile(r"comment|search|login|user|vote|hit|count", re.IGNORECASE)
_COUNT = re.compile(r"(?:count_?page|page_?count|total_?pages?|page_?total)\s?[=:]\s?[\"']?(\d{1,4})\b", re.IGNORECASE)
_HERE = re.compile(r"(?:current|cur|now|this)_?page\w{0,5}\s?[=:]\s?[\"']?(\d{1,4})\b", re.IGNORECASE)
_ENDING = re.compile(r"(?:/\d{1,4})?/?$|\.\w{3,5}$")  # of a list's path
_CALLED = re.compile(r"javascript:\s*[\w.]{1,30}\(\s*[\"']?(\d{1,4})[\"']?\s*\)", re.IGNORECASE)


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
        links = article_links(rows, identify, until)
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
        url = filler or next_page(rows, response, number)  # what a rail stands on may be the first page
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


def filled_by(rows: Rows, response: TextResponse, number: int) -> str:
    """Return the address of what fills the list of a page: a block of JPAAS, or an interface that its script asks for
    page after page, where the page names no further one itself; empty if there is none."""
    if rows.page is None or number > 1:
        return ""
    if unit := list_unit(rows.page):
        return unit
    if next_page(rows, response, number):
        return ""
    for found in _INTERFACE.finditer(response.text):
        address = unescape(f"{found['head']}{found['number'] or 1}{found['tail'] or found['rest'] or ''}")
        url = rows.page.absolute(address)
        if host_of(url) == host_of(response.url) and not _NO_LIST.search(urlsplit(url).path):
            return url if urlsplit(url).path != urlsplit(response.url).path else ""
    return ""


def next_page(rows: Rows, response: TextResponse, number: int) -> str:
    """Return the address of the page behind page `number` (from 1) of a list, empty if it names none: by a link that
    says 下一页 or the next number and lies in the same folder, or by the script that draws such links (`_drawn`); of
    JSON by the number of the page in its own address."""
    if rows.form == JSON:
        url = next_unit(response.url, len(rows.rows)) if is_unit(response.url) else _counted_on(response.url, number)
        return url if rows.rows else ""
    folder, host = _folder(response.url), host_of(response.url)
    stem = f"{_ENDING.sub('', urlsplit(response.url).path)}/"  # /news.htm may go on at /news/11.htm
    numbered = re.compile(rf"{re.escape(stem)}(?:(?:page|p|list|index)[/_-]?)?{number + 1}(?:/|\.\w{{3,5}})?")
    found = [(row.node, row.url) for row in rows.rows if row.node is not None]
    found += declared_next(rows.page) if rows.page else []
    words = [(paging_words(node), url) for node, url in found if url != response.url and host_of(url) == host]

    def is_beside(text: str, url: str) -> bool:
        path = urlsplit(url).path
        return _folder(url) == folder or ("页" in text and path.startswith(stem)) or bool(numbered.fullmatch(path))

    said = (NEXT, re.compile(rf"\W{{0,2}}第?{number + 1}页?\W{{0,2}}"))
    told = (url for each in said for text, url in words if each.fullmatch(text) and is_beside(text, url))
    return next(told, "") or (_drawn(rows.page, number) if rows.page else "")


def _drawn(page: Page, number: int) -> str:
    """The address of the next page where a script draws the links to it: by the call that draws them, or by how the
    script puts addresses together, where it tells how many there are, or which is the next."""
    text, url = page.response.text, page.response.url
    for call, least in ((_PAGER.search(text), 1), (_PAGER_IN.search(text), 0)):
        if call:
            following = int(call[2]) + 1
            return urljoin(url, f"{call[3]}_{following}.{call[4]}") if following + least <= int(call[1]) else ""
    script = "".join((node.text or "") for node in page.root.iter("script") if not node.get("src"))[:_SCRIPTS]
    built = _BUILT.search(script)
    if built is None:
        return ""
    called = next(
        (_CALLED.match(node.get("href", "")) for node in page.root.iter("a") if NEXT.fullmatch(line_of(node))), None
    )
    count, here = _COUNT.search(script), _HERE.search(script)
    if number >= int(count[1]) if count else called is None:
        return ""
    following = int(called[1]) if called else int(here[1]) + 1 if here else number + 1
    href = f"{built['query'] or built['stem']}{following}{built['end'] or ''}"
    ways = (page.absolute(href), urljoin(url, href))  # a script may know nothing of the page's <base>
    return next((each for each in ways if _folder(each) == _folder(url) and each != url), "")


def _counted_on(url: str, number: int) -> str:
    found = _PAGE_NUMBER.search(url)
    if found is None or int(found[2]) not in (number, number - 1):
        return ""
    return f"{url[: found.start(2)]}{int(found[2]) + 1}{url[found.end(2) :]}"


def _folder(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[0]

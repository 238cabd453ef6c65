"""Lists that an outlet answers in JSON: its own search, asked once for each search word, or its channels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import quote_plus

import jmespath
from scrapy import Request
from scrapy.http import TextResponse

from monitor.exceptions import LayoutChanged
from monitor.issue_calendar import Window
from monitor.listing.documents import parse
from monitor.listing.links import without_marks
from monitor.listing.section import SectionList, read_links, with_days
from monitor.listing.source import MOST_LINKS, Identify, Listing, Source
from monitor.markup.page import Page
from monitor.text.dates import read_moment
from monitor.text.hygiene import tidy
from monitor.text.urls import absolute


@dataclass(frozen=True, kw_only=True)
class JsonSearch(Source):
    """A search, or a list by numbered channels, that answers with rows. `ask(term, page, window)` makes the request
    for a page (from 1); the terms are `terms`, or the search words of the settings. JMESPath expressions: `rows` the
    list of hits (the landmark), in each hit its `url`, `title` (may hold markup) and `published`, which counts where
    the address holds no day.
    """

    ask: Callable[[str, int, Window], Request]
    rows: str
    page_size: int
    url: str = "url"
    title: str = "title"
    published: str = ""
    terms: tuple[str, ...] = ()

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the first page for every term."""
        for term in self.terms or words:
            yield self._page(term, 1, window)

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return the hits and, if the page is full, the next page. Raises LayoutChanged if the list is missing
        or without an end."""
        hits = jmespath.search(self.rows, read_json(response))
        if not isinstance(hits, list):
            raise LayoutChanged(f"接口没有返回结果列表：{response.url}")
        if len(hits) > MOST_LINKS:
            raise LayoutChanged(f"接口一页返回的结果超过 {MOST_LINKS} 条：{response.url}")
        found = [self._hit(hit, response) for hit in hits if isinstance(hit, dict)]
        links = with_days(found, identify)
        term, number, window = response.meta["search"]
        return Listing(links, next_page=self._page(term, number + 1, window) if len(found) >= self.page_size else None)

    def _hit(self, hit: dict[str, object], response: TextResponse) -> tuple[str, str, date | None]:
        moment = read_moment(str(jmespath.search(self.published, hit) or "")) if self.published else None
        url = absolute(response, str(jmespath.search(self.url, hit) or ""))
        return url, plain(jmespath.search(self.title, hit)), moment.day if moment else None

    def _page(self, term: str, number: int, window: Window) -> Request:
        request = self.ask(term, number, window)
        return request.replace(meta={**request.meta, "search": (term, number, window)})


@dataclass(frozen=True, kw_only=True)
class SearchPage(SectionList):
    """A search that answers with a page of links: {term} in `url` is a search word. `landmark` selects what a page of
    results has even without a hit."""

    landmark: str

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the first page for every word; the newest hits stand first."""
        for word in words:
            yield Request(self.url.format(term=quote_plus(word)))

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return the hits of one page and its next page. Raises LayoutChanged if it is no page of results."""
        page = Page(response)
        if page.first(self.landmark) is None:
            raise LayoutChanged(f"这不是检索结果页：{response.url}")
        return Listing(read_links(page, ", ".join(self.rows), identify), next_page=self._next(page))


def by_address(address: str, **headers: str) -> Callable[[str, int, Window], Request]:
    """Return an `ask` that fills the format string `address` with {term} (quoted), {page} (from 1), {index} (from 0)
    and the window's {since} and {until}, and sends `headers`."""
    return partial(_ask, address, headers)  # no function inside this one: a source goes into a job's folder by pickle


def _ask(address: str, headers: Mapping[str, str], term: str, page: int, window: Window) -> Request:
    url = address.format(term=quote_plus(term), page=page, index=page - 1, since=window.since, until=window.until)
    return Request(url, headers=headers)


def read_json(response: TextResponse) -> object:
    """Return the JSON document of `response`, however it is wrapped (monitor.listing.documents). Raises LayoutChanged
    if there is none."""
    try:
        return parse(response.text)
    except (ValueError, RecursionError) as error:  # the latter: nested without an end
        raise LayoutChanged(f"应为 JSON，实际不是：{response.url}") from error


def plain(title: object) -> str:
    """Return a title of a JSON row without its markup (`<em>`, `<font color=red>`, line breaks)."""
    text = tidy(str(title or ""))
    if "<" in text or "&" in text:
        from monitor.markup.tree import parse as parse_markup

        text = tidy(parse_markup(text).text_content())
    return without_marks(text)

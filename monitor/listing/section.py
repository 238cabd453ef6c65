"""HTML lists of links: columns, channel indexes, home-page blocks, also those that a script fills in a browser."""

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
from monitor.listing.source import Identify, Link, Listing, Source, collect
from monitor.listing.titles import link_title
from monitor.markup.page import Page

WAIT_FOR = "wait_for"  # key in Request.meta: what the page shows once its script has filled the list


@dataclass(frozen=True, kw_only=True)
class SectionList(Source):
    """A page of links at `url`. `rows` are selectors of links in the order to be tried; where none gives an article,
    every link of the page is looked at, for the address says what is an article. The landmark is an article link.

    Pages after the first are called `next_name` with {n} = `second`, and so on. Where `next_link` selects links, one of
    them must lead to the next number ({x} stands for a word that only the link knows); else the name is put beside the
    first page's.
    """

    url: str
    rows: tuple[str, ...] = ()
    next_link: str = ""
    next_name: str = ""
    second: int = 2

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request for the first page; the window is reached by paging."""
        yield Request(self.url)

    def read(self, response: TextResponse, identify: Identify) -> Listing:
        """Return the links of one page and its next page. Raises LayoutChanged if there is no article link at all."""
        page = Page(response)
        for css in (*self.rows, "a[href]"):
            if links := self._links(page, css, identify):
                return Listing(links, next_page=self._next(page))
        raise LayoutChanged(f"列表页上没有一个文章链接：{response.url}")

    def _links(self, page: Page, css: str, identify: Identify) -> tuple[Link, ...]:
        return read_links(page, css, identify)

    def _next(self, page: Page) -> Request | None:
        if not self.next_name:
            return None
        following = self._number(page.response.url) + 1
        if self.next_link:
            hrefs = [node.get("href", "").strip() for node in page.all(self.next_link)]
            targets = [page.absolute(href) for href in hrefs if href and not href.startswith("javascript")]
            return next((Request(url) for url in targets if self._number(url) == following), None)
        return Request(urljoin(self.url, self.next_name.format(n=following)))

    def _number(self, url: str) -> int:
        name = re.escape(self.next_name).replace(r"\{n\}", r"(\d{1,6})(?!\d)").replace(r"\{x\}", r"\w+")
        match = re.search(name, url)
        return int(match[1]) if match else self.second - 1


@dataclass(frozen=True, kw_only=True)
class RenderedList(SectionList):
    """A section list that is read once the page shows what the selector `wait_for` names."""

    wait_for: str
    needs_browser: ClassVar[bool] = True

    def requests(self, window: Window, words: Sequence[str]) -> Iterator[Request]:
        """Yield the request that a browser is to carry out."""
        yield Request(self.url, meta={WAIT_FOR: self.wait_for})


def read_links(page: Page, css: str, identify: Identify) -> tuple[Link, ...]:
    """Return the article links that `css` selects, each with its title (monitor.listing.titles)."""
    return collect(
        ((page.absolute(node.get("href", "")), link_title(node)) for node in page.all(css) if node.get("href")),
        identify,
    )


def with_days(rows: Sequence[tuple[str, str, date | None]], identify: Identify) -> tuple[Link, ...]:
    """Return the article links among `rows` of (absolute address, title, day)."""
    days = {address.key: day for url, _, day in rows if (address := identify(url))}
    return tuple(on_day(link, days.get(link.address.key)) for link in collect(((u, t) for u, t, _ in rows), identify))


def on_day(link: Link, day: date | None) -> Link:
    """Return `link` with `day`, where its address says none."""
    return replace(link, address=replace(link.address, day=link.address.day or day))

"""What is not asked for: what is stored already, but for what may be printed, and that once a day; and what an outlet's
budget for a run does not cover.

A page costs an outlet a request, and an office runs every day. A replay costs nobody anything, so it reads all. An
outlet that never ends, by fault or on purpose, ends at its budget, and says so; the others have what they need.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware

from monitor.exceptions import BudgetSpent
from monitor.items import PARTIAL
from monitor.listing.ledger import KNOWN
from monitor.listing.source import LISTED, Link
from monitor.network.failures import OVER_BYTES, OVER_PAGES
from monitor.outlet.spider import OutletSpider
from monitor.store.database import database_url, open_database, reading
from monitor.store.many import find_known
from monitor.store.runs import find_link
from monitor.store.searching import find_headlines
from monitor.text.hygiene import fold
from monitor.topic.gate import TOLD
from monitor.topic.score import LINE

_LISTS = 0.5  # share of the pages that lists may take: what they name is worth nothing if it cannot be asked for


class KnownArticles(BaseSpiderMiddleware):
    """Spider middleware. Stops the request for an article that is stored whole: for good if it is off topic, for
    REFETCH_HOURS if it is on topic, for its text may have been corrected. Raises NotConfigured where REFETCH_HOURS is
    0, and in a replay."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        hours = crawler.settings.getfloat("REFETCH_HOURS")
        if not hours or crawler.settings.getbool("HTTPCACHE_IGNORE_MISSING"):
            raise NotConfigured
        self._fresh = timedelta(hours=hours)
        self._engine = open_database(database_url(crawler.settings))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware of a run."""
        return cls(crawler)

    async def process_spider_output_async(
        self, response: Response | None, result: AsyncIterator[Any], spider: Spider | None = None
    ) -> AsyncIterator[Any]:
        """Yield items, then the requests that are not stopped: a page's links are looked up together."""
        requests: list[Request] = []
        async for each in result:
            if isinstance(each, Request):
                requests.append(each)
            else:
                yield each
        known = self._known(
            {each.meta[LISTED].address.key: each.meta[LISTED] for each in requests if LISTED in each.meta}
        )
        for request in requests:
            if LISTED not in request.meta or request.meta[LISTED].address.key not in known:
                yield request

    def _known(self, listed: dict[str, Link]) -> set[str]:
        """The keys of those of the `listed` links that are not to be asked for, settled in the ledger and counted."""
        spider = self.crawler.spider
        if not listed or not isinstance(spider, OutletSpider):
            return set()
        known: set[str] = set()
        with reading(self._engine) as session:
            for key, (score, flags) in find_known(session, spider.name, listed).items():
                if PARTIAL in flags:
                    continue
                if score >= LINE:
                    link = find_link(session, spider.name, key, listed[key].address.url)
                    if link is None or datetime.now(UTC) - link.seen_at.replace(tzinfo=UTC) > self._fresh:
                        continue
                    self._count("on_topic")
                self._count("article/known")
                spider.ledger.settle(key, KNOWN)
                known.add(key)
        return known

    def _count(self, name: str) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"monitor/{name}")


class ToldElsewhere(BaseSpiderMiddleware):
    """Spider middleware, before the gate. Marks the request for an article under whose headline the store has one on
    topic of the run's window: another outlet's copy was read already. Raises NotConfigured in a replay."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        if crawler.settings.getbool("HTTPCACHE_IGNORE_MISSING"):
            raise NotConfigured
        self._engine = open_database(database_url(crawler.settings))
        self._told: frozenset[str] | None = None

    def get_processed_request(self, request: Request, response: Response | None) -> Request | None:
        """Return `request`, marked where its headline is known."""
        listed: Link | None = request.meta.get(LISTED)
        if listed and listed.title and isinstance(self.crawler.spider, OutletSpider):
            if self._told is None:
                with reading(self._engine) as session:
                    headlines = find_headlines(session, self.crawler.spider.window, LINE)
                self._told = frozenset(map(fold, headlines))
            if fold(listed.title) in self._told:
                request.meta[TOLD] = True
        return request


class Budget:
    """Downloader middleware. Refuses what is asked for beyond OUTLET_MAX_PAGES requests, those sent again included, or
    OUTLET_MAX_BYTES bytes of answers, as they were sent. In which order these are spent say the requests' priorities:
    first pages of lists before further ones, then articles, those whose title promises most first. Raises
    NotConfigured for what is no outlet, and in a replay."""

    def __init__(self, crawler: Crawler) -> None:
        self._most_pages = crawler.settings.getint("OUTLET_MAX_PAGES")
        self._most_bytes = crawler.settings.getint("OUTLET_MAX_BYTES")
        self._pages = self._lists = self._bytes = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        replayed = crawler.settings.getbool("HTTPCACHE_IGNORE_MISSING")
        if replayed or not issubclass(crawler.spidercls, OutletSpider):
            raise NotConfigured
        budget = cls(crawler)
        crawler.signals.connect(budget.sent, signal=signals.request_reached_downloader)
        crawler.signals.connect(budget.received, signal=signals.bytes_received)
        return budget

    def sent(self, request: Request) -> None:
        """A request goes out."""
        self._pages += 1
        self._lists += _is_list(request)

    def received(self, data: bytes) -> None:
        """A piece of an answer has come, whatever becomes of the whole."""
        self._bytes += len(data)

    def process_request(self, request: Request) -> None:
        """Raise BudgetSpent for a request that is one too many. A robots.txt, of which a host has one, is none."""
        if request.callback is NO_CALLBACK:
            return
        if self._bytes >= self._most_bytes:
            raise BudgetSpent(OVER_BYTES)
        if self._pages >= self._most_pages or (_is_list(request) and self._lists >= _LISTS * self._most_pages):
            raise BudgetSpent(OVER_PAGES)


def _is_list(request: Request) -> bool:
    return "source" in request.cb_kwargs

"""Spider middleware: what is stored is not asked for again, but for what may be printed, and that once a day.

A page costs an outlet a request, and an office runs every day. A replay costs nobody anything, so it reads all.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware

from monitor.items import PARTIAL
from monitor.listing.ledger import KNOWN
from monitor.listing.source import LISTED, Link
from monitor.outlet.spider import OutletSpider
from monitor.store.articles import find_article
from monitor.store.database import database_url, open_database, reading
from monitor.store.links import find_link
from monitor.topic.score import LINE


class KnownArticles(BaseSpiderMiddleware):
    """Stops the request for an article that is stored whole: for good if it is off topic, for REFETCH_HOURS if it is
    on topic, for its text may have been corrected. Raises NotConfigured where REFETCH_HOURS is 0, and in a replay."""

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

    def get_processed_request(self, request: Request, response: Response | None) -> Request | None:
        """Return `request`, or None to stop it."""
        listed: Link | None = request.meta.get(LISTED)
        spider = self.crawler.spider
        if listed is None or not isinstance(spider, OutletSpider) or not self._is_known(spider.name, listed):
            return request
        spider.ledger.settle(listed.address.key, KNOWN)
        return None

    def _is_known(self, outlet: str, listed: Link) -> bool:
        with reading(self._engine) as session:
            article = find_article(session, outlet, listed.address.key)
            if article is None or PARTIAL in article.flags:
                return False
            if article.score >= LINE:
                link = find_link(session, outlet, listed.address.key, listed.address.url)
                if link is None or datetime.now(UTC) - link.seen_at.replace(tzinfo=UTC) > self._fresh:
                    return False
                self._count("on_topic")
        self._count("article/known")
        return True

    def _count(self, name: str) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"monitor/{name}")

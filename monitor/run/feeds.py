"""Scrapy's feed exports (`-O`, `-o`, FEEDS) of a run in which an article that is stored is not asked for, or not passed
on, again: a feed holds all articles of the window that the run's lists announced, whichever run read them."""

from __future__ import annotations

from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.extensions.feedexport import FeedExporter

from monitor.exceptions import AlreadyStored
from monitor.items import ArticleItem
from monitor.listing.ledger import KNOWN
from monitor.outlet.spider import OutletSpider
from monitor.store.articles import find_article, read_item
from monitor.store.database import database_url, open_database, reading


class StoredFeeds(FeedExporter):
    """Works for outlets; what other spiders scrape is exported as by Scrapy."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals. Raises NotConfigured where no feed is asked for."""
        exporter = super().from_crawler(crawler)
        crawler.signals.connect(exporter.item_dropped, signal=signals.item_dropped)
        return exporter

    def item_dropped(self, item: ArticleItem, exception: Exception, spider: Spider) -> None:
        """An article was read again and is stored as it is."""
        if isinstance(exception, AlreadyStored):
            self._export(item.key, spider)

    async def close_spider(self, spider: Spider) -> None:
        """Export what was not asked for again, and finish."""
        if isinstance(spider, OutletSpider):
            for key, sighting in spider.ledger.sightings.items():
                if sighting.outcome == KNOWN:
                    self._export(key, spider)
        await super().close_spider(spider)

    def _export(self, key: str, spider: Spider) -> None:
        with reading(open_database(database_url(self.settings))) as session:
            stored = find_article(session, spider.name, key)
            item = read_item(session, stored) if stored else None
        if item and (item.day is None or item.day in getattr(spider, "window", (item.day,))):
            self.item_scraped(item, spider)

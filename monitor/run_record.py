"""Extension: at the close of a spider its run is judged and written to the store."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from monitor.health import judge
from monitor.spider import OutletSpider
from monitor.store.database import database_url, open_database, writing
from monitor.store.runs import save_run


class RunRecord:
    """Works for outlets; other spiders have no window to be judged in."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.engine = open_database(database_url(crawler.settings))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        if not issubclass(crawler.spidercls, OutletSpider):
            raise NotConfigured("not an outlet")
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(extension.item_error, signal=signals.item_error)
        return extension

    def item_error(self) -> None:
        """Count an article that a stage could not take: Scrapy itself only logs it."""
        if self.crawler.stats:
            self.crawler.stats.inc_value("monitor/item_errors")

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Judge the run and store it with its counters."""
        if not isinstance(spider, OutletSpider) or not self.crawler.stats:
            return
        stats = {**self.crawler.stats.get_stats(), "finish_reason": reason}
        coverage = judge(spider.name, stats)
        counters = {name: value for name, value in stats.items() if isinstance(value, int | float | str)}
        now = datetime.now(UTC)
        with writing(self.engine) as session:
            save_run(session, coverage, spider.window, stats.get("start_time", now), now, counters)
        spider.logger.info("%s：%s", spider.outlet, coverage)

"""Extension: at the close of a spider its run is judged and written to the store, with what became of each link."""

from __future__ import annotations

import asyncio
import logging
import os
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from twisted.python.failure import Failure

from monitor.database.address import STORE
from monitor.database.blame import is_down
from monitor.exceptions import AlreadyStored, NoNews, NoText, OutsideWindow
from monitor.items import ArticleItem
from monitor.listing.ledger import ASKED, FAILED, LOST, NO_NEWS, NO_TEXT, OTHER_DAY, STORED
from monitor.network.failures import NO_STORE, OVER_LINKS, TOO_LONG
from monitor.outlet.health import MISSING_AT_MOST, judge
from monitor.outlet.lists import to_counters
from monitor.outlet.spider import OutletSpider
from monitor.outlet.verdicts import MEANING
from monitor.store.database import database_url, open_database, show_database, writing
from monitor.store.runs import HISTORY, days_come, find_last_runs, past_of, save_links, save_run

logger = logging.getLogger(__name__)


class RunRecord:
    """Works for outlets; other spiders have no window to be judged in."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        if "SCRAPY_PROJECT" in os.environ:  # of scrapyd: who scheduled the job may look into another one
            logger.info("%s%s", STORE, show_database(crawler.settings))
        self.engine = open_database(database_url(crawler.settings))
        self._missing_at_most = crawler.settings.getfloat("MISSING_AT_MOST", MISSING_AT_MOST)
        self._closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        if not issubclass(crawler.spidercls, OutletSpider):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(extension.spider_error, signal=signals.spider_error)
        crawler.signals.connect(extension.item_error, signal=signals.item_error)
        crawler.signals.connect(extension.item_dropped, signal=signals.item_dropped)
        crawler.signals.connect(extension.item_scraped, signal=signals.item_scraped)
        return extension

    def item_scraped(self, item: ArticleItem) -> None:
        """An article went through all stages."""
        self._settle(item, STORED)

    def item_dropped(self, item: ArticleItem, exception: Exception) -> None:
        """An article was dropped for a fact; one that is stored already is stored."""
        kinds: dict[type[Exception], str] = {
            NoText: NO_TEXT,
            NoNews: NO_NEWS,
            OutsideWindow: OTHER_DAY,
            AlreadyStored: STORED,
        }
        self._settle(item, kinds.get(type(exception), LOST))

    def item_error(self, item: ArticleItem, failure: Failure) -> None:
        """Count an article that a stage could not take: Scrapy itself only logs it. Where no article can be stored, on
        a full disk or in a locked database, no outlet is asked for more."""
        if self.crawler.stats:
            self.crawler.stats.inc_value("monitor/item_errors")
        self._settle(item, LOST)
        if is_down(failure.value) and self.crawler.engine and not self._closing:
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=NO_STORE))

    def spider_error(self, response: Response, spider: Spider) -> None:
        """Reading a page crashed: the article that it should have been has failed."""
        link = response.request.cb_kwargs.get("link") if response.request else None
        if isinstance(spider, OutletSpider) and link and spider.ledger.outcome(link.address.key) == ASKED:
            self._fail("exception")
            spider.ledger.settle(link.address.key, f"{FAILED}exception")

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Settle what became of each link, judge the run and store it with its counters."""
        if not isinstance(spider, OutletSpider) or not self.crawler.stats:
            return
        spent = TOO_LONG if reason == "closespider_timeout" else ""
        left = spider.ledger.close(reason == "finished", lambda url: not spider.claims(url), spent)
        for kind, number in (*left.items(), *([(OVER_LINKS, spider.watch.over)] if spider.watch.over else [])):
            self._fail(kind, number)
        lists = to_counters(spider.watch.tell(spider.window, spider.past.until, spider.ledger.is_wanted))
        stats = {**self.crawler.stats.get_stats(), **lists, "finish_reason": reason}
        counters: dict[str, Any] = {k: value for k, value in stats.items() if isinstance(value, int | float | str)}
        now = datetime.now(UTC)
        started = stats.get("start_time", now)
        with writing(self.engine) as session:
            past = past_of(find_last_runs(session, spider.name, spider.window.until, HISTORY))
            coverage = judge(spider.name, stats, past, days_come(spider.past, started), self._missing_at_most)
            save_run(session, coverage, spider.window, started, now, counters)
            save_links(session, spider.name, spider.window.until, spider.ledger)
        told = "；".join([MEANING[coverage.verdict], *coverage.notes])
        spider.logger.info(
            "%s：%s（列表 %d，链接 %d，读出 %d，失败 %d，新 %d，切题 %d）", spider.outlet, told, coverage.listings,
            coverage.links, coverage.read, coverage.failed, coverage.stored, coverage.on_topic,
        )  # fmt: skip

    def _fail(self, kind: str, number: int = 1) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"monitor/article/failed/{kind}", number)

    def _settle(self, item: ArticleItem, outcome: str) -> None:
        spider = self.crawler.spider
        if isinstance(spider, OutletSpider):
            address = spider.identify(item.url)
            if address:
                spider.ledger.settle(address.key, outcome)

"""A run that was stopped and is resumed (Scrapy's JOBDIR): it asks no list a second time, so it is judged with what its
first part has seen."""

from __future__ import annotations

from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.extensions.spiderstate import SpiderState

from monitor.outlet.spider import OutletSpider

_SEEN = ("ledger", "watch", "doubts", "met", "listed", "followed", "unread", "asked")  # what a spider notes of its run
_OF_A_PROCESS = ("memusage/", "log_count/")


class ResumedRun(SpiderState):
    """Keeps an outlet's notes and counters with the state that Scrapy keeps in JOBDIR; without it, not configured."""

    crawler: Crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ResumedRun:
        """Connect to the crawler's signals. Raises NotConfigured without a JOBDIR."""
        extension = super().from_crawler(crawler)
        extension.crawler = crawler
        return extension

    def spider_opened(self, spider: Spider) -> None:
        """Go on where the first part ended."""
        super().spider_opened(spider)
        if not isinstance(spider, OutletSpider):
            return
        self._kept: dict[str, Any] = spider.__dict__["state"].setdefault("zhoubao", {})
        for name, value in self._kept.get("seen", {}).items():
            setattr(spider, name, value)
        for name, number in self._kept.get("counters", {}).items():
            if self.crawler.stats:
                self.crawler.stats.inc_value(name, number)

    def spider_closed(self, spider: Spider) -> None:
        """Write down what was seen so far; links that are still to be asked for are still so."""
        if isinstance(spider, OutletSpider):
            stats = self.crawler.stats.get_stats() if self.crawler.stats else {}
            counters = {
                name: number
                for name, number in stats.items()
                if isinstance(number, int) and not name.startswith(_OF_A_PROCESS)
            }
            seen = {name: getattr(spider, name) for name in _SEEN}
            self._kept.update(seen=seen, counters=counters)
        super().spider_closed(spider)

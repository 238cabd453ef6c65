"""What the stages share: the crawler, of which they ask the spider, the settings and the counters."""

from typing import Self

from scrapy.crawler import Crawler


class Stage:
    """A stage that Scrapy builds with its crawler."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the stage for one run."""
        return cls(crawler)

    def count(self, name: str) -> None:
        """Count one more of `name` among the run's own counters."""
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"monitor/{name}")

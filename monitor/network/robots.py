"""robots.txt obeyed in full: by requests that wait for it together, and its Crawl-delay."""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import NotConfigured
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred


class RobotsTxt(RobotsTxtMiddleware):
    """Scrapy 2.19 lets requests slip by: of several that wait for one robots.txt the first gets its parser, the others
    get None, which means "all allowed" (their futures share a Deferred whose result the first has taken). Here all of
    them are given what was parsed."""

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return the parser of the robots.txt that governs `request`, None if there is none."""
        parser = await super().robot_parser(request)
        known = self._parsers.get(urlparse_cached(request).netloc)
        return parser if known is None or isinstance(known, Deferred) else known


class CrawlDelay:
    """Slows the requests to a host down to what its robots.txt asks for, at most to CRAWL_DELAY_CAP seconds: some ask
    for 120, which no weekly run can keep. Never faster than DOWNLOAD_DELAY."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.cap = crawler.settings.getfloat("CRAWL_DELAY_CAP")
        self.floor = crawler.settings.getfloat("DOWNLOAD_DELAY")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals. Raises NotConfigured where robots.txt is not asked for."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.robots_parsed, signal=signals.robots_parsed)
        return extension

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Take over the delay that a host's robots.txt asks for."""
        asked = robotparser.crawl_delay(self.crawler.settings["USER_AGENT"])
        host = urlparse_cached(request).hostname
        if asked is None or not host or self.crawler.engine is None:
            return
        downloader = self.crawler.engine.downloader
        delay = max(self.floor, min(float(asked), self.cap))
        downloader.per_slot_settings.setdefault(host, {})["delay"] = delay
        if host in downloader.slots:
            downloader.slots[host].delay = delay

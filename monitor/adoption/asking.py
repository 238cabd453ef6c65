"""Asking for the pages of a look round, one after another, with the crawler's own politeness."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.robotstxt import RobotParser
from twisted.python.failure import Failure

from monitor.adoption.looked import Looked
from monitor.adoption.looking import Answer, Look
from monitor.exceptions import MonitorError
from monitor.guessing.site import domain_of
from monitor.network.failures import kind_of_failure
from monitor.network.public_network import is_public
from monitor.text.urls import host_of


class LookSpider(Spider):
    """Carries out one `look`, a Look from `url`. What it comes to is in `looked`, else in `refused`."""

    name = "adopt"
    custom_settings = {  # noqa: RUF012 (Scrapy's own form)
        "ITEM_PIPELINES": {},
        "SPIDER_MIDDLEWARES": {
            "monitor.run.sparing.ToldElsewhere": None,
            "monitor.topic.gate.TitleGate": None,
            "monitor.run.sparing.KnownArticles": None,
        },
    }
    looked: Looked | None
    refused: MonitorError | None

    def __init__(self, url: str, look: Look, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.url, self.look, self.looked, self.refused = url, look, None, None
        self._domain = domain_of(host_of(url))
        self._steps: Generator[str, Answer, Looked] = look.go()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> LookSpider:
        """Build the spider; it hears of each robots.txt."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.robots_parsed, signal=signals.robots_parsed)
        return spider

    def claims(self, url: str) -> bool:
        """Tell whether `url` is of the same domain, and of the public network: where the look may be led."""
        host = host_of(url)
        return domain_of(host) == self._domain and is_public(host)

    def leads_on(self, request: Request, url: str) -> bool:
        """Tell whether `url` may be where the page that `request` asked for lies now."""
        return self.claims(url)

    def robots_parsed(self, robotparser: RobotParser) -> None:
        """A robots.txt was read: a request, and the sitemaps that it names are lists too."""
        self.look.spent += 1
        self.look.maps += list(getattr(getattr(robotparser, "rp", None), "sitemaps", ()))

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the first page."""
        for request in self._go(None):
            yield request

    def parse(self, response: Response) -> Iterator[Request]:
        """Take an answer; ask on."""
        return self._go(response if isinstance(response, TextResponse) else "no-page")

    def missed(self, failure: Failure) -> Iterator[Request]:
        """Take that there is no answer; ask on."""
        return self._go(kind_of_failure(failure))

    def _go(self, answer: Answer | None) -> Iterator[Request]:
        try:
            url = next(self._steps) if answer is None else self._steps.send(answer)
        except StopIteration as end:
            self.looked = end.value
        except MonitorError as error:
            self.refused = error
        else:
            yield Request(url, self.parse, errback=self.missed, dont_filter=True)

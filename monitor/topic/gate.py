"""Which listed titles are worth a page, and which are first: a week of all lists is thousands, and a page costs an
outlet a request.

A spider middleware, so that no spider knows the topic. It lets a request pass if its listed title holds a word of
health, if the listing is a health section, or if there is no title; what it stops is counted, and told in
the ledger. `TITLE_GATE = False` fetches all.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import lru_cache
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware

from monitor.listing.ledger import GATE, Ledger
from monitor.listing.source import LISTED, Link
from monitor.text.hygiene import fold
from monitor.text.traditional import simplify
from monitor.topic.vocabulary import Vocabulary, load_topics


def passes(title: str, health_section: bool = False) -> bool:
    """Tell whether an article with this listed title is to be fetched. Recall first; pure."""
    return health_section or not fold(simplify(title)) or bool(promise(title))


def promise(title: str) -> int:
    """Return how much a listed title promises: how many of the gate's lists have a word in it, 0 to 4."""
    return len(_words().find(fold(simplify(title))).terms)


@lru_cache(maxsize=1)
def _words() -> Vocabulary:
    topics = load_topics()
    names = ("health", "health_weak", "strong")
    return Vocabulary({name: topics[name] for name in names} | {"gate": topics["gate"]["words"]})


class TitleGate(BaseSpiderMiddleware):
    """Stops article requests by their titles, and sends those of a page on with what promises most first. Raises
    NotConfigured without TITLE_GATE."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        if not crawler.settings.getbool("TITLE_GATE"):
            raise NotConfigured

    async def process_spider_output_async(
        self, response: Response | None, result: AsyncIterator[Any], spider: Spider | None = None
    ) -> AsyncIterator[Any]:
        """Yield items, then requests by priority: the first of them go out before the last are scheduled."""
        requests: list[Request] = []
        async for each in super().process_spider_output_async(response, result):
            if isinstance(each, Request):
                requests.append(each)
            else:
                yield each
        for request in sorted(requests, key=lambda each: -each.priority):
            yield request

    def get_processed_request(self, request: Request, response: Response | None) -> Request | None:
        """Return `request`, or None to stop it."""
        listed: Link | None = request.meta.get(LISTED)
        if listed is None or passes(listed.title, listed.health):
            request.priority += promise(listed.title) if listed else 0
            return request
        ledger: Ledger | None = getattr(self.crawler.spider, "ledger", None)
        if ledger:
            ledger.settle(listed.address.key, GATE)
        if self.crawler.stats:
            self.crawler.stats.inc_value("monitor/gate/stopped")
        return None

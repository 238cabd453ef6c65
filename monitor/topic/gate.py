"""Which listed links are worth a page, and which are first: a week of all lists is thousands, and a page costs an
outlet a request.

A spider middleware, so that no spider knows the topic. What says health in its title or beside it, what a health
section lists, what another outlet has on topic, and what has no title, passes. Of the rest of a list page, those that
hint at the subject are fetched, the likeliest first, as long as no more than a quarter of the page's links are asked
for and the outlet's GATE_PAGES last; what stays is counted, and told in the ledger with its chance. With a GATE_SHARE
below 1, no more than that share of what an outlet lists is fetched, the likeliest first, whatever health word there is;
what names the subject itself is fetched all the same. `TITLE_GATE = False` fetches all. An authority's tenders and the
like are told by their titles.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from math import log
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.spidermiddlewares.base import BaseSpiderMiddleware

from monitor.listing.ledger import GATE, NO_NEWS, Ledger
from monitor.listing.source import LISTED, Link
from monitor.reading.notices import kind_of_page
from monitor.text.hygiene import fold
from monitor.text.traditional import simplify
from monitor.topic.promises import chance, names_health

TOLD = "told_elsewhere"  # key in Request.meta: another outlet has an article on topic under this headline
_QUARTER = 4  # a page's links for each one that is fetched
_LEAST = 0.05  # chance below which a title is no hint
_SURE = 0.95  # chance from which on a title names the subject itself
_RUNGS = 8  # of priority; the last page of a list has ten


def passes(title: str, health_section: bool = False, hint: str = "") -> bool:
    """Tell whether an article with this listed title, and what its list says beside it, is to be fetched whatever the
    budget. Recall first; pure."""
    return health_section or not fold(simplify(title)) or names_health(title, hint)


def _rung(chance: float) -> int:
    """The logarithm of the odds: a word of health alone makes an article likely, one of the subject makes it sure."""
    return min(_RUNGS, max(0, round(log(chance / (1 - chance))))) if 0 < chance < 1 else _RUNGS * (chance >= 1)


class TitleGate(BaseSpiderMiddleware):
    """Stops article requests by their titles, and sends those of a page on with what promises most first. Raises
    NotConfigured without TITLE_GATE."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        if not crawler.settings.getbool("TITLE_GATE"):
            raise NotConfigured
        self._left = crawler.settings.getint("GATE_PAGES")
        self._share = crawler.settings.getfloat("GATE_SHARE", 1.0)
        self._listed = self._asked = 0  # links of the outlet, and pages of them that were asked for

    async def process_spider_output_async(
        self, response: Response | None, result: AsyncIterator[Any], spider: Spider | None = None
    ) -> AsyncIterator[Any]:
        """Yield items, then requests by priority: the first of them go out before the last are scheduled."""
        requests: list[Request] = []
        async for each in result:
            if isinstance(each, Request):
                requests.append(each)
            else:
                yield each
        for request in self._choose(requests):
            yield request

    def _choose(self, requests: list[Request]) -> list[Request]:
        bound, passed, doubtful = list[Request](), list[Request](), list[Request]()
        for request in requests:
            link: Link | None = request.meta.get(LISTED)
            if link is None:
                continue
            told = request.meta.pop(TOLD, False)
            if kind := self._housekeeping(link.title):
                self._stop(link, NO_NEWS, f"no_news/{kind}")
                continue
            likely = self._chance(request)
            request.priority += _rung(likely)
            if not told and not passes(link.title, link.health, link.hint):
                doubtful.append(request)
            elif told or not link.title.strip() or likely >= _SURE:
                bound.append(request)
            else:
                passed.append(request)
        listed = sum(LISTED in request.meta for request in requests)
        room = listed // _QUARTER - (listed - len(doubtful))
        doubtful.sort(key=lambda each: -self._chance(each))
        hints = [each for each in doubtful if self._chance(each) >= _LEAST][: max(0, min(room, self._left))]
        self._left -= len(hints)
        for request in hints:
            self._note(request.meta[LISTED])
        afforded = self._afford(listed, len(bound), [*passed, *hints])
        stopped = {id(each) for each in (*passed, *doubtful)} - {id(each) for each in afforded}
        for request in requests:
            if id(request) in stopped:
                self._stop(request.meta[LISTED])
        others = [request for request in requests if LISTED not in request.meta]
        return sorted((*others, *bound, *afforded), key=lambda each: -each.priority)

    def _afford(self, listed: int, bound: int, requests: list[Request]) -> list[Request]:
        """Return those of `requests` for which the outlet's share has room: `listed` links more, of which `bound` are
        fetched in any case. The likeliest first; what one page leaves is the next one's."""
        self._listed += listed
        self._asked += bound
        room = max(0, int(self._share * self._listed) - self._asked)
        afforded = requests if self._share >= 1 else sorted(requests, key=lambda each: -self._chance(each))[:room]
        self._asked += len(afforded)
        return afforded

    @staticmethod
    def _chance(request: Request) -> float:
        link: Link = request.meta[LISTED]
        return chance(link.title, link.hint, link.health)

    def _housekeeping(self, title: str) -> str:
        """The kind of an authority's tender, post or budget, by its title: a list of health lets all others pass."""
        government = getattr(self.crawler.spider, "is_government", None)
        return kind_of_page(title, "", government=True) if government and government() else ""

    def _note(self, link: Link) -> None:
        ledger: Ledger | None = getattr(self.crawler.spider, "ledger", None)
        if ledger:
            ledger.hints.add(link.address.key)
        if self.crawler.stats:
            self.crawler.stats.inc_value("monitor/gate/hints")

    def _stop(self, link: Link, outcome: str = GATE, name: str = "gate/stopped") -> None:
        ledger: Ledger | None = getattr(self.crawler.spider, "ledger", None)
        if ledger:
            ledger.settle(link.address.key, outcome, chance(link.title, link.hint, link.health))
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"monitor/{name}")

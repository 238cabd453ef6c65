"""The base of every spider: it walks an outlet's listing sources and asks for the articles that they announce."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from monitor.configuration import find_window, today
from monitor.exceptions import LayoutChanged, NoIssue, PageError
from monitor.issue_calendar import Window
from monitor.items import REVALIDATE, Evidence
from monitor.listing.ledger import ASKED, AT_MOST, OUTSIDE, Ledger
from monitor.listing.source import LISTED, Link, Source
from monitor.markup.page import breaks_off
from monitor.network import browser
from monitor.network.failures import kind_of_failure
from monitor.outlet.article_spider import ArticleSpider, Doubts, Output
from monitor.outlet.watching import OFFERED, ListWatch, is_behind_the_end
from monitor.reading.guards import is_credible, refusal_on


class OutletSpider(ArticleSpider):
    """The spider of an outlet; a subclass fills in the attributes of `Outlet`. Arguments `since` and `until`
    (YYYY-MM-DD, Asia/Shanghai, both included) default to the current issue's window."""

    window: Window
    past: Window  # the part of the window that has come
    allowed_domains: list[str]
    again: Mapping[str, Evidence]  # archived pages to be read again, by address; empty in a crawl
    only: Collection[str]  # addresses of articles that alone are asked for; empty in a crawl
    met: set[str]  # keys of the articles that were asked for in this run: channels overlap
    listed: dict[str, set[str]]  # the same by source, for a source's end is its own
    followed: int  # articles that were asked for
    unread: set[str]  # addresses of listing pages that could not be read: they are not worth a second look
    asked: set[str]  # names of the stand-in sources that were asked

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> OutletSpider:
        """Build the spider for a window; further arguments (scrapyd's `_job`) are kept as attributes."""
        since, until = kwargs.pop("since", None), kwargs.pop("until", None)
        spider = super().from_crawler(crawler, *args, **{"again": {}, "only": (), **kwargs})
        spider.window = find_window(crawler.settings, since, until)
        # Days that have not come yet are not asked for: an archive would answer that they are missing.
        last = max(spider.window.since, min(spider.window.until, today(crawler.settings)))
        spider.past, spider.allowed_domains = Window(spider.window.since, last), list(cls.hosts)
        spider.met, spider.listed, spider.asked, spider.unread = set(), {}, set(), set()
        spider.ledger, spider.watch, spider.doubts, spider.followed = Ledger(), ListWatch(), Doubts(), 0
        crawler.signals.connect(spider.redirected_again, signal=signals.request_dropped)
        crawler.signals.connect(spider.release_doubtful, signal=signals.spider_idle)
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Give the downloader a browser if a source needs one and it is there; a replay asks the archive."""
        super().update_settings(settings)
        needed = cls.challenged or any(source.needs_browser for source in cls.sources)
        if needed and not settings.getbool("HTTPCACHE_IGNORE_MISSING") and not browser.lacking(settings):
            settings.update(browser.handlers(settings), priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        """Ask every source that is not another's stand-in; or only certain articles, or archived pages once more."""
        for url in (*self.again, *self.only):
            address = self.identify(url)
            if address is None:
                self.count("article/failed/not-an-article")
            elif address.page == 1 or self.only:
                link = Link(url, "", address)
                yield self._article_request(link.first_page, link)
        for source in () if self.again or self.only else self.sources:
            if not source.instead_of:
                for request in self.ask(source):
                    yield request

    def parse_listing(self, response: Response, source: Source, depth: int, question: int = 0) -> Output:
        """Follow what `source` announces inside the window, on a page behind its first request number `question`."""
        self.watch.ended(source, response.request, response)
        try:
            if not isinstance(response, TextResponse):
                raise LayoutChanged(f"列表不是文本：{response.url}")
            listing = source.read(response, self.identify)
        except PageError as error:
            kind = (refusal_on(response) or type(error)).kind
            if isinstance(error, NoIssue) or (source.missing_is_no_issue and kind == "not-found"):
                self.count(f"listing/no-issue/{source.name}")
                self.logger.debug("%s：%s", self.outlet, error)
                return
            if depth > 1 and response.request and is_behind_the_end(response.request, kind):
                yield from self._go_where_it_leads(response.request, source, depth, question)
                return
            self.logger.warning("%s：列表 %s 读不出来（%s）：%s", self.outlet, source.name, kind, error)
            self.unread.add(response.url)
            yield from self._source_failed(source, kind)
            return
        self.count(f"listing/ok/{source.name}")
        links = self.watch.within(source, depth, listing.links, self.settings.getint("OUTLET_MAX_LINKS"))
        self.watch.read(source, question, links)
        listed = self.listed.setdefault(source.name, set())
        fresh = [link for link in links if link.address.key not in listed]
        listed.update(link.address.key for link in fresh)
        yield from self.follow(fresh, source)
        if breaks_off(response.text):  # what it names is good all the same
            yield from self._source_failed(source, "cut")
        if self.watch.over:
            return
        for request in self.watch.admit(source, listing.deeper, self.settings.getint("LISTING_MAX_REQUESTS")):
            yield self._listing_request(request, source, depth, question)
        # Side rails repeat on every page, so only links that are new in this listing say where it has got to.
        days = [link.address.day for link in fresh]
        reaches = any(day is None or day >= self.window.since for day in days)
        if listing.next_page and reaches and depth < self.settings.getint("LISTING_MAX_PAGES"):
            request = listing.next_page.copy()
            if listing.offered is not None:
                request.meta[OFFERED] = listing.offered
            yield self._listing_request(request, source, depth + 1, question)
        elif not listing.deeper and days and all(day and day > self.window.until for day in days):
            yield from self._source_failed(source, "not-reached")
        elif listing.next_page and reaches and not self.settings.getint("ARTICLES_AT_MOST"):  # a probe looks at one
            self.watch.cut(source, depth, days)

    def listing_failed(self, failure: Failure) -> Output:
        """Count a listing that could not be fetched and ask its stand-in."""
        given, kind = failure.request.cb_kwargs, kind_of_failure(failure)  # type: ignore[attr-defined]
        source: Source = given["source"]
        self.watch.ended(source, failure.request, failure.value)  # type: ignore[attr-defined]
        if given["depth"] > 1 and is_behind_the_end(failure.request, kind):  # type: ignore[attr-defined]
            yield from self._go_where_it_leads(failure.request, **given)  # type: ignore[attr-defined]
            return
        if source.missing_is_no_issue and kind == "http-404":
            self.count(f"listing/no-issue/{source.name}")
            return
        self.stop_if_nothing_is_kept(kind)
        self.logger.warning("%s：列表 %s 取不到（%s）", self.outlet, source.name, kind)
        yield from self._source_failed(source, kind)

    def ask(self, source: Source) -> Iterator[Request]:
        """Yield the first requests for `source`."""
        live = not self.settings.getbool("HTTPCACHE_IGNORE_MISSING") and (source.needs_browser or self.challenged)
        if live and (lacking := browser.lacking(self.settings)):
            self.logger.warning("%s：列表 %s 要用浏览器，%s；这一来源略过。", self.outlet, source.name, lacking)
            self.watch.name(source, getattr(source, "url", ""))
            how = "failed" if self.challenged and not source.optional else "optional"
            self.count(f"listing/{how}/{source.name}:no-browser")
            return
        # Only sources that ask day by day: the request of a search stays the same all week, and so can be replayed.
        window = self.past if source.by_day else self.window
        for number, request in enumerate(source.requests(window, self.settings.getlist("SEARCH_WORDS"))):
            yield self._listing_request(request, source, 1, number)

    def _listing_request(self, request: Request, source: Source, depth: int, question: int) -> Request:
        self.count("listing/asked")
        self.watch.asked(source, request, not self.claims(request.url))
        request = self.as_a_person(request)
        meta = request.meta if request.meta.get("playwright") else {**request.meta, REVALIDATE: True}
        return request.replace(
            meta=meta, callback=self.parse_listing, errback=self.listing_failed,
            cb_kwargs={"source": source, "depth": depth, "question": question},
            priority=max(100 - depth, 10),  # first pages first, articles last
        )  # fmt: skip

    def follow(self, links: Iterable[Link], source: Source) -> Iterator[Request]:
        """Enter in the ledger what `source` announces; yield requests for the window's articles not yet asked for."""
        limit, now = self.settings.getint("ARTICLES_AT_MOST"), today(self.settings)
        for link in links:
            # A health section may let through what another list's title did not.
            stopped = self.ledger.is_stopped(link.address.key)
            if link.address.key in self.met and not (stopped and source.health):
                continue
            self.met.add(link.address.key)
            if not stopped:
                self.count("links/seen")
            here = not (day := link.address.day) or day in self.window or not is_credible(day, "", self.window, now)
            wanted = here and (not limit or self.followed < limit)
            self.ledger.enter(link, source.name, ASKED if wanted else AT_MOST if here else OUTSIDE)
            if wanted:
                self.followed += 1
                self.count("links/in_window")
                request = self._article_request(link.first_page, link)
                request.meta[LISTED] = replace(link, health=source.health)
                yield request

    def _go_where_it_leads(self, request: Request, source: Source, depth: int, question: int) -> Iterator[Request]:
        """A further page is not where the declaration has it: the list ends, or the page before names another place."""
        offered = request.meta.get(OFFERED)
        if offered and offered not in (request.url, *request.meta.get("redirect_urls", ())):
            yield self._listing_request(Request(offered, meta={OFFERED: offered}), source, depth, question)

    def _source_failed(self, source: Source, kind: str) -> Iterator[Request]:
        # A stand-in does not excuse: it may hold less, so the failure of a firm source is told all the same.
        self.count(f"listing/{'optional' if source.optional else 'failed'}/{source.name}:{kind}")
        for other in self.sources:
            if other.instead_of == source.name and other.name not in self.asked:
                self.asked.add(other.name)  # several pages of one source may fail; its stand-in is asked once
                yield from self.ask(other)

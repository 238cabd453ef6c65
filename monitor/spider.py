"""The base of every spider: it walks an outlet's listing sources and reads the articles that they announce."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from monitor import browser
from monitor.configuration import find_window, today
from monitor.exceptions import LayoutChanged, NoIssue, NotFound, PageError
from monitor.failures import kind_of_failure
from monitor.issue_calendar import Window
from monitor.items import ArticleItem
from monitor.listing.source import LISTED, Link, Source
from monitor.outlet import Outlet
from monitor.reading.guards import is_wall
from monitor.reading.page import Page

Output = Iterator[Request | ArticleItem]


class OutletSpider(Outlet, Spider):
    """The spider of an outlet; a subclass fills in the attributes of `Outlet`.

    Arguments `since` and `until` (YYYY-MM-DD, Asia/Shanghai, both included) default to the current issue's window.
    """

    name: str
    window: Window
    past: Window  # the part of the window that has come
    allowed_domains: list[str]
    met: set[str]  # keys of the articles that were asked for in this run: channels overlap
    listed: dict[str, set[str]]  # the same by source, for a source's end is its own
    asked: set[str]  # names of the stand-in sources that were asked

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> OutletSpider:
        """Build the spider for a window; further arguments (scrapyd's `_job`) are kept as attributes."""
        since, until = kwargs.pop("since", None), kwargs.pop("until", None)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.window = find_window(crawler.settings, since, until)
        # Days that have not come yet are not asked for: an archive would answer that they are missing.
        last = max(spider.window.since, min(spider.window.until, today(crawler.settings)))
        spider.past = Window(spider.window.since, last)
        spider.allowed_domains = list(cls.hosts)
        spider.met, spider.listed, spider.asked = set(), {}, set()
        crawler.signals.connect(spider.redirected_away, signal=signals.request_dropped)
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Give the downloader a browser if a source needs one and it is there; a replay asks the archive."""
        super().update_settings(settings)
        wanted = any(source.needs_browser for source in cls.sources) and not settings.getlist("ARCHIVE_REPLAY")
        if wanted and not browser.lacking(settings):
            settings.update(browser.handlers(settings), priority="spider")

    async def start(self) -> AsyncIterator[Request]:
        """Ask every source that is not another's stand-in."""
        for source in self.sources:
            if not source.instead_of:
                for request in self._ask(source):
                    yield request

    def parse_listing(self, response: Response, source: Source, depth: int) -> Output:
        """Follow what `source` announces inside the window."""
        try:
            if not isinstance(response, TextResponse):
                raise LayoutChanged(f"列表不是文本：{response.url}")
            listing = source.read(response, self.identify)
        except NoIssue as error:
            self._count(f"listing/no-issue/{source.name}")
            self.logger.info("%s：%s", self.outlet, error)
            return
        except PageError as error:
            kind = "blocked" if is_wall(response) else error.kind
            self.logger.warning("%s：列表 %s 读不出来（%s）：%s", self.outlet, source.name, kind, error)
            yield from self._source_failed(source, kind)
            return
        self._count(f"listing/ok/{source.name}")
        listed = self.listed.setdefault(source.name, set())
        fresh = [link for link in listing.links if link.address.key not in listed]
        listed.update(link.address.key for link in fresh)
        yield from self._articles(fresh, source)
        for request in listing.deeper:
            yield self._listing_request(request, source, depth)
        # Side rails repeat on every page, so only links that are new in this listing say where it has got to.
        days = [link.address.day for link in fresh]
        reaches = any(day is None or day >= self.window.since for day in days)
        if listing.next_page and reaches and depth < self.settings.getint("LISTING_MAX_PAGES"):
            yield self._listing_request(listing.next_page, source, depth + 1)
        elif not listing.deeper and days and all(day and day > self.window.until for day in days):
            yield from self._source_failed(source, "not-reached")

    def parse_article(self, response: Response, link: Link, head: ArticleItem | None = None, part: int = 1) -> Output:
        """Read an article, or a further page of the one that `head` began."""
        try:
            if not isinstance(response, TextResponse):
                raise LayoutChanged(f"文章不是文本：{response.url}")
            address = self.identify(response.url)
            if address is None or address.key != link.address.key:
                raise NotFound(f"{self.outlet}：跳转到了别的页面：{response.url}")
            item = self.read(response)
        except PageError as error:
            yield from self._article_failed(error.kind, link, head, str(error))
            return
        self._count("article/ok")
        self._count(f"reader/{item.reader}")
        if head:
            item = _join(head, item)
        else:
            item.addresses = [link.url]
        further = self._further_page(response, link.address.key, part + 1)
        if further and part < self.settings.getint("ARTICLE_MAX_PAGES"):
            yield self._article_request(further, link, head=item, part=part + 1)
        else:
            yield item

    def listing_failed(self, failure: Failure) -> Output:
        """Count a listing that could not be fetched and ask its stand-in."""
        source: Source = failure.request.cb_kwargs["source"]  # type: ignore[attr-defined]
        kind = kind_of_failure(failure)
        if failure.request.cb_kwargs["depth"] > 1 and kind == "http-404":  # type: ignore[attr-defined]
            return  # a listing whose pages are numbered ends where the next number is missing
        if source.missing_is_no_issue and kind == "http-404":
            self._count(f"listing/no-issue/{source.name}")
            return
        self.logger.warning("%s：列表 %s 取不到（%s）", self.outlet, source.name, kind)
        yield from self._source_failed(source, kind)

    def redirected_away(self, request: Request) -> None:
        """Count a request that was redirected to a page which was asked for already: the dupefilter swallows it, and
        neither callback nor errback hears of it."""
        if not request.meta.get("redirect_times"):
            return
        if "source" in request.cb_kwargs:
            source: Source = request.cb_kwargs["source"]
            self._count(f"listing/{'optional' if source.optional else 'failed'}/{source.name}:redirected")
        elif "link" in request.cb_kwargs:
            self._count("article/failed/redirected")

    def article_failed(self, failure: Failure) -> Output:
        """Count an article that could not be fetched; of a long one the pages that were read are kept."""
        given = failure.request.cb_kwargs  # type: ignore[attr-defined]
        yield from self._article_failed(kind_of_failure(failure), given["link"], given["head"], repr(failure.value))

    def _ask(self, source: Source) -> Iterator[Request]:
        live_page = source.needs_browser and not self.settings.getlist("ARCHIVE_REPLAY")
        if live_page and (lacking := browser.lacking(self.settings)):
            self.logger.warning("%s：列表 %s 要用浏览器，%s；这一来源略过。", self.outlet, source.name, lacking)
            self._count(f"listing/optional/{source.name}:no-browser")
            return
        # Only sources that ask day by day: the request of a search stays the same all week, and so can be replayed.
        window = self.past if source.by_day else self.window
        for request in source.requests(window, self.settings.getlist("SEARCH_WORDS")):
            yield self._listing_request(browser.in_browser(request) if live_page else request, source, 1)

    def _listing_request(self, request: Request, source: Source, depth: int) -> Request:
        self._count("listing/asked")
        return request.replace(
            callback=self.parse_listing,
            errback=self.listing_failed,
            cb_kwargs={"source": source, "depth": depth},
            priority=10,
        )

    def _article_request(self, url: str, link: Link, head: ArticleItem | None = None, part: int = 1) -> Request:
        self._count("article/asked")
        given = {"link": link, "head": head, "part": part}
        return Request(url, self.parse_article, errback=self.article_failed, cb_kwargs=given)

    def _articles(self, links: Iterable[Link], source: Source) -> Iterator[Request]:
        for link in links:
            if link.address.key in self.met:
                continue
            self.met.add(link.address.key)
            self._count("links/seen")
            if link.address.day is None or link.address.day in self.window:
                self._count("links/in_window")
                first = link.url if link.address.page == 1 else link.address.url
                request = self._article_request(first, link)
                yield request.replace(meta={LISTED: replace(link, health=source.health)})

    def _source_failed(self, source: Source, kind: str) -> Iterator[Request]:
        # A stand-in does not excuse: it may hold less, so the failure of a firm source is told all the same.
        self._count(f"listing/{'optional' if source.optional else 'failed'}/{source.name}:{kind}")
        for other in self.sources:
            if other.instead_of == source.name and other.name not in self.asked:
                self.asked.add(other.name)  # several pages of one source may fail; its stand-in is asked once
                yield from self._ask(other)

    def _article_failed(self, kind: str, link: Link, head: ArticleItem | None, message: str) -> Iterator[ArticleItem]:
        self.logger.info("%s：文章读不出来（%s）：%s %s", self.outlet, kind, link.url, message)
        self._count(f"article/failed/{kind}")
        if head:
            head.flags.append("分页不全")
            yield head

    def _further_page(self, response: TextResponse, key: str, number: int) -> str | None:
        for node in Page(response).all("a[href]"):
            url = response.urljoin(node.get("href", "").strip())
            address = self.identify(url)
            if address and address.key == key and address.page == number:
                return url
        return None

    def _count(self, name: str, count: int = 1) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"monitor/{name}", count)


def _join(head: ArticleItem, further: ArticleItem) -> ArticleItem:
    """Return `head` with the text of a further page behind its own, and with what only that page names."""
    head.article_body += "\n\n" + further.article_body
    head.images += further.images
    head.flags += [flag for flag in further.flags if flag not in head.flags]
    for name in ("author", "editor", "original_headline"):
        setattr(head, name, getattr(head, name) or getattr(further, name))
    return head

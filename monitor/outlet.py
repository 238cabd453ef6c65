"""The base of every spider: it walks an outlet's listing sources and reads the articles that they announce."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from monitor.configuration import find_window
from monitor.exceptions import LayoutChanged, PageError
from monitor.failures import kind_of_failure
from monitor.issue_calendar import Window
from monitor.items import ArticleItem
from monitor.listing.source import LISTED, Link, Source
from monitor.reading.article import read_article
from monitor.reading.page import Page
from monitor.reading.template import Template
from monitor.urls import Address, day_of, host_of, is_web_address

Output = Iterator[Request | ArticleItem]


class OutletSpider(Spider):
    """An outlet is a subclass that fills in the class attributes; overriding `identify` or `read` is the trapdoor.

    `article_urls`: patterns of an article's address with the groups `id` (the outlet's stable id), `page` where a
    long article has several, and the day as `date` or `y` `m` `d`. `canonical` is filled with the pattern's groups.
    Arguments `since` and `until` (YYYY-MM-DD, Asia/Shanghai, both included) default to the current issue's window.
    """

    outlet: ClassVar[str]  # the printed name
    region: ClassVar[str]
    hosts: ClassVar[tuple[str, ...]]  # domains; sub-domains included
    article_urls: ClassVar[tuple[re.Pattern[str], ...]]
    canonical: ClassVar[tuple[str, ...]]  # one for each pattern
    twins: ClassVar[Mapping[str, str]] = MappingProxyType(
        {}
    )  # host → host that serves the same articles and is the canonical one
    templates: ClassVar[tuple[Template, ...]]
    sources: ClassVar[tuple[Source, ...]]
    window: Window
    allowed_domains: list[str]
    listed: set[str]  # keys of the articles met in listings in this run: channels overlap
    asked: set[str]  # names of the stand-in sources that were asked

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> OutletSpider:
        """Build the spider for a window; further arguments (scrapyd's `_job`) are kept as attributes."""
        since, until = kwargs.pop("since", None), kwargs.pop("until", None)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.window = find_window(crawler.settings, since, until)
        spider.allowed_domains = list(cls.hosts)
        spider.listed, spider.asked = set(), set()
        return spider

    @classmethod
    def claims(cls, url: str) -> bool:
        """Tell whether `url` is an address of this outlet's hosts."""
        host = host_of(url)
        return is_web_address(url) and any(host == domain or host.endswith("." + domain) for domain in cls.hosts)

    @classmethod
    def identify(cls, url: str) -> Address | None:
        """Return what the address of one of this outlet's articles says, None for any other address."""
        url = re.sub(r"[\s\u200b]", "", url)
        for pattern, canonical in zip(cls.article_urls, cls.canonical, strict=True):
            if match := pattern.match(url):
                groups = {name: value or "" for name, value in match.groupdict().items()}
                groups["host"] = cls.twins.get(groups.get("host", ""), groups.get("host", ""))
                return Address(canonical.format(**groups), groups["id"], day_of(match), int(groups.get("page") or 1))
        return None

    @classmethod
    def read(cls, response: TextResponse) -> ArticleItem:
        """Return the article on `response`: pure, no request, no clock, no settings. Raises a PageError."""
        address = cls.identify(response.url)
        return read_article(response, cls.name, cls.outlet, cls.templates, address.day if address else None)

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
        except PageError as error:
            self.logger.warning("%s：列表 %s 读不出来：%s", self.outlet, source.name, error)
            yield from self._source_failed(source, error.kind)
            return
        self._count(f"listing/ok/{source.name}")
        fresh = [link for link in listing.links if link.address.key not in self.listed]
        self.listed.update(link.address.key for link in fresh)
        self._count("links/seen", len(fresh))
        for link in fresh:
            if link.address.day is None or link.address.day in self.window:
                self._count("links/in_window")
                request = self._article_request(link.url, link)
                yield request.replace(meta={LISTED: replace(link, health=source.health)})
        for request in listing.deeper:
            yield self._listing_request(request, source, depth)
        # Side rails repeat on every page, so only links that are new in this run say whether the window is behind us.
        reaches = any(link.address.day is None or link.address.day >= self.window.since for link in fresh)
        if listing.next_page and reaches and depth < self.settings.getint("LISTING_MAX_PAGES"):
            yield self._listing_request(listing.next_page, source, depth + 1)

    def parse_article(self, response: Response, link: Link, head: ArticleItem | None = None, part: int = 1) -> Output:
        """Read an article, or a further page of the one that `head` began."""
        try:
            if not isinstance(response, TextResponse):
                raise LayoutChanged(f"文章不是文本：{response.url}")
            item = self.read(response)
        except PageError as error:
            yield from self._article_failed(error.kind, link, head, str(error))
            return
        self._count("article/ok")
        self._count(f"reader/{item.reader}")
        if head:
            head.article_body += "\n\n" + item.article_body
            head.images += item.images
            item = head
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
        self.logger.warning("%s：列表 %s 取不到（%s）", self.outlet, source.name, kind)
        yield from self._source_failed(source, kind)

    def article_failed(self, failure: Failure) -> Output:
        """Count an article that could not be fetched; of a long one the pages that were read are kept."""
        given = failure.request.cb_kwargs  # type: ignore[attr-defined]
        yield from self._article_failed(kind_of_failure(failure), given["link"], given["head"], repr(failure.value))

    def _ask(self, source: Source) -> Iterator[Request]:
        for request in source.requests(self.window, self.settings.getlist("SEARCH_WORDS")):
            yield self._listing_request(request, source, 1)

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

    def _source_failed(self, source: Source, kind: str) -> Iterator[Request]:
        stand_ins = [other for other in self.sources if other.instead_of == source.name]
        excused = source.optional or stand_ins
        self._count(f"listing/{'optional' if excused else 'failed'}/{source.name}:{kind}")
        for other in stand_ins:
            if other.name not in self.asked:  # several pages of one source may fail; its stand-in is asked once
                self.asked.add(other.name)
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

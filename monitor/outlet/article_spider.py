"""Reading an outlet's articles: one request an article, further pages joined, what fails counted by its kind."""

from __future__ import annotations

from asyncio import ensure_future
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from monitor.exceptions import LayoutChanged, LedElsewhere, NotFound, PageError, Unannounced
from monitor.items import EVIDENCE, PARTIAL, PLAIN, UNVERIFIED, ArticleItem
from monitor.listing.ledger import FAILED, Ledger
from monitor.listing.section import WAIT_FOR
from monitor.listing.source import Link
from monitor.network import browser
from monitor.network.failures import kind_of_failure
from monitor.outlet.further import NoticeFiles, further_page
from monitor.outlet.further import Output as Output
from monitor.outlet.watching import ListWatch, is_behind_the_end
from monitor.reading.guards import is_announced, is_doubtful, notice_in, refusal_on
from monitor.reading.template import Template
from monitor.text.hygiene import text_digest
from monitor.text.markdown import plain_text
from monitor.text.urls import Address, host_of


class Doubts:
    """Doubtful articles of one run (`monitor.reading.guards.is_doubtful`), held back until it is over or a second one
    has the same text: what was stored could not be taken back, and what answers two addresses with one text, a wall of
    an unknown kind, is no article at either."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[str, ArticleItem]] = {}  # digest of the text → the article's key, the article
        self._refuted: set[str] = set()

    def hold(self, key: str, item: ArticleItem) -> list[str]:
        """Hold `item` of the article `key` back, and return the keys of the articles that it shows to be none."""
        digest = text_digest(plain_text(item.article_body))
        if digest in self._refuted:
            return [key]
        first, _ = self._held.get(digest, (key, item))
        if first == key:
            self._held[digest] = (key, item)
            return []
        del self._held[digest]
        self._refuted.add(digest)
        return [first, key]

    def release(self) -> list[ArticleItem]:
        """Return what was held back and not refuted; it is held no longer."""
        held, self._held = self._held, {}
        return [item for _, item in held.values()]


class ArticleSpider(NoticeFiles):
    """The half of an outlet's spider that reads."""

    name: str
    ledger: Ledger
    doubts: Doubts
    watch: ListWatch  # what each list brings
    learned: Sequence[Template] = ()  # what was learned of this outlet's pages, where a run loads it

    def parse_article(self, response: Response, link: Link, head: ArticleItem | None = None, part: int = 1) -> Output:
        """Read an article, or a further page of the one that `head` began."""
        try:
            if not isinstance(response, TextResponse):
                raise LayoutChanged(f"文章不是文本：{response.url}")
            address = self.identify(response.url)
            if not self._is_asked_for(response, address, link, part):
                elsewhere = refusal_on(response) or LedElsewhere  # the former: a page for logging in
                raise elsewhere(f"{self.outlet}：跳转到了别的页面：{response.url}")
            item = self.read(response, self.learned)
            if head and item.article_body in head.article_body:
                raise NotFound(f"{self.outlet}：第 {part} 页与前面的相同：{response.url}")
            if not head and not is_announced(link.title, item):
                refusal = notice_in(item) or (None if item.reader.startswith("own:") else Unannounced)
                if refusal:
                    raise refusal(f"{self.outlet}：列表上是“{link.title}”，页面上是“{item.headline}”：{response.url}")
            archived = response.request.meta.get(EVIDENCE) if response.request else None
            item.evidence = [archived] if archived else []
            item.flags += self._doubts_of_origin(archived.url) if archived else []
        except PageError as error:
            yield from self._article_failed(error.kind, link, head, str(error))
            return
        self.count("article/ok")
        self.count(f"reader/{item.reader}")
        if head:
            head.add_page(item)
            item = head
        else:
            item.addresses = [link.url]
        further = further_page(response, link.first_page, link.address.key, part + 1, self.identify)
        if further.url and part < self.settings.getint("ARTICLE_MAX_PAGES"):
            yield self._article_request(further.url, link, head=item, part=part + 1)
            return
        if further.named and PARTIAL not in item.flags:
            item.flags.append(PARTIAL)
        files = self.files_instead(response, item) if part == 1 and self.is_government() else []
        yield from self.open_files(files, item, link)

    def article_failed(self, failure: Failure) -> Output:
        """Count an article that could not be fetched; of a long one the pages that were read are kept."""
        given, kind = failure.request.cb_kwargs, kind_of_failure(failure)  # type: ignore[attr-defined]
        yield from self._article_failed(kind, given["link"], given["head"], repr(failure.value))
        self.stop_if_nothing_is_kept(kind)

    def redirected_again(self, request: Request) -> None:
        """Take note of a request that the dupefilter swallows: neither callback nor errback hears of it. One that was
        redirected to a page which was asked for already has failed."""
        redirected, source = "redirect_times" in request.meta, request.cb_kwargs.get("source")
        if source:
            self.watch.ended(source)
            if redirected and not (request.cb_kwargs["depth"] > 1 and is_behind_the_end(request, "redirected")):
                self.count(f"listing/{'optional' if source.optional else 'failed'}/{source.name}:redirected")
        elif redirected and "link" in request.cb_kwargs:
            self.count("article/failed/redirected")
            self.ledger.settle(request.cb_kwargs["link"].address.key, f"{FAILED}redirected")

    def leads_on(self, request: Request, url: str) -> bool:
        """Tell whether `url` may be where the page that `request` asked for lies now: of an article an address of its
        own, of a list one on its host that is not the home page."""
        if link := request.cb_kwargs.get("link"):
            address = self.identify(url)
            return address is not None and address.key == link.address.key
        parts = urlsplit(url)
        return host_of(url) == host_of(request.url) and bool(parts.path.strip("/") or parts.query)

    @classmethod
    def _doubts_of_origin(cls, fetched: str) -> list[str]:
        if fetched.startswith("http:"):
            return [PLAIN]
        reason = cls.wrong_certificates.get(host_of(fetched))
        return [f"{UNVERIFIED}：{reason}"] if reason else []

    @staticmethod
    def _is_asked_for(response: Response, address: Address | None, link: Link, part: int) -> bool:
        """Tell whether a response is the article, or its page `part`: that at an address which the outlet's forms do
        not know, for its page named it so, if it did not lead elsewhere."""
        straight = response.request is not None and response.url == response.request.url
        if address is None:
            return part > 1 and straight
        return address.key == link.address.key and (part in (1, address.page) or (address.page == 1 and straight))

    def _article_request(self, url: str, link: Link, head: ArticleItem | None = None, part: int = 1) -> Request:
        self.count("article/asked")
        given = {"link": link, "head": head, "part": part}
        return self.as_a_person(Request(url, self.parse_article, errback=self.article_failed, cb_kwargs=given))

    def as_a_person(self, request: Request) -> Request:
        """Return `request` as one for the browser, if a script fills the page, or its site shows nobody else a thing; a
        replay asks no site."""
        needed = self.challenged or WAIT_FOR in request.meta
        if not needed or self.settings.getbool("HTTPCACHE_IGNORE_MISSING") or browser.lacking(self.settings):
            return request
        return browser.in_browser(request, request.meta.get(WAIT_FOR, browser.ANY_LINK))

    def _article_failed(self, kind: str, link: Link, head: ArticleItem | None, message: str) -> Iterator[ArticleItem]:
        self.logger.debug("%s：文章读不出来（%s）：%s %s", self.outlet, kind, link.url, message)
        self.count(f"article/failed/{kind}")
        self.ledger.settle(link.address.key, f"{FAILED}{kind}")
        if head:
            head.flags.append(PARTIAL)
            yield from self.hand_over(head, link)

    def hand_over(self, item: ArticleItem, link: Link) -> Iterator[ArticleItem]:
        """Give an article to the stages; a doubtful one when the run is over, for a second may refute it."""
        if not is_doubtful(link.title, item):
            yield item
            return
        for key in self.doubts.hold(link.address.key, item):
            self.count("article/ok", -1)
            self.count("article/failed/lookalike")
            self.ledger.settle(key, f"{FAILED}lookalike")

    def release_doubtful(self) -> None:
        """At the end of a run give the stages what was held back. Raises DontCloseSpider if there was anything."""
        engine, held = self.crawler.engine, self.doubts.release()
        if engine and held:
            # Nothing is asked any more, so no callback could yield them.
            self._released = [ensure_future(engine.scraper.start_itemproc_async(item, response=None)) for item in held]
            raise DontCloseSpider

    def count(self, name: str, count: int = 1) -> None:
        """Count what happened, among the run's counters."""
        if self.crawler.stats:
            self.crawler.stats.inc_value(f"monitor/{name}", count)

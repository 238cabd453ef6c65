"""Extension: a run learns how the pages are built that no template reads, and reads them again before it closes."""

from __future__ import annotations

from asyncio import Future, ensure_future
from collections.abc import Iterator, Sequence
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured
from scrapy.http import Response, TextResponse

from monitor.archive.record import load_record, unpack
from monitor.configuration import home, today
from monitor.exceptions import ArchiveError, LayoutChanged, NotLearned, PageError, Unannounced
from monitor.items import EVIDENCE, ArticleItem, Evidence
from monitor.learning.holding import Tally, holds
from monitor.learning.induction import FEWEST, Learned, learn
from monitor.learning.samples import Sample
from monitor.listing.ledger import FAILED
from monitor.listing.source import Link
from monitor.markup.page import Page
from monitor.outlet.spider import OutletSpider
from monitor.reading.article import read_learned
from monitor.reading.guards import is_announced, is_named
from monitor.reading.template import Template
from monitor.store.database import database_url, open_database, reading, writing
from monitor.store.found import find_learned, save_learned, settle_learned

_UNREAD = frozenset(f"{FAILED}{error.kind}" for error in (LayoutChanged, Unannounced))
_LEARNED = "learned:"


class Lessons:
    """Gives the spider what was learned of its outlet in earlier runs. When all of a run's requests were answered, and
    FEWEST articles or more were read by the generic rung alone or by none, their archived pages are learned from, and
    read again from the archive; nothing is asked of the outlet. What fits is stored, and used from the start the next
    time; at the close what no longer holds is dropped (monitor.learning.holding). Raises NotConfigured for what is no
    outlet."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.learned: list[Learned] = []
        self._engine = open_database(database_url(crawler.settings))
        self._archive = home(crawler.settings) / "archive"
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._pages: dict[str, tuple[Link, Evidence]] = {}  # by the article's key, what no template is known to read
        self._generic: dict[str, tuple[str, list[Evidence]]] = {}  # of these what was read: by which rung, all pages
        self._tried: set[str] = set()
        self._tallies: dict[str, Tally] = {}
        self._reread: list[Future[None]] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        if not issubclass(crawler.spidercls, OutletSpider):
            raise NotConfigured
        extension = cls(crawler)
        for method, signal in (
            (extension.opened, signals.spider_opened), (extension.heard, signals.response_received),
            (extension.read, signals.item_scraped), (extension.read, signals.item_dropped),
            (extension.idle, signals.spider_idle), (extension.closed, signals.spider_closed),
        ):  # fmt: skip
            crawler.signals.connect(method, signal=signal)
        return extension

    def opened(self, spider: OutletSpider) -> None:
        """Hand over what was learned earlier."""
        with reading(self._engine) as session:
            spider.learned = tuple(row.read() for row in find_learned(session, spider.name))

    def heard(self, response: Response, request: Request) -> None:
        """An article's page came: where it lies is kept until a template is known to read it."""
        link, archived = request.cb_kwargs.get("link"), request.meta.get(EVIDENCE)
        if link and archived and request.cb_kwargs.get("part") == 1 and response.status == 200:
            self._pages[link.address.key] = (link, archived)

    def read(self, item: ArticleItem, spider: OutletSpider) -> None:
        """An article was read, whatever the stages made of it."""
        address = spider.identify(item.url)
        if address is None or address.key not in self._pages:
            return
        if item.reader.startswith("generic:"):
            self._generic[address.key] = (item.reader, item.evidence)
            return
        link, _ = self._pages.pop(address.key)
        if item.reader.startswith(_LEARNED):
            tally = self._tallies.setdefault(item.reader.removeprefix(_LEARNED), Tally())
            tally.answered += 1
            tally.disagreed += bool(link.title) and not is_named(link.title, item.headline)

    def idle(self, spider: OutletSpider) -> None:
        """Nothing is waiting any more. Raises DontCloseSpider if something was read again."""
        if not all(each.done() for each in self._reread):
            raise DontCloseSpider  # what was read again is on its way through the stages
        unread = [key for key in self._unread(spider) if key not in self._tried]
        if spider.again or len(unread) < FEWEST or self.crawler.engine is None:
            return
        self._tried.update(unread)
        found = self._learn(spider, sorted(unread, key=lambda key: key not in self._generic))
        if not found:
            return
        spider.learned = (*(each.template for each in found), *spider.learned)
        self.learned += found
        self._count("templates", len(found))
        with writing(self._engine) as session:
            save_learned(session, spider.name, today(self.crawler.settings), found)
        for result in [each for key in unread for each in self._read_again(spider, key)]:
            if isinstance(result, Request):
                self.crawler.engine.crawl(result)
            else:  # nothing is asked any more, so no callback could yield it
                scraper = self.crawler.engine.scraper
                self._reread.append(ensure_future(scraper.start_itemproc_async(result, response=None)))
        raise DontCloseSpider

    def closed(self, spider: OutletSpider, reason: str) -> None:
        """Drop what does not hold any more."""
        if reason != "finished" or spider.again or not spider.learned:
            return
        reached = len(self._unread(spider)) + sum(tally.answered for tally in self._tallies.values())
        names = {template.name: self._tallies.get(template.name, Tally()) for template in spider.learned}
        dropped = [name for name, tally in names.items() if not holds(tally, reached)]
        held = [name for name, tally in names.items() if tally.answered and name not in dropped]
        self._count("dropped", len(dropped))
        with writing(self._engine) as session:
            settle_learned(session, spider.name, today(self.crawler.settings), held, dropped)

    def _unread(self, spider: OutletSpider) -> list[str]:
        """The keys of the articles that only the generic rung read, or none."""
        return [key for key in self._pages if key in self._generic or spider.ledger.outcome(key) in _UNREAD]

    def _learn(self, spider: OutletSpider, keys: Sequence[str]) -> list[Learned]:
        samples = []
        for key in keys:
            link, archived = self._pages[key]
            if page := self._load(spider, archived):
                samples.append(Sample(page, link.title, link.address.day))
        try:
            learned = learn(samples)
        except NotLearned as reason:
            spider.logger.info("%s：%d 页没有模板能读，学不出读法：%s", spider.outlet, len(samples), reason)
            return []
        known = {template.name for template in spider.learned}
        return [each for each in learned if each.template.name not in known]

    def _read_again(self, spider: OutletSpider, key: str) -> Iterator[Any]:
        """Yield what an archived page comes to now; nothing where no learned template takes it."""
        link, archived = self._pages[key]
        reader, evidence = self._generic.get(key, ("", [archived]))
        pages = [page for each in evidence if (page := self._load(spider, each))]
        if len(pages) < len(evidence) or not _takes(spider.learned, pages[0], link):
            return
        self._count("again")
        if not reader:
            spider.count(f"article/{spider.ledger.outcome(key)}", -1)
            request = Request(archived.url, meta={EVIDENCE: archived})
            yield from spider.parse_article(pages[0].replace(request=request), link)
            return
        try:
            item, *further = (spider.read(page, spider.learned) for page in pages)
        except PageError:
            return
        if not (item.reader.startswith(_LEARNED) and is_announced(link.title, item)):
            return
        for each in further:
            item.add_page(each)
        item.addresses, item.evidence = [link.url], evidence
        spider.count(f"reader/{reader}", -1)
        spider.count(f"reader/{item.reader}")
        yield from spider.hand_over(item, link)

    def _load(self, spider: OutletSpider, archived: Evidence) -> TextResponse | None:
        try:
            record = load_record(self._archive / archived.file, archived.offset, self._most)
            response = unpack(record.response, self._most)
        except ArchiveError as error:
            spider.logger.warning("%s", error)
            return None
        return response if isinstance(response, TextResponse) else None

    def _count(self, name: str, count: int = 1) -> None:
        if count and self.crawler.stats:
            self.crawler.stats.inc_value(f"monitor/learned/{name}", count)


def _takes(templates: Sequence[Template], page: TextResponse, link: Link) -> bool:
    try:
        return read_learned(Page(page), templates, link.address.day) is not None
    except PageError:
        return False

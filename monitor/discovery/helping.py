"""Extension: a run that lacks something helps itself, with the lists that were found earlier, else by a walk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import blake2b
from typing import Self, cast

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured
from scrapy.http import Response, TextResponse
from scrapy.robotstxt import RobotParser
from twisted.python.failure import Failure

from monitor.configuration import today
from monitor.discovery.fronts import fronts
from monitor.discovery.leads import SITEMAP, Lead
from monitor.discovery.need import addresses, left_alone, needs
from monitor.discovery.samples import Samples
from monitor.discovery.successors import recognise
from monitor.discovery.survey import bare
from monitor.discovery.telling import Declared, Found, tell_run
from monitor.discovery.walk import Step, Walk
from monitor.exceptions import PageError
from monitor.listing.any_list import FoundList
from monitor.network.failures import kind_of_failure
from monitor.outlet.lists import ListFacts
from monitor.outlet.spider import OutletSpider
from monitor.reading.guards import refusal_on
from monitor.store.database import database_url, open_database, reading, writing
from monitor.store.found import Find, find_found, save_finds
from monitor.topic.gate import passes

_FRESH = timedelta(days=35)  # a list that gave nothing for so long is looked for anew
_TRUSTED = timedelta(days=14)  # after which an outlet's pages are walked again, though what was found answers
_KNOWN = 20  # lists found earlier that are asked, those that added the most first


class RunHelp:
    """Looks, when all of a run's requests were answered, whether a list fell away whose articles may be missing, or the
    run brought far less than the outlet's past: then the lists that were found earlier are asked, and if that is not
    enough, the outlet's pages are walked, DISCOVERY_MAX_PAGES at most. What is found counts as a list of the run. Where
    nothing is lacking, nothing is asked. DISCOVERY_ALWAYS walks all the same, and at once. Raises NotConfigured for
    what is no outlet, and where DISCOVERY_MAX_PAGES is 0."""

    def __init__(self, crawler: Crawler) -> None:
        assert crawler.stats is not None
        self.crawler, self._stats = crawler, crawler.stats
        self.walk: Walk | None = None
        self.finds: dict[str, tuple[FoundList, Lead]] = {}  # by the name of the source
        self.kept: list[Find] = []  # of these what gave articles, once the run is over
        self.known: frozenset[str] = frozenset()  # keys of the articles that a walk need not find
        self._most = crawler.settings.getint("DISCOVERY_MAX_PAGES")
        self._always = crawler.settings.getbool("DISCOVERY_ALWAYS")
        self._engine = open_database(database_url(crawler.settings))
        self._samples = Samples()
        self._maps: list[str] = []
        self._walked_on = date.min
        self._steps = iter((self._begin,) if self._always else (self._ask_found, self._begin))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        if not issubclass(crawler.spidercls, OutletSpider) or not crawler.settings.getint("DISCOVERY_MAX_PAGES"):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.idle, signal=signals.spider_idle)
        crawler.signals.connect(extension.heard, signal=signals.response_received)
        crawler.signals.connect(extension.robots_parsed, signal=signals.robots_parsed)
        crawler.signals.connect(extension.closed, signal=signals.spider_closed)
        return extension

    def heard(self, response: Response, request: Request) -> None:
        """An answer came: a few are kept, for what they lead to."""
        self._samples.keep(response, request)

    def robots_parsed(self, robotparser: RobotParser) -> None:
        """A robots.txt was read: the sitemaps that it names are lists too."""
        self._maps += list(getattr(getattr(robotparser, "rp", None), "sitemaps", ()))

    def idle(self, spider: OutletSpider) -> None:
        """Nothing is waiting any more. Raises DontCloseSpider if help was asked for."""
        if self.walk or spider.again:
            return
        for step in self._steps:
            recognise(spider, self._engine)
            trusted = self._trust(spider)
            need = needs(spider, self._engine)
            if (need is None or trusted) and not self._always:
                return
            if requests := list(step(spider, need or [])):
                assert self.crawler.engine is not None
                for request in requests:
                    self.crawler.engine.crawl(request)
                raise DontCloseSpider

    def closed(self, spider: OutletSpider) -> None:
        """Keep what was found, with the day and the yield."""
        lists = _lists(spider)
        self.kept = [
            Find(source.url, lead.name, lead.kind, source.health, facts.in_window, facts.alone, bool(self.walk))
            for name, (source, lead) in self.finds.items()
            if (facts := lists.get(name)) and facts.in_window
        ]
        if self.kept:
            with writing(self._engine) as session:
                save_finds(session, spider.name, today(self.crawler.settings), self.kept)

    def tell(self) -> tuple[list[Declared], list[Found]]:
        """Return what became of the declared lists, and what lists were found, once the run is over."""
        return tell_run(cast(OutletSpider, self.crawler.spider), self.walk.steps if self.walk else [], self.known)

    def _ask_found(self, spider: OutletSpider, lost: list[str]) -> Iterator[Request]:
        """The lists that were found earlier."""
        with reading(self._engine) as session:
            for each in find_found(session, spider.name, today(self.crawler.settings) - _FRESH, _KNOWN):
                self._walked_on = max(self._walked_on, each.found_on)
                source = self._source(each.url, each.health, Lead(each.url, each.name, each.kind))
                yield from spider.ask(source)

    def _trust(self, spider: OutletSpider) -> bool:
        """Tell whether what a walk found not long ago stands for a walk: all of it still answers."""
        lists = _lists(spider)
        answered = [lists[name] for name in self.finds if name in lists and lists[name].answers]
        if self._walked_on < today(self.crawler.settings) - _TRUSTED or not len(answered) == len(self.finds) > 0:
            return False
        self._count("complete")
        self._count("health", sum(facts.health and facts.in_window > 0 for facts in answered))
        return True

    def _begin(self, spider: OutletSpider, lost: list[str]) -> Iterator[Request]:
        """The first request of a walk."""
        declared = [*addresses(spider).values()]
        sent = self._stats.get_value("downloader/request_count", 0) if self._always else 0
        self.known = frozenset(spider.ledger.sightings)
        self.walk = Walk(spider, spider.window, passes, self._most - sent, self.known, lost, left_alone(spider))
        first = fronts(spider.hosts, declared, lost)
        self.walk.leave(url for url in declared if bare(url) not in {bare(lead.url) for lead in first})
        self.walk.offer(first)
        self.walk.offer(Lead(url, "", SITEMAP) for url in self._maps if spider.claims(url))
        for page in self._samples.surveys(spider, spider.window.until):
            self.walk.name(page.sections)
            self.walk.offer(page.leads, depth=1)
        return self._next()

    def _next(self) -> Iterator[Request]:
        assert self.walk is not None
        if lead := self.walk.next():
            self._count("asked")
            yield Request(
                lead.url, self.walked, errback=self.missed, cb_kwargs={"lead": lead}, dont_filter=True, priority=10
            )
            return
        recognise(cast(OutletSpider, self.crawler.spider), self._engine)
        self._count("complete", int(self.walk.complete))
        self._count("health", sum(step.health and bool(step.here) for step in self.walk.steps))

    def walked(self, response: Response, lead: Lead) -> Iterator[Request]:
        """A page of the walk came."""
        assert self.walk is not None
        try:
            if not isinstance(response, TextResponse):
                raise PageError(f"不是网页：{response.url}")
            step = self.walk.take(lead, response)
        except PageError as error:
            self.walk.fail(lead, (refusal_on(response) or error).kind)
        else:
            yield from self._announce(step)
        yield from self._next()

    def missed(self, failure: Failure) -> Iterator[Request]:
        """A page of the walk could not be had."""
        assert self.walk is not None
        self.walk.fail(failure.request.cb_kwargs["lead"], kind_of_failure(failure))  # type: ignore[attr-defined]
        yield from self._next()

    def _announce(self, step: Step) -> Iterator[Request]:
        """Ask for what a page adds, as a list of the run; the rules are those of every list."""
        spider = cast(OutletSpider, self.crawler.spider)
        if not step.fresh or step.survey.is_article:
            return
        source = self._source(step.first, step.health, step.lead)
        links = spider.watch.within(source, 1, step.fresh, self.crawler.settings.getint("OUTLET_MAX_LINKS"))
        spider.watch.name(source, source.url)
        spider.watch.read(source, 0, (*links, *step.survey.links))
        spider.count(f"listing/ok/{source.name}")
        yield from spider.follow(links, source)

    def _source(self, url: str, health: bool, lead: Lead) -> FoundList:
        name = f"found-{blake2b(bare(url).encode(), digest_size=6).hexdigest()}"
        return self.finds.setdefault(name, (FoundList(name=name, url=url, health=health), lead))[0]

    def _count(self, name: str, count: int = 1) -> None:
        self._stats.inc_value(f"monitor/discovery/{name}", count)


def _lists(spider: OutletSpider) -> dict[str, ListFacts]:
    return spider.watch.tell(spider.window, spider.past.until, spider.ledger.is_wanted)

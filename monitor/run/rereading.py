"""Extension: a crawl reads the archived pages of its outlet's articles of its window again, and asks nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from monitor import items
from monitor.issue_calendar import DAY, WEEK, Window
from monitor.outlet.declaration import tell_gone
from monitor.outlet.registry import load_outlets, outlet_called, unloaded_outlets
from monitor.outlet.spider import OutletSpider
from monitor.store.articles import of_window
from monitor.store.database import database_url, open_database, open_to_read, reading, writing
from monitor.store.found import RereadShare
from monitor.store.models import Article, Evidence

# Nothing is fetched, recorded or judged as a crawl: the pages come from the archive.
SETTINGS = {
    "HTTPCACHE_STORAGE": "monitor.archive.evidence.EvidenceStorage",
    "HTTPCACHE_IGNORE_MISSING": True,
    "ROBOTSTXT_OBEY": False,
    "DOWNLOAD_DELAY": 0,
    "EXTENSIONS": {
        "monitor.discovery.lessons.Lessons": 400,  # reads with what was learned, and learns nothing
        "monitor.run.rereading.Rereading": 500,
    },
}
_COUNTED = "monitor/reread/"
_CHANGED = f"{_COUNTED}headlines"
_FAILED = ("monitor/article/failed/", "item_dropped_reasons_count/NoText", f"{_COUNTED}failed")


class Tally(NamedTuple):
    """How many articles were to be read again; how many have a new version, no page in the archive, could not be
    read."""

    articles: int = 0
    changed: int = 0
    without: int = 0
    failed: int = 0

    def __str__(self) -> str:
        return f"{self.articles} 篇，有变化 {self.changed} 篇，没有存档 {self.without} 篇，读不出来 {self.failed} 篇"


class Share(NamedTuple):
    """An outlet's articles of at most a week: what one job reads again. Their number is that of the store."""

    outlet: str
    window: Window
    articles: int

    @property
    def name(self) -> str:
        """For people, and unlike any other's."""
        return f"{self.outlet} {self.window.since}"

    @property
    def key(self) -> tuple[str, date]:
        """By which the store has it."""
        return self.outlet, self.window.since

    @property
    def arguments(self) -> dict[str, str]:
        """The spider's."""
        return {"since": self.window.since.isoformat(), "until": self.window.until.isoformat()}


class Rereading:
    """Set by SETTINGS. Gives the spider the archived pages of its window before it starts, and counts what came of
    them; of a job, whose spider has the argument `reread` (the release), that is kept in the store when all is read."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._engine = open_database(database_url(crawler.settings))
        self._before: dict[int, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        extension = cls(crawler)
        for method, signal in (
            (extension.opened, signals.spider_opened), (extension.closed, signals.spider_closed),
            (extension.crashed, signals.spider_error), (extension.crashed, signals.item_error),
        ):  # fmt: skip
            crawler.signals.connect(method, signal=signal)
        return extension

    def opened(self, spider: OutletSpider) -> None:
        """Before the spider is asked where it starts."""
        with reading(self._engine) as session:
            here = of_window(spider.window).where(Article.outlet == spider.name)
            found = session.execute(here.with_only_columns(Article.id, Article.version))
            self._before = dict(found.tuples().all())
            pages = session.scalars(_pages(here)).all()
        spider.again = {page.url: _told(page) for page in pages}
        if not spider.again:
            vars(spider)["sources"] = ()  # nobody is asked
        self._count("articles", len(self._before))
        self._count("without", len(self._before.keys() - {page.article_id for page in pages}))

    def crashed(self) -> None:
        """A reader, or a stage behind it, broke down."""
        self._count("failed", 1)

    def closed(self, spider: OutletSpider, reason: str) -> None:
        """Everything stands in the store."""
        with reading(self._engine) as session:
            query = select(Article.id, Article.version, Article.headline).where(Article.id.in_(self._before))
            now = session.execute(query.order_by(Article.id)).all()
        headlines = [headline for number, version, headline in now if self._before[number] != version]
        self._count("changed", len(headlines))
        if self._crawler.stats is None:
            return
        self._crawler.stats.set_value(_CHANGED, headlines)
        tally = tally_of(self._crawler.stats.get_stats())
        spider.logger.info("%s：%s", spider.outlet, tally)
        if (release := getattr(spider, "reread", "")) and reason == "finished":
            row = {"release": release, "ended_at": datetime.now(UTC), **tally._asdict()}
            since, until = spider.window.since, spider.window.until
            with writing(self._engine) as session:
                session.merge(RereadShare(outlet=spider.name, since=since, until=until, **row))

    def _count(self, name: str, number: int) -> None:
        if self._crawler.stats:
            self._crawler.stats.inc_value(_COUNTED + name, number)


def find_shares(session: Session, window: Window) -> list[Share]:
    """Return the shares into which the articles of `window` fall, by weeks that begin with it, the largest first."""
    shares, since = [], window.since
    while since <= window.until:
        week = Window(since, min(since + WEEK - DAY, window.until))
        counted = (
            of_window(week).with_only_columns(Article.outlet, func.count()).order_by(None).group_by(Article.outlet)
        )
        shares += [Share(outlet, week, number) for outlet, number in session.execute(counted)]
        since += WEEK
    return sorted(shares, key=lambda share: (-share.articles, share.name))


def tell_gone_outlets(settings: BaseSettings, window: Window) -> list[str]:
    """Return a line for each outlet that has stored articles of `window` and cannot read them: its module is gone, or
    cannot be loaded."""
    outlets, unloaded = load_outlets(settings), unloaded_outlets(settings)
    gone: Counter[str] = Counter()
    with reading(open_to_read(database_url(settings))) as session:
        for share in find_shares(session, window):
            if outlet_called(outlets, share.outlet) is None:
                gone[share.outlet] += share.articles
    return [f"库里有 {count} 篇没有人读得了：{tell_gone(name, unloaded)}" for name, count in sorted(gone.items())]


def tally_of(stats: Mapping[str, Any]) -> Tally:
    """Return what the counters of a crawl with this extension say."""
    failed = sum(int(value) for name, value in stats.items() if name.startswith(_FAILED))
    articles, changed, without = (int(stats.get(_COUNTED + name, 0)) for name in Tally._fields[:3])
    return Tally(articles, changed, without, failed)


def was_read(stats: Mapping[str, Any]) -> bool:
    """Tell whether a crawl with this extension began and ended: one that broke down at its start did not count what is
    stored."""
    return {f"{_COUNTED}articles", f"{_COUNTED}changed"} <= stats.keys()


def changed_in(stats: Mapping[str, Any]) -> list[str]:
    """Return the headlines of the articles that have a new version."""
    return list(stats.get(_CHANGED, ()))


def tally_row(row: RereadShare) -> Tally:
    """Return what a job wrote down."""
    return Tally(row.articles, row.changed, row.without, row.failed)


def sum_up(tallies: Iterable[Tally]) -> Tally:
    """Return their sum."""
    return Tally(*(sum(column) for column in zip(Tally(), *tallies, strict=True)))


def _pages(articles: Select[Article]) -> Select[Evidence]:
    """The pages of the present versions of `articles`."""
    chosen = articles.with_only_columns(Article.id, Article.version).order_by(None).subquery()
    here = and_(Evidence.article_id == chosen.c.id, Evidence.version == chosen.c.version)
    return select(Evidence).join(chosen, here).order_by(Evidence.article_id, Evidence.page)


def _told(row: Evidence) -> items.Evidence:
    return items.Evidence(**{field.name: getattr(row, field.name) for field in fields(items.Evidence)})

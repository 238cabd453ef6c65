"""Which found list stands for one that fell away: it announces what that used to, or has its name in its address."""

from __future__ import annotations

from sqlalchemy import Engine

from monitor.discovery.need import addresses, failures
from monitor.discovery.walk import stem
from monitor.outlet.spider import OutletSpider
from monitor.store.database import reading
from monitor.store.runs import find_sources

_FEW = 3  # articles of earlier windows that only the lost list had; one or two may stand in a rail
_MOST = 0.3  # of the known articles of earlier windows that a list announces


def recognise(spider: OutletSpider, engine: Engine) -> None:
    """Tell the spider's watch which of the lists that were found in a run stand for its lost ones. A section that was
    never declared adds to a week, but makes up for no other."""
    stats = spider.crawler.stats.get_stats() if spider.crawler.stats else {}
    lists = spider.watch.tell(spider.window, spider.past.until, spider.ledger.is_wanted)
    declared = addresses(spider)
    lost = {name for name in failures(stats) if name in declared and not lists[name].answers} & set(lists)
    for name, url in spider.watch.found() if lost else ():
        if stem(url) and stem(url) in {stem(declared[each]) for each in lost}:
            spider.watch.stands(name)
            continue
        with reading(engine) as session:
            former = find_sources(session, spider.name, spider.watch.keys(name), spider.window.since)
        hits = sum(source in lost for source in former.values())
        if hits >= max(_FEW, _MOST * len(former)):
            spider.watch.stands(name)

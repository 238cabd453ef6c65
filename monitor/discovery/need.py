"""Whether a run needs help: a list fell away whose articles may be missing, or it brought far less than it used to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine

from monitor.network.failures import BLOCKED, NO_ROBOTS, SPENT
from monitor.outlet.health import MISSING_AT_MOST, THIN, judge
from monitor.outlet.lists import list_of, to_counters
from monitor.outlet.spider import OutletSpider
from monitor.store.database import reading
from monitor.store.runs import HISTORY, days_come, find_last_runs, past_of
from monitor.text.urls import host_of

# Who refuses us, or is too busy for us, is not asked for more.
_REFUSED = BLOCKED | SPENT | {"private", "port", "no-browser", "http-503"}


def needs(spider: OutletSpider, engine: Engine) -> list[str] | None:
    """Return the addresses of the lists whose articles may be missing, were the run over now; none of them where all
    answered, but brought far less than in the outlet's past. None if nothing is lacking, or if whoever has it refuses
    to be asked."""
    stats = spider.crawler.stats.get_stats() if spider.crawler.stats else {}
    lists = spider.watch.tell(spider.window, spider.past.until, spider.ledger.is_wanted)
    with reading(engine) as session:
        past = past_of(find_last_runs(session, spider.name, spider.window.until, HISTORY))
    missing_at_most = spider.settings.getfloat("MISSING_AT_MOST", MISSING_AT_MOST)
    over = {**stats, **to_counters(lists), "finish_reason": "finished"}
    coverage = judge(spider.name, over, past, days_come(spider.past, stats["start_time"]), missing_at_most)
    failed = failures(stats)
    felt = [name for name in coverage.felt if not _is_refused(failed.get(name, ""))]
    if not felt:
        return [] if coverage.verdict == THIN else None
    asked = addresses(spider)
    return [asked[name] for name in sorted(felt) if name in asked]


def left_alone(spider: OutletSpider) -> set[str]:
    """Return the hosts that are not asked for more, by how their lists failed."""
    asked = addresses(spider)
    failed = failures(spider.crawler.stats.get_stats() if spider.crawler.stats else {})
    return {host_of(asked[name]) for name, kind in failed.items() if name in asked and _is_refused(kind)}


def failures(stats: Mapping[str, Any]) -> dict[str, str]:
    """Return the lists that failed in a run with these counters, each with the kind of its failure."""
    places = ("monitor/listing/failed/", "monitor/listing/optional/")
    return {list_of(name): name.rpartition(":")[2] for name in stats if name.startswith(places)}


def addresses(spider: OutletSpider) -> dict[str, str]:
    """Return the first address of each declared list, by the source's name."""
    return {source.name: next(iter(source.requests(spider.past, [""]))).url for source in spider.sources}


def _is_refused(kind: str) -> bool:
    return kind in _REFUSED or kind.startswith(NO_ROBOTS)

"""Was an outlet looked at, and what was seen: one pure function from a run's counters, and those of earlier runs, to a
verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from monitor.network.failures import BLOCKED, NO_ARCHIVE, NO_STORE, SPENT, TOO_LONG
from monitor.outlet.faults import DAYS, Past, expected, find_fault, is_thin, stands_still, usual_of
from monitor.outlet.lists import ListFacts, kinds, list_of, listings, read_lists
from monitor.outlet.losses import losses_of_run, share_unread
from monitor.outlet.verdicts import BLOCKED_VERDICT, BROKEN, NOT_RUN, OK, PARTIAL, SEEN, SILENT, THIN, Findings, remark

__all__ = [
    "BLOCKED_VERDICT", "BROKEN", "DAYS", "MISSING_AT_MOST", "NOT_RUN", "OK", "PARTIAL", "SILENT", "THIN", "Coverage",
    "Past", "judge",
]  # fmt: skip

MISSING_AT_MOST = 0.1  # the setting of this name says why
# Scrapy's finish reason: cause
_ENDS = {"start_error": "start", "closespider_timeout": TOO_LONG, NO_STORE: NO_STORE, NO_ARCHIVE: NO_ARCHIVE}
_HALF = 0.5  # share of failed article pages, or of pages that only the last rung could read, above which all is broken
_FEW = 4  # articles, which may all be of another day
_FEW_READ, _UNDATED = 3, 0.8  # articles that were read; share of them that says no day
_DROPPED = "item_dropped_reasons_count"


@dataclass(frozen=True)
class Coverage:
    """What one run of one outlet saw. Counts are pages or articles; `notes` say in Chinese what went wrong."""

    outlet: str
    verdict: str
    listings: int = 0
    links: int = 0
    in_window: int = 0
    stopped: int = 0  # by the title gate
    pages: int = 0  # answers of all kinds
    read: int = 0
    failed: int = 0
    missing: float = 0.0  # share of the articles that were asked for, or known, which could not be read
    undated: int = 0
    stored: int = 0
    known: int = 0
    on_topic: int = 0
    bytes: int = 0
    rungs: tuple[tuple[str, int], ...] = ()  # own, family, learned, generic → pages read by it
    notes: tuple[str, ...] = ()
    interrupted: bool = False
    lists: Mapping[str, ListFacts] = field(default_factory=dict)  # by the sources' names
    felt: frozenset[str] = frozenset()  # names of the lists without which articles may be missing

    @property
    def seen(self) -> bool:
        """Whether the outlet's week can be relied on."""
        return self.verdict in SEEN


def judge(
    outlet: str,
    stats: Mapping[str, Any],
    past: Sequence[Past] = (),
    days: int = 7,
    missing_at_most: float = MISSING_AT_MOST,
) -> Coverage:
    """Return the coverage of one run from its Scrapy stats (`finish_reason` included). `past` are earlier windows,
    the latest first, `days` those of this window that have come, `missing_at_most` the share of articles that may lack.

    broken: the spider crashed or stopped early, a stage lost an article, a list that is not optional failed (its
    stand-in, if it has one, may have brought less) or is as good as unread (monitor.outlet.faults: it is empty, its
    titles say nothing, it stands still though it is long or known to move, or all of them do), the lists held no link
    at all, more than half of the article pages failed, or only the generic extractor could read most of them: it reads
    whatever there is, so nothing says that it was the article. blocked: the same, and most failures are a bot wall,
    403, 412, 429, 521 or robots.txt. partial: all was looked at, but a list that is not optional went on behind
    LISTING_MAX_PAGES, a bound of the run's budget was reached, or more than `missing_at_most` of the articles could not
    be read. thin: all was read, but the links in the window, or those of one list, are less than half of what the
    median of `past` promises, by more than chance. silent: nothing is on topic. ok: the rest.
    """
    count = {name.removeprefix("monitor/"): value for name, value in stats.items() if name.startswith("monitor/")}
    found = _find(stats, count, past, days, missing_at_most)
    in_window = count.get("links/in_window", 0)
    usual, _ = expected([(each.links, each.days) for each in past if each.seen], days)
    if is_thin(in_window, usual, sqrt(usual)):
        found.thin.insert(0, f"窗口内 {in_window} 条链接，往期同长约 {usual:.0f} 条")
    partial = bool(found.spent) or found.missing > missing_at_most or any(not facts.optional for facts in found.cut)
    undated = _tell_undated(count)
    partial |= bool(undated) or found.losses.missing is None or bool(found.losses.felt)
    rungs: Counter[str] = Counter()
    for name, number in _rungs(count).items():
        rungs[name.split(":")[0]] += number
    return Coverage(
        outlet=outlet,
        verdict=_verdict(found.causes, partial, bool(found.thin), count.get("on_topic", 0)),
        listings=listings(count),
        links=count.get("links/seen", 0),
        in_window=in_window,
        stopped=count.get("gate/stopped", 0),
        pages=stats.get("response_received_count", 0),
        read=count.get("article/ok", 0),
        failed=found.articles.total(),
        missing=found.missing,
        undated=count.get("no_date", 0),
        stored=stats.get("item_scraped_count", 0),
        known=_count_dropped(stats, "AlreadyStored") + count.get("article/known", 0),
        on_topic=count.get("on_topic", 0),
        bytes=stats.get("downloader/response_bytes", 0),
        rungs=tuple(sorted(rungs.items())),
        notes=(*undated, *remark(found)),
        interrupted=stats.get("finish_reason") == "shutdown",
        lists=found.lists,
        felt=found.losses.felt,
    )


def _tell_undated(count: Mapping[str, Any]) -> tuple[str, ...]:
    """What is told of an outlet most of whose articles say no day: of which week they are is not known."""
    undated, read = count.get("no_date", 0), count.get("article/ok", 0)
    if read < _FEW_READ or undated < _UNDATED * read:
        return ()
    return (f"{undated} 篇文章读不出日期，是不是本期的分不清，请在声明里写 published",)


def _find(
    stats: Mapping[str, Any], count: Mapping[str, Any], past: Sequence[Past], days: int, missing_at_most: float
) -> Findings:
    found = Findings(read_lists(stats), kinds(count, "article/failed/"))
    found.learned.update(kinds(count, "learned/"))
    for name in count:
        if name.startswith(("listing/failed/", "listing/optional/")):
            found.failed.setdefault(name.rpartition(":")[2], set()).add(list_of(name))
    finished = stats.get("finish_reason") == "finished"
    firm = [facts for facts in found.lists.values() if facts.newest and not facts.optional]
    asleep = bool(firm) and all(map(stands_still, firm))
    for name, facts in found.lists.items() if finished else ():
        usual, deviation = usual_of(name, past, days)
        if fault := find_fault(name, facts, past, days, asleep):
            found.faults[name] = fault
        elif facts.answers and not facts.optional and is_thin(facts.in_window, usual, deviation):
            found.thin.append(
                f"列表 {facts.label} 窗口内 {facts.in_window} 条、{facts.days} 天，往期同长约 {usual:.0f} 条"
            )
    if finished:
        found.losses = losses_of_run(count, found.failed, found.faults, found.lists, past, days, missing_at_most)
    found.causes.update(_causes(stats, count, found))
    known = count.get("article/ok", 0) + count.get("article/known", 0)
    found.missing = share_unread(known, found.articles)
    return found


def _causes(stats: Mapping[str, Any], count: Mapping[str, Any], found: Findings) -> Counter[str]:
    read, answered = count.get("article/ok", 0), listings(count)
    failed = sum(number for kind, number in found.articles.items() if kind not in SPENT)
    firm = {name: number for name, number in count.items() if list_of(name) not in found.losses.explained}
    causes = kinds(firm, "listing/failed/")
    faults = {name: kind for name, (kind, _) in found.faults.items() if name not in found.losses.explained}
    causes.update(kind for name, kind in faults.items() if not found.lists[name].optional)
    if (reason := stats.get("finish_reason", "")) != "finished":
        causes[_ENDS.get(reason, "unfinished")] += 1
    if stats.get("spider_exceptions/count"):
        causes["exception"] += stats["spider_exceptions/count"]
    if count.get("item_errors"):
        causes["lost"] += count["item_errors"]
    if not answered and not causes:  # what failed says more
        causes.update(kinds(count, "listing/optional/") or {"no-listing": 1})
    if answered and not count.get("links/seen"):
        causes["no-link"] += 1
    if failed and failed > _HALF * (read + failed):
        causes.update(found.articles)
    for reason, kind in (("NoText", "no-text"), ("OutsideWindow", "dates")):
        if _count_dropped(stats, reason) == read > _FEW:
            causes[kind] += 1
    rungs = _rungs(count)
    generic = sum(number for rung, number in rungs.items() if rung.startswith("generic"))
    if read and generic > _HALF * sum(rungs.values()):
        causes["last-rung" if generic == sum(rungs.values()) else "mostly-last-rung"] += 1
    found.spent = SPENT & {*causes, *found.articles}
    return Counter({kind: number for kind, number in causes.items() if kind not in SPENT or not answered})


def _verdict(causes: Counter[str], partial: bool, thin: bool, relevant: int) -> str:
    if not causes:
        return PARTIAL if partial else THIN if thin else OK if relevant else SILENT
    walls = sum(number for kind, number in causes.items() if kind in BLOCKED)
    return BLOCKED_VERDICT if walls * 2 > sum(causes.values()) else BROKEN


def _count_dropped(stats: Mapping[str, Any], reason: str) -> int:
    return sum(value for name, value in stats.items() if name.startswith(_DROPPED) and name.endswith(f"/{reason}"))


def _rungs(count: Mapping[str, Any]) -> dict[str, int]:
    return {name.removeprefix("reader/"): number for name, number in count.items() if name.startswith("reader/")}

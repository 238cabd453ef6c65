"""Was an outlet looked at, and what was seen: one pure function from a run's counters, and those of earlier runs, to a
verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import Any

from monitor.network.failures import BLOCKED, NO_ARCHIVE, NO_STORE, describe

OK, SILENT, THIN, BLOCKED_VERDICT, BROKEN, NOT_RUN = "ok", "silent", "thin", "blocked", "broken", "not-run"
MEANING = {
    OK: "正常",
    SILENT: "无切题",
    THIN: "偏少",
    BLOCKED_VERDICT: "被拦截",
    BROKEN: "故障",
    NOT_RUN: "未运行",
}
DEFINITIONS = {
    OK: "列表都读出，有切题文章",
    SILENT: "列表都读出，没有切题文章",
    THIN: "窗口内的链接不到自己往期中位数的一半，且相差超出偶然（三倍标准差）",
    BLOCKED_VERDICT: "取不到，且多为防爬验证、403、412、429、521 或 robots.txt",
    BROKEN: "有列表读不出、一条链接也没有、半数以上文章取不到、只有通用提取器读得出、程序异常或中途停止",
    NOT_RUN: "本期没有运行过，或没有运行完",
}
WORST_FIRST = (BROKEN, BLOCKED_VERDICT, NOT_RUN, THIN, SILENT, OK)
_ENDS = {"start_error": "start", NO_STORE: NO_STORE, NO_ARCHIVE: NO_ARCHIVE}  # Scrapy's finish reason: cause
_GENERAL = frozenset(
    (*_ENDS.values(), "unfinished", "exception", "lost", "last-rung", "no-listing", "no-links", "no-text", "dates")
)  # causes that are no page's
_HALF = 0.5  # share of failed article pages above which an outlet counts as broken, of links below which as thin
_FEW = 4  # articles, which may all be of another day
_DROPPED = "item_dropped_reasons_count"
_RUNS = 3  # earlier windows that it takes to call one thin
DAYS = 5  # of a window must have come: a Saturday says nothing of a week
_SIGMAS = 3  # standard deviations of a count, which is about its square root


@dataclass(frozen=True)
class Past:
    """What an earlier run of the outlet, for another window, found: article links in the window, its days that had
    come."""

    links: int
    days: int


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
    undated: int = 0
    stored: int = 0
    known: int = 0
    on_topic: int = 0
    bytes: int = 0
    rungs: tuple[tuple[str, int], ...] = ()  # own, family, generic → pages read by it
    notes: tuple[str, ...] = ()
    interrupted: bool = False

    @property
    def seen(self) -> bool:
        """Whether the outlet's week can be relied on."""
        return self.verdict in (OK, SILENT, THIN)


def judge(outlet: str, stats: Mapping[str, Any], past: Sequence[Past] = (), days: int = 7) -> Coverage:
    """Return the coverage of one run from its Scrapy stats (`finish_reason` included). `past` are earlier windows,
    `days` those of this window that have come.

    broken: the spider crashed or stopped early, a stage lost an article, a listing that is not optional failed (its
    stand-in, if it has one, may have brought less), the listings held no link at all, more than half of the article
    pages failed, or only the generic extractor could read them. blocked: the same, and most failures are a bot wall,
    403, 412, 429, 521 or robots.txt. thin: all was read, but the links in the window are less than half of what the
    median of `past` promises, by more than chance. silent: nothing is on topic. ok: the rest.
    """
    count = {name.removeprefix("monitor/"): value for name, value in stats.items() if name.startswith("monitor/")}
    article = _kinds(count, "article/failed/")
    causes = _causes(stats, count, article)
    on_topic, in_window = count.get("on_topic", 0), count.get("links/in_window", 0)
    expected = _expected(past, days)
    thin = in_window < _HALF * expected and expected - in_window > _SIGMAS * sqrt(expected)
    notes = _notes(causes, count, article)
    if thin and not causes:
        notes.insert(0, f"窗口内 {in_window} 条链接，往期同长约 {expected:.0f} 条")
    rungs: Counter[str] = Counter()
    for name in _rungs(count):
        rungs[name.split(":")[0]] += count[f"reader/{name}"]
    return Coverage(
        outlet=outlet,
        verdict=_verdict(causes, thin, on_topic),
        listings=_listings(count),
        links=count.get("links/seen", 0),
        in_window=in_window,
        stopped=count.get("gate/stopped", 0),
        pages=stats.get("response_received_count", 0),
        read=count.get("article/ok", 0),
        failed=sum(article.values()),
        undated=count.get("no_date", 0),
        stored=stats.get("item_scraped_count", 0),
        known=_count_dropped(stats, "AlreadyStored") + count.get("article/known", 0),
        on_topic=on_topic,
        bytes=stats.get("downloader/response_bytes", 0),
        rungs=tuple(sorted(rungs.items())),
        notes=tuple(notes),
        interrupted=stats.get("finish_reason") == "shutdown",
    )


def _causes(stats: Mapping[str, Any], count: Mapping[str, int], article: Counter[str]) -> Counter[str]:
    read, failed, listings = count.get("article/ok", 0), sum(article.values()), _listings(count)
    causes = _kinds(count, "listing/failed/")
    if (reason := stats.get("finish_reason", "")) != "finished":
        causes[_ENDS.get(reason, "unfinished")] += 1
    if stats.get("spider_exceptions/count"):
        causes["exception"] += stats["spider_exceptions/count"]
    if count.get("item_errors"):
        causes["lost"] += count["item_errors"]
    if not listings and not causes:  # what failed says more
        causes.update(_kinds(count, "listing/optional/") or {"no-listing": 1})
    if listings and not count.get("links/seen"):
        causes["no-links"] += 1
    if failed and failed > _HALF * (read + failed):
        causes.update(article)
    for reason, kind in (("NoText", "no-text"), ("OutsideWindow", "dates")):
        if _count_dropped(stats, reason) == read > _FEW:
            causes[kind] += 1
    if read and all(rung.startswith("generic") for rung in _rungs(count)):
        causes["last-rung"] += 1
    return causes


def _count_dropped(stats: Mapping[str, Any], reason: str) -> int:
    return sum(value for name, value in stats.items() if name.startswith(_DROPPED) and name.endswith(f"/{reason}"))


def _verdict(causes: Counter[str], thin: bool, relevant: int) -> str:
    if not causes:
        return THIN if thin else OK if relevant else SILENT
    walls = sum(number for kind, number in causes.items() if kind in BLOCKED)
    return BLOCKED_VERDICT if walls * 2 > sum(causes.values()) else BROKEN


def _expected(past: Sequence[Past], days: int) -> float:
    """The links that earlier windows promise, 0 if they are too few to promise anything."""
    rates = [each.links / each.days for each in past if each.days >= DAYS]
    return median(rates) * days if len(rates) >= _RUNS and days >= DAYS else 0.0


def _listings(count: Mapping[str, int]) -> int:
    return sum(value for name, value in count.items() if name.startswith("listing/ok/"))


def _kinds(count: Mapping[str, int], prefix: str) -> Counter[str]:
    kinds: Counter[str] = Counter()
    for name, value in count.items():
        if name.startswith(prefix):
            kinds[name.rsplit(":", 1)[-1].rsplit("/", 1)[-1]] += value
    return kinds


def _rungs(count: Mapping[str, int]) -> list[str]:
    return [name.removeprefix("reader/") for name in count if name.startswith("reader/")]


def _notes(causes: Counter[str], count: Mapping[str, int], article: Counter[str]) -> list[str]:
    lost: dict[str, set[str]] = {}
    for name in count:
        if name.startswith(("listing/failed/", "listing/optional/")):
            source, kind = name.rsplit("/", 1)[-1].split(":")
            lost.setdefault(kind, set()).add(source)
    general = [describe(kind) for kind in sorted(causes) if kind in _GENERAL]
    sources = [f"列表 {'、'.join(sorted(names))}（{describe(kind)}）" for kind, names in sorted(lost.items())]
    pages = [f"文章 {number} 篇（{describe(kind)}）" for kind, number in sorted(article.items())]
    return general + sources + pages

"""Was an outlet looked at, and what was seen: one pure function from a run's counters to a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from monitor.failures import BLOCKED, describe

OK, SILENT, BLOCKED_VERDICT, BROKEN = "ok", "silent", "blocked", "broken"
MEANING = {
    OK: "正常",
    SILENT: "无切题",
    BLOCKED_VERDICT: "被拦截",
    BROKEN: "故障",
}
_GENERAL = frozenset(
    ("start", "unfinished", "exception", "lost", "last-rung", "no-listing")
)  # causes that are no page's
_HALF = 0.5  # share of failed article pages above which an outlet counts as broken


@dataclass(frozen=True)
class Coverage:
    """What one run of one outlet saw. Counts are pages or articles; `notes` say in Chinese what went wrong."""

    outlet: str
    verdict: str
    listings: int = 0
    links: int = 0
    in_window: int = 0
    stopped: int = 0  # by the title gate
    read: int = 0
    failed: int = 0
    stored: int = 0
    known: int = 0
    on_topic: int = 0
    notes: tuple[str, ...] = ()
    interrupted: bool = False

    @property
    def seen(self) -> bool:
        """Whether the outlet's week can be relied on."""
        return self.verdict in (OK, SILENT)


def judge(outlet: str, stats: Mapping[str, Any]) -> Coverage:
    """Return the coverage of one run from its Scrapy stats (`finish_reason` included).

    broken: the spider crashed or stopped early, a stage lost an article, a listing that is not optional failed (its
    stand-in, if it has one, may have brought less), more than half of the article pages failed, or only the generic
    extractor could read them. blocked: the same, and most failures are a bot wall, 403, 412, 429, 521 or robots.txt.
    silent: all was read and nothing is on topic. ok: the rest.
    """
    count = {name.removeprefix("monitor/"): value for name, value in stats.items() if name.startswith("monitor/")}
    listing = _kinds(count, "listing/failed/")
    spared = _kinds(count, "listing/optional/")
    article = _kinds(count, "article/failed/")
    read, failed = count.get("article/ok", 0), sum(article.values())
    listings = sum(value for name, value in count.items() if name.startswith("listing/ok/"))
    dropped = {name.rsplit("/", 1)[-1]: value for name, value in stats.items() if "item_dropped_reasons_count" in name}
    causes = Counter(listing)
    if stats.get("finish_reason") != "finished":
        causes["start" if stats.get("finish_reason") == "start_error" else "unfinished"] += 1
    if stats.get("spider_exceptions/count"):
        causes["exception"] += stats["spider_exceptions/count"]
    if count.get("item_errors"):
        causes["lost"] += count["item_errors"]
    if not listings:
        causes.update(spared or {"no-listing": 1})
    if failed and failed > _HALF * (read + failed):
        causes.update(article)
    if read and all(rung.startswith("generic") for rung in _rungs(count)):
        causes["last-rung"] += 1
    known, on_topic = dropped.get("AlreadyStored", 0), count.get("on_topic", 0)
    return Coverage(
        outlet=outlet,
        verdict=_verdict(causes, on_topic),
        listings=listings,
        links=count.get("links/seen", 0),
        in_window=count.get("links/in_window", 0),
        stopped=count.get("gate/stopped", 0),
        read=read,
        failed=failed,
        stored=stats.get("item_scraped_count", 0),
        known=known,
        on_topic=on_topic,
        notes=tuple(_notes(causes, count, article)),
        interrupted=stats.get("finish_reason") == "shutdown",
    )


def _verdict(causes: Counter[str], relevant: int) -> str:
    if not causes:
        return OK if relevant else SILENT
    walls = sum(number for kind, number in causes.items() if kind in BLOCKED)
    return BLOCKED_VERDICT if walls * 2 > sum(causes.values()) else BROKEN


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

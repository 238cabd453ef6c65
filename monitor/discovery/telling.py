"""What a look round an outlet comes to: which declared lists are dead, moved or redundant, and what the found ones add.
A command prints it, or the `sources` to paste."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from monitor.discovery.leads import WORDS, Lead
from monitor.discovery.need import addresses, failures
from monitor.discovery.survey import Survey
from monitor.discovery.walk import Step, stem
from monitor.discovery.worth import Passes, Worth, weigh
from monitor.issue_calendar import Window
from monitor.listing.channel_data import is_unit
from monitor.listing.rows import FEED, JSON, MAP, MAPS
from monitor.network.failures import describe
from monitor.outlet.lists import ListFacts
from monitor.outlet.spider import OutletSpider
from monitor.topic.gate import passes

_FORMS = {FEED: "订阅源", JSON: "接口", MAP: "站点地图", MAPS: "站点地图索引"}


@dataclass(frozen=True)
class Declared:
    """A declared list: its name in the declaration, what people call it, its address, in which state it is in words,
    whether it gives nothing any more, and what it gave (see ListFacts)."""

    name: str
    label: str
    url: str
    state: str
    dead: bool
    facts: ListFacts


@dataclass(frozen=True)
class Found:
    """A found list: what it is worth beside the declared ones, and where it was met."""

    worth: Worth
    lead: Lead

    @property
    def name(self) -> str:
        """What people call it."""
        return self.lead.name or self.worth.name

    @property
    def where(self) -> str:
        """Where the walk met it, and the form that it has, if it is no page."""
        return "，".join(filter(None, (WORDS[self.lead.kind], _FORMS.get(self.worth.form, ""))))


def find_lists(steps: Sequence[Step], window: Window, gate: Passes, known: Collection[str]) -> list[Found]:
    """Return the lists that a walk met, its further pages taken together, those that add the most first; `known` are
    the keys of the articles that the declared lists have given. A block of JPAAS counts with its column's page: its own
    address changes with the site's build."""
    pages: dict[str, Survey] = {}
    leads: dict[str, Lead] = {}
    health = set()
    for step in (each for each in steps if not is_unit(each.first)):
        page = replace(step.survey, url=step.first)
        before = pages.get(step.first)
        pages[step.first] = replace(before, links=(*before.links, *page.links)) if before else page
        leads.setdefault(step.first, step.lead)
        health |= {step.first} if step.health else set()
    weighed = weigh([*pages.values()], window, gate, known, health)
    return [Found(worth, leads[worth.url]) for worth in weighed if worth.in_window or worth.newest]


def tell_declared(
    lists: Mapping[str, ListFacts],
    failed: Mapping[str, str],
    addresses: Mapping[str, str],
    found: Sequence[Found],
) -> list[Declared]:
    """Return the declared lists by what was seen of them, the dead first. `failed`: name → kind of failure;
    `addresses`: name → first address."""
    told = []
    for name, url in addresses.items():
        facts = lists.get(name, ListFacts())
        dead = name in failed and not facts.answers
        moved = next((each.worth.url for each in found if dead and stem(each.worth.url) == stem(url) != ""), "")
        if dead:
            state = f"没有了（{describe(failed[name])}）" + (f"，多半搬到 {moved}" if moved else "")
        elif not facts.answers:
            state = "没有问到"
        elif not facts.in_window:
            state = f"窗口内没有文章，停在 {facts.newest}" if facts.newest else "窗口内没有文章"
        else:
            state = f"有 {facts.alone} 条别处没有" if facts.alone else "多余：别的列表都有"
        told.append(Declared(name, facts.label or url, url, state, dead, facts))
    return sorted(told, key=lambda each: (not each.dead, not each.facts.in_window))


def tell_run(spider: OutletSpider, steps: Sequence[Step], known: Collection[str]) -> tuple[list[Declared], list[Found]]:
    """Return what a run and its walk saw of the declared lists, and what they found."""
    stats = spider.crawler.stats.get_stats() if spider.crawler.stats else {}
    lists = spider.watch.tell(spider.window, spider.past.until, spider.ledger.is_wanted)
    found = find_lists(steps, spider.window, passes, known)
    return tell_declared(lists, failures(stats), addresses(spider), found), found


def to_paste(declared: Sequence[Declared], found: Sequence[Found]) -> str:
    """Return the found lists that add something as lines of a declaration's `sources`, and which to take out."""
    lines = ["# from monitor.listing.any_list import AnyList"]
    lines += [f"# 去掉 {each.name}：{each.state}" for each in declared if each.dead]
    names = {each.name for each in declared}
    for each in found:
        if each.worth.added:
            name = name_for(each.worth.url, names)
            names.add(name)
            health = ", health=True" if each.worth.health else ""
            lines.append(
                f'AnyList(name="{name}", url="{each.worth.url}"{health}),  # {each.name}，多 {each.worth.added} 条'
            )
    return "\n".join(lines)


def name_for(url: str, taken: Collection[str]) -> str:
    """Return a name for the list at `url` that is not `taken`: of its own folder, else of its host."""
    name = re.sub(r"[^a-z0-9-]+", "-", stem(url) or (urlsplit(url).hostname or "").split(".")[0] or "list").strip("-")
    return next(each for n in range(1, len(taken) + 3) if (each := name if n == 1 else f"{name}-{n}") not in taken)

"""The order of a week's articles, and the choice of those that are printed.

rank = topic score + place + length + freshness + kind + outlet + originality, each a weight of `[ranking]` in
topics.toml times a figure from 0 to 1. Places are given one by one: what is already chosen from the same region or
outlet counts against the next. Of the articles of one story the best one stands for all; a story that an earlier issue
printed is not printed again, and one that may be the same in other words stands behind the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from monitor.issue_calendar import Window
from monitor.outlet.registry import NATIONWIDE, OutletFacts, facts_called
from monitor.store.models import Article
from monitor.taste.precedents import Precedent, Precedents
from monitor.text.markdown import plain_text
from monitor.text.official import Official, read_official
from monitor.topic.score import FAINT, LINE, VETO, find_place
from monitor.topic.vocabulary import load_topics

_LEAD = 120  # characters at the head of a text in which its place is named
_CAPITAL = re.compile(r"北京\d{1,2}月\d{1,2}日(?:电|讯)")  # where ministries are: a dateline, not a place of the news
_PERHAPS_PRINTED = -0.30  # as a correction: nobody asked for it prints it, and an editor sees it all the same


@dataclass(frozen=True)
class StoryFacts:
    """What the store knows of an article's story: the printed names of the outlets that have it, the one that had it
    first, and the earlier issues that printed it."""

    outlets: tuple[str, ...] = ()
    original: str = ""
    printed_in: tuple[int, ...] = ()


@dataclass
class Candidate:
    """An article in its place among the week's. `rank` decides; `parts` say in Chinese what it is made of."""

    article: Article
    outlet: OutletFacts
    rank: float
    kind: str
    region: str
    parts: tuple[str, ...]
    told: StoryFacts = StoryFacts()
    judged: bool | None = None  # the editor's label, where there is one
    official: Official | None = None  # what an official document says of itself
    precedent: Precedent | None = None  # what was printed before and is near to it
    taste: str = ""  # what the office's taste adds to the rank, in words

    @cached_property
    def story(self) -> int:
        """The number that the articles of one story share."""
        return self.article.story or self.article.id

    @property
    def also(self) -> list[str]:
        """The other outlets that have the story."""
        return [name for name in self.told.outlets if name != self.outlet.printed]

    @property
    def on_topic(self) -> bool:
        """The editor's judgement, else the topic line."""
        return self.article.score >= LINE if self.judged is None else self.judged

    @property
    def eligible(self) -> bool:
        """Whether it may be printed."""
        return self.on_topic and not self.told.printed_in


def rank_articles(
    articles: Sequence[Article],
    window: Window,
    outlets: Mapping[str, OutletFacts],
    labels: Mapping[int, bool],
    stories: Mapping[int, StoryFacts],
    past: Precedents | None = None,
) -> list[Candidate]:
    """Return every article as a candidate, the eligible ones first, each group by falling rank. `labels` maps ids
    to the editor's judgement, `stories` the stories' numbers to what is known of them; `past` is what was printed."""
    weights = load_topics()["ranking"]
    candidates = [
        _candidate(article, window, outlets, weights, stories.get(article.story or 0, StoryFacts()), past)
        for article in articles
    ]
    for candidate in candidates:
        candidate.judged = labels.get(candidate.article.id)
    return sorted(candidates, key=in_order)


def in_order(candidate: Candidate) -> tuple[bool, float, str, str]:
    """Return the place of a candidate among others: the eligible ones first, by falling rank."""
    return not candidate.eligible, -candidate.rank, candidate.article.outlet, candidate.article.key


def choose(
    candidates: Sequence[Candidate],
    top: int,
    picks: Sequence[int] = (),
    dropped: Collection[int] = (),
    both: bool = False,
) -> list[Candidate]:
    """Return what is printed, in order: the editor's `picks` (article ids) first, then the best eligible candidates
    up to `top`, none of them `dropped` or of a dropped article's story. All picks are printed, even beyond `top`.
    `both`: the last place goes to the best of an authority, or of a paper, where the others are all of the other kind.
    """
    by_id = {candidate.article.id: candidate for candidate in candidates}
    chosen = [by_id[pick] for pick in dict.fromkeys(picks) if pick in by_id]
    barred = {by_id[drop].story for drop in dropped if drop in by_id} - {each.story for each in chosen}
    weights = load_topics()["ranking"]
    left = [each for each in candidates if each.eligible and each.story not in barred]
    while len(chosen) < top:
        taken = {each.story for each in chosen}
        left = [each for each in left if each.story not in taken]
        if both and chosen and len(chosen) == top - 1:
            kinds = {each.outlet.government for each in chosen}
            left = [each for each in left if {each.outlet.government} != kinds] or left
        if not left:
            break
        chosen.append(_next(left, chosen, weights))
    return chosen


def crowding(candidate: Candidate, chosen: Sequence[Candidate]) -> tuple[int, int]:
    """Return how many of `chosen` are from the candidate's province, and from its outlet."""
    regions = sum(each.region == candidate.region != NATIONWIDE for each in chosen)
    return regions, sum(each.article.outlet == candidate.article.outlet for each in chosen)


def _next(left: Sequence[Candidate], chosen: Sequence[Candidate], weights: Mapping[str, Any]) -> Candidate:
    """The best of `left` behind `chosen`, as `crowding` counts."""
    region, outlet = weights["same_region"], weights["same_outlet"]
    regions = dict(Counter(each.region for each in chosen if each.region != NATIONWIDE))
    outlets = dict(Counter(each.article.outlet for each in chosen))

    def rank(each: Candidate) -> float:
        return each.rank + float(region * regions.get(each.region, 0) + outlet * outlets.get(each.article.outlet, 0))

    return max(left, key=rank)


def _candidate(
    article: Article,
    window: Window,
    outlets: Mapping[str, OutletFacts],
    weights: Mapping[str, Any],
    told: StoryFacts,
    past: Precedents | None,
) -> Candidate:
    outlet = facts_called(outlets, article.outlet)
    text = plain_text(article.article_body)
    stored = Official(number=article.document_number, issuer=article.issuer, signed=article.signed_on)
    official = read_official(article.headline, text.split("\n"), stored)
    days = (window.until - window.since).days or 1
    age = (article.published_on - window.since).days / days if article.published_on else 0.0
    kind = kind_of(article.headline)
    near = past.nearest(article.headline, text) if past and article.score > FAINT and not told.printed_in else None
    summands = {
        "切题": article.score,
        "位置": weights["place"] * (article.grade != VETO and 1 - find_place(text)),
        "篇幅": weights["length"] * min(len(text) / weights["full_length"], 1),
        "时效": weights["freshness"] * min(max(age, 0), 1),
        f"类型 {weights['kinds'][kind]['told'] if kind else '其他'}": weights["kinds"][kind]["weight"] if kind else 0.0,
        "媒体": weights["outlets"].get(article.outlet, 0.0),
        "公文": weights["document"] * (outlet.government and told.original in ("", outlet.cited) and bool(official)),
        "原发": weights["original"] * (len(told.outlets) > 1 and told.original == outlet.cited),
        "可能已刊": _PERHAPS_PRINTED * bool(near and near.same),
    }
    parts = tuple(f"{name} {value:+.2f}" for name, value in summands.items() if value)
    region = _region(article.headline + _CAPITAL.sub("", text[:_LEAD]), outlet.region)
    rank = round(sum(summands.values()), 4)
    return Candidate(article, outlet, rank, kind, region, parts, told, official=official, precedent=near)


def kind_of(headline: str) -> str:
    """Return the kind of news by its headline, a name of `[ranking.kinds]`, or an empty string."""
    kinds = load_topics()["ranking"]["kinds"]
    return next((name for name, kind in kinds.items() if _is_of(headline, kind)), "")


def _is_of(headline: str, kind: Mapping[str, Any]) -> bool:
    return any(word in headline for word in kind["words"]) or (
        "pattern" in kind and bool(re.search(kind["pattern"], headline))
    )


def _region(text: str, home: str) -> str:
    found = {name: text.find(name) for name in load_topics()["regions"]["names"]}
    named = [name for name, position in found.items() if position >= 0]
    return min(named, key=lambda name: found[name]) if named else home

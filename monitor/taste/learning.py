"""What the printed issues teach about their editor: a conditional logistic regression with a prior that is the rule.

Of a week one article was printed rather than its others (McFadden 1974: the weeks differ in strength, so only what
stood side by side is compared). Each weight is how far the editor is from today's ranking, drawn to nothing by a normal
prior, so few issues move it little. Found by Newton steps; the issue that is left out is taken back from the result by
one further step (the infinitesimal jackknife; Giordano et al. 2019), for 650 fits anew would take minutes. NumPy is
imported by who learns alone; weights are rounded, so that no order of summing shows in them.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

# Before NumPy is loaded: its matrices here are small, and threads that wait for each other on a busy machine made a
# fortieth of a minute into forty seconds; one thread also sums in one order.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from monitor.taste.model import Taste

_SHARPNESS = 8.0  # what one unit of rank adds to the logarithm of the odds of being printed
# Standard deviation of a weight around the rule, in units of rank. One editor goes by places and subjects, to another
# they are chance, which hides what he does go by: of one of the many marks that are seen now and then (outlets,
# regions, terms) it is the first, and the second where left-out issues are e⁷, a thousand times, likelier by it.
_SPREAD, _SPREADS_OF_MANY, _CLEARLY = 0.6, (0.015, 0.06), 7.0
_MANY = ("媒体 ", "地区 ", "题中“")
_RARELY, _WEEKS = 6, 3  # articles, and weeks, in which a mark must be seen to be weighed
_MOST = 300  # marks, the most frequent: the matrix of their products is inverted for each issue
_STEPS, _SETTLED = 25, 1e-7
_ISSUES = 8  # fewer say nothing
_SURE = 4.0  # standard errors by which the learnt order must be better: with 20 issues chance does it once in 2,500
Array = NDArray[np.floating]


@dataclass(frozen=True)
class Option:
    """One article of a past week: its rank by today's rule, its marks, and how much it counts as chosen: 1 for a
    printed one, 0 for one that was not."""

    rank: float
    marks: Mapping[str, float]
    chosen: float = 0.0


@dataclass(frozen=True)
class PastWeek:
    """The articles of an issue's week that could have been printed, those that were among them."""

    issue: int
    options: Sequence[Option]


@dataclass(frozen=True)
class Lesson:
    """What came of learning. `taste` is None if nothing was learnt that may be used; `why` says so in Chinese. The
    shares of the week behind what was printed, 0–1: by the `rule`, by what was in force (`former`), by what was
    `learnt` from the other issues."""

    taste: Taste | None
    issues: int
    options: int
    rule: float = 0.0
    former: float = 0.0
    learnt: float = 0.0
    why: str = ""


@dataclass(frozen=True)
class _Week:
    issue: int
    values: Array  # options × marks
    ranks: Array
    chosen: Array

    def share(self, worth: Array) -> float:
        """How much of the others stands behind what was printed, ties half."""
        utility = self.ranks + worth
        others = utility[self.chosen == 0]
        best = utility[self.chosen == 1] if (self.chosen == 1).any() else utility[self.chosen > 0]
        behind = (best[:, None] > others[None, :]) + 0.5 * (best[:, None] == others[None, :])
        return float(behind.mean())

    def slopes(self, weights: Array) -> tuple[Array, Array, float]:
        """Gradient and negative Hessian of the logarithm of the likelihood, and that."""
        utility = _SHARPNESS * (self.ranks + self.values @ weights)
        utility -= utility.max()
        odds = np.exp(utility)
        others = self.chosen == 0
        rest = odds[others].sum()
        gradient, curve, likelihood = np.zeros_like(weights), np.zeros((len(weights),) * 2), 0.0
        total = np.zeros(len(odds))
        for place in np.flatnonzero(self.chosen > 0):
            count = self.chosen[place]
            chances = np.where(others, odds, 0.0)
            chances[place] = odds[place]
            chances /= rest + odds[place]
            mean = chances @ self.values
            gradient += count * _SHARPNESS * (self.values[place] - mean)
            curve -= count * _SHARPNESS**2 * np.outer(mean, mean)
            total += count * chances
            likelihood += count * float(utility[place] - np.log(rest + odds[place]))
        curve += _SHARPNESS**2 * (self.values.T * total) @ self.values
        return gradient, curve, likelihood


def learn(weeks: Iterable[PastWeek], former: Taste | None, day: date) -> Lesson:
    """Return what `weeks` teach on `day`, held against the rule and against what is in force, by each issue left out
    in turn. Deterministic: the same weeks teach the same. Weeks in which there was nothing to choose teach nothing."""
    told = sorted((week for week in weeks if _tells(week)), key=lambda week: week.issue)
    count = sum(len(week.options) for week in told)
    if len(told) < _ISSUES:
        return Lesson(
            None, len(told), count, why=f"有刊出、又有同周其他切题文章的往期只有 {len(told)} 期，不到 {_ISSUES} 期"
        )
    names = _names(told)
    made = [_make(week, names) for week in told]
    narrow, wide = (_fit(made, names, many) for many in _SPREADS_OF_MANY)
    clearly = _foretold(made, wide[1]) > _foretold(made, narrow[1]) + _CLEARLY
    weights, without = wide if clearly else narrow
    # Rounded as they are kept: what is learnt a second time is no better than the first.
    learnt = [round(week.share(week.values @ each), 4) for week, each in zip(made, without, strict=True)]
    rule = [week.share(np.zeros(len(week.ranks))) for week in made]
    taste = Taste(
        {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True) if round(float(weight), 4)},
        {week.issue: share for week, share in zip(made, learnt, strict=True)},
        day,
    )
    before = [_former_share(week, names, former, own) for week, own in zip(made, rule, strict=True)]
    means = [float(np.mean(each)) for each in (rule, before, learnt)]
    why = _object(np.subtract(learnt, rule), means, former)
    return Lesson(None if why else taste, len(told), count, means[0], means[1], means[2], why)


def _tells(week: PastWeek) -> bool:
    return any(each.chosen for each in week.options) and any(not each.chosen for each in week.options)


def _object(gains: Array, means: Sequence[float], former: Taste | None) -> str:
    """What speaks against using what was learnt."""
    error = float(gains.std(ddof=1)) / sqrt(len(gains)) or 1e-9
    if float(gains.mean()) < _SURE * error:
        return "往期的选择看不出与现在的排序有稳定的不同"
    if former is not None and means[2] <= means[1]:
        return "不比现在用的好"
    return ""


def _former_share(week: _Week, names: Sequence[str], former: Taste | None, rule: float) -> float:
    """How the taste in force does on a week: of an issue it was learnt from, as it did when that was left out."""
    if former is None:
        return rule
    weights = np.array([former.weights.get(name, 0.0) for name in names])
    return former.shares.get(week.issue, week.share(week.values @ weights))


def _names(weeks: Sequence[PastWeek]) -> list[str]:
    seen = Counter(name for week in weeks for each in week.options for name in each.marks)
    spread = Counter(name for week in weeks for name in {name for each in week.options for name in each.marks})
    often = [name for name in seen if seen[name] >= _RARELY and spread[name] >= _WEEKS]
    return sorted(sorted(often, key=lambda name: (-seen[name], name))[:_MOST])


def _make(week: PastWeek, names: Sequence[str]) -> _Week:
    values = np.array([[each.marks.get(name, 0.0) for name in names] for each in week.options])
    ranks, chosen = (np.array([getattr(each, what) for each in week.options]) for what in ("rank", "chosen"))
    return _Week(week.issue, values, ranks, chosen)


def _foretold(weeks: Sequence[_Week], without: Sequence[Array]) -> float:
    """The logarithm of the likelihood of each week by the weights of the others."""
    return sum(week.slopes(each)[2] for week, each in zip(weeks, without, strict=True))


def _fit(weeks: Sequence[_Week], names: Sequence[str], many: float) -> tuple[Array, list[Array]]:
    """The weights of all weeks, and for each week those of the others; `many` is the spread of the many marks."""
    prior = np.diag([(many if name.startswith(_MANY) else _SPREAD) ** -2 for name in names])
    weights, step, best = np.zeros(len(names)), np.zeros(len(names)), -np.inf
    for _ in range(_STEPS):
        gradient, curve, value = -prior @ weights, prior.copy(), float(-weights @ prior @ weights / 2)
        for week in weeks:
            own = week.slopes(weights)
            gradient, curve, value = gradient + own[0], curve + own[1], value + own[2]
        if value < best:  # too far: half the way back
            step = step / 2
            weights = weights - step
            continue
        best, step = value, np.asarray(np.linalg.solve(curve, gradient))
        if np.abs(step).max(initial=0.0) < _SETTLED:
            break
        weights = weights + step
    own_slopes = (week.slopes(weights) for week in weeks)  # one by one: all their matrices together are a gigabyte
    return weights, [weights - np.linalg.solve(curve - each[1], each[0]) for each in own_slopes]

"""A taste that was learnt: what each mark adds to the rank, and what it was learnt from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

_TOLD = 4  # marks that are named; the rest is one sum
_LEAST = 0.005  # what is less is not to be seen in a rank of two places


@dataclass(frozen=True)
class Taste:
    """`weights` by the names of marks (monitor.taste.marks and what ranks an article), in the unit of the rank: what
    is learnt is how far the editor is from the rule, so without any it is the rule. `shares` are by the number of an
    issue how much of its week stood behind what it printed, ranked by what the other issues teach. `day` is when it was
    learnt (Asia/Shanghai)."""

    weights: Mapping[str, float] = field(default_factory=dict)
    shares: Mapping[int, float] = field(default_factory=dict)
    day: date = date.min

    def worth(self, marks: Mapping[str, float]) -> float:
        """Return what an article with these marks gains in rank."""
        return sum(self.weights.get(name, 0.0) * value for name, value in marks.items())

    def tell(self, marks: Mapping[str, float]) -> str:
        """Return in Chinese what an article with these marks gains and by what, the greatest first; empty if nothing
        that shows."""
        parts = {name: self.weights.get(name, 0.0) * value for name, value in marks.items()}
        named = sorted((name for name in parts if abs(parts[name]) >= _LEAST), key=lambda name: -abs(parts[name]))
        if not named:
            return ""
        told = [f"{name} {parts[name]:+.2f}" for name in named[:_TOLD]]
        rest = sum(parts[name] for name in named[_TOLD:])
        told += [f"其余 {rest:+.2f}"] if named[_TOLD:] else []
        return f"编辑部以往 {sum(parts.values()):+.2f}（{'、'.join(told)}）"

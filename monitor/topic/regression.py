"""Logistic regression with a prior, over few named cues: each weight is drawn to what was believed before.

Maximum a posteriori under normal priors (Gelman et al., Bayesian Data Analysis, ch. 16), found by coordinate-wise
Newton steps with a bound on each (Genkin, Lewis and Madigan 2007, the CLG algorithm): only the cues that a row has cost
anything. Deterministic: the same rows in the same order give the same weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

BIAS = ""  # the name of the cue that every row has


@dataclass(frozen=True)
class Row:
    """One judged example: its cues with their values (0 to 1), whether it is wanted, how much it counts."""

    cues: Mapping[str, float]
    wanted: bool
    weight: float = 1.0


def probability(cues: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return how likely an example with these cues is wanted, 0–1."""
    return logistic(weights.get(BIAS, 0.0) + sum(weights.get(name, 0.0) * value for name, value in cues.items()))


def logistic(value: float) -> float:
    """Return 1 / (1 + e^-value); beyond ±30 as there."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


def fit(rows: Sequence[Row], prior: Mapping[str, float], spread: float, sweeps: int = 100) -> dict[str, float]:
    """Return the weights of `rows`' cues, `BIAS` included. `prior` are the weights believed before, 0 where none is
    given; `spread` is the standard deviation around them: the smaller, the more examples it takes to move one. The
    bias alone is free."""
    names = sorted({name for row in rows for name in row.cues} | set(prior) | {BIAS})
    weights = {name: prior.get(name, 0.0) for name in names}
    columns: dict[str, list[tuple[int, float]]] = {name: [] for name in names}
    for number, row in enumerate(rows):
        columns[BIAS].append((number, 1.0))
        for name, value in row.cues.items():
            if value:
                columns[name].append((number, value))
    # For each row the logit, and its sign: +1 where it is wanted.
    signs = [1.0 if row.wanted else -1.0 for row in rows]
    margins = [
        sign * (weights[BIAS] + sum(weights[name] * value for name, value in row.cues.items()))
        for sign, row in zip(signs, rows, strict=True)
    ]
    reach = dict.fromkeys(names, 1.0)
    for _ in range(sweeps):
        moved = 0.0
        for name in names:
            precision = 1 / spread**2 if name != BIAS else 1e-6
            slope, curve = precision * (prior.get(name, 0.0) - weights[name]), precision
            for number, value in columns[name]:
                missing = 1 - logistic(margins[number])
                slope += rows[number].weight * missing * value * signs[number]
                curve += rows[number].weight * missing * (1 - missing) * value * value
            step = max(-reach[name], min(reach[name], slope / curve))
            reach[name] = max(2 * abs(step), reach[name] / 2)
            weights[name] += step
            moved = max(moved, abs(step))
            for number, value in columns[name]:
                margins[number] += signs[number] * step * value
        if moved < 1e-4:
            break
    return weights

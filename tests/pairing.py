"""Cases of which each pair of values occurs, where all three of a kind at once would be many times as many."""

from __future__ import annotations

from collections.abc import Sequence


def pairs(first: Sequence[str], second: Sequence[str], third: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return as few triples of values as hold every pair of values of two of them: the third is one on with each step of
    the first and of the second, of which neither may have fewer values."""
    assert len(third) <= min(len(first), len(second))
    return [(a, b, third[(i + j) % len(third)]) for i, a in enumerate(first) for j, b in enumerate(second)]

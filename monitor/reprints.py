"""Which texts are one story: reprints with another headline, a cut tail, a new lead, an added line, or a part alone.

Reprints share long passages. Press releases of one template share many short ones, broken by names and figures: so a
long common passage speaks for one story, a short one against it, and most of all a figure that stands in the same place
with another value. docs/reprints.md has the measurements behind the constants.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

import xxhash

from monitor.text.hygiene import fold
from monitor.text.traditional import simplify

_DIGIT = re.compile(r"\d")
_SHINGLE = 8  # characters; shorter ones are shared by any two news texts
_SAMPLED = 16  # one in so many shingles is kept; a text that is part of another keeps a part of what that keeps
_PART = 0.1  # a text is a part of another, not one of its many items, from this share of its length
_LONG = 50  # characters of a passage that speaks for one story
_ENOUGH = 0.2  # kinship from which two texts are one story
_FIGURE = 0.4  # what each figure that differs adds to that
_SAID, _MOST = 100, 0.4  # characters in long passages, or that share: one closing line of the house is no story
_PLACE = 15  # characters; what stands in one place in two texts is no longer
_ANCHOR = 6  # characters in common that fix a place


class Text:
    """An article's text in the form in which it is compared."""

    def __init__(self, plain: str) -> None:
        self.folded = fold(simplify(plain))

    @cached_property
    def shingles(self) -> list[str]:
        """Every piece of so many characters, in the order of the text."""
        return [self.folded[start : start + _SHINGLE] for start in range(max(len(self.folded) - _SHINGLE + 1, 1))]

    @cached_property
    def known(self) -> frozenset[str]:
        """Each of them once."""
        return frozenset(self.shingles)

    def sample(self) -> set[int]:
        """Return what the store looks a text up by: the hashes of one shingle in 16, as signed 64-bit integers. xxHash
        gives the same number in every release and on every machine."""
        hashed = xxhash.xxh3_64_intdigest
        return {value - (1 << 63) for shingle in self.shingles if not (value := hashed(shingle.encode())) % _SAMPLED}


def is_one_story(one: Text, other: Text) -> bool:
    """Tell whether the two texts are one story, the same or a part of it."""
    short, long = sorted((one, other), key=lambda text: len(text.folded))
    if short.folded == long.folded:
        return True
    if not short.folded or len(short.folded) < _PART * len(long.folded):
        return False
    near, said = kinship(short, long)
    if near < _ENOUGH or said < min(_SAID, _MOST * len(short.folded)):
        return False
    return near >= _ENOUGH + _FIGURE * differing_figures(short.folded, long.folded)


def share_a_passage(one: Text, other: Text) -> bool:
    """Tell whether the two texts have anything in common that is more than a phrase."""
    short, long = sorted((one, other), key=lambda text: len(text.folded))
    return short.folded in long.folded or kinship(short, long)[1] > 0


def kinship(short: Text, long: Text) -> tuple[float, int]:
    """Return the share (-1…1) of `short` that `long` has in long passages, less what it has in short ones; and how many
    characters stand in long passages."""
    said = other = run = 0
    for shingle in [*short.shingles, ""]:
        if shingle in long.known:
            run += 1
        elif run:
            passage = run + _SHINGLE - 1
            if passage >= _LONG:
                said += passage
            else:
                other += passage
            run = 0
    return (said - other) / len(short.folded), said


def differing_figures(one: str, other: str) -> int:
    """Return in how many places between common passages both texts have a figure, but not the same."""
    from rapidfuzz.distance import Levenshtein  # here: what only asks the store compares no texts

    blocks = [block for block in Levenshtein.opcodes(one, other).as_matching_blocks() if block.size >= _ANCHOR]
    places = (
        (one[left.a + left.size : right.a], other[left.b + left.size : right.b]) for left, right in pairwise(blocks)
    )
    return sum(
        max(len(here), len(there)) <= _PLACE and bool(_DIGIT.search(here) and _DIGIT.search(there))
        for here, there in places
    )

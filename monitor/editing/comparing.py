"""Two texts side by side: their paragraphs paired, and in a pair the characters that are not the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from monitor.bulletin import Entry
from monitor.text.markdown import Paragraph, read

_ALIKE = 0.3  # share of characters in common, below which two paragraphs are not held against each other
_LONGEST = 3_000  # characters of a paragraph; the time grows with the square
Pieces = list[tuple[str, bool]]  # a run of characters, and whether the other side lacks it


@dataclass(frozen=True)
class Pair:
    """A line of both sides; a side that has none is empty."""

    same: bool
    left: Pieces
    right: Pieces


def compare(left: Entry, right: Entry) -> list[Pair]:
    """Return the headlines, 编者按 and blocks of two readings, paired in their order."""
    one, other = _lines(left), _lines(right)
    pairs: list[Pair] = []
    for kind, start, end, begin, close in SequenceMatcher(None, one, other, False).get_opcodes():
        if kind == "equal":
            pairs += [Pair(True, [(text, False)], [(text, False)]) for text in one[start:end]]
        else:
            pairs += [_pair(*each) for each in zip_longest(one[start:end], other[begin:close], fillvalue="")]
    return pairs


def _lines(entry: Entry) -> list[str]:
    titles = [entry.kicker, entry.headline, entry.subtitle, f"编者按：{entry.note}" if entry.note else ""]
    blocks = [b.text if isinstance(b, Paragraph) else f"［图片］{b.caption or b.url}" for b in read(entry.body)]
    return [each for each in (*titles, *blocks) if each]


def _pair(left: str, right: str) -> Pair:
    matcher = SequenceMatcher(None, left[:_LONGEST], right[:_LONGEST], False)
    if not (left and right) or matcher.real_quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return Pair(False, [(left, True)] if left else [], [(right, True)] if right else [])
    codes = matcher.get_opcodes()
    return Pair(
        False,
        _pieces(left, [(start, end, kind != "equal") for kind, start, end, _, _ in codes]),
        _pieces(right, [(start, end, kind != "equal") for kind, _, _, start, end in codes]),
    )


def _pieces(text: str, runs: Sequence[tuple[int, int, bool]]) -> Pieces:
    rest = text[_LONGEST:]
    return [(text[start:end], other) for start, end, other in runs if end > start] + ([(rest, False)] if rest else [])

"""What the office printed before that is near to an article, and whether it may be the same story in other words.

An index in memory by SQLite's own full-text search with its trigram tokenizer: it comes with Python, is there whichever
database holds the store, and is built in half a second from 650 issues. bm25s finds the subject as well and takes half
the time, but loads NumPy into every command that ranks; rapidfuzz over the headlines does not find a story
under another one. `python tests/bench/precedents.py` measures all three; docs/benchmarks.md has the figures.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from monitor.text.hygiene import fold
from monitor.text.traditional import simplify

_LEAD = 300  # characters of a text beside its headline: what happened stands there, and what follows is background
_ASKED = 14  # trigrams of a question, the rarest: common ones cost time and say nothing
_LOOKED_AT = 8  # entries that the index names for a question
_RARE = 3  # entries of the past up to which a trigram, or a figure, that they hold is as good as a name
_NEAR = 0.42  # share of the headline, each pair of characters by its rareness, from which an editor sees a likeness
# Rare figures in common that tell one story: two, or one with so many names, those being that share of all that are
# known. Words alone tell none: those of one subject are many, and in a short past all are rare.
_FIGURES, _NAMES, _SHARE = 2, 3, 0.35
_UNSAID = re.compile(r"[^\w\n]+")
_FIGURE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))(?!\d*00(?!\d))\d{3,}(?!\d)")  # no year, not round
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class PastEntry:
    """An entry of an issue as it was printed: its headline and plain text."""

    issue: int
    headline: str
    text: str


@dataclass(frozen=True)
class Precedent:
    """The printed entry that is nearest to an article; `nearness` is 0–1, `same` whether it may be the same story."""

    issue: int
    headline: str
    nearness: float
    same: bool = False

    @property
    def told(self) -> str:
        """What the editor reads."""
        return f"{'可能已刊于' if self.same else '近于'}第{self.issue}期《{self.headline}》"


class Precedents:
    """Printed entries, to be asked for those that are near to an article. Deterministic: of two that are as near, the
    later issue's is named."""

    def __init__(self, entries: Iterable[PastEntry]) -> None:
        """Build the index of `entries`."""
        self._entries = sorted(entries, key=lambda each: (-each.issue, each.headline, each.text))
        self._heads = [_plain(each.headline) for each in self._entries]
        self._texts = [f"{head}\n{_lead(each.text)}" for head, each in zip(self._heads, self._entries, strict=True)]
        self._held = Counter(term for text in self._texts for term in _terms(text, 3))
        self._pairs = Counter(term for text in self._texts for term in _terms(text, 2))
        self._figures = Counter(figure for text in self._texts for figure in _figures(text))
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._index.execute("CREATE VIRTUAL TABLE printed USING fts5(text, tokenize='trigram', content='')")
        self._index.executemany("INSERT INTO printed (rowid, text) VALUES (?, ?)", enumerate(self._texts))

    def nearest(self, headline: str, text: str) -> Precedent | None:
        """Return the printed entry that an article with this headline and plain text is nearest to: one that may be
        the same story, else one whose subject is near; None if there is none."""
        head, whole = _plain(headline), f"{_plain(headline)}\n{_lead(text)}"
        likely = self._look_up(head, whole)
        pairs = {pair: log(len(self._entries) / (1 + self._pairs[pair]) + 1) ** 2 for pair in _terms(head, 2)}
        names = sorted(term for term in _terms(whole, 3) if 0 < self._held[term] <= _RARE)
        best: tuple[bool, float, int] = (False, 0.0, 0)
        for number in likely:
            there = self._texts[number]
            nearness = sum(weight for pair, weight in pairs.items() if pair in there) / (sum(pairs.values()) or 1)
            best = max(best, (self._is_same(names, whole, there), nearness, -number))
        same, nearness, number = best
        if not same and nearness < _NEAR:
            return None
        found = self._entries[-number]
        return Precedent(found.issue, found.headline, round(nearness, 4), same)

    def _look_up(self, head: str, whole: str) -> list[int]:
        """What is likely to be near, asked twice: the headline says the subject, names and figures what happened."""
        figures = {each for each in _figures(whole) if 0 < self._figures[each] <= _RARE}
        return [*self._ask(_terms(head, 3)), *self._ask(_terms(whole, 3), sorted(figures))]

    def _ask(self, terms: set[str], before: Sequence[str] = ()) -> list[int]:
        known = sorted((term for term in terms if self._held[term]), key=lambda term: (self._held[term], term))
        asked = [*before, *known][:_ASKED]
        if not asked:
            return []
        query = "SELECT rowid FROM printed WHERE printed MATCH ? ORDER BY bm25(printed), rowid LIMIT ?"
        words = " OR ".join(f'"{term}"' for term in asked)
        return [number for (number,) in self._index.execute(query, (words, _LOOKED_AT))]

    def _is_same(self, names: list[str], whole: str, there: str) -> bool:
        """What is rare points to one entry, figures before all: a yearly report has the words of the year before, and
        other figures. Where both name years, these are the same."""
        years, others = set(_YEAR.findall(whole)), set(_YEAR.findall(there))
        if years and others and not years & others:
            return False
        shared = sum(name in there for name in names)
        agreed = sum(self._figures[each] <= _RARE for each in _figures(whole) & _figures(there))
        return agreed >= _FIGURES or (agreed > 0 and shared >= max(_NAMES, _SHARE * len(names)))


def _plain(text: str) -> str:
    return _UNSAID.sub("", fold(simplify(text), lines=True))


def _lead(text: str) -> str:
    return _plain(text[: 2 * _LEAD])[:_LEAD]


def _terms(text: str, length: int) -> set[str]:
    """Every run of so many characters within a line."""
    return {line[start : start + length] for line in text.split("\n") for start in range(len(line) - length + 1)}


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(text))

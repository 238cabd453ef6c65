"""Is an article about health informatization? Two axes, health and informatization, and the terms of the subject.

The rule and its reasons were worked out on the fifteen articles that real issues printed and on corpora of other
news: grades A1–A3 (take) and B1–B3 (show to the editor), a veto for share tips, tenders and vacancies.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from monitor.text import fold, tidy

# Score of a grade's weakest and strongest member. A before B before the rest, whatever their details.
_BANDS = {
    "A1": (0.75, 1.0),
    "A2": (0.70, 0.95),
    "A3": (0.65, 0.85),
    "B1": (0.50, 0.65),
    "B3": (0.48, 0.62),
    "B2": (0.45, 0.60),
}
_REST = (0.0, 0.40)
_VETO = 0.05
_SOFT_PENALTY = 0.10  # for each soft negative term in the headline, at most two
LINE = 0.45  # an article with at least this score is on topic
_SHORTEST = 400  # characters by which the density of a short text is divided
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_LATIN = re.compile(r"[a-z0-9]", re.IGNORECASE)


@dataclass(frozen=True)
class Score:
    """`value` is 0–1, `grade` A1 … B3, `veto` or empty; `reasons` are Chinese sentences for the editor."""

    value: float
    grade: str
    reasons: tuple[str, ...]


class _Terms:
    """Finds terms in folded text in one pass; a term that begins or ends with a Latin letter matches a whole word."""

    def __init__(self, terms: list[str], kind: MatchKind = MatchKind.Standard) -> None:
        self._written = {fold(term): term for term in terms}
        self._automaton = AhoCorasick(list(self._written), matchkind=kind)
        self._overlapping = kind == MatchKind.Standard
        self._forms = list(self._written)

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        found = self._automaton.find_matches_as_indexes(text, overlapping=self._overlapping)
        return [(start, end, self._written[self._forms[i]]) for i, start, end in found if _whole(text, start, end)]

    def find(self, text: str) -> list[str]:
        return list(dict.fromkeys(term for *_, term in self.spans(text)))

    def delete(self, text: str) -> str:
        for start, end, _ in reversed(self.spans(text)):
            text = text[:start] + "\n" + text[end:]
        return text


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_LATIN.match(text[start]) and before.isascii() and before.isalpha()) and not (
        _LATIN.match(text[end - 1]) and after.isascii() and after.isalpha()
    )


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, _Terms]:
    lists = tomllib.loads(files("monitor").joinpath("topics.toml").read_text("utf-8"))
    return {
        name: _Terms(terms, MatchKind.LeftmostLongest if name == "mask" else MatchKind.Standard)
        for name, terms in lists.items()
    }


@dataclass(frozen=True)
class _Hits:
    strong: list[str]
    health: list[str]
    it: list[str]
    health_weak: list[str]
    it_weak: list[str]


def _hits(folded: str) -> _Hits:
    words = _vocabulary()
    bare = words["mask"].delete(folded)
    axes = (words[name].find(bare) for name in ("health", "informatization", "health_weak", "informatization_weak"))
    return _Hits(words["strong"].find(folded), *axes)


def score(headline: str, text: str) -> Score:
    """Return how far an article with this headline and plain text is about health informatization. Pure."""
    words, title = _vocabulary(), fold(headline)
    head, body = _hits(title), fold(text)
    veto_head, veto_body = words["negative"].find(title), words["negative"].find(body)
    if veto_head or len(veto_body) >= 3:
        return Score(_VETO, "veto", (f"排除词：{'、'.join(veto_head or veto_body[:5])}",))
    pairs, strong = _pair_sentences(text)
    density = len(pairs) * 1000 / max(_SHORTEST, len(body))
    grade = _grade(head, len(pairs), len(strong), density)
    low, high = _BANDS.get(grade, _REST)
    # Within a grade: density of sentences that join the axes first, then subject terms, then an act.
    detail = 0.6 * min(density / 12, 1) + 0.3 * min(len(strong) / 6, 1) + 0.1 * bool(words["action"].find(title))
    soft = words["negative_soft"].find(title)
    value = max(0.0, low + (high - low) * detail - _SOFT_PENALTY * min(len(soft), 2))
    return Score(round(value, 4), grade, tuple(_reasons(head, strong, pairs, soft)))


def _grade(head: _Hits, pairs: int, strong: int, density: float) -> str:
    health, it = bool(head.health), bool(head.it)
    any_health, any_it = health or bool(head.health_weak), it or bool(head.it_weak)
    rules = (
        ("A1", bool(head.strong)),
        ("A2", health and it),
        ("A3", any_health and any_it and (pairs >= 2 or (pairs >= 1 and strong >= 1))),
        ("B1", (any_health or any_it) and pairs >= 3 and strong >= 2 and density >= 2),
        ("B3", health and pairs >= 3 and density >= 5),
        ("B2", not any_health and not any_it and pairs >= 3 and strong >= 2 and density >= 3),
    )
    return next((grade for grade, holds in rules if holds), "")


def _pair_sentences(text: str) -> tuple[list[str], list[str]]:
    """Return the sentences with a subject term or with both axes, and the different subject terms of the text."""
    pairs, strong = [], dict[str, None]()
    for sentence in _SENTENCE.findall(text):
        hits = _hits(fold(sentence))
        strong.update(dict.fromkeys(hits.strong))
        if hits.strong or (hits.health and hits.it):
            pairs.append(tidy(sentence))
    return pairs, list(strong)


def _reasons(head: _Hits, strong: list[str], pairs: list[str], soft: list[str]) -> list[str]:
    axes = [f"{name} {'、'.join(terms[:4])}" for name, terms in (("卫生", head.health), ("信息化", head.it)) if terms]
    lines = [
        f"标题主题词：{'、'.join(head.strong[:4])}" if head.strong else "",
        f"标题：{'；'.join(axes)}" if axes else "",
        f"正文主题词 {len(strong)} 个：{'、'.join(strong[:6])}" if strong else "",
        f"命中句 {len(pairs)} 句，如“{pairs[0][:60]}”" if pairs else "",
        f"减分词：{'、'.join(soft)}" if soft else "",
    ]
    return [line for line in lines if line]

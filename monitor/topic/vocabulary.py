"""The topic vocabulary as an automaton: every term of every list is found in one pass over a text."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from monitor.exceptions import MonitorError
from monitor.text.hygiene import fold

_LATIN = re.compile(r"[a-z0-9]")
_LETTER, _DIGIT = re.compile(r"[a-z]"), re.compile(r"[0-9]")
_ENDS = "。!?\n"  # ends of sentences in folded text
BOUNDARY = re.compile(f"[{_ENDS}]")
_TABLES = ("ranking", "regions", "gate")  # that must be there beside the lists
# What `mask` hides: the axes, not the terms of the subject and not the negative ones.
_MASKED = frozenset(("health", "health_weak", "informatization", "informatization_weak"))


@dataclass(frozen=True)
class Found:
    """What was found in a folded text: the different terms of each list in the order of the text, and for each
    sentence with a hit (by its first position) the lists that were hit in it."""

    terms: dict[str, list[str]]
    sentences: dict[int, frozenset[str]]

    def of(self, name: str) -> list[str]:
        """Return the terms of the list `name` that were found."""
        return self.terms.get(name, [])


class Vocabulary:
    """Term lists by name. A term with a Latin letter at an end is found as a whole word only."""

    def __init__(self, lists: dict[str, list[str]]) -> None:
        """Make the automaton of `lists`; `digest` names what stands in them."""
        self.digest = hashlib.sha256(json.dumps(lists, sort_keys=True).encode()).hexdigest()
        self._names = list(lists)
        terms: dict[str, tuple[str, set[str]]] = {}
        for name, written in lists.items():
            for term in written:
                terms.setdefault(fold(term), (term, set()))[1].add(name)
        self._terms = [term for term, _ in terms.values()]
        # The lists of each term, below zero where it must be a whole word; zero for what ends a sentence.
        self._bits = [self._bits_of(names) * (-1 if _is_latin(form) else 1) for form, (_, names) in terms.items()]
        self._bits += [0] * len(_ENDS)
        self._sets: dict[int, frozenset[str]] = {}  # bits → names; few combinations occur
        self._hidden = self._bits_of(_MASKED)
        self._masks = frozenset(index for index, (_, names) in enumerate(terms.values()) if "mask" in names)
        self._longest = max(map(len, terms), default=0)
        self._automaton = AhoCorasick([*terms, *_ENDS], matchkind=MatchKind.Standard)

    def find(self, folded: str) -> Found:
        """Return what a folded text (monitor.text.hygiene.fold, paragraphs by line) holds, overlapping terms too. A
        term of an axis that touches a masked phrase does not count for the axis."""
        # This loop runs for every term of every article: sets of lists are bits, and names come after it.
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        bits, masked = self._bits, [(start, end) for index, start, end in hits if index in self._masks]
        near = {end for first, last in masked for end in range(first + 1, last + self._longest)}
        terms: dict[int, int] = {}
        sentences: dict[int, frozenset[str]] = {}
        sentence, within = 0, 0  # where the sentence begins, and its lists
        for index, start, end in hits:
            lists = bits[index]
            if lists < 0:
                if not _is_whole(folded, start, end):
                    continue
                lists = -lists
            elif not lists:
                if within:
                    sentences[sentence] = self._names_of(within)
                sentence, within = end, 0
                continue
            if end in near and any(start < last and first < end for first, last in masked):
                lists &= ~self._hidden
                if lists:
                    within |= lists
                    terms.setdefault(index, lists)
                continue
            within |= lists
            terms[index] = lists
        if within:
            sentences[sentence] = self._names_of(within)
        return Found(self._by_list(terms), sentences)

    def _by_list(self, terms: dict[int, int]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for index, lists in terms.items():
            for name in self._names_of(lists):
                found[name].append(self._terms[index])
        return dict(found)

    def _bits_of(self, names: set[str] | frozenset[str]) -> int:
        return sum(1 << bit for bit, name in enumerate(self._names) if name in names)

    def _names_of(self, lists: int) -> frozenset[str]:
        if lists not in self._sets:
            self._sets[lists] = frozenset(name for bit, name in enumerate(self._names) if lists >> bit & 1)
        return self._sets[lists]


def _is_latin(term: str) -> bool:
    return bool(_LATIN.match(term[0]) or _LATIN.match(term[-1]))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a term is no part of a longer Latin word or number: AI is none in gain, 120 none in 1200."""
    return not _joins(text[start], text[start - 1 : start]) and not _joins(text[end - 1], text[end : end + 1])


def _joins(own: str, neighbour: str) -> bool:
    """Tell whether the character beside a term goes on with the word or the number that the term's own is of."""
    if not neighbour.isascii():  # most are Han
        return False
    other = _DIGIT if _DIGIT.match(own) and _DIGIT.match(neighbour) else _LETTER
    return bool(_LATIN.match(own) and other.match(neighbour))


@lru_cache(maxsize=1)
def load_topics() -> dict[str, Any]:
    """Return `topics.toml` as it stands in the package. Raises MonitorError if somebody's change to it is none."""
    return parse_topics(files("monitor.topic").joinpath("topics.toml").read_bytes())


def parse_topics(content: bytes) -> dict[str, Any]:
    """Return the term lists and tables in a file of TOML. Raises MonitorError naming what is wrong."""
    try:
        topics = tomllib.loads(content.decode())
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, a number of thousands of digits
        raise MonitorError(f"词表 topics.toml 读不出来：{error}") from error
    for name, value in topics.items():
        if isinstance(value, list) and not all(isinstance(each, str) and fold(each) for each in value or [""]):
            raise MonitorError(f"词表 topics.toml 的 {name} 应为一列词，不空。")
    if lacking := [name for name in _TABLES if not isinstance(topics.get(name), dict)]:
        raise MonitorError(f"词表 topics.toml 缺少 [{lacking[0]}] 一表。")
    return topics


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the term lists of `topics.toml` as one vocabulary."""
    return Vocabulary({name: value for name, value in load_topics().items() if isinstance(value, list)})

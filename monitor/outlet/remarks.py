"""What is found in a run, and what people are told of it: in Chinese, the gravest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.network.failures import NO_ARCHIVE, NO_STORE, describe
from monitor.outlet.lists import ListFacts

# Causes that are no page's.
_GENERAL = frozenset(
    ("start", NO_STORE, NO_ARCHIVE, "unfinished", "exception", "lost", "last-rung", "mostly-last-rung", "no-listing")
) | {"no-link", "no-text", "dates"}
_NAMED = 3  # lists in one line; all stand in `scrapy health --lists`


@dataclass
class Findings:
    """What is wrong with a run. `articles` are the articles that failed, by kind; `failed` the names of the lists that
    failed, by kind; `faults` what makes a list that was read as good as unread (kind, words), by name; `thin` the words
    for what is less than usual."""

    lists: Mapping[str, ListFacts]
    articles: Counter[str]
    causes: Counter[str] = field(default_factory=Counter)
    failed: dict[str, set[str]] = field(default_factory=dict)
    faults: dict[str, tuple[str, str]] = field(default_factory=dict)
    thin: list[str] = field(default_factory=list)
    missing: float = 0.0

    @property
    def cut(self) -> list[ListFacts]:
        """The lists that went on behind the last page that may be asked for."""
        return [facts for facts in self.lists.values() if facts.cut]


def remark(found: Findings) -> list[str]:
    """Return what people are told. That a run was thin is told where nothing explains it."""
    causes = [kind for kind in sorted(found.causes) if kind in _GENERAL]
    notes = [] if found.causes else list(found.thin)
    notes += [describe(kind) for kind in causes]
    if found.missing:
        notes.append(f"约 {found.missing:.0%} 的文章没有读到")
    for kind, names in sorted(found.failed.items()):
        notes.append(f"列表 {_labels(found, names)}（{describe(kind)}）")
    by_words: dict[str, set[str]] = {}
    for name, (_, words) in found.faults.items():
        by_words.setdefault(words, set()).add(name)
    notes += [f"列表 {_labels(found, names)}（{words}）" for words, names in sorted(by_words.items())]
    for facts in found.cut:
        how_far = f"，只到 {facts.reached}" if facts.reached else ""
        share = f"，约 {facts.unreached:.0%} 的日子没有列到" if facts.unreached else ""
        notes.append(f"列表 {facts.label}（翻到第 {facts.cut} 页还没有翻完{how_far}{share}）")
    return notes + [f"文章 {number} 篇（{describe(kind)}）" for kind, number in sorted(found.articles.items())]


def _labels(found: Findings, names: set[str]) -> str:
    labels = sorted(found.lists[name].label if name in found.lists else name for name in names)
    return "、".join(labels[:_NAMED]) + (f" 等 {len(labels)} 个" if len(labels) > _NAMED else "")

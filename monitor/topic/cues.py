"""The families of cues and what each weighs, as data: `cues.toml` and `weights.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from monitor.topic.vocabulary import Vocabulary, load_topics

_AXES = ("strong", "health", "health_weak", "informatization", "informatization_weak", "mask")


@dataclass(frozen=True)
class Weights:
    """What each cue weighs for the subject, for the genre and for a listed title, the weight of "" being the side's
    own, and the least product of the first two probabilities at which an article is taken."""

    subject: Mapping[str, float]
    genre: Mapping[str, float]
    listed: Mapping[str, float]
    line: float


@dataclass(frozen=True)
class Family:
    """What the editor reads for a family of cues, whether it speaks for news, in which place ("title", "text" or
    none) it is a mark that news hardly ever has, and its patterns."""

    told: str
    news: bool
    firm: str
    title_pattern: re.Pattern[str] | None
    text_pattern: re.Pattern[str] | None


@dataclass(frozen=True)
class Cues:
    """The families by name, and one automaton for titles and one for texts, each with the axes too."""

    families: dict[str, Family]
    in_title: Vocabulary
    in_text: Vocabulary


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return what `weights.toml` holds."""
    read = tomllib.loads(files("monitor.topic").joinpath("weights.toml").read_text("utf-8"))
    return Weights(read["subject"], read["genre"], read["listed"], read["line"])


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """Return what `cues.toml` holds, with the axes of `topics.toml`."""
    read = tomllib.loads(files("monitor.topic").joinpath("cues.toml").read_text("utf-8"))
    tables = {name: table for name, table in read.items() if isinstance(table, dict)}
    topics = load_topics()
    axes = {name: topics[name] for name in _AXES} | {name: read[name] for name in ("actor", "function")}
    families = {
        name: Family(
            table["told"],
            table["news"],
            table.get("firm", ""),
            _pattern(table, "title_pattern"),
            _pattern(table, "text_pattern"),
        )
        for name, table in tables.items()
    }
    in_title, in_text = (
        Vocabulary(axes | {name: table.get(place, []) + table.get("both", []) for name, table in tables.items()})
        for place in ("title", "text")
    )
    return Cues(families, in_title, in_text)


def _pattern(table: Mapping[str, Any], name: str) -> re.Pattern[str] | None:
    return re.compile(table[name]) if name in table else None

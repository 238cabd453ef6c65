"""What an article is, in marks that an editor may like or not: who acts, where, and of what its headline speaks."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from monitor.text.hygiene import fold
from monitor.text.traditional import simplify
from monitor.topic.vocabulary import load_vocabulary

_AXES = ("strong", "health", "informatization")  # the lists of topics.toml whose terms are marks
_LEAD = 120  # characters at the head of a text in which who acts is named
_IN_LEAD = 0.5  # what a mark counts that only the text has


def find_marks(headline: str, text: str) -> dict[str, float]:
    """Return the marks of an article with this headline and plain text, by the names that the editor reads, each with
    its value from 0 to 1. Pure."""
    headline, lead = simplify(headline), simplify(text[:_LEAD])
    marks = {
        name: 1.0 if pattern.search(headline) else _IN_LEAD
        for name, pattern in _patterns().items()
        if pattern.search(headline) or pattern.search(lead)
    }
    found = load_vocabulary().find(fold(headline))
    return marks | {f"题中“{term}”": 1.0 for name in _AXES for term in found.of(name)}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    read = tomllib.loads((files("monitor.taste") / "marks.toml").read_text("utf-8"))
    return {name: re.compile(pattern) for name, pattern in read.items()}

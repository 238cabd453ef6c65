"""What a listed title promises before its page is fetched: the chance that it is news of the subject."""

from __future__ import annotations

from functools import lru_cache

from monitor.text.hygiene import fold
from monitor.text.traditional import simplify
from monitor.topic.cues import load_weights
from monitor.topic.evidence import find_evidence
from monitor.topic.regression import probability
from monitor.topic.vocabulary import Vocabulary, load_topics

_QUOTES = "“”‘’「」『』\"'"


def find_promises(title: str, hint: str = "", health: bool = False) -> dict[str, float]:
    """Return the cues (0–1) of a listed title and of what the list says beside it (section, summary, keywords, name of
    a paper's page); `health` says that the list is of health. Pure."""
    folded, beside = fold(simplify(title)), fold(simplify(hint))
    evidence = find_evidence(folded, "")
    cues = {**evidence.genre, **evidence.subject}
    hinted, gate = _words().find(folded).of("hints"), _words().find(f"{folded}\n{beside}").of("words")
    cues["t.hints"] = 1 - 2.0 ** -len(hinted)
    cues["t.gate"] = float(bool(gate))
    cues["t.quoted"] = float(any(mark in title for mark in _QUOTES))
    told = find_evidence(beside, "").subject if beside else {}
    for name, value in {**told, **({"t.health_any": 1.0} if health else {})}.items():
        cues[name] = max(value, cues.get(name, 0.0))
    if cues.get("t.health_any") or cues.get("t.it_any"):
        cues.pop("t.silent", None)
    cues["t.both_any"] = max(cues.get("t.both_any", 0.0), min(cues.get("t.health_any", 0.0), cues.get("t.it_any", 0.0)))
    return {name: value for name, value in cues.items() if value}


@lru_cache(maxsize=20_000)
def chance(title: str, hint: str = "", health: bool = False) -> float:
    """Return how probable it is, 0–1, that what a list announces so is news of the subject."""
    return probability(find_promises(title, hint, health), load_weights().listed)


def names_health(title: str, hint: str = "") -> bool:
    """Tell whether a listed title, or what its list says beside it, has a word of health or of the subject. Pure."""
    found = _words().find(f"{fold(simplify(title))}\n{fold(simplify(hint))}")
    return bool({"words", "health", "health_weak", "strong"} & set(found.terms))


@lru_cache(maxsize=1)
def _words() -> Vocabulary:
    topics = load_topics()
    health = {name: topics[name] for name in ("health", "health_weak", "strong")}
    return Vocabulary(health | {name: topics["gate"][name] for name in ("words", "hints")})

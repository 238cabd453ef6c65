"""Named evidence of a text: of its subject, health informatization, and apart from it of its genre, a piece of news.

Each cue is a family of words or patterns of `cues.toml`, or a count over the axes of `topics.toml`, with a value from
0 to 1; `weights.toml` says what each weighs. Subject and genre are two judgements, for a paper has the words of the
subject and a ministry's notice about roads has the form of news: an article needs both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from monitor.topic.cues import load_cues, load_weights
from monitor.topic.regression import probability
from monitor.topic.vocabulary import BOUNDARY, Found

# Characters that are looked at from the beginning of a text, about its middle and at its end: a genre shows there,
# and what a long text says in passing shall not outweigh it.
_HEAD, _MIDDLE, _END = 350, 200, 150
# Characters for which a hit counts in full; a longer text holds more words of every kind. News is told at length.
_FULL, _FULL_NEWS = 200, 350
_MOST_MATCHES = 3  # of one pattern
_SHORTEST_SENTENCE = 4  # characters
_UNOPPOSED, _SLIGHT = 0.7, -0.3  # a probability, and a sum of weighed cues that is no objection
_NAMED = 0.7  # the least probability of the subject that a headline names: enough in a text that is clearly news
_DONE = "done"  # the family without words of its own: who did what in one sentence
# Families that speak against the subject as well as against the genre.
_OFF_SUBJECT = frozenset(("other_trades", "passing", "foreign", "tips", "celebrity", "crime"))
_HEALTH, _ACTORS = frozenset(("health", "health_weak", "strong")), frozenset(("actor",))
_IT, _FUNCTIONS = frozenset(("informatization", "strong")), frozenset(("function", "informatization_weak"))


@dataclass
class Evidence:
    """Cues with their values (0–1), of the subject and of the genre; `words` are what was found for those of the
    genre. A cue of the title begins with `t.`, one of the text with `l.`."""

    subject: dict[str, float] = field(default_factory=dict)
    genre: dict[str, float] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)


def find_evidence(title: str, text: str) -> Evidence:
    """Return the evidence in a folded title and a folded text (a line a paragraph). Pure."""
    cues, evidence = load_cues(), Evidence()
    window = _window(text)
    head, body = cues.in_title.find(title), cues.in_text.find(window)
    evidence.subject = {name: value for name, value in (*_in_title(head), *_in_text(body, window)) if value}
    for name, family in cues.families.items():
        shown = head.of(name)
        if family.title_pattern and (match := family.title_pattern.search(title)):
            shown = [*shown, match[0]]
        if shown:
            evidence.genre[f"t.{name}"] = 1.0 if family.firm == "title" else min(1.0, (len(shown) + 1) / 3)
            evidence.words[f"t.{name}"] = shown
        shown = body.of(name)
        if family.text_pattern:
            shown = [*shown, *(match[0] for match in islice(family.text_pattern.finditer(window), _MOST_MATCHES))]
        if shown:
            full = _FULL_NEWS if family.news else _FULL
            evidence.genre[f"l.{name}"] = _much(len(shown) * min(1, full / len(window)))
            evidence.words[f"l.{name}"] = shown
    if done := sum({"body", "act"} <= each for each in body.sentences.values()):
        evidence.genre[f"l.{_DONE}"] = _much(done)
        evidence.words[f"l.{_DONE}"] = [*body.of("body")[:1], *body.of("act")[:1]]
    evidence.subject |= {name: value for name, value in evidence.genre.items() if name[2:] in _OFF_SUBJECT}
    return evidence


def judge(evidence: Evidence) -> tuple[float, float]:
    """Return how probable subject and genre are, each 0–1. Where next to nothing speaks against news, a text that lacks
    its marks has the benefit of the doubt: it comes from an outlet that prints news. A headline that names the subject
    speaks for a text that hardly does: of some 1,100 labelled and invented items none that is clearly news is of
    another subject then."""
    weights = load_weights()
    genre = probability(evidence.genre, weights.genre)
    against = sum(min(0.0, weights.genre.get(name, 0.0) * value) for name, value in evidence.genre.items())
    subject = probability(evidence.subject, weights.subject)
    if evidence.subject.get("t.strong"):
        subject = max(subject, _NAMED)
    return subject, max(genre, _UNOPPOSED) if against > _SLIGHT else genre


def tell(evidence: Evidence, against: bool, most: int = 3) -> str:
    """Return in Chinese what weighs most for the genre of news, or against it: families and the words found."""
    weighed = {name: value * load_weights().genre.get(name, 0.0) for name, value in evidence.genre.items()}
    sign = -1 if against else 1
    chosen = sorted((name for name in weighed if weighed[name] * sign > 0), key=lambda name: -weighed[name] * sign)
    parts: dict[str, list[str]] = {}
    for name in chosen:
        parts.setdefault(load_cues().families[name[2:]].told, []).extend(evidence.words[name][:3])
    lines = (f"{told} {'、'.join(dict.fromkeys(words[:3]))}" for told, words in parts.items())
    return "；".join(line.replace("\n", "") for line in list(lines)[:most])


def _window(text: str) -> str:
    if len(text) <= _HEAD + _MIDDLE + _END:
        return text
    middle = (len(text) - _MIDDLE) // 2
    return f"{text[:_HEAD]}\n{text[middle : middle + _MIDDLE]}\n{text[-_END:]}"


def _in_title(found: Found) -> Iterator[tuple[str, float]]:
    strong, health, it = (bool(found.of(name)) for name in ("strong", "health", "informatization"))
    any_health = health or bool(found.of("health_weak") or found.of("actor"))
    any_it = it or bool(found.of("informatization_weak") or found.of("function"))
    yield "t.strong", strong
    yield "t.strong2", len(found.of("strong")) >= 2
    yield "t.health", health
    yield "t.health_any", any_health
    yield "t.it", it
    yield "t.it_any", any_it
    yield "t.both", strong or (health and it)
    yield "t.both_any", strong or (any_health and any_it)
    yield "t.silent", not (any_health or any_it or strong)


def _in_text(found: Found, window: str) -> Iterator[tuple[str, float]]:
    kinds = found.sentences.values()
    sentences = max(1, sum(len(each) >= _SHORTEST_SENTENCE for each in BOUNDARY.split(window)))
    first = window.find("\n") if "\n" in window else len(window)
    pairs = sum(map(_is_pair, kinds))
    deeds = sum(bool(each & (_HEALTH | _ACTORS) and each & (_IT | _FUNCTIONS)) for each in kinds)
    health = len({word for name in ("health", "actor", "health_weak") for word in found.of(name)})
    it = len({word for name in ("informatization", "function") for word in found.of(name)})
    length = max(1.0, len(window) / _FULL)
    yield "l.strong", _much(len(found.of("strong")))
    yield "l.pairs", _much(pairs)
    yield "l.deeds", _much(deeds)
    yield "l.pair_share", min(1.0, pairs / sentences)
    yield "l.deed_share", min(1.0, deeds / sentences)
    yield "l.health_share", min(1.0, sum(bool(each & {"health", "strong"}) for each in kinds) / sentences)
    yield "l.it_share", min(1.0, sum(bool(each & _IT) for each in kinds) / sentences)
    yield "l.function_share", min(1.0, sum(bool(each & (_IT | {"function"})) for each in kinds) / sentences)
    yield "l.both_terms", _much(min(health, it) / length / 2)
    yield "l.it_terms", _much(it / length / 3)
    yield "l.health_terms", _much(health / length / 3)
    yield "l.first_pair", any(_is_pair(each) for start, each in found.sentences.items() if start < first)


def _is_pair(lists: frozenset[str]) -> bool:
    return "strong" in lists or {"health", "informatization"} <= lists


def _much(count: float) -> float:
    """0 for none, 0.5 for one, ever less for each further one."""
    return float(1 - 2.0**-count)

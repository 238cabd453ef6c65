"""Is an article news of health informatization? How strong the subject is, and whether the evidence says to take it.

Strength comes from two axes, health and informatization, and the terms of the subject: grades A1–A3 and B1–B3 worked
out on the fifteen articles that real issues printed and on corpora of other news, a veto for share tips, tenders and
vacancies. Whether it is taken is judged by named evidence (monitor.topic.evidence), of the subject and of the genre
apart: a paper or a manual is put below the line whatever its words, and a text whose title is silent speaks for itself
(B4). The terms, the cues and their weights are data.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from monitor.text.hygiene import excerpt, fold, tidy
from monitor.text.traditional import simplify
from monitor.topic.cues import load_weights
from monitor.topic.evidence import find_evidence, judge, tell
from monitor.topic.vocabulary import Found, Vocabulary, load_topics, load_vocabulary

# Score of a grade's weakest and strongest member. A before B before the rest, whatever their details.
_BANDS = {
    "A1": (0.75, 1.0), "A2": (0.70, 0.95), "A3": (0.65, 0.85),
    "B1": (0.50, 0.65), "B3": (0.48, 0.62), "B2": (0.45, 0.60), "B4": (0.45, 0.60),
}  # fmt: skip
_REST = (0.0, 0.40)
_DEMOTED = (0.10, 0.44)  # what the rule would take and the evidence refuses: below the line, and no nonsense
FAINT = 0.05  # at most this has what a veto meets, or hardly a word of the subject
_VETO_TERMS = 3  # different negative terms in a text that veto it; in a headline one does
_SOFT_PENALTY = 0.10  # for each soft negative term in the headline, at most two
_READABLE = 40  # characters of text from which on a genre can be read
_UNLIKE_NEWS = 0.6  # probability of the genre below which the editor is told what speaks against it
VETO = "veto"  # the grade of what is none for its words, wherever they stand
LINE = 0.45  # an article with at least this score is on topic
_SHORTEST = 400  # characters by which the density of a short text is divided
_DENSE, _RICH = 12, 6  # pair sentences in 1000 characters, and different subject terms, beyond which more is no better
# What the rule looks for in a text: the weak terms and the verbs count in a headline alone.
_IN_BODY = ("negative", "strong", "health", "informatization", "mask")
_BOUNDARY = re.compile(r"[。!?\n]")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?[”’」』）)]*")  # what closes a quotation is no next sentence's
# The modules by which words become a score.
_RULE = {
    "monitor.topic": (
        "score.py",
        "vocabulary.py",
        "evidence.py",
        "cues.py",
        "regression.py",
        "cues.toml",
        "weights.toml",
    ),
    "monitor.text": ("hygiene.py", "traditional.py"),
}
# So begin three of the reasons: the first if a title has no more than health, the last where the genre is against it.
HEALTH, IN_TEXT, NO_NEWS = "标题：卫生 ", "正文主题词", "不像新闻"
_QUOTED = 80  # characters of a sentence that a reason quotes


@dataclass(frozen=True)
class Score:
    """`value` is 0–1, `grade` A1 … B3, `veto` or empty; `reasons` are Chinese lines for the editor; `place` is where
    in the text the first sentence on topic stands (0 the beginning, 1 the end or nowhere); `subject` and `genre` are
    how probable it is of the subject and a piece of news, each 0–1."""

    value: float
    grade: str
    reasons: tuple[str, ...]
    place: float = 1.0
    subject: float = 0.0
    genre: float = 0.0


def rule_digest() -> str:
    """Return what names the vocabulary and the rule: a score that was given by others is to be given anew."""
    return hashlib.sha256(f"{load_vocabulary().digest} {_code_digest()}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _code_digest() -> str:
    sources = (files(room) / name for room, names in _RULE.items() for name in names)
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def score(headline: str, text: str) -> Score:
    """Return how far an article with this headline and plain text (a line a paragraph) is about health
    informatization. Pure: the same words give the same score."""
    headline, text = fold(simplify(headline)), simplify(text)
    folded = fold(text, lines=True)
    head, body = load_vocabulary().find(headline), _body_vocabulary().find(folded)
    negative = head.of("negative") or (body.of("negative") if len(body.of("negative")) >= _VETO_TERMS else [])
    if negative:
        return Score(FAINT, VETO, (f"排除词：{'、'.join(negative[:5])}",))
    strong, soft, pairs = body.of("strong"), head.of("negative_soft"), _pairs(body)
    density = len(pairs) * 1000 / max(_SHORTEST, len(folded))
    grade = _grade(head, len(pairs), len(strong), density)
    # Within a grade: density of sentences that join the axes first, then subject terms, then an act.
    detail = 0.6 * min(density / _DENSE, 1) + 0.3 * min(len(strong) / _RICH, 1) + 0.1 * bool(head.of("action"))
    strength = max(0.0, _between(_BANDS.get(grade, _REST), detail) - _SOFT_PENALTY * min(len(soft), 2))
    readable = len(folded) >= _READABLE
    evidence = find_evidence(headline, folded)
    subject, genre = judge(evidence)
    value, grade = _place(strength, grade, subject * genre) if readable else (strength, grade)
    quoted = _quote(text, folded, pairs[0]) if pairs else ""
    told = f"题材 {subject:.2f}，体裁 {genre:.2f}"
    if genre < _UNLIKE_NEWS:
        told = f"{NO_NEWS}（{told}）：{tell(evidence, against=True) or '没有新闻的地点、主体和事情'}"
    else:
        told = f"证据：{told}，有{tell(evidence, against=False)}"
    reasons = tuple(_reasons(head, strong, len(pairs), quoted, soft, told if readable else ""))
    return Score(round(value, 4), grade, reasons, pairs[0] / len(folded) if pairs else 1.0, subject, genre)


def find_place(text: str) -> float:
    """Return `Score.place` of a plain text that is scored already, at a fraction of what its score costs. Pure."""
    folded = fold(simplify(text), lines=True)
    start = 0
    for line in folded.split("\n"):
        if pairs := _pairs(_body_vocabulary().find(line)):
            return (start + pairs[0]) / len(folded)
        start += len(line) + 1
    return 1.0


@lru_cache(maxsize=1)
def _body_vocabulary() -> Vocabulary:
    return Vocabulary({name: load_topics()[name] for name in _IN_BODY})


def _place(strength: float, grade: str, chance: float) -> tuple[float, str]:
    """Return value and grade of an article that is as strong in its subject as `strength`, and that is with
    probability `chance` news of it; it is taken from a line on. Where both agree, the strength stands."""
    line = load_weights().line
    if chance >= line:
        taken = _between(_BANDS["B4"], (chance - line) / (1 - line))
        return (strength, grade) if grade and strength >= LINE else (max(strength, taken), grade or "B4")
    if strength < LINE:
        return strength, "" if grade in _BANDS else grade
    return _between(_DEMOTED, chance / line), ""


def _between(band: tuple[float, float], share: float) -> float:
    low, high = band
    return low + (high - low) * share


def _pairs(body: Found) -> list[int]:
    """Return where each sentence begins that holds a term of the subject, or terms of both axes."""
    axes = {"health", "informatization"}
    return sorted(start for start, lists in body.sentences.items() if "strong" in lists or axes <= lists)


def _grade(head: Found, pairs: int, strong: int, density: float) -> str:
    health, it = bool(head.of("health")), bool(head.of("informatization"))
    any_health, any_it = health or bool(head.of("health_weak")), it or bool(head.of("informatization_weak"))
    rules = (
        ("A1", bool(head.of("strong"))),
        ("A2", health and it),
        ("A3", any_health and any_it and (pairs >= 2 or (pairs >= 1 and strong >= 1))),
        ("B1", (any_health or any_it) and pairs >= 3 and strong >= 2 and density >= 2),
        ("B3", health and density >= 5 and (pairs >= 3 or (pairs >= 2 and strong >= 4))),  # the latter: a short item
        ("B2", not any_health and not any_it and pairs >= 3 and strong >= 2 and density >= 3),
    )
    return next((grade for grade, holds in rules if holds), "")


def _quote(text: str, folded: str, start: int) -> str:
    """Return the sentence of `text` whose folded form begins at `start` of `folded`."""
    wanted = _BOUNDARY.split(folded[start:], maxsplit=1)[0].strip(")")
    line = text.split("\n")[folded.count("\n", 0, start)]  # folding leaves the line ends
    sentences = (match[0] for match in _SENTENCE.finditer(line))
    sentence = next((each for each in sentences if fold(each).strip("。!?)") == wanted), wanted)
    return excerpt(tidy(sentence), _QUOTED)


def _reasons(head: Found, strong: list[str], pairs: int, quoted: str, soft: list[str], told: str) -> list[str]:
    axes = [
        f"{word} {'、'.join(head.of(name)[:4])}"
        for word, name in (("卫生", "health"), ("信息化", "informatization"))
        if head.of(name)
    ]
    lines = [
        f"标题主题词：{'、'.join(head.of('strong')[:4])}" if head.of("strong") else "",
        f"标题：{'；'.join(axes)}" if axes else "",
        f"{IN_TEXT} {len(strong)} 个：{'、'.join(strong[:6])}" if strong else "",
        told,
        f"命中句 {pairs} 句，如：{quoted}" if quoted else "",
        f"减分词：{'、'.join(soft)}" if soft else "",
    ]
    return [line for line in lines if line]

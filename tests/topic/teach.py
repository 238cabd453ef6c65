"""Learns the weights of the topic's evidence: `python tests/topic/teach.py` writes monitor/topic/weights.toml.

From `teaching.tsv` (invented, by kinds), and where ../shared lies beside the project from one half of the labelled
items of ../shared/topic (by a hash of the query that found them: the other half is for checking) and from its real
texts of other news. Each weight is drawn to a prior: +0.7 for a family of news, -1 for one against it, -2.5 for a firm
mark; for the subject what is written below. The same files give the same weights.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1])]

from monitor.text.hygiene import fold  # noqa: E402
from monitor.text.traditional import simplify  # noqa: E402
from monitor.topic.cues import load_cues  # noqa: E402
from monitor.topic.evidence import find_evidence  # noqa: E402
from monitor.topic.promises import find_promises  # noqa: E402
from monitor.topic.regression import Row, fit  # noqa: E402

SHARED = HERE.parents[2] / "shared"
UNSEEN = HERE / "unseen.tsv"  # of the same form, for checking: nothing is learnt from it
WEIGHTS = HERE.parents[1] / "monitor" / "topic" / "weights.toml"
LINE = 0.55  # the product of both probabilities that told best in five folds of the half that is learnt from
SPREAD = 0.6
SUBJECT_PRIOR = {
    "t.strong": 1, "t.both": 0.5, "t.both_any": 0.5, "t.silent": -0.3, "l.strong": 1, "l.pairs": 1, "l.deeds": 1,
    "l.pair_share": 1, "l.deed_share": 1, "l.first_pair": 0.5, "l.both_terms": 1.5, "l.it_terms": 0.7,
}  # fmt: skip
# Kinds that are refused for their subject; the others, papers to vendors' pages, for their genre.
_OFF_SUBJECT = """
    policy-passing-mention health-news-noit medical-research lookalike-words urban-checkup agri service-reform-noit
    data-industry env-sanitation food-safety health-code health-work-summary payment-reform-noit passing-mention
    epidemic-news celebrity drug-vending noit research passing urban env wind food code abstract tips health-tips
    transcript press-transcript
"""
OFF_SUBJECT = frozenset(_OFF_SUBJECT.split())
BOTH_WRONG = {"medical-research", "policy-passing-mention", "tips"}  # no news either
# How much an example counts: those that were made for this fully, hundreds of abstracts little.
REAL_GENRE, ABSTRACT, HEADLINE, LISTED_BROADCAST = 0.1, 0.1, 0.3, 0.1
REAL_ON_TOPIC, REAL_OFF_TOPIC = 3.0, 3.0


@dataclass(frozen=True)
class Example:
    kind: str
    title: str
    text: str
    wanted: bool
    weight: float = 1.0


def is_taught(query: str) -> bool:
    """Whether the items that a query found are learnt from; the others are kept for checking."""
    return hashlib.sha256(query.encode()).digest()[0] % 2 == 0


def read_teaching(path: Path = HERE / "teaching.tsv") -> Iterator[Example]:
    """Yield the invented examples, with names of places put in by the line's hash."""
    places = load_places()
    for line in path.read_text("utf-8").splitlines():
        number = int(hashlib.sha256(line.encode()).hexdigest(), 16)
        city = places[number % len(places)]
        for mark, name in (("【省】", f"{city}省"), ("【市】", city), ("【县】", f"{city}县"), ("【区】", f"{city}区")):
            line = line.replace(mark, name)
        label, kind, title, text = line.split("\t")
        yield Example(kind, title, text, label == "1")


def load_places() -> list[str]:
    import tomllib

    families = tomllib.loads((HERE.parents[1] / "monitor" / "topic" / "cues.toml").read_text("utf-8"))
    return [name for name in families["place"]["both"] if len(name) == 2]


def read_shared() -> Iterator[Example]:
    """Yield the labelled half, the real broadcasts and the real abstracts."""
    for line in (SHARED / "topic" / "tuning.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["label"] != "borderline" and is_taught(row["query"]):
            yield Example(row["kind"], row["title"], row["text"], row["label"] == 1)
    for line in (SHARED / "headlines" / "cctv_xwlb_fulltext_labelled.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["label"] != "borderline":
            wanted = row["label"] == 1
            yield Example("broadcast", row["title"], row["text"], wanted, REAL_ON_TOPIC if wanted else REAL_OFF_TOPIC)
    for line in (SHARED / "headlines" / "csldcp_medical_abstracts.tsv").read_text("utf-8").splitlines():
        yield Example("abstract", "", line.split("\t", 1)[1], False, ABSTRACT)
    lines = (SHARED / "headlines" / "tnews_titles.tsv").read_text("utf-8").splitlines()
    for line in lines[::2]:  # the other half is for checking
        yield Example("headline", line.split("\t", 1)[1], "", False, HEADLINE)


def learn(examples: list[Example]) -> dict[str, dict[str, float]]:
    """Return the weights of the subject's cues, of the genre's, and of a listed title's."""
    subject, genre, listed = [], [], []
    for each in examples:
        if each.title and (each.wanted or each.kind == "headline" or each.kind in OFF_SUBJECT):
            listed.append(Row(find_promises(each.title), each.wanted, each.weight))
        elif each.kind == "broadcast":
            listed.append(Row(find_promises(each.title), False, LISTED_BROADCAST))
        if each.kind == "headline":
            continue
        evidence = find_evidence(fold(simplify(each.title)), fold(simplify(each.text), lines=True))
        off = each.kind in OFF_SUBJECT or each.kind == "broadcast"
        if each.wanted or off:
            subject.append(Row(evidence.subject, each.wanted, each.weight))
        if each.kind == "broadcast":
            genre.append(Row(evidence.genre, True, REAL_GENRE))
        elif each.kind == "abstract" or each.wanted or not off or each.kind in BOTH_WRONG:
            genre.append(Row(evidence.genre, each.wanted, each.weight))
    families = load_cues().families
    names = [f"{place}.{name}" for name in families for place in ("t", "l")]
    genre_prior = {name: _prior(name) for name in names}
    known = {name for row in subject for name in row.cues}
    subject_prior = {name: SUBJECT_PRIOR.get(name, genre_prior.get(name, 0.2)) for name in known}
    promises = {name for row in listed for name in row.cues}
    half = {name: SUBJECT_PRIOR.get(name, genre_prior.get(name, 1.0) / 2) for name in promises}
    return {
        "subject": fit(subject, subject_prior, SPREAD),
        "genre": fit(genre, genre_prior, SPREAD),
        "listed": fit(listed, half, SPREAD),
    }


def _prior(name: str) -> float:
    family = load_cues().families[name[2:]]
    if family.news:
        return 0.7
    return -2.5 if family.firm == {"t": "title", "l": "text"}[name[0]] else -1.0


def write(learnt: dict[str, dict[str, float]]) -> str:
    """Return the file of weights."""
    lines = [
        "# Weights of the topic's evidence (monitor/topic/evidence.py), learnt by tests/topic/teach.py: not written by hand.",
        f"line = {LINE}",
    ]
    for side, weights in learnt.items():
        lines += ["", f"[{side}]", *(f'"{name}" = {weight:.3f}' for name, weight in sorted(weights.items()))]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    WEIGHTS.write_text(write(learn([*read_teaching(), *read_shared()])), "utf-8")

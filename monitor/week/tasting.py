"""What the office's taste says of a candidate: its marks, and what they add to its rank."""

from __future__ import annotations

from monitor.taste.marks import find_marks
from monitor.taste.model import Taste
from monitor.text.markdown import plain_text
from monitor.topic.vocabulary import load_topics
from monitor.week.ranking import Candidate, in_order


def marks_of(candidate: Candidate) -> dict[str, float]:
    """Return the marks of a candidate by the names that the editor reads, each with its value from 0 to 1."""
    ranking, outlet = load_topics()["ranking"], candidate.outlet
    text = plain_text(candidate.article.article_body)
    ours = {
        "切题": candidate.article.score,
        "篇幅": min(len(text) / ranking["full_length"], 1),
        f"类型 {ranking['kinds'][candidate.kind]['told'] if candidate.kind else '其他'}": 1.0,
        f"媒体 {outlet.printed}": 1.0,
        f"地区 {candidate.region}": 1.0,
        "政府网站": float(outlet.government),
        "公文": float(bool(candidate.official)),
        "多家刊发": float(bool(candidate.also)),
    }
    return find_marks(candidate.article.headline, text) | {name: value for name, value in ours.items() if value}


def rank_by(taste: Taste, candidates: list[Candidate]) -> list[Candidate]:
    """Return `candidates` in the order that `taste` makes of today's rule, each told what it gained."""
    for candidate in candidates:
        marks = marks_of(candidate)
        candidate.rank = round(candidate.rank + taste.worth(marks), 4)
        candidate.taste = taste.tell(marks)
        candidate.parts = (*candidate.parts, *filter(None, [candidate.taste]))
    return sorted(candidates, key=in_order)

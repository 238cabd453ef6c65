"""What speaks against the articles that an editor picks, each with its reason: what is surely a slip, what may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from monitor.exceptions import MonitorError
from monitor.issue_calendar import Issue
from monitor.outlet.registry import OutletFacts
from monitor.store.articles import find_articles
from monitor.store.models import Article
from monitor.topic.score import FAINT, LINE
from monitor.week.judging import judge
from monitor.week.ranking import Candidate

_SHOWN = 24  # characters of a headline


def look_at(
    session: Session,
    issue: Issue,
    outlets: Mapping[str, OutletFacts],
    picks: Sequence[int],
    drops: Sequence[int],
    forced: bool,
) -> list[str]:
    """Return a line for each thing that speaks against what an editor picks and drops (article ids) for `issue`. Raises
    MonitorError for what cannot be done, and, unless it is `forced`, for what is surely a slip."""
    if both := set(picks) & set(drops):
        raise MonitorError(f"编号 {min(both)} 又选用又不用（--pick、--drop 里都有）；什么也没有改。")
    known = {article.id: article for article in find_articles(session, issue.window)}
    for value in (*picks, *drops):
        if value not in known:
            raise MonitorError(f"{_why_unknown(session, value, issue)}；编号见 candidates.html 或 scrapy articles。")
    judged = judge(session, issue, outlets, [known[pick] for pick in dict.fromkeys(picks)])
    candidates = {each.article.id: each for each in judged}
    slips = find_slips(picks, candidates)
    if slips and not forced:
        raise MonitorError(f"{'；'.join(slips)}。什么也没有改；确要这样，加 --force。")
    return [*slips, *find_doubts(picks, candidates)]


def _why_unknown(session: Session, value: int, issue: Issue) -> str:
    article = session.get(Article, value)
    if article is None:
        return f"编号 {value} 不在{issue}的候选里"
    return f"编号 {value}《{article.headline:.30}》的日期是 {article.published_on or '不明'}，不在{issue}的候选里"


def find_slips(picks: Sequence[int], candidates: Mapping[int, Candidate]) -> list[str]:
    """Return a line for each of `picks` that is surely a slip: its story was printed before, or is picked already, or
    the editor himself judged it off topic, or it has hardly a word of the subject, as where a rank was typed."""
    lines = []
    for place, pick in enumerate(picks):
        candidate = candidates[pick]
        same = [other for other in picks[:place] if candidates[other].story == candidate.story]
        if pick in same:
            lines.append(f"{name(candidate)}写了两次")
        elif same:
            lines.append(f"{name(candidate)}与编号 {same[0]} 是同一条消息")
        if candidate.told.printed_in:
            issues = "、".join(f"第{issue}期" for issue in candidate.told.printed_in)
            lines.append(f"{name(candidate)}已刊于{issues}")
        if candidate.judged is False:
            lines.append(f"{name(candidate)}曾判为不切题（scrapy label）")
        elif candidate.judged is None and candidate.article.score <= FAINT:
            lines.append(f"{name(candidate)}{_off(candidate)}")
    return lines


def find_doubts(picks: Sequence[int], candidates: Mapping[int, Candidate]) -> list[str]:
    """Return a line for each of `picks` that is below the topic line, or perhaps was printed in other words, and yet
    may be meant."""
    chosen = [candidates[pick] for pick in picks]
    below = [each for each in chosen if each.judged is None and FAINT < each.article.score < LINE]
    perhaps = [f"{name(each)}{each.precedent.told}" for each in chosen if each.precedent and each.precedent.same]
    return [*(f"{name(each)}{_off(each)}" for each in below), *perhaps]


def name(candidate: Candidate) -> str:
    """Return the id of an article and the head of its headline."""
    headline = candidate.article.headline
    return f"编号 {candidate.article.id}《{headline[:_SHOWN]}{'……' if len(headline) > _SHOWN else ''}》"


def _off(candidate: Candidate) -> str:
    article = candidate.article
    why = article.reasons[0] if article.grade == "veto" else "没有几个主题词"
    return f"切题分 {article.score:.2f}，未达 {LINE}" + (f"（{why}）" if article.score <= FAINT else "")

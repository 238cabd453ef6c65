"""The stored articles of a week, judged with today's vocabulary, with what the store knows of their stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from monitor.issue_calendar import Issue
from monitor.outlet.registry import OutletFacts
from monitor.store.articles import find_articles
from monitor.store.choices import find_labels, find_taste
from monitor.store.models import Article
from monitor.store.searching import find_past_entries
from monitor.store.stories import find_members, find_printed
from monitor.taste.model import Taste
from monitor.taste.precedents import PastEntry, Precedents
from monitor.text.markdown import plain_text
from monitor.week.originals import name_original
from monitor.week.ranking import Candidate, StoryFacts, rank_articles
from monitor.week.tasting import rank_by


def rank_issue(session: Session, issue: Issue, outlets: Mapping[str, OutletFacts]) -> list[Candidate]:
    """Return the stored articles of the issue's window in rank order, judged with today's vocabulary."""
    return judge(session, issue, outlets, find_articles(session, issue.window))


def judge(
    session: Session, issue: Issue, outlets: Mapping[str, OutletFacts], articles: Sequence[Article]
) -> list[Candidate]:
    """Return `articles` as candidates of the issue, in rank order."""
    labels = {article.id: label.on_topic for article, label in find_labels(session)}
    stories = tell_stories(session, articles, issue.number, outlets)
    past = find_precedents(session, issue.number)
    candidates = rank_articles(articles, issue.window, outlets, labels, stories, past)
    taste = taste_in_force(session)
    return rank_by(taste, candidates) if taste else candidates


def taste_in_force(session: Session) -> Taste | None:
    """Return what the office's choices taught, None if nothing was learnt."""
    row = find_taste(session)
    return Taste(row.weights, {int(issue): share for issue, share in row.shares.items()}, row.day) if row else None


def find_precedents(session: Session, number: int) -> Precedents | None:
    """Return what the issues before `number` printed, to be asked for what is near; None if there is nothing."""
    rows = find_past_entries(session, number)
    entries = [PastEntry(issue, headline, plain_text(body)) for issue, headline, body in rows]
    return Precedents(entries) if entries else None


def tell_stories(
    session: Session, articles: Sequence[Article], number: int, outlets: Mapping[str, OutletFacts]
) -> dict[int, StoryFacts]:
    """Return what the store knows of the stories of `articles`; of printed issues those before `number` count."""
    wanted = {article.story for article in articles if article.story is not None}
    names = {name: facts.cited for name, facts in outlets.items()}
    authorities = {name for name, facts in outlets.items() if facts.government}
    printed_in = find_printed(session, wanted)
    return {
        story: StoryFacts(
            tuple(dict.fromkeys(names.get(member.outlet, member.outlet) for member in members)),
            name_original(members, names, authorities),
            tuple(sorted(issue for issue in printed_in[story] if issue < number)),
        )
        for story, members in find_members(session, wanted).items()
    }

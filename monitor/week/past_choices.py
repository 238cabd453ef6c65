"""What was printed in past weeks and what stood beside it, as the store has it: from this a taste is learnt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from monitor.issue_calendar import Window
from monitor.outlet.registry import OutletFacts
from monitor.store.choices import Label
from monitor.store.models import Article, PrintedEntry, PrintedIssue
from monitor.taste.learning import Option, PastWeek
from monitor.topic.score import LINE
from monitor.week.judging import tell_stories
from monitor.week.ranking import rank_articles
from monitor.week.tasting import marks_of

_OTHERS = 40  # of a week: of more, so many by lot, the same each time
_LABELLED = 0.25  # what an article counts that was judged on topic: that says less than being printed


def find_past_issues(session: Session) -> Sequence[tuple[int, Window]]:
    """Return the printed issues whose window is known, the oldest first."""
    query = select(PrintedIssue.number, PrintedIssue.since, PrintedIssue.until).order_by(PrintedIssue.number)
    return [(number, Window(since, until)) for number, since, until in session.execute(query) if since and until]


def past_weeks(
    session: Session, issues: Sequence[tuple[int, Window]], outlets: Mapping[str, OutletFacts]
) -> Iterator[PastWeek]:
    """Yield what could be chosen for each of `issues`: what was printed, what was judged on topic, and beside them what
    the scores that the store holds take, or was judged off topic. Reprints of what was printed, and what earlier issues
    printed, could not be chosen; of a story the best article stands for all."""
    printed: dict[int, set[int]] = defaultdict(set)
    for number, article in session.execute(select(PrintedEntry.issue, PrintedEntry.article_id)):
        printed[number].add(article)
    judged = session.execute(select(Label.article_id, Label.on_topic).order_by(Label.id))
    labels = {article: on_topic for article, on_topic in judged}  # noqa: C416 (rows are no tuples to mypy)
    for number, window in issues:
        yield PastWeek(number, _options(session, number, window, outlets, printed[number], labels))


def _options(
    session: Session,
    number: int,
    window: Window,
    outlets: Mapping[str, OutletFacts],
    printed: set[int],
    labels: Mapping[int, bool],
) -> list[Option]:
    articles = _articles(session, window, printed, labels)
    stories = tell_stories(session, articles, number, outlets)
    candidates = rank_articles(articles, window, outlets, {}, stories)
    gone = {each.story for each in candidates if each.article.id in printed}
    options = []
    for each in candidates:
        article, judged = each.article.id, labels.get(each.article.id)
        if article in printed:
            options.append(Option(each.rank, marks_of(each), 1.0))
        elif each.story not in gone and not each.told.printed_in:
            gone.add(each.story)
            options.append(Option(each.rank, marks_of(each), _LABELLED if judged else 0.0))
    return options


def _articles(session: Session, window: Window, printed: set[int], labels: Mapping[int, bool]) -> Sequence[Article]:
    within = or_(
        Article.published_on.between(window.since, window.until),
        and_(Article.published_on.is_(None), Article.found_for.between(window.since, window.until)),
    )
    rows = session.execute(select(Article.id, Article.outlet, Article.key, Article.score).where(within)).all()
    judged = {row.id for row in rows if row.id in labels}
    others = [row for row in rows if row.score >= LINE and row.id not in judged | printed]
    others.sort(key=lambda row: (crc32(f"{row.outlet} {row.key}".encode()), row.id))
    wanted = sorted({*printed, *judged, *(row.id for row in others[:_OTHERS])})
    return session.scalars(select(Article).where(Article.id.in_(wanted)).order_by(Article.id)).all()

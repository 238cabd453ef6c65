"""The issues that were printed, as they were printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from monitor.bulletin import Bulletin
from monitor.store.models import Article, Evidence, PrintedEntry, PrintedIssue


def save_issue(session: Session, bulletin: Bulletin, articles: Sequence[Article]) -> None:
    """Keep `bulletin` as what its issue printed, in place of what that issue printed before. `articles` are the stored
    articles of its entries, in their order."""
    former = session.get(PrintedIssue, bulletin.issue.number)
    if former:
        session.delete(former)
        session.flush()
    printed = PrintedIssue(number=bulletin.issue.number, day=bulletin.issue.date, written_at=datetime.now(UTC))
    printed.entries = [
        PrintedEntry(
            place=place, article_id=article.id, version=article.version, headline=entry.headline, outlet=entry.outlet,
            url=entry.url, day=entry.day, body=entry.body,
        )
        for place, (entry, article) in enumerate(zip(bulletin.entries, articles, strict=True), 1)
    ]  # fmt: skip
    session.add(printed)


def find_issues(session: Session, number: int | None = None) -> Sequence[PrintedIssue]:
    """Return the printed issue called `number`, or all, the oldest first, with their entries."""
    query = select(PrintedIssue).options(selectinload(PrintedIssue.entries)).order_by(PrintedIssue.number)
    return session.scalars(query if number is None else query.where(PrintedIssue.number == number)).all()


def find_evidence(session: Session, article_id: int, version: int) -> Sequence[Evidence]:
    """Return the archived pages from which a version of an article was read, in their order."""
    query = select(Evidence).where(Evidence.article_id == article_id, Evidence.version == version)
    return session.scalars(query.order_by(Evidence.page)).all()


def find_printed_files(session: Session) -> set[str]:
    """Return the archive files that hold a page of a printed article, whatever its version."""
    query = select(Evidence.file).join(PrintedEntry, PrintedEntry.article_id == Evidence.article_id).distinct()
    return set(session.scalars(query))

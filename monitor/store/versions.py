"""What is printed, whole: a version of an article as an issue prints it, and each version of an issue as it was
printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from monitor.bulletin import Entry
from monitor.store.articles import IMPORTED
from monitor.store.issues import Printed
from monitor.store.models import Article, Base, Revision


class PrintedVersion(Base):
    """One version of an issue as it was printed, kept whole; rows are added, never changed."""

    __tablename__ = "printed_version"

    issue: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # from 1
    written_at: Mapped[datetime]
    entries: Mapped[list[dict[str, Any]]]  # of Entry and Printed
    files: Mapped[dict[str, Any]]  # forms and pictures by path in the issue's folder → SHA-256


def find_version(session: Session, article_id: int, version: int) -> Entry | None:
    """Return what an issue prints of a version of an article; None if the store does not hold it."""
    article = session.get(Article, article_id)
    if article is None or not 1 <= version <= article.version:
        return None
    query = select(Revision).where(Revision.article_id == article_id, Revision.version >= version)
    former: dict[str, Any] = {}
    for revision in session.scalars(query.order_by(Revision.version)):
        former = {**revision.content, **former}  # what the earliest change after it replaced
    entry = Entry.of(article)
    if "published_on" in former:
        entry = replace(entry, day=date.fromisoformat(former["published_on"]) if former["published_on"] else None)
    lines = {name: former[name] for name in ("headline", "kicker", "subtitle", "original_headline") if name in former}
    return replace(entry, body=former.get("article_body", entry.body), **lines)


def add_version(
    session: Session, number: int, entries: Sequence[Entry], sources: Sequence[Printed], files: Mapping[str, str]
) -> None:
    """Keep what issue `number` now prints, and its `files` by path with their SHA-256, beside all that it printed
    before; the same again is no version."""
    rows = [
        {**asdict(entry), "day": entry.day.isoformat() if entry.day else None, **asdict(source)}
        for entry, source in zip(entries, sources, strict=True)
    ]
    former = find_last_version(session, number)
    if former is None or (former.entries, former.files) != (rows, dict(files)):
        version = PrintedVersion(issue=number, number=former.number + 1 if former else 1, written_at=datetime.now(UTC))
        version.entries, version.files = rows, dict(files)
        session.add(version)


def find_last_version(session: Session, number: int) -> PrintedVersion | None:
    """Return what issue `number` printed last; None if it was not, or before versions were kept."""
    query = select(PrintedVersion).where(PrintedVersion.issue == number)
    return session.scalars(query.order_by(PrintedVersion.number.desc()).limit(1)).first()


def find_versions(session: Session, number: int) -> Sequence[PrintedVersion]:
    """Return all that issue `number` ever printed, the first version first."""
    query = select(PrintedVersion).where(PrintedVersion.issue == number)
    return session.scalars(query.order_by(PrintedVersion.number)).all()


def entries_of(version: PrintedVersion) -> dict[int, Entry]:
    """Return the entries of a version in their order, by the ids of their articles."""
    names = {each.name for each in fields(Entry)}
    rows = [{**row, "day": date.fromisoformat(row["day"]) if row["day"] else None} for row in version.entries]
    return {row["article_id"]: Entry(**{name: row[name] for name in names & row.keys()}) for row in rows}


def was_imported(session: Session, article_id: int, version: int) -> bool:
    """Tell whether a version of an article came from a past issue, so that there is no archived page of it."""
    article, revision = session.get(Article, article_id), session.get(Revision, (article_id, version))
    reader = revision.content.get("reader") if revision else article and article.version == version and article.reader
    return reader == IMPORTED

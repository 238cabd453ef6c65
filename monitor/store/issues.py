"""The issues that were printed, as they were printed, and the chain of hashes over them and the archive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from scrapy.settings import BaseSettings
from sqlalchemy import BigInteger, String, Text, cast, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, selectinload

from monitor.bulletin import Entry
from monitor.configuration import ByHand, find_issue, issue_word
from monitor.issue_calendar import Issue, Window
from monitor.store.database import database_url, open_to_read, reading
from monitor.store.models import Base, Evidence, PrintedEntry, PrintedIssue


@dataclass(frozen=True)
class Printed:
    """The stored article, and its version, that an entry prints."""

    article_id: int
    version: int
    edits: list[dict[str, Any]] = field(default_factory=list)  # as monitor.editing.edits writes them


class Seal(Base):
    """A link of the chain of hashes (monitor.proof.chain); rows are added, never changed."""

    __tablename__ = "seal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class WarcFile(Base):
    """A closed WARC file of a home with an ARCHIVE_URL: what it is, and where it lies."""

    __tablename__ = "warc_file"

    name: Mapped[str] = mapped_column(Text, primary_key=True)  # as in Evidence.file
    host: Mapped[str] = mapped_column(String(255))  # the machine that wrote it
    sha256: Mapped[str] = mapped_column(String(64))
    bytes: Mapped[int] = mapped_column(BigInteger)
    closed_at: Mapped[datetime]
    safe_at: Mapped[datetime | None]  # when it was read back from the shared archive; None: it is on its host alone
    gone_at: Mapped[datetime | None]  # when it was pruned


def save_issue(
    session: Session,
    issue: Issue,
    entries: Sequence[Entry],
    sources: Sequence[Printed],
    folder: str | None = None,
    frame: dict[str, str | int] | None = None,
) -> tuple[str, ...]:
    """Keep `entries` as what the issue printed, in place of what it printed before, and return what has changed, in
    Chinese. `sources` are the stored articles of the entries, in their order. `folder`: where it is written, which is
    no other issue's from now on; None: it lies where it lay. `frame`: what the office printed round them, None if it is
    not known."""
    former = session.get(PrintedIssue, issue.number)
    changes = tell_changes(former, entries, sources, str(frame.get("preface", "")) if frame else None)
    if folder:
        session.execute(update(PrintedIssue).where(PrintedIssue.folder == folder).values(folder=None))
    elif former:
        folder = former.folder
    if former:
        session.delete(former)
        session.flush()
    printed = PrintedIssue(
        number=issue.number,
        day=issue.date,
        since=issue.window.since,
        until=issue.window.until,
        written_at=datetime.now(UTC),
        folder=folder,
        frame=frame,
    )
    printed.entries = [
        PrintedEntry(
            place=place, article_id=source.article_id, version=source.version, headline=entry.headline,
            outlet=entry.outlet, url=entry.url, day=entry.day, body=entry.body, kicker=entry.kicker,
            subtitle=entry.subtitle, original_headline=entry.original_headline, note=entry.note,
            edits=source.edits,
        )
        for place, (entry, source) in enumerate(zip(entries, sources, strict=True), 1)
    ]  # fmt: skip
    session.add(printed)
    return changes


# Not the address: an article has several, and which of them is printed is no news to a reader.
_COMPARED = ("headline", "outlet", "day", "body", "kicker", "subtitle", "original_headline", "note")


def tell_changes(
    former: PrintedIssue | None, entries: Sequence[Entry], sources: Sequence[Printed], preface: str | None
) -> tuple[str, ...]:
    """Return what of `entries`, and of the office's own words before them (None: not known), is not as it was printed
    in the `former` issue, in Chinese; nothing without one. See save_issue."""
    if former is None:
        return ()
    before = {each.article_id: each for each in former.entries}
    now = {source.article_id: entry for source, entry in zip(sources, entries, strict=True)}
    changes = [f"增：{each.headline}" for key, each in now.items() if key not in before]
    changes += [f"去：{each.headline}" for key, each in before.items() if key not in now]
    stayed = [key for key in now if key in before]
    changes += [
        f"改：{now[key].headline}"
        for key in stayed
        if any((getattr(before[key], name) or "") != (getattr(now[key], name) or "") for name in _COMPARED)
    ]
    if former.frame is not None and preface is not None and str(former.frame.get("preface", "")) != preface:
        changes.append("改了导语")
    return (*changes, "改了次序") if stayed != [key for key in before if key in now] else tuple(changes)


def find_issues(session: Session, number: int | None = None) -> Sequence[PrintedIssue]:
    """Return the printed issue called `number`, or all, the oldest first, with their entries."""
    query = select(PrintedIssue).options(selectinload(PrintedIssue.entries)).order_by(PrintedIssue.number)
    return session.scalars(query if number is None else query.where(PrintedIssue.number == number)).all()


def find_printed_issue(session: Session, text: str) -> Issue | None:
    """Return the issue that `text` names, by number or by day YYYY-MM-DD, as it was printed last, its window too; None
    if it was not."""
    query = select(PrintedIssue).order_by(PrintedIssue.number.desc()).limit(1)
    if re.fullmatch("[0-9]{1,7}", text):
        query = query.where(PrintedIssue.number == int(text))
    elif re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        query = query.where(cast(PrintedIssue.day, String) == text)
    else:
        return None
    printed = session.scalars(query).first()
    if printed is None or printed.since is None or printed.until is None:
        return None
    return Issue(printed.number, printed.day, Window(printed.since, printed.until))


def find_folder(session: Session, number: int) -> str | None:
    """Return where issue `number` was last written, None if it was not or another issue was written there since."""
    return session.scalar(select(PrintedIssue.folder).where(PrintedIssue.number == number))


def find_evidence(session: Session, article_id: int, version: int) -> Sequence[Evidence]:
    """Return the archived pages from which a version of an article was read, in their order."""
    query = select(Evidence).where(Evidence.article_id == article_id, Evidence.version == version)
    return session.scalars(query.order_by(Evidence.page)).all()


def find_warc_files(session: Session) -> Sequence[WarcFile]:
    """Return the files that were sent to a shared archive, or are to be, but for those that were pruned, by name."""
    return session.scalars(select(WarcFile).where(WarcFile.gone_at.is_(None)).order_by(WarcFile.name)).all()


def find_unnoted_files(session: Session) -> Sequence[str]:
    """Return the files of a home's archive that articles were read from and that nobody has noted as closed, by name:
    they are being written, or whoever wrote them was killed."""
    noted = select(WarcFile.name).where(WarcFile.name == Evidence.file).exists()
    query = select(Evidence.file).where(Evidence.file.like("____-__-__/%.warc.gz"), ~noted)
    return session.scalars(query.distinct().order_by(Evidence.file)).all()


def find_printed_files(session: Session) -> set[str]:
    """Return the archive files that hold a page of a printed article, whatever its version."""
    query = select(Evidence.file).join(PrintedEntry, PrintedEntry.article_id == Evidence.article_id).distinct()
    return set(session.scalars(query))


def named_issue(settings: BaseSettings, text: str | None, by_hand: ByHand = ByHand()) -> Issue:  # noqa: B008 (frozen)
    """Return the issue that `text` names, as it was printed if it was, though the calendar has changed since, else by
    the calendar; what is given by hand replaces both. Raises CalendarError, StoreError."""
    if text and by_hand == ByHand():
        with reading(open_to_read(database_url(settings))) as session:
            printed = find_printed_issue(session, issue_word(text))
        if printed:
            return printed
    return find_issue(settings, text, by_hand)

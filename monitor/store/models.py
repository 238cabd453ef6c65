"""Tables. Days are Asia/Shanghai, moments of our own are UTC; a new column or table needs a migration."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from monitor.database.sqlite import DAYS, LISTS, MOMENTS, OBJECTS, TIMES


class Base(DeclarativeBase):
    """Lists of plain values are kept as JSON; what SQLite holds is checked as it is read."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        list[str]: LISTS,
        list[int]: LISTS,
        list[dict[str, str]]: LISTS,
        list[dict[str, Any]]: LISTS,
        dict[str, Any]: OBJECTS,
        datetime: MOMENTS,
        date: DAYS,
        time: TIMES,
    }


class Article(Base):
    """One article of one outlet, in the last text that was seen of it."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("outlet", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outlet: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    headline: Mapped[str] = mapped_column(Text)
    kicker: Mapped[str] = mapped_column(Text)
    subtitle: Mapped[str] = mapped_column(Text)
    original_headline: Mapped[str] = mapped_column(Text)
    published_on: Mapped[date | None] = mapped_column(index=True)
    published_time: Mapped[time | None]
    date_rule: Mapped[str] = mapped_column(String(32))
    found_for: Mapped[date] = mapped_column(index=True)  # last day of the window of the crawl that found it
    source: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text)
    editor: Mapped[str] = mapped_column(Text)
    document_number: Mapped[str] = mapped_column(Text, default="", server_default="")  # 发文字号
    issuer: Mapped[str] = mapped_column(Text, default="", server_default="")  # 发文机关
    signed_on: Mapped[date | None]  # 成文日期; the week is cut by published_on
    article_body: Mapped[str] = mapped_column(Text)
    images: Mapped[list[dict[str, str]]]
    reader: Mapped[str] = mapped_column(String(64))
    flags: Mapped[list[str]]
    text_digest: Mapped[str] = mapped_column(String(64), index=True)
    score: Mapped[float]
    grade: Mapped[str] = mapped_column(String(8))
    reasons: Mapped[list[str]]
    scored_by: Mapped[str] = mapped_column(String(64), default="")  # monitor.topic.score.rule_digest of the score
    version: Mapped[int] = mapped_column(default=1)  # grows with each change of the text
    story: Mapped[int | None] = mapped_column(index=True)  # id of the first article of this story; None: not looked up
    first_seen_at: Mapped[datetime]
    updated_at: Mapped[datetime]  # when this version was seen
    addresses: Mapped[list[ArticleAddress]] = relationship(order_by="ArticleAddress.url", cascade="all, delete-orphan")


class ArticleAddress(Base):
    """An address under which an article was met."""

    __tablename__ = "article_address"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    url: Mapped[str] = mapped_column(Text, primary_key=True, index=True)


class Revision(Base):
    """A former version of an article: what a changed text replaced."""

    __tablename__ = "revision"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]  # the changed fields of the article, as they were


class Evidence(Base):
    """The archived response from which one page of one version of an article was read."""

    __tablename__ = "evidence"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)  # from 1
    url: Mapped[str] = mapped_column(Text)
    file: Mapped[str] = mapped_column(Text, index=True)  # relative to MONITOR_HOME/archive where it lies there
    offset: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))  # of the body as it was sent
    fetched_at: Mapped[datetime]
    status: Mapped[int]
    headers: Mapped[dict[str, Any]]
    certificate: Mapped[str] = mapped_column(String(64), server_default="")  # SHA-256 of the server's
    reading: Mapped[str | None] = mapped_column(String(64))  # SHA-256 of what was read then; None: not kept


class StoryPrint(Base):
    """One hash of the sample by which a story's texts are looked up (monitor.reprints)."""

    __tablename__ = "story_print"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    story: Mapped[int] = mapped_column(primary_key=True)


class PrintedIssue(Base):
    """An issue of the bulletin as it was last written, or as it was imported."""

    __tablename__ = "printed_issue"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date]
    since: Mapped[date | None]  # its window; None: written before this was kept
    until: Mapped[date | None]
    written_at: Mapped[datetime]
    folder: Mapped[str | None] = mapped_column(Text)  # where it lies: relative to MONITOR_HOME inside it
    frame: Mapped[dict[str, Any] | None]  # what the office printed round its articles; None: not kept
    entries: Mapped[list[PrintedEntry]] = relationship(order_by="PrintedEntry.place", cascade="all, delete-orphan")


class PrintedEntry(Base):
    """One article of an issue, word for word as it was printed."""

    __tablename__ = "printed_entry"

    issue: Mapped[int] = mapped_column(ForeignKey("printed_issue.number", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)  # from 1
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    version: Mapped[int]
    headline: Mapped[str] = mapped_column(Text)
    outlet: Mapped[str] = mapped_column(Text)  # the printed name
    url: Mapped[str] = mapped_column(Text)
    day: Mapped[date | None]
    body: Mapped[str] = mapped_column(Text)  # Markdown (monitor.text.markdown)
    kicker: Mapped[str | None] = mapped_column(Text)  # None: printed before these were kept
    subtitle: Mapped[str | None] = mapped_column(Text)
    original_headline: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    edits: Mapped[list[dict[str, Any]] | None]  # monitor.editing.edits


class Run(Base):
    """One crawl of one outlet: what was counted and how it was judged."""

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    outlet: Mapped[str] = mapped_column(String(64), index=True)
    since: Mapped[date]
    until: Mapped[date]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(String(16))
    detail: Mapped[str] = mapped_column(Text)
    counters: Mapped[dict[str, Any]]


class ListedLink(Base):
    """A link that an outlet's listings announced, and what became of it (monitor.listing.ledger)."""

    __tablename__ = "listed_link"

    outlet: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    url: Mapped[str] = mapped_column(Text, index=True)
    title: Mapped[str] = mapped_column(Text)
    day: Mapped[date | None] = mapped_column(index=True)  # as the address says it
    found_for: Mapped[date]
    source: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(64))
    seen_at: Mapped[datetime]
    chance: Mapped[float | None]  # 0–1, that what the gate stopped was on topic


class Choice(Base):
    """One event of an issue, whoever did it; rows are added, never changed."""

    __tablename__ = "choice"

    id: Mapped[int] = mapped_column(primary_key=True)
    issue: Mapped[int] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(16))  # see monitor.editing.events
    article_ids: Mapped[list[int]]  # for `top` the number of articles, for `edit` and `undo` the id of one
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    editor: Mapped[str] = mapped_column(String(64), default="")
    op: Mapped[dict[str, Any] | None]  # what a `pick` does to the list; None: replaces it

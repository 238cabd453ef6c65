"""Tables. Days are Asia/Shanghai, moments of our own are UTC; a new column or table needs a migration."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """Lists of plain values are kept as JSON."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        list[str]: JSON,
        list[int]: JSON,
        list[dict[str, str]]: JSON,
        dict[str, Any]: JSON,
        datetime: DateTime(timezone=True),
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
    article_body: Mapped[str] = mapped_column(Text)
    images: Mapped[list[dict[str, str]]]
    reader: Mapped[str] = mapped_column(String(64))
    flags: Mapped[list[str]]
    text_digest: Mapped[str] = mapped_column(String(64), index=True)
    score: Mapped[float]
    grade: Mapped[str] = mapped_column(String(8))
    reasons: Mapped[list[str]]
    first_seen_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    addresses: Mapped[list[ArticleAddress]] = relationship(order_by="ArticleAddress.url", cascade="all, delete-orphan")


class ArticleAddress(Base):
    """An address under which an article was met."""

    __tablename__ = "article_address"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True)
    url: Mapped[str] = mapped_column(Text, primary_key=True, index=True)


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


class ListedTitle(Base):
    """A listed article whose page the title gate left unfetched."""

    __tablename__ = "listed_title"
    __table_args__ = (UniqueConstraint("outlet", "url"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outlet: Mapped[str] = mapped_column(String(64))
    url: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    day: Mapped[date | None] = mapped_column(index=True)
    found_for: Mapped[date]


class Choice(Base):
    """One decision of the editor for an issue; rows are added, never changed."""

    __tablename__ = "choice"

    id: Mapped[int] = mapped_column(primary_key=True)
    issue: Mapped[int] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(16))  # pick, drop, top, reset
    article_ids: Mapped[list[int]]  # for `top` the number of articles
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class Label(Base):
    """One judgement whether an article is on topic; the latest of an article counts."""

    __tablename__ = "label"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)
    on_topic: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]

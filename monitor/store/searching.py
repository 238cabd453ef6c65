"""Searching what was printed and what is stored by words, the newest first.

By LIKE: an index of three characters finds no 「医保」, and a year of articles is looked through in some 0.15 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from monitor.issue_calendar import Window
from monitor.store.models import Article, PrintedEntry, PrintedIssue
from monitor.text.traditional import spellings

MOST_WORDS = 8
_BEGINNING = 2000  # characters: a picture's address may stand first
_PRINTED = (PrintedEntry.headline, PrintedEntry.body, PrintedEntry.kicker, PrintedEntry.subtitle, PrintedEntry.note)
_STORED = (Article.headline, Article.article_body, Article.kicker, Article.subtitle)


def find_in_print(
    session: Session, words: Sequence[str], since: date, most: int
) -> list[tuple[PrintedIssue, PrintedEntry]]:
    """Return the entries of issues from `since` on that hold each of `words` somewhere, `most` at most, with their
    issues."""
    query = select(PrintedIssue, PrintedEntry).join(PrintedEntry, PrintedEntry.issue == PrintedIssue.number)
    query = query.where(PrintedIssue.day >= since, *_hold(words, _PRINTED))
    rows = session.execute(query.order_by(PrintedIssue.number.desc(), PrintedEntry.place).limit(most))
    return [(issue, entry) for issue, entry in rows]


def find_past_entries(session: Session, number: int) -> Sequence[Row[int, str, str]]:
    """Return issue, headline and the beginning of the text, in Markdown, of what the issues before `number` printed."""
    query = select(PrintedEntry.issue, PrintedEntry.headline, func.substr(PrintedEntry.body, 1, _BEGINNING))
    return session.execute(query.where(PrintedEntry.issue < number)).all()


def find_in_store(session: Session, words: Sequence[str], since: date, most: int) -> Sequence[Article]:
    """Return the stored articles from `since` on that hold each of `words` somewhere, `most` at most."""
    day = func.coalesce(Article.published_on, Article.found_for)
    query = select(Article).where(day >= since, *_hold(words, _STORED))
    return session.scalars(query.order_by(day.desc(), Article.id.desc()).limit(most)).all()


def _hold(words: Sequence[str], columns: Sequence[InstrumentedAttribute[Any]]) -> list[ColumnElement[bool]]:
    """Each word stands in one of `columns`, whichever way it is written: a stored text is as its outlet wrote it."""
    return [or_(*(_has(column, each) for each in spellings(word) for column in columns)) for word in words[:MOST_WORDS]]


def _has(column: InstrumentedAttribute[Any], word: str) -> ColumnElement[bool]:
    cased = word.lower() != word.upper()  # to fold the texts takes as long as the search
    return column.icontains(word, autoescape=True) if cased else column.contains(word, autoescape=True)


def find_headlines(session: Session, window: Window, least: float) -> Sequence[str]:
    """Return the headlines of the articles of `window` that have at least the score `least`, as stored."""
    here = Article.published_on.between(window.since, window.until)
    return session.scalars(select(Article.headline).where(here, Article.score >= least)).all()

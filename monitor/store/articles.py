"""Reading and writing articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, selectinload

from monitor.issue_calendar import Window
from monitor.items import ArticleItem
from monitor.store.models import Article, ArticleAddress
from monitor.store.upsert import insert

_JUDGED = frozenset(("score", "grade", "reasons"))  # what later stages add to what was read


def find_same(session: Session, item: ArticleItem) -> Article | None:
    """Return the stored article if everything that was read of it stands there as it is, else None."""
    stored = session.scalar(select(Article).where(Article.outlet == item.outlet, Article.key == item.key))
    if stored is None:
        return None
    read = {name: value for name, value in _columns(item).items() if name not in _JUDGED}
    return stored if all(getattr(stored, name) == value for name, value in read.items()) else None


def save(session: Session, item: ArticleItem, found_for: date) -> None:
    """Insert `item`, or bring the stored article up to it; its addresses are added to those that are known.
    `found_for` is the last day of the crawl's window: an article without a date belongs to that issue."""
    now = datetime.now(UTC)
    values = {**_columns(item), "found_for": found_for, "updated_at": now}
    row = insert(session, Article).values(**values, first_seen_at=now)
    kept = {name: value for name, value in values.items() if name not in ("outlet", "key", "found_for")}
    update = row.on_conflict_do_update(index_elements=["outlet", "key"], set_=kept)
    add_addresses(session, session.scalars(update.returning(Article.id)).one(), item.addresses)


def add_addresses(session: Session, article_id: int, addresses: list[str]) -> None:
    """Keep the addresses under which an article was met, each once."""
    rows = [{"article_id": article_id, "url": url} for url in dict.fromkeys(addresses)]
    if rows:
        session.execute(insert(session, ArticleAddress).values(rows).on_conflict_do_nothing())


def find_articles(session: Session, window: Window) -> Sequence[Article]:
    """Return the articles published in `window`, and those without a date that were found for it; best score first,
    then in an order that no run changes."""
    undated = and_(Article.published_on.is_(None), Article.found_for.between(window.since, window.until))
    query = (
        select(Article)
        .where(or_(Article.published_on.between(window.since, window.until), undated))
        .options(selectinload(Article.addresses))
        .order_by(Article.score.desc(), Article.published_on.desc(), Article.outlet, Article.key)
    )
    return session.scalars(query).all()


def _columns(item: ArticleItem) -> dict[str, Any]:
    given = asdict(item)
    published = given.pop("date_published")
    del given["addresses"]
    given["published_on"] = item.day
    given["published_time"] = published.time() if isinstance(published, datetime) else None
    return given

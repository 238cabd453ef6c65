"""What of the ledger may go, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from monitor.items import ArticleItem
from monitor.store import runs
from monitor.store.articles import save
from monitor.store.database import open_database, reading, writing
from monitor.store.models import ListedLink

OLD, BEFORE, NEW = date(2025, 1, 3), date(2025, 6, 1), date(2025, 12, 12)


def link(key: str, found_for: date, seen: date) -> ListedLink:
    moment = datetime(seen.year, seen.month, seen.day, 8, tzinfo=UTC)
    return ListedLink(
        outlet="people", key=key, url=f"http://x.cn/{key}", title=key, day=OLD, found_for=found_for, source="list",
        outcome="gate", seen_at=moment,
    )  # fmt: skip


def test_what_is_listed_still_or_stored_stays(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_DROPPED", 2)
    engine = open_database(url)
    article = ArticleItem(
        url="http://x.cn/stored", outlet="people", key="stored", headline="标题", article_body="正文。", date_published=OLD,
        score=0.5, text_digest="1",
    )  # fmt: skip
    with writing(engine) as session:
        save(session, article, OLD)
        session.add_all([link(f"gone {number}", OLD, OLD) for number in range(5)])
        session.add_all([link("stored", OLD, OLD), link("listed still", OLD, BEFORE), link("new", NEW, NEW)])
    assert runs.drop_links(engine, OLD) == 0
    assert runs.drop_links(engine, BEFORE) == 5
    with reading(engine) as session:
        assert set(session.scalars(select(ListedLink.key))) == {"stored", "listed still", "new"}

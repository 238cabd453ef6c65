from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.orm import Session

from monitor.exceptions import StoreError
from monitor.issue_calendar import Window
from monitor.items import ArticleItem
from monitor.store.articles import find_articles, save
from monitor.store.choices import find_choices
from monitor.store.database import open_database
from monitor.store.models import Base

WINDOW = Window(date(2025, 12, 6), date(2025, 12, 12))


def article(number: int) -> ArticleItem:
    return ArticleItem(
        url=f"http://x.cn/{number}", outlet="people", key=str(number), headline=f"标题{number}", article_body="正文。",
        date_published=date(2025, 12, 10), score=0.5, text_digest=str(number), addresses=[f"http://x.cn/{number}"],
    )  # fmt: skip


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'a folder' / 'monitor.db'}"


def test_migrations_make_the_tables_of_the_models(url: str) -> None:
    with open_database(url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_database_of_the_first_release_keeps_its_rows(url: str, tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", "monitor.store:migrations")
    path = tmp_path / "a folder" / "monitor.db"
    path.parent.mkdir()
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        columns = {column["name"]: column for column in inspect(connection).get_columns("article")}
        values = {name: _FILLERS[str(column["type"])] for name, column in columns.items()}
        connection.execute(
            text(f"INSERT INTO article ({', '.join(values)}) VALUES ({', '.join(':' + name for name in values)})"),
            values,
        )
    engine.dispose()
    with Session(open_database(url)) as session:
        (stored,) = find_articles(session, WINDOW)
        assert stored.headline == "旧"
        assert not find_choices(session, 653)


_FILLERS = {
    "INTEGER": 1, "TEXT": "旧", "VARCHAR(64)": "people", "VARCHAR(32)": "full", "VARCHAR(8)": "A1", "DATE": "2025-12-10",
    "TIME": None, "JSON": "[]", "DOUBLE": 0.5, "DATETIME": "2025-12-10 00:00:00.000000",
}  # fmt: skip


def test_sqlite_is_in_wal_mode_with_a_busy_timeout(url: str) -> None:
    with open_database(url).connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert int(connection.execute(text("PRAGMA busy_timeout")).scalar() or 0) >= 10_000
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_database_of_a_later_release_is_refused(url: str, tmp_path: Path) -> None:
    open_database(url)
    open_database.cache_clear()
    with sqlite3.connect(tmp_path / "a folder" / "monitor.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="更新的版本"):
        open_database(url)


@pytest.mark.parametrize(
    "make", [lambda path: path.write_bytes(b"no database at all, just text" * 100), lambda path: path.mkdir()]
)
def test_what_is_no_database_is_named(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "monitor.db")
    with pytest.raises(StoreError, match=r"monitor\.db"):
        open_database(f"sqlite:///{tmp_path / 'monitor.db'}")


def test_a_password_is_not_shown() -> None:
    with pytest.raises(StoreError) as caught:
        open_database("nosuchdialect://user:secret@host/db")
    assert "secret" not in str(caught.value)


def _write(url: str, numbers: range) -> None:
    engine = open_database(url)
    for number in numbers:
        with Session(engine) as session, session.begin():
            save(session, article(number), WINDOW.until)


def test_processes_that_write_at_once_lose_nothing(url: str) -> None:
    open_database(url)
    spawn = multiprocessing.get_context("spawn")
    # Each range overlaps its neighbour's half, so that rows are met by two processes.
    workers = [spawn.Process(target=_write, args=(url, range(part * 20, part * 20 + 40))) for part in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    with Session(open_database(url)) as session:
        assert {stored.key for stored in find_articles(session, WINDOW)} == {str(number) for number in range(80)}

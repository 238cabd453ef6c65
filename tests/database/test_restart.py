"""A PostgreSQL server that is restarted under who reads and writes, and one that twelve processes find empty at once."""

from __future__ import annotations

import asyncio
import multiprocessing
import threading
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from conftest import Postgres
from sqlalchemy import NullPool, create_engine, event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from monitor.items import ArticleItem
from monitor.store.database import open_database, open_to_read, reading, writing
from monitor.store.migrations import newest, revision_of
from monitor.store.models import Article
from pipelines.batch import Batch

Restart = Callable[[float], None]


@pytest.fixture
def address(postgres: Postgres) -> Iterator[str]:
    with postgres.lend() as made:
        yield made


@pytest.fixture
def restart(address: str) -> Iterator[Restart]:
    """What a restart is to the clients of a database: each connection ends, and none is taken for some seconds."""
    server, _, name = address.rpartition("/")
    admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT", poolclass=NullPool)

    def do(*statements: str) -> None:
        with admin.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def run(seconds: float) -> None:
        ends = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        do(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {seconds == 0}", ends)
        if seconds:
            timers.append(threading.Timer(seconds, do, [f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"]))
            timers[-1].start()

    timers: list[threading.Timer] = []
    yield run
    for timer in timers:
        timer.join()


def count(address: str) -> int:
    with reading(open_to_read(address)) as session:
        return len(session.scalars(select(Article.id)).all())


def article(number: int) -> ArticleItem:
    return ArticleItem(
        url=f"http://x.cn/{number}", outlet="people", key=str(number), headline=f"标题{number}", article_body="正文。",
        date_published=date(2025, 12, 10), score=0.5, text_digest=str(number), addresses=[f"http://x.cn/{number}"],
    )  # fmt: skip


async def store(address: str, *numbers: int) -> None:
    batch = Batch(open_database(address))
    await asyncio.gather(*(batch.store(article(number), date(2025, 12, 12)) for number in numbers))


@pytest.mark.parametrize("seconds", [0, 1.5])
def test_a_run_goes_on_behind_a_restart(address: str, restart: Restart, seconds: float) -> None:
    asyncio.run(store(address, 1))
    assert count(address) == 1
    restart(seconds)
    asyncio.run(store(address, 2, 3))
    assert count(address) == 3


def test_what_was_being_written_is_written_once(address: str, restart: Restart) -> None:
    """The server goes when all is said but the last word."""
    open_database(address)
    restarts = iter([1.0])

    def interrupt(session: Session) -> None:
        if session.new or session.dirty or session.scalar(select(Article.id).limit(1)):
            for seconds in restarts:
                restart(seconds)

    event.listen(Session, "before_commit", interrupt)
    try:
        asyncio.run(store(address, 1, 2))
    finally:
        event.remove(Session, "before_commit", interrupt)
    assert next(restarts, None) is None, "it was restarted"
    assert count(address) == 2


def test_a_server_that_stays_away_is_no_success(
    address: str, restart: Restart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.database.postgresql._RESTART", 1.0)
    asyncio.run(store(address, 1))
    restart(4)
    with pytest.raises(OperationalError):
        asyncio.run(store(address, 2))


def _open(address: str) -> None:
    with writing(open_database(address)) as session:
        assert revision_of(session.connection()) == newest()


def test_twelve_processes_that_find_an_empty_database_migrate_it_once(postgres: Postgres) -> None:
    fork = multiprocessing.get_context("fork")
    with postgres.lend(migrated=False) as address:
        processes = [fork.Process(target=_open, args=(address,)) for _ in range(12)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(300)
        assert [process.exitcode for process in processes] == [0] * 12
        _open(address)

"""Opening the database: one engine for each address in a process, its tables brought up to date."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from weakref import WeakSet

from scrapy.settings import BaseSettings
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, StaticPool

from monitor.configuration import home
from monitor.database.address import read_address, show_address
from monitor.database.postgresql import make_postgresql
from monitor.database.reasons import tell_reason
from monitor.database.sqlite import check_file, connect_to_read, file_of, make_file, read_only
from monitor.exceptions import StoreError
from monitor.store.migrations import migrate, newest, revision_of
from monitor.store.stories import join_anew

_READING = "monitor_reading"  # execution option of a connection
_WRITER = 653  # the number of the lock on PostgreSQL; any would do
_BUSY_TIMEOUT = 30_000  # milliseconds a writer waits for another process; a weekly run's transactions take a few


def database_url(settings: BaseSettings) -> str | URL:
    """Return MONITOR_DATABASE_URL, or that of `monitor.db` in MONITOR_HOME."""
    given: str = settings["MONITOR_DATABASE_URL"]
    return given or URL.create("sqlite", database=str(home(settings) / "monitor.db"))


def show_database(settings: BaseSettings) -> str:
    """Return which database that is, for a person to read: no secret is in it. Raises StoreError."""
    return show_address(read_address(database_url(settings)))


@lru_cache(maxsize=8)
def open_database(url: str | URL) -> Engine:
    """Return an engine on an up-to-date database, created if there is none, for who writes in it. Raises StoreError if
    it cannot be opened, is no database, cannot hold Chinese, lost its content, or was written by a later release."""
    parsed = read_address(url)
    with _told(parsed):
        if file := file_of(parsed):
            make_file(file, _new_file)
        engine = _make_engine(parsed)
        try:
            with writing(engine) as session:  # processes that open an old database together migrate one after the other
                if migrate(session.connection()):
                    join_anew(session, None)
        except BaseException:
            engine.dispose()
            raise
    return engine


def open_to_read(url: str | URL) -> Engine:
    """Return an engine for who only reads: it takes no writer's lock and needs no right to write. A database that is
    not there, or of an earlier release, is first made, or brought up to date. Raises StoreError, also where that cannot
    be done."""
    file = file_of(read_address(url))
    return _open_to_read(url) if file is None or file.exists() else open_database(url)


@lru_cache(maxsize=8)
def _open_to_read(url: str | URL) -> Engine:
    parsed = read_address(url)
    file = file_of(parsed)
    writable = not file or (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))
    with _told(parsed):
        if file:
            check_file(file)
        engine = _make_engine(parsed if writable or not file else read_only(file), to_read=True)
        try:
            with reading(engine) as session:
                current = revision_of(session.connection())
        except BaseException:
            engine.dispose()
            raise
    if current == newest():
        return engine
    engine.dispose()
    if not writable and current and current < newest():
        raise StoreError(
            f"数据库由较早的版本写成（{current}），这里又写不进，升级不了：{file}；请复制到能写的文件夹里再打开。"
        )
    return open_database(url)


def _let_go() -> None:
    """A connection belongs to the process that opened it: a forked one opens its own."""
    for engine in _MADE:
        engine.dispose(close=False)


@atexit.register
def _close() -> None:
    """The last one out merges SQLite's log into the file: who copies that file then has all of it."""
    for engine in _MADE:
        engine.dispose()


_MADE: WeakSet[Engine] = WeakSet()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


@contextmanager
def _told(url: URL) -> Iterator[None]:
    """What fails in opening the database at `url` becomes a StoreError that says where, and nothing secret."""
    try:
        yield
    except (SQLAlchemyError, ArgumentError, OSError, ImportError, ValueError) as error:
        reason, remedy = tell_reason(error, url)
        raise StoreError(f"数据库打不开：{show_address(url)}（{reason}）；{remedy}。") from error


@cache
def _new_file() -> bytes:
    """An up-to-date database without a row, as the bytes of its file: the same for every database of a process."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        migrate(connection)
    with engine.connect() as connection:
        content: bytes = connection.connection.driver_connection.serialize()  # type: ignore[union-attr]
    engine.dispose()
    return content


def _make_engine(url: URL, to_read: bool = False) -> Engine:
    engine = make_postgresql(url, to_read) if url.get_backend_name() == "postgresql" else _make_other(url, to_read)
    _MADE.add(engine)
    return engine


def _make_other(url: URL, to_read: bool) -> Engine:
    # Of who only reads nothing stays open: the last one out leaves no file of SQLite's beside the database.
    engine = create_engine(url, poolclass=NullPool if to_read else None, execution_options={_READING: to_read})
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_to_read if to_read else _configure_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    if to_read and file_of(url):
        event.listen(engine, "do_connect", connect_to_read)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session in a transaction that no other process writes beside: on SQLite every transaction is one (BEGIN
    IMMEDIATE), on PostgreSQL a lock makes it one. What is found in it is still so when it is written."""
    with Session(engine) as session, session.begin():
        if engine.dialect.name == "postgresql":
            session.execute(select(func.pg_advisory_xact_lock(_WRITER)))
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that only reads: it sees one state of the database and holds up no writer. What is changed of its
    objects stays with them."""
    options = {
        _READING: True,
        **({"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}),
    }
    with engine.connect() as connection, Session(connection.execution_options(**options), autoflush=False) as session:
        yield session


def _configure_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    # The time to wait first: the next needs the file for itself, and would be given up after pysqlite's five seconds.
    _set(
        connection, f"busy_timeout = {_BUSY_TIMEOUT}", "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"
    )


def _configure_to_read(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    _set(connection, f"busy_timeout = {_BUSY_TIMEOUT}", "query_only = ON")


def _set(connection: DBAPIConnection, *pragmas: str) -> None:
    connection.isolation_level = None  # pysqlite must not begin on its own, see below
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    # A transaction that reads first and writes later fails when another process wrote in between; this one waits.
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(_READING) else "BEGIN IMMEDIATE")

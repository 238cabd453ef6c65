"""Opening the database: one engine for each address in a process, its tables brought up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from scrapy.settings import BaseSettings
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, inspect, select, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.configuration import home
from monitor.exceptions import StoreError
from monitor.store.address import read_address, reason_without_secrets, show_address
from monitor.store.postgresql import make_postgresql
from monitor.store.stories import join_all

_READING = "monitor_reading"  # execution option of a connection
_WRITER = 653  # the number of the lock on PostgreSQL; any would do
_BUSY_TIMEOUT = 30_000  # milliseconds a writer waits for another process; a weekly run's transactions take a few


def database_url(settings: BaseSettings) -> str | URL:
    """Return MONITOR_DATABASE_URL, or that of `monitor.db` in MONITOR_HOME."""
    given: str = settings["MONITOR_DATABASE_URL"]
    return given or URL.create("sqlite", database=str(home(settings) / "monitor.db"))


@lru_cache(maxsize=8)
def open_database(url: str | URL) -> Engine:
    """Return an engine on an up-to-date database, created if there is none. Raises StoreError if it cannot be
    opened, is no database, cannot hold Chinese, or was written by a later release."""
    parsed = read_address(url)
    engine = None
    try:
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = _make_engine(parsed)
        with writing(engine) as session:  # processes that open a new database together migrate one after the other
            if _migrate(session.connection()):
                join_all(session)
    except (SQLAlchemyError, ArgumentError, OSError, ImportError, ValueError, StoreError) as error:
        if engine:
            engine.dispose()
        if isinstance(error, StoreError):
            raise
        reason = reason_without_secrets(error, parsed)
        raise StoreError(
            f"数据库打不开：{show_address(parsed)}（{reason}）；请检查 MONITOR_HOME 与 MONITOR_DATABASE_URL。"
        ) from error
    return engine


def _make_engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return make_postgresql(url)
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_immediate)
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
    """A session that only reads: it sees one state of the database and holds up no writer."""
    with engine.connect() as connection, Session(connection.execution_options(**{_READING: True})) as session:
        yield session


def _configure_sqlite(connection: object, entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # pysqlite must not begin on its own, see below
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"busy_timeout = {_BUSY_TIMEOUT}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    # A transaction that reads first and writes later fails when another process wrote in between; this one waits.
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get(_READING) else "BEGIN IMMEDIATE")


def _migrate(connection: Connection) -> str | None:
    """Bring the tables up to date and return the revision from which they came, None if there was nothing to do."""
    current = _revision(connection)
    folder = files("monitor.store") / "migrations" / "versions"
    known = {each.name[:4] for each in folder.iterdir() if re.match(r"\d{4}_", each.name)}
    if current == max(known):
        return None
    if current and current not in known:
        raise StoreError(f"数据库由更新的版本写成（{current}），本版本不能打开；请升级程序，不要降级。")
    # A fifth of a command's start would go into Alembic, which most commands do not need.
    from alembic import command
    from alembic.config import Config

    with _migration_files() as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return current


def _revision(connection: Connection) -> str | None:
    """The revision of the tables, as Alembic has written it down; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


@contextmanager
def _migration_files() -> Iterator[Path]:
    """The folder of the migrations. scrapyd runs the project from a zipped egg, and Alembic wants files;
    importlib.resources.as_file gives a folder from Python 3.12 on only."""
    source = files("monitor.store") / "migrations"
    if isinstance(source, Path):
        yield source
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "versions").mkdir()
        for each in (*source.iterdir(), *(source / "versions").iterdir()):
            if each.is_file() and each.name.endswith((".py", ".mako")):
                within = folder / "versions" if re.match(r"\d{4}_", each.name) else folder
                (within / each.name).write_bytes(each.read_bytes())
        yield folder

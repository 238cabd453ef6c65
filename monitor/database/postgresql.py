"""PostgreSQL as a store: no wait without an end, and Chinese can be stored."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import lru_cache
from time import monotonic, sleep
from typing import Any, TypeVar

from sqlalchemy import URL, Engine, create_engine, event, exc
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from monitor.exceptions import StoreError

_CONNECT_TIMEOUT = 30  # seconds
_RESTART, _PAUSE = 30.0, 0.5  # seconds that a server may be away, and between two tries
# Milliseconds. A run's statements take a few; a migration's, of a store of many years, may take a minute. A writer
# waits for the others as long as on SQLite.
_TIMEOUTS = {"lock_timeout": 30_000, "statement_timeout": 300_000}
_SILENCE = 1.2  # times the statement timeout that a server may take to say that it has passed; one that is frozen never
# does, and its machine, or a proxy's, keeps the connection alive, so that TCP has nothing to complain of
T = TypeVar("T")


def make_postgresql(url: URL, to_read: bool = False) -> Engine:
    """Return an engine for a PostgreSQL address, `to_read` only. What its parameters, the role or the database say of
    timeouts stays. Connecting raises StoreError for a database that is not UTF-8."""
    if url.get_driver_name().startswith("psycopg") and "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": str(_CONNECT_TIMEOUT)})
    engine = create_engine(url, poolclass=NullPool if to_read else None)
    if url.get_driver_name() == "psycopg":
        event.listen(engine, "do_connect", _make_connect())
        if not to_read:  # who reads connects each time
            event.listen(engine, "checkout", _check)
    event.listen(engine, "connect", _configure, insert=True)  # before SQLAlchemy asks: SQL_ASCII answers in bytes
    if to_read:
        event.listen(engine, "connect", _forbid_writing)
    return engine


def _make_connect() -> Callable[[Any, ConnectionPoolEntry, list[Any], dict[str, Any]], Any]:
    """The way in which an engine connects: a server that answered it before is waited for while it is restarted; one
    that never did is told at once."""
    met = False

    def connect(dialect: Any, entry: ConnectionPoolEntry, words: list[Any], given: dict[str, Any]) -> Any:
        nonlocal met
        from psycopg import OperationalError  # here, for the package is an optional extra

        end = monotonic() + (_RESTART if met else 0)
        while True:
            try:
                connection = _connect(words, given)
            except OperationalError:
                if monotonic() >= end:
                    met = False  # one that stays away is waited for once
                    raise
                sleep(_PAUSE)
            else:
                met = True
                return connection

    return connect


def _check(connection: DBAPIConnection, entry: ConnectionPoolEntry, proxy: Any) -> None:
    """Have the pool connect anew if the server was restarted since; one that falls silent is not asked again."""
    from psycopg import OperationalError

    try:
        cursor = connection.cursor()
        cursor.execute("SELECT 1")
        cursor.close()
        connection.rollback()
    except OperationalError as error:
        if getattr(error, "silent", False):
            raise exc.OperationalError("SELECT 1", None, error, connection_invalidated=True) from error
        raise exc.DisconnectionError from error


def _connect(words: list[Any], given: dict[str, Any]) -> Any:
    connection = _impatient().connect(*words, **given)
    cursor = connection.execute("SELECT setting FROM pg_settings WHERE name = 'statement_timeout'")
    milliseconds = int((cursor.fetchone() or ("0",))[0]) or _TIMEOUTS["statement_timeout"]
    connection.patience = milliseconds / 1000 * _SILENCE
    connection.rollback()
    return connection


@lru_cache(maxsize=1)
def _impatient() -> Any:
    """psycopg's connection, which waits for as long as the kernel holds it; this one for `patience` seconds."""
    from psycopg import Connection, OperationalError  # here, for the package is an optional extra

    class Impatient(Connection[Any]):
        patience: float = _CONNECT_TIMEOUT

        def wait(self, gen: Generator[Any, Any, T], *given: Any, **more: Any) -> T:
            return super().wait(self._bounded(gen), *given, **more)

        def _bounded(self, gen: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
            end = monotonic() + self.patience
            try:
                wanted = next(gen)
                while True:
                    ready = yield wanted
                    if not ready and monotonic() > end:
                        self.pgconn.finish()
                        error = OperationalError(f"PostgreSQL {self.patience:g} 秒没有回音")
                        error.silent = True  # type: ignore[attr-defined]
                        raise error
                    wanted = gen.send(ready)
            except StopIteration as done:
                result: T = done.value
                return result

    return Impatient


def _configure(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("SELECT current_setting('server_encoding'), current_database()")
    encoding, name = (each.decode() if isinstance(each, bytes) else each for each in cursor.fetchone() or ())
    if encoding != "UTF8":
        connection.close()
        raise StoreError(
            f"数据库 {name} 的编码是 {encoding}，存不全中文；请另建一个 UTF-8 的：createdb -E UTF8 -T template0 库名，"
            "再改 MONITOR_DATABASE_URL。"
        )
    cursor.execute("SELECT set_config('client_encoding', 'UTF8', false)")  # PGCLIENTENCODING, or the role, may differ
    for setting, milliseconds in _TIMEOUTS.items():
        cursor.execute(
            f"SELECT set_config('{setting}', '{milliseconds}', false) WHERE current_setting('{setting}') = '0'"
        )
    cursor.close()
    connection.commit()


def _forbid_writing(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("SELECT set_config('default_transaction_read_only', 'on', false)")
    cursor.close()
    connection.commit()

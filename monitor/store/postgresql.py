"""PostgreSQL as a store: no wait without an end, and Chinese can be stored."""

from __future__ import annotations

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from monitor.exceptions import StoreError

_CONNECT_TIMEOUT = 30  # seconds
# Milliseconds. A run's statements take a few; a migration's, of a store of many years, may take a minute. A writer
# waits for the others as long as on SQLite.
_TIMEOUTS = {"lock_timeout": 30_000, "statement_timeout": 300_000}


def make_postgresql(url: URL, to_read: bool = False) -> Engine:
    """Return an engine for a PostgreSQL address, `to_read` only. What its parameters, the role or the database say of
    timeouts stays. Connecting raises StoreError for a database that is not UTF-8."""
    if url.get_driver_name().startswith("psycopg") and "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": str(_CONNECT_TIMEOUT)})
    engine = create_engine(url, poolclass=NullPool if to_read else None)
    event.listen(engine, "connect", _configure, insert=True)  # before SQLAlchemy asks: SQL_ASCII answers in bytes
    if to_read:
        event.listen(engine, "connect", _forbid_writing)
    return engine


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

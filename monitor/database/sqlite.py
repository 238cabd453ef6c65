"""SQLite as a store: a file that is made in one step or refused, read where nothing can be written, and values in it
that it does not check."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import JSON, URL, Date, DateTime, Dialect, Time, TypeDecorator
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.types import TypeEngine

from monitor.exceptions import StoreError
from monitor.files import clear_beside, written_beside

_UNLINKED = frozenset((errno.EPERM, errno.ENOTSUP, errno.ENOSYS))  # what a disk answers that knows no hard links
_FULL = ("SQLITE_FULL", "SQLITE_IOERR")  # codes begin so
_SHOWN = 60  # characters of a value that cannot be read


def file_of(url: URL) -> Path | None:
    """Return the file of a database's address; None if it has none: it is another kind's, in memory, or a URI."""
    name = url.database or ""
    plain = url.get_backend_name() == "sqlite" and name not in ("", ":memory:") and not name.startswith("file:")
    return Path(name) if plain else None


def make_file(path: Path, make: Callable[[], bytes]) -> None:
    """Write the database `make()` to `path` if there is none, in one step: so a file without content is none that is
    being made, but one that lost it. Raises StoreError for that one, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        clear_beside(path)
        check_file(path)
        return
    with written_beside(path) as temporary:
        temporary.write_bytes(make())
        try:
            os.link(temporary, path)
        except FileExistsError:  # another process was first
            pass
        except OSError as error:
            if error.errno not in _UNLINKED:
                raise
            temporary.replace(path)


def check_file(path: Path) -> None:
    """Raises StoreError if what is at `path` is no file, or a database that has lost its content: taken for a new one,
    it would offer again what was printed. A file that another process holds is being made by it."""
    if path.exists() and not path.is_file():
        raise StoreError(
            f"数据库不是普通文件：{path}（目录、管道和设备都不用）；请检查 MONITOR_HOME 与 MONITOR_DATABASE_URL。"
        )
    if path.is_file() and not path.stat().st_size and not _is_held(path):
        raise StoreError(
            f"数据库文件是空的（0 字节）：{path}；里面的文章和刊出记录没有了。请从备份恢复；"
            "若确实要从头开始，先把这个文件移走。"
        )


def read_only(path: Path) -> URL:
    """Return the address by which the database at `path` is read without a write, on media or in a folder that admits
    none. What a process that was killed there left beside it is read too. Raises StoreError where that cannot be."""
    log, index = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
    query = {"mode": "ro", "uri": "true"}
    if not (log.exists() and log.stat().st_size):
        query["immutable"] = "1"  # nobody writes: without this SQLite would make both files (wal.html, section 5)
    elif not index.exists():
        raise StoreError(
            f"数据库在只读的地方，旁边的 {log.name} 里还有没并入的内容：{path}；"
            "请把两个文件复制到能写的文件夹里再打开。"
        )
    return URL.create("sqlite", database=f"file:{quote(str(path))}", query=query)


def connect_to_read(
    dialect: Dialect, record: object, args: Sequence[Any], given: MutableMapping[str, Any]
) -> DBAPIConnection:
    """Connect to the file `args[0]`, as SQLAlchemy's event `do_connect` asks: as usual, but on a full disk, where
    SQLite cannot make its files beside it and reads nothing, as where nothing can be written. It is found out for each
    connection: no disk is full for ever."""
    connection = dialect.connect(*args, **given)
    try:
        connection.cursor().execute("PRAGMA schema_version").close()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(_FULL):
            connection.close()
            args, given = dialect.create_connect_args(read_only(Path(args[0])))
            return dialect.connect(*args, **given)
    return connection


def _is_held(path: Path) -> bool:
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode == sqlite3.SQLITE_BUSY
    finally:
        connection.close()
    return False


class Checked(TypeDecorator[Any]):
    """A column whose values are checked as they are read: SQLite keeps whatever somebody wrote there by hand."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: TypeEngine[Any], form: type = object) -> None:
        """Hold values of `kind`, each an instance of `form`."""
        super().__init__()
        self.kind = kind
        self.impl = kind  # type: ignore[assignment]  # of this one; the class's is of all
        self.form = form

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Return SQLAlchemy's own reader of a value, whose errors become a StoreError that shows it."""
        inner = super().result_processor(dialect, coltype)
        form = self.form

        def read(value: Any) -> Any:
            try:
                result = inner(value) if inner else value
            except (ValueError, TypeError, RecursionError) as error:
                raise _damaged(value) from error
            if value is not None and not isinstance(result, form):
                raise _damaged(value)
            return result

        return read


LISTS, OBJECTS = (Checked(JSON(none_as_null=True), kind) for kind in (list, dict))
DAYS, TIMES, MOMENTS = Checked(Date()), Checked(Time()), Checked(DateTime(timezone=True))


def _damaged(value: object) -> StoreError:
    return StoreError(f"数据库里有一处读不出来（{value!a:.{_SHOWN}}）；请从备份恢复，或改正这一处。")

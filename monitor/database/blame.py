"""What a failed statement is to be blamed on: the database, its disk, another writer, or the row it was to take."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, OperationalError

_TOO_LARGE = "54"  # PostgreSQL's class of SQLSTATEs for what exceeds a bound of its own, as an index has for one value
_DISK = ("53100", "58", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY")  # codes of both databases begin so
_LOCKED = ("55P03", "SQLITE_BUSY", "SQLITE_LOCKED")


def is_lost(error: BaseException | None) -> bool:
    """Tell whether by `error` the server ended the connection, so that what was being done can be done anew over
    another; of one that fell silent nothing is expected."""
    silent = getattr(getattr(error, "orig", None), "silent", False)
    return isinstance(error, DBAPIError) and error.connection_invalidated and not silent


def is_down(error: BaseException | None) -> bool:
    """Tell whether by `error` no row can be written at present, on a full disk or in a locked database; any other is
    one row's."""
    return isinstance(error, OperationalError) and not _code(error).startswith(_TOO_LARGE)


def is_full(error: BaseException) -> bool:
    """Tell whether the disk of the database is full, or cannot be written or read."""
    return _code(error).startswith(_DISK)


def is_locked(error: BaseException) -> bool:
    """Tell whether another writer did not let go in time."""
    return _code(error).startswith(_LOCKED)


def _code(error: BaseException | None) -> str:
    """The database's own name for what went wrong, nothing if it has none."""
    original = getattr(error, "orig", None)
    return getattr(original, "sqlstate", None) or getattr(original, "sqlite_errorname", None) or ""

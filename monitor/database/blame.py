"""What a failed statement is to be blamed on: the database itself, or the row that it was to take."""

from __future__ import annotations

from sqlalchemy.exc import OperationalError

_TOO_LARGE = "54"  # PostgreSQL's class of SQLSTATEs for what exceeds a bound of its own, as an index has for one value


def is_down(error: BaseException | None) -> bool:
    """Tell whether by `error` no row can be written at present, on a full disk or in a locked database; any other is
    one row's."""
    state = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    return isinstance(error, OperationalError) and not state.startswith(_TOO_LARGE)

"""Insert-or-update: both dialects have it under one name, but SQLAlchemy has no common base for it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from monitor.exceptions import StoreError
from monitor.store.models import Base

_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert(session: Session, model: type[Base]) -> Any:
    """Return an INSERT for the table of `model` that knows `on_conflict_do_update` and `on_conflict_do_nothing`. Raises
    StoreError for a database that is neither SQLite nor PostgreSQL."""
    dialect = session.get_bind().dialect.name
    if dialect not in _INSERT:
        raise StoreError(f"不支持的数据库 {dialect}；请用 SQLite 或 PostgreSQL。")
    assert isinstance(model.__table__, Table)  # not the model: what goes by that takes three times as long
    return _INSERT[dialect](model.__table__)

"""Insert-or-update: both dialects have it under one name, but SQLAlchemy has no common base for it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import DeclarativeBase, Session

from monitor.exceptions import StoreError


def insert(session: Session, model: type[DeclarativeBase]) -> Any:
    """Return an INSERT for the table of `model` that knows `on_conflict_do_update` and `on_conflict_do_nothing`. Raises
    StoreError for a database that is neither SQLite nor PostgreSQL."""
    dialect = session.get_bind().dialect.name
    if dialect not in ("sqlite", "postgresql"):
        raise StoreError(f"不支持的数据库 {dialect}；请用 SQLite 或 PostgreSQL。")
    assert isinstance(model.__table__, Table)  # not the model: that is the slower way
    # Imported when it is known which: PostgreSQL's dialect is slow to load, and few use it.
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(model.__table__)

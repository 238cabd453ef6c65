"""Moving a store from one database to another: every row or none, and a proof that they are the same rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from itertools import chain
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from monitor.exceptions import StoreError, reason_of
from monitor.store.models import Base

_BATCH = 500  # rows of one statement: a week's articles, with their texts a few megabytes
_MODULES = ("choices", "found", "issues", "versions")  # whose tables stand beside the functions that use them


@dataclass(frozen=True)
class Account:
    """How many rows a table has and their digest, whatever their order."""

    rows: int
    digest: str


def tables() -> list[Table]:
    """Return every table of a store, those first that others refer to."""
    for name in _MODULES:
        import_module(f"monitor.store.{name}")
    return Base.metadata.sorted_tables


def count_rows(session: Session) -> int:
    """Return the number of rows of all tables."""
    return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables())


def copy_rows(source: Session, target: Session) -> Iterator[None]:
    """Write every row of `source` to `target`, which has none, and yield for each. Raises StoreError for one that
    `target` does not take."""
    for table in tables():
        for batch in _batches(source, table):
            try:
                target.execute(insert(table), batch)
            except SQLAlchemyError as error:
                raise StoreError(
                    f"表 {table.name} 里有一行写不进目标库（{reason_of(error)}）；什么也没有移。"
                ) from error
            yield from (None for _ in batch)
        _count_on(target, table)


def account_of(session: Session) -> dict[str, Account]:
    """Return the account of each table by its name: equal accounts are the same rows, on whichever database."""
    return {table.name: _account(_batches(session, table)) for table in tables()}


def _batches(session: Session, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = session.execute(select(table).execution_options(yield_per=_BATCH)).mappings()
    for batch in found.partitions():
        yield [{name: _plain(value) for name, value in row.items()} for row in batch]


def _plain(value: Any) -> Any:
    """A moment in UTC: SQLite keeps no zone, PostgreSQL gives one in the session's."""
    if not isinstance(value, datetime):
        return value
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _account(batches: Iterator[list[dict[str, Any]]]) -> Account:
    """Hashes are added: two databases sort texts differently."""
    number, total = 0, 0
    for row in chain.from_iterable(batches):
        text = json.dumps(row, sort_keys=True, default=str)
        total += int.from_bytes(hashlib.sha256(text.encode()).digest())
        number += 1
    return Account(number, f"{total % 2**256:064x}")


def _count_on(session: Session, table: Table) -> None:
    """Let the next row's number be the one after the highest; SQLite does so by itself."""
    column = table.autoincrement_column
    if column is not None and session.get_bind().dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        session.execute(select(func.setval(sequence, func.max(column))).where(column.is_not(None)))

"""A store moves from one database to another with every row, or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from conftest import Scrapy
from sqlalchemy import JSON, DateTime, Table, insert, select

from monitor.store import moving
from monitor.store.database import open_database, open_to_read, reading, writing
from monitor.store.models import Article, ListedLink

MOMENT = datetime(2025, 12, 12, 8, 30, tzinfo=UTC)


def fill(table: Table) -> dict[str, Any]:
    """A row with a value of every column, Chinese and characters beyond the first plane among them."""
    values: dict[type, Any] = {
        int: 7, str: "医𠮷", float: 0.1, date: date(2025, 12, 12), time: time(8, 30), bool: True,
    }  # fmt: skip
    row: dict[str, Any] = {}
    for column in table.columns:
        kind = column.type
        inner = getattr(kind, "kind", kind)
        if isinstance(inner, JSON):
            row[column.name] = {"键": [1.5, "值"]} if getattr(kind, "form", dict) is dict else ["a", "乙"]
        else:
            row[column.name] = MOMENT if isinstance(inner, DateTime) else values[inner.python_type]
    return row


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A store with a row in every table."""
    path = tmp_path / "full.db"
    with writing(open_database(f"sqlite:///{path}")) as session:
        for table in moving.tables():
            session.execute(insert(table), [fill(table)])
    return path


def test_a_store_moves_whole_there_and_back(scrapy: Scrapy, full: Path, url: str, tmp_path: Path) -> None:
    back = tmp_path / "back.db"
    for words in ((str(full), url), (url, str(back))):
        done = scrapy("movestore", *words)
        assert done.returncode == 0, done.stderr
    accounts = []
    for address in (f"sqlite:///{full}", url, f"sqlite:///{back}"):
        with reading(open_to_read(address)) as session:
            accounts.append(moving.account_of(session))
    assert accounts[0] == accounts[1] == accounts[2]
    assert {each.rows for each in accounts[0].values()} == {1}
    with writing(open_database(url)) as session:  # the next article has a number of its own
        row = fill(Article.__table__) | {"key": "又一篇"}
        del row["id"]
        assert session.execute(insert(Article).returning(Article.id), [row]).scalar_one() == 8


def test_nothing_is_left_of_a_move_that_is_refused(scrapy: Scrapy, full: Path, url: str, tmp_path: Path) -> None:
    held = tmp_path / "held.db"
    with writing(open_database(f"sqlite:///{held}")) as session:
        session.execute(insert(Article.__table__), [fill(Article.__table__)])  # type: ignore[arg-type]
    open_database(url)
    refused = [
        ((str(full), str(full)), "同一个库"),
        ((str(tmp_path / "none.db"), url), "没有这个文件"),
        ((f"sqlite:///{tmp_path / 'none.db'}", url), "没有这个文件"),
        ((url, str(tmp_path / "empty.db")), "原来的库里一行也没有"),
        ((str(full),), "要两个地址"),
        ((str(full), str(held)), "目标库里已有"),
    ]
    if url.startswith("postgresql"):
        with writing(open_database(f"sqlite:///{full}")) as session:
            session.execute(select(ListedLink)).scalar_one().title = "PostgreSQL takes no \0"
        refused.append(((str(full), url), "表 listed_link 里有一行写不进目标库"))
    for words, said in refused:
        done = scrapy("movestore", *words)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    with reading(open_to_read(url)) as session:
        assert moving.count_rows(session) == 0
    assert not (tmp_path / "none.db").exists()


def test_an_account_tells_one_changed_character(full: Path) -> None:
    engine = open_database(f"sqlite:///{full}")
    with reading(engine) as session:
        before = moving.account_of(session)
    with writing(engine) as session:
        session.execute(select(Article)).scalar_one().headline += "。"
    with reading(engine) as session:
        after = moving.account_of(session)
    assert [name for name in before if before[name] != after[name]] == ["article"]

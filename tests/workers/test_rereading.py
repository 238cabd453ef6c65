"""Two real scrapyd servers that read archived pages again come to the rows of one process, and go on where they were."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT, Forker, Scrapy
from scrapy.utils.project import get_project_settings
from scrapyds import ACCOUNT, Scrapyd, forked
from sqlalchemy import create_engine, text

from monitor.proof.sending import send

BROKEN = ("people", "xinhuanet", "cnr")
READ = (*BROKEN, "bjd", "hubeidaily")  # enough for a part for each server, be one done already
ROWS = {
    "article": "SELECT * FROM article ORDER BY id",
    "revision": "SELECT * FROM revision ORDER BY article_id, version",
    "evidence": "SELECT * FROM evidence ORDER BY article_id, version, page",
    "article_address": "SELECT * FROM article_address ORDER BY article_id, url",
    "story_print": "SELECT * FROM story_print ORDER BY hash, story",
}


def execute(store: Path, *statements: str) -> list[dict[str, Any]]:
    engine = create_engine(f"sqlite:///{store}")
    rows: list[dict[str, Any]] = []
    with engine.begin() as connection:
        for statement in statements:
            result = connection.execute(text(statement))
            rows += map(dict, result.mappings()) if result.returns_rows else []
    engine.dispose()
    return rows


def rows_of(store: Path) -> dict[str, list[dict[str, Any]]]:
    """All that is read of a page; when it was is another matter."""
    found = {table: execute(store, query) for table, query in ROWS.items()}
    return {table: [{**row, "updated_at": None} for row in rows] for table, rows in found.items()}


@pytest.fixture
def two(tmp_path: Path, forker: Forker) -> Iterator[list[Scrapyd]]:
    """Servers with homes of their own on one store and one archive."""
    (tmp_path / "there").mkdir()
    own = {"MONITOR_DATABASE_URL": f"sqlite:///{tmp_path / 'store.db'}", "MONITOR_ARCHIVE_URL": str(tmp_path / "there")}
    with ExitStack() as stack:
        servers = []
        for name in ("first", "second"):
            (home := tmp_path / name).mkdir()
            servers.append(stack.enter_context(forked(forker, home, {"MONITOR_HOME": str(home), **own})))
            servers[-1].deploy("one")
        yield servers


def test_shares_read_on_two_servers_are_what_one_machine_reads(
    two: list[Scrapyd], scrapy: Scrapy, home_with_week: Path, tmp_path: Path
) -> None:
    """What a broken reader stored is mended; a command that was cut short is taken up; a new one begins anew."""
    spoilt = [
        f"UPDATE article SET headline = '分享' || id, article_body = '扫一扫' WHERE outlet = '{each}'"
        for each in BROKEN
    ]
    others = f"SELECT id FROM article WHERE outlet NOT IN {READ}"
    let_go = [f"DELETE FROM {table} WHERE article_id IN ({others})" for table in ("evidence", "article_address")]
    execute(home_with_week / "monitor.db", *let_go, f"DELETE FROM article WHERE id IN ({others})", *spoilt)
    shutil.copy(home_with_week / "monitor.db", tmp_path / "store.db")
    one = scrapy("reread", "653", home=home_with_week)
    assert one.returncode == 0, one.stderr
    settings = get_project_settings()
    settings.setdict({"MONITOR_HOME": str(home_with_week), "ARCHIVE_URL": str(tmp_path / "there")}, priority="cmdline")
    assert send(settings) == []
    env = {
        "SCRAPYD_URL": ",".join(server.url for server in two), "MONITOR_ARCHIVE_URL": str(tmp_path / "there"),
        "MONITOR_DATABASE_URL": f"sqlite:///{tmp_path / 'store.db'}", **ACCOUNT,
    }  # fmt: skip
    refused = scrapy("schedule", "653", "--reread", home=tmp_path / "third", env={**env, "MONITOR_ARCHIVE_URL": ""})
    assert (refused.returncode, "MONITOR_ARCHIVE_URL" in refused.stderr) == (2, True), refused.stderr
    begun = scrapy("schedule", "653", "--reread", "--outlets", "people", home=tmp_path / "third", env=env)
    assert begun.returncode == 0, begun.stderr
    done = scrapy("schedule", "653", "--reread", home=tmp_path / "third", env=env)
    assert done.returncode == 0, done.stderr
    assert "（one）已读过 1 份" in done.stderr
    assert "people 2025-12-06：完" not in done.stderr
    assert done.stderr.splitlines()[-1].partition("：")[2] == one.stderr.splitlines()[-1].partition("：")[2]
    assert rows_of(tmp_path / "store.db") == rows_of(home_with_week / "monitor.db")
    assert execute(tmp_path / "store.db", "SELECT sum(changed) AS n FROM reread_share")[0]["n"] > len(BROKEN)
    for name in ("first", "second"):
        assert [*(tmp_path / name / "scrapyd" / "logs").rglob("*.log")], "each had a part"
    again = scrapy("schedule", "653", "--reread", "--outlets", "cnr", home=tmp_path / "third", env=env)
    assert "（one）已读过 0 份" in again.stderr
    assert "有变化 0 篇" in again.stderr


CRASHES = """
import scrapy.cmdline
from monitor.exceptions import StoreError
from monitor.run.rereading import Rereading
former = Rereading.opened
def opened(self, spider):
    if spider.name == "cnr":
        raise StoreError("the store is gone")
    former(self, spider)
Rereading.opened = opened
scrapy.cmdline.execute()
"""


def test_an_outlet_whose_reading_broke_down_at_once_is_no_success(forker: Forker, home_with_week: Path) -> None:
    env = {**os.environ, "MONITOR_HOME": str(home_with_week)}
    done = forker.run([CRASHES, "reread", "653"], env, PROJECT, program="python -c")
    assert done.returncode == 3, done.stderr
    assert "没有读成：cnr；缘由见 scrapy reread 653 -L ERROR。" in done.stderr

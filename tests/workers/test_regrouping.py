"""Stories found anew over a whole store: as if all had just come, whatever a former release made of them."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from conftest import PROJECT, Forker, Scrapy
from sqlalchemy import Engine, select, update

from monitor.items import ArticleItem
from monitor.store.articles import save
from monitor.store.database import open_database, reading, writing
from monitor.store.models import Article
from monitor.workers import regrouping
from monitor.workers.regrouping import count_stories, regroup

DAY = date(2025, 12, 12)


def _text(subject: str) -> str:
    return "\n\n".join(
        f"{subject}的第{number}件事：{subject}{number * 7919}户{subject}用上了它。" for number in range(9)
    )


@pytest.fixture
def stored(url: str, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Three stories, the first two of several outlets each."""
    monkeypatch.setattr(regrouping, "_AT_ONCE", 2)
    engine = open_database(url)
    told = ("电子病历", "云胶片", "电子病历", "家庭医生", "云胶片", "电子病历")
    with writing(engine) as session:
        for number, subject in enumerate(told):
            item = ArticleItem(
                f"http://x.cn/{number}", "people", headline=f"{subject}{number}", key=str(number),
                article_body=_text(subject), date_published=DAY, text_digest=subject, score=0.5,
            )  # fmt: skip
            save(session, item, DAY)
    return engine


def _stories(engine: Engine) -> dict[str, int | None]:
    with reading(engine) as session:
        rows = session.execute(select(Article.headline, Article.story)).all()
    return {row.headline: row.story for row in rows}


def test_what_a_former_release_joined_or_parted_is_found_anew(stored: Engine) -> None:
    right = _stories(stored)
    assert len(set(right.values())) == 3
    assert list(regroup(stored, 0)) == [1, 2, 4], "each once, and nothing moves"
    assert _stories(stored) == right
    for wrong in (1, Article.id):
        with writing(stored) as session:
            session.execute(update(Article).values(story=wrong))
        assert _stories(stored) != right
        list(regroup(stored, 0))
        assert _stories(stored) == right, wrong


def test_who_stops_goes_on_behind_the_last_one(stored: Engine) -> None:
    right = _stories(stored)
    with writing(stored) as session:
        session.execute(update(Article).values(story=Article.id))
    *_, last = islice(regroup(stored, 0), 2)
    assert count_stories(stored, last) == len(list(regroup(stored, last))) < 6
    assert _stories(stored) == right


STOPPED = """
import os, signal, scrapy.cmdline
from monitor.workers import regrouping
former = regrouping.join_anew
def join_anew(session, some):
    if some > 50:
        os.kill(os.getpid(), signal.SIGINT)
    former(session, some)
regrouping.join_anew = join_anew
scrapy.cmdline.execute()
"""


def test_the_command_says_how_far_it_came_and_goes_on(scrapy: Scrapy, forker: Forker, home_with_week: Path) -> None:
    with sqlite3.connect(home_with_week / "monitor.db") as connection:
        right = connection.execute("SELECT id, story FROM article").fetchall()
        connection.execute("UPDATE article SET story = id")
    env = {**os.environ, "MONITOR_HOME": str(home_with_week)}
    stopped = forker.run([STOPPED, "reread", "--stories"], env, PROJECT, program="python -c")
    assert stopped.returncode == 1, stopped.stderr
    told, *_ = stopped.stderr.splitlines()
    assert told == "归并到编号 50，50 条；接着做：scrapy reread --stories --after 50"
    assert "已中断" in stopped.stderr and "Traceback" not in stopped.stderr
    done = scrapy("reread", "--stories", "--after", "50")
    assert (done.returncode, "已按现在的规则归并" in done.stderr) == (0, True), done.stderr
    with sqlite3.connect(home_with_week / "monitor.db") as connection:
        assert connection.execute("SELECT id, story FROM article").fetchall() == right
    connection.close()
    for words in (("653", "--stories"), ("--after", "7"), ("--stories", "--jobs", "2"), ("--stories", "--after", "x")):
        wrong = scrapy("reread", *words)
        assert (wrong.returncode, wrong.stderr.count("错误：")) == (2, 1), wrong.stderr

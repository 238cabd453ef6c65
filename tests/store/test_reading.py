"""Reading never writes, and works where nothing can be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from conftest import Scrapy
from disks import fill
from dying import dies_at
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from monitor.exceptions import StoreError
from monitor.issue_calendar import Window
from monitor.items import ArticleItem
from monitor.store.articles import find_articles, save, store_scores
from monitor.store.database import open_database, open_to_read, reading, writing
from monitor.store.models import Article
from monitor.terminal.command import guard
from monitor.topic import score as scoring
from monitor.topic.vocabulary import Vocabulary, load_vocabulary

WINDOW = Window(date(2025, 12, 6), date(2025, 12, 12))


def item(number: int, headline: str = "某县上线电子病历") -> ArticleItem:
    return ArticleItem(
        url=f"http://x.cn/{number}", outlet="people", key=str(number), headline=headline, article_body="正文。",
        date_published=date(2025, 12, 10), score=0.5, text_digest=str(number),
    )  # fmt: skip


def stored(url: str) -> list[tuple[float, str]]:
    with open_to_read(url).connect() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT score, scored_by FROM article ORDER BY id"))]


@pytest.fixture
def read_only(home_with_week: Path) -> Iterator[Path]:
    """The stored week on a medium that admits no write."""
    kept = home_with_week.parent / "kept"
    home_with_week.rename(kept)
    home_with_week.mkdir()
    mount = ["mount", "-t", "tmpfs", "tmpfs", str(home_with_week)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount: run the tests as root, in a container with --cap-add SYS_ADMIN")
    shutil.copytree(kept, home_with_week, dirs_exist_ok=True)
    subprocess.run(["mount", "-o", "remount,ro", str(home_with_week)], check=True)
    yield home_with_week
    subprocess.run(["umount", "-l", str(home_with_week)], check=True)


def commands(home: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(home / "monitor.db") as connection:
        (address,) = connection.execute("SELECT url FROM article ORDER BY score DESC").fetchone()
    connection.close()
    return [
        ("articles", "653"),
        ("health", "653"),
        ("why", address),
        ("label", "--list"),
        ("verify", "653"),
        ("bulletin", "653", "--history"),
    ]


def test_reading_commands_work_on_a_medium_that_admits_no_write(
    scrapy: Scrapy, stored_week: Path, read_only: Path
) -> None:
    for words in commands(stored_week):
        there, here = scrapy(*words), scrapy(*words, home=stored_week)
        assert (there.returncode, there.stdout) == (here.returncode, here.stdout), (words, there.stderr)
        assert "错误" not in there.stderr, words


def test_reading_commands_wait_for_no_writer_and_leave_the_store_as_it_is(scrapy: Scrapy, home_with_week: Path) -> None:
    database = home_with_week / "monitor.db"
    words = commands(home_with_week)[:3]
    before = {path: path.stat().st_mtime_ns for path in home_with_week.rglob("*")}, database.read_bytes()
    writer = sqlite3.connect(database, isolation_level=None)
    for each in words:
        assert scrapy(*each).returncode == 0, each
    assert ({path: path.stat().st_mtime_ns for path in home_with_week.rglob("*")}, database.read_bytes()) == before
    writer.execute("BEGIN EXCLUSIVE")
    for each in words:
        assert scrapy(*each, seconds=25).returncode == 0, each
    writer.close()


def test_who_reads_cannot_write(url: str) -> None:
    with writing(open_database(url)) as session:
        save(session, item(1), WINDOW.until)
    with pytest.raises(SQLAlchemyError, match="read-?only"), open_to_read(url).begin() as connection:
        connection.execute(text("UPDATE article SET headline = 'x'"))


def test_scores_follow_the_vocabulary_in_what_is_read_and_are_stored_by_who_writes(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored = item(1)
    scored.score, scored.scored_by = 0.5, scoring.rule_digest()
    with writing(open_database(url)) as session:
        save(session, scored, WINDOW.until)
        save(session, item(2, "另一篇"), WINDOW.until)  # of an earlier release: by which vocabulary is not known
    now = scoring.rule_digest()
    with reading(open_to_read(url)) as session:
        assert [each.score for each in find_articles(session, WINDOW)] == [0.5, 0.0]
    assert stored(url) == [(0.5, now), (0.5, "")], "reading has stored nothing"
    store_scores(url, WINDOW)
    assert stored(url) == [(0.5, now), (0.0, now)]
    other = Vocabulary({"strong": ["另一篇"]})
    monkeypatch.setattr(scoring, "load_vocabulary", lambda: other)
    assert scoring.rule_digest() != now
    with reading(open_to_read(url)) as session:
        best = find_articles(session, WINDOW)[0]
        assert (best.headline, best.grade) == ("另一篇", "A1")
    store_scores(url, WINDOW)
    assert [each[1] for each in stored(url)] == [scoring.rule_digest()] * 2
    assert load_vocabulary().digest != other.digest


def test_what_a_killed_process_left_is_read_too_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a read-only medium: the file with its log and index, without the index, alone."""
    home = tmp_path / "living"
    url = f"sqlite:///{home / 'monitor.db'}"
    with writing(open_database(url)) as session:
        save(session, item(1), WINDOW.until)
    keep = open_database(url).connect()  # so that the log stays
    with writing(open_database(url)) as session:
        save(session, item(2), WINDOW.until)
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    names = ("monitor.db", "monitor.db-wal", "monitor.db-shm")
    assert all((home / name).exists() for name in names)
    for number, kept in enumerate((names, names[:2])):
        copy = tmp_path / str(number)
        copy.mkdir()
        for name in kept:
            shutil.copy(home / name, copy)
        if number:
            with pytest.raises(StoreError, match="monitor.db-wal 里还有没并入的内容"):
                open_to_read(f"sqlite:///{copy / 'monitor.db'}")
        else:
            assert len(stored(f"sqlite:///{copy / 'monitor.db'}")) == 2
    keep.close()
    open_database(url).dispose()
    assert sorted(path.name for path in home.iterdir()) == ["monitor.db"]
    assert len(stored(url)) == 2
    assert sorted(path.name for path in home.iterdir()) == ["monitor.db"], "nothing was written beside it"


def test_a_full_disk_is_read_and_when_it_is_not_full_any_more_written(disk: Callable[[str], Path]) -> None:
    home = disk("size=1m")
    url = f"sqlite:///{home / 'monitor.db'}"
    with writing(open_database(url)) as session:
        save(session, item(1), WINDOW.until)
    open_database(url).dispose()
    ballast = fill(home, 0)
    assert len(stored(url)) == 1
    ballast.unlink()
    with writing(open_database(url)) as session:
        save(session, item(2), WINDOW.until)
    assert len(stored(url)) == 2
    open_database(url).dispose()


@pytest.mark.parametrize("opened", [open_database, open_to_read])
def test_an_emptied_database_is_refused_with_the_remedy(tmp_path: Path, opened: Callable[[str], object]) -> None:
    (tmp_path / "monitor.db").touch()
    with pytest.raises(StoreError, match=r"空的（0 字节）.*monitor\.db.*备份"):
        opened(f"sqlite:///{tmp_path / 'monitor.db'}")
    assert (tmp_path / "monitor.db").stat().st_size == 0


def test_a_database_is_made_in_one_step(tmp_path: Path) -> None:
    """Killed at any call that touches the folder, its making leaves none, or the whole; the next leaves no more."""
    for number in range(1, 20):
        file = tmp_path / str(number) / "monitor.db"
        killed = dies_at(number, lambda: open_database(f"sqlite:///{file}").dispose())  # noqa: B023 (done at once)
        assert not file.exists() or file.stat().st_size > 50_000
        open_database(f"sqlite:///{file}").dispose()
        assert [path.name for path in file.parent.iterdir()] == ["monitor.db"]
        if not killed:
            assert number > 3
            return
    pytest.fail("it never came to its end")


def test_a_new_file_that_another_holds_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer than pysqlite's own five seconds would allow, had they not been set: here they are none."""
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **given: connect(*args, **{**given, "timeout": 0}))
    held = connect(tmp_path / "monitor.db", isolation_level=None, check_same_thread=False)
    held.execute("BEGIN EXCLUSIVE")
    released = threading.Timer(0.5, held.execute, ("COMMIT",))
    released.start()
    open_database(f"sqlite:///{tmp_path / 'monitor.db'}").dispose()
    released.join()
    held.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [("reasons", "[oh"), ("reasons", "7"), ("flags", "{}"), ("published_on", "2025-13-40"), ("published_on", "once"),
     ("published_time", "25:61"), ("updated_at", "yesterday")],
)  # fmt: skip
def test_a_value_that_cannot_be_read_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], column: str, value: str
) -> None:
    url = f"sqlite:///{tmp_path / 'monitor.db'}"
    with writing(open_database(url)) as session:
        save(session, item(1), WINDOW.until)
        session.execute(text(f"UPDATE article SET {column} = :value, found_for = '2025-12-12'"), {"value": value})

    def work() -> int:
        with reading(open_to_read(url)) as session:
            return len(session.scalars(select(Article)).all())

    assert guard(work) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith("错误：数据库里有一处读不出来")
    assert value in told


def test_a_reader_sees_one_state_though_another_writes(url: str) -> None:
    engine = open_database(url)
    with reading(engine) as session:
        assert session.scalars(select(Article.id)).all() == []
        with writing(engine) as writer:
            save(writer, item(1), WINDOW.until)
        assert session.scalars(select(Article.id)).all() == []


def test_the_file_alone_holds_what_a_command_wrote(scrapy: Scrapy, home_with_week: Path, tmp_path: Path) -> None:
    """Who keeps a copy of monitor.db keeps all."""
    assert scrapy("label", "1", "on", home=home_with_week).returncode == 0
    copied = shutil.copy(home_with_week / "monitor.db", tmp_path / "copied.db")
    with closing(sqlite3.connect(copied)) as connection:
        assert connection.execute("SELECT count(*) FROM label").fetchone() == (1,)
    assert not list(home_with_week.glob("monitor.db-*"))

from __future__ import annotations

import multiprocessing
import os
import pkgutil
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from conftest import OF_FEW, SAMPLE_WEEK, Scrapy, copy_home
from sqlalchemy import JSON, Column, DateTime, MetaData, create_engine, select, text
from tried import budget

import monitor.store
from monitor.bulletin import Entry
from monitor.exceptions import StoreError
from monitor.issue_calendar import IssueCalendar, Window
from monitor.items import PARTIAL, ArticleItem, Evidence
from monitor.store.articles import find_articles, find_same, meet_again, save
from monitor.store.database import open_database, reading, writing
from monitor.store.issues import Printed, find_evidence, find_folder, find_issues, save_issue
from monitor.store.models import Article, Base, ListedLink, Revision
from monitor.store.stories import find_members, find_printed

WINDOW = Window(date(2025, 12, 6), date(2025, 12, 12))


def article(number: int) -> ArticleItem:
    return ArticleItem(
        url=f"http://x.cn/{number}", outlet="people", key=str(number), headline=f"标题{number}", article_body="正文。",
        date_published=date(2025, 12, 10), score=0.5, text_digest=str(number), addresses=[f"http://x.cn/{number}"],
    )  # fmt: skip


def test_migrations_make_the_tables_of_the_models(empty_url: str) -> None:
    for module in pkgutil.iter_modules(monitor.store.__path__):
        import_module(f"monitor.store.{module.name}")  # a table stands beside the functions that use it
    with open_database(empty_url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009"])
def test_a_database_of_an_earlier_release_keeps_its_rows(empty_url: str, tmp_path: Path, revision: str) -> None:
    """Every table of that release with a row in it; the rows stand there afterwards as they were."""
    (tmp_path / "a folder").mkdir()
    engine = create_engine(empty_url)
    config = Config()
    config.set_main_option("script_location", "monitor.store:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        tables = MetaData()
        tables.reflect(connection)
        former = {table.name: table for table in tables.sorted_tables if table.name != "alembic_version"}
        for table in former.values():
            values = {column.name: _filler(column) for column in table.columns}
            connection.execute(table.insert().values(values))
        rows = {name: connection.execute(table.select()).mappings().one() for name, table in former.items()}
    engine.dispose()
    with open_database(empty_url).connect() as connection:
        for name, table in former.items():
            if name == "listed_title":  # taken over by another table
                moved = connection.execute(select(ListedLink.url, ListedLink.title, ListedLink.day, ListedLink.outcome))
                assert moved.one() == (rows[name]["url"], rows[name]["title"], rows[name]["day"], "gate")
                continue
            assert connection.execute(table.select()).mappings().one() == rows[name], name
        assert connection.execute(text("SELECT story, version FROM article")).one() == (1, 1), "its story is found"


def _filler(column: Column[Any]) -> Any:
    if isinstance(column.type, JSON):
        return []
    if isinstance(column.type, DateTime):
        return datetime(2025, 12, 10, tzinfo=UTC)
    kinds = {int: 1, str: "旧", float: 0.5, bool: True, date: date(2025, 12, 10), time: None}
    return kinds[column.type.python_type]


def test_sqlite_is_in_wal_mode_with_a_busy_timeout(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'monitor.db'}"
    with open_database(url).connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert int(connection.execute(text("PRAGMA busy_timeout")).scalar() or 0) >= 10_000
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_database_of_a_later_release_is_refused(url: str) -> None:
    with open_database(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    open_database(url).dispose()
    open_database.cache_clear()
    with pytest.raises(StoreError, match="更新的版本"):
        open_database(url)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path.write_bytes(b"no database at all, just text" * 100), r"打不开.*monitor\.db"),
        (Path.mkdir, r"不是普通文件.*monitor\.db"),
        (os.mkfifo, r"不是普通文件.*monitor\.db"),
    ],
)
def test_what_is_no_database_is_named(tmp_path: Path, make: Callable[[Path], object], told: str) -> None:
    make(tmp_path / "monitor.db")
    with pytest.raises(StoreError, match=told):
        open_database(f"sqlite:///{tmp_path / 'monitor.db'}")


def test_a_password_is_not_shown() -> None:
    with pytest.raises(StoreError) as caught:
        open_database("nosuchdialect://user:secret@host/db")
    assert "secret" not in str(caught.value)


TEXT = "云州省卫生健康委{day}公布，全省已有{n}家医院接入影像云平台，患者在任意一家拍片，医生都能在线调阅原始影像，平均每次少等{m}分钟。"


def store(url: str, *items: ArticleItem) -> None:
    for item in items:
        with writing(open_database(url)) as session:
            save(session, item, WINDOW.until)


def stored(url: str) -> list[Article]:
    with reading(open_database(url)) as session:
        return list(session.scalars(select(Article).order_by(Article.id)))


def evidence(number: int) -> Evidence:
    fetched = datetime(2025, 12, 12, 10, tzinfo=UTC)
    return Evidence(
        f"http://x.cn/{number}", "2025-12-12/a.warc.gz", 100 * number, "ab" * 32, fetched, 200, {"Server": "x"}
    )


def test_a_changed_text_is_a_new_version_and_the_former_one_stays(url: str) -> None:
    first, second = article(1), article(1)
    first.evidence, second.evidence = [evidence(1)], [evidence(2), evidence(3)]
    second.headline, second.article_body = "改过的标题", "改过的正文。"
    store(url, first, second)
    (now,) = stored(url)
    assert (now.version, now.headline, now.article_body) == (2, "改过的标题", "改过的正文。")
    with reading(open_database(url)) as session:
        former = session.get_one(Revision, (now.id, 1))
        assert former.content == {"headline": "标题1", "article_body": "正文。"}
        assert former.seen_at <= now.updated_at
        pages = [[(page.page, page.offset) for page in find_evidence(session, now.id, version)] for version in (1, 2)]
        assert pages == [[(1, 100)], [(1, 200), (2, 300)]]


def test_what_is_not_printed_makes_no_version(url: str) -> None:
    again = article(1)
    again.score, again.flags, again.reader = 0.9, ["有字符损坏"], "own:y"
    store(url, article(1), again)
    (now,) = stored(url)
    assert (now.version, now.score, now.reader) == (1, 0.9, "own:y")


def test_a_further_reading_brings_addresses_and_missing_evidence(url: str) -> None:
    store(url, article(1))
    again = article(1)
    again.addresses, again.evidence = ["http://m.x.cn/1"], [evidence(1)]
    with writing(open_database(url)) as session:
        known = find_same(session, again)
        assert known is not None
        meet_again(session, known, again)
        meet_again(session, known, again)
    with reading(open_database(url)) as session:
        (now,) = find_articles(session, WINDOW)
        assert [address.url for address in now.addresses] == ["http://m.x.cn/1", "http://x.cn/1"]
        assert len(find_evidence(session, now.id, 1)) == 1


PLACES = ("云州", "青岚", "白鹭", "南屿", "松涛")


def tale(place: str) -> str:
    """A text of its own for each place: nothing is alike in two of them."""
    return "".join(
        f"{place}{chr(0x4E00 + ord(place[0]) % 900 + 7 * n)}{chr(0x5000 + ord(place[1]) % 900 + 11 * n)}{n * 37}。"
        for n in range(40)
    )


def test_a_reprint_joins_its_story_and_a_digest_joins_none(url: str) -> None:
    items = [article(number) for number in range(1, 8)]
    for item, place in zip(items, PLACES, strict=False):
        item.article_body = tale(place)
    items[5].article_body = "\n\n".join(tale(place) for place in PLACES[:3])  # a digest
    items[6].article_body = tale(PLACES[1]) + "\n\n（责编：甲）"
    store(url, *items)
    assert [each.story for each in stored(url)] == [1, 2, 3, 4, 5, 6, 2]


def test_two_short_texts_of_the_same_words_are_one_story(url: str) -> None:
    items = [article(number) for number in range(1, 41)]
    for item in items:
        item.article_body = f"{PLACES[int(item.key) % 2]}市启用预约挂号平台。"
        item.text_digest = item.article_body
    store(url, *items)
    assert {each.story for each in stored(url)} == {1, 2}


def test_a_changed_text_leaves_its_story(url: str) -> None:
    """As when a selector took the same furniture for the text of two articles, and was mended."""
    one, other, third = article(1), article(2), article(3)
    one.article_body = other.article_body = third.article_body = tale(PLACES[0])
    store(url, one, other, third)
    assert {each.story for each in stored(url)} == {1}
    one.article_body = tale(PLACES[1])
    store(url, one)
    assert [each.story for each in stored(url)] == [1, 2, 2]
    newcomer = article(4)
    newcomer.article_body = tale(PLACES[0])
    store(url, newcomer)
    assert [each.story for each in stored(url)] == [1, 2, 2, 2], "the story is found under its new number"
    other.article_body = tale(PLACES[1])
    store(url, other)
    assert [each.story for each in stored(url)] == [1, 1, 3, 3]


def test_a_page_that_failed_takes_nothing_from_what_was_read(url: str) -> None:
    whole, partial = article(1), article(1)
    whole.article_body, partial.article_body, partial.flags = "一。\n\n二。", "一。", [PARTIAL]
    store(url, whole, partial)
    assert [(each.version, each.article_body) for each in stored(url)] == [(1, "一。\n\n二。")]
    store(url, article(2), partial)
    late = article(2)
    late.reader, late.evidence = "own:y", [evidence(2)]
    store(url, late)
    with reading(open_database(url)) as session:
        assert len(find_evidence(session, 2, 1)) == 1, "the first evidence of a version is kept"


def test_a_printed_story_is_known_by_each_of_its_articles(url: str) -> None:
    one, reprint, other = article(1), article(2), article(3)
    one.article_body = reprint.article_body = TEXT.format(day="10日", n=96, m=40)
    store(url, one, reprint, other)
    issue = IssueCalendar().by_number(652)
    entry = Entry("标题1", "人民网", "http://x.cn/1", WINDOW.since, one.article_body)
    for _ in range(2):  # writing an issue anew replaces it
        with writing(open_database(url)) as session:
            save_issue(session, issue, (entry,), [Printed(1, 1)], "/out")
    with writing(open_database(url)) as session:
        save_issue(session, issue, (entry,), [Printed(1, 1)])
        assert find_folder(session, 652) == "/out", "an import does not move it"
        save_issue(session, IssueCalendar().by_number(653), (), [], "/out")
        assert [find_folder(session, number) for number in (652, 653, 654)] == [None, "/out", None], (
            "one issue a folder"
        )
    by_id = {each.id: each.story for each in stored(url)}
    with reading(open_database(url)) as session:
        (printed,) = find_issues(session, 652)
        assert [(each.place, each.headline) for each in printed.entries] == [(1, "标题1")]
        assert find_printed(session, {by_id[2], by_id[3]}) == {by_id[2]: {652}, by_id[3]: set()}
        assert [member.article_id for member in find_members(session, {by_id[1]})[by_id[1]]] == [1, 2]


def test_who_had_a_story_first_is_no_matter_of_whose_server_is_faster(url: str) -> None:
    """Of two articles of one minute: the order in which they were fetched differs from run to run."""
    pairs = [(article(1), article(2)), (article(4), article(3))]
    for number, pair in enumerate(pairs):
        for each in pair:
            each.outlet = "cnr" if each is min(pair, key=lambda one: int(one.key)) else "people"
            each.article_body = TEXT.format(day="10日", n=96 + number, m=40) + f"第{number}次。" * 40
        store(url, *pair)
    stories = {each.story for each in stored(url)}
    assert len(stories) == 2
    with reading(open_database(url)) as session:
        members = find_members(session, stories).values()
    assert [[member.outlet for member in each] for each in members] == [["cnr", "people"]] * 2


def _write(url: str, numbers: range, waits: Any) -> None:
    open_database.cache_clear()  # in a forked child the parent's connections are not to be used
    slowest = 0.0
    for number in numbers:
        started = perf_counter()
        store(url, article(number))
        slowest = max(slowest, perf_counter() - started)
    waits.put(slowest)


def test_a_reader_holds_up_no_writer(url: str) -> None:
    with reading(open_database(url)) as session:
        assert not find_articles(session, WINDOW)
        store(url, article(1))
        assert not session.scalars(select(Article)).all() or url.startswith("postgresql"), "SQLite shows one state"
    assert len(stored(url)) == 1


def test_twelve_processes_that_write_at_once_lose_nothing(url: str, show: Callable[[str], None]) -> None:
    """Half of what each writes its neighbour writes too."""
    each = budget(20, 500)  # the slowest waits for two hundred others all the same
    fork = multiprocessing.get_context("fork")  # what is spawned imports all of this anew, twelve times
    waits = fork.Queue()
    ranges = [range(part * each // 2, part * each // 2 + each) for part in range(12)]
    workers = [fork.Process(target=_write, args=(url, numbers, waits)) for numbers in ranges]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(300)
        assert worker.exitcode == 0
    assert sorted(int(article.key) for article in stored(url)) == list(range(each // 2 * 13))
    show(
        f"12 processes, {12 * each} articles on {url.split(':')[0]}: the slowest wait {max(waits.get() for _ in workers):.2f} s"
    )


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_bulletin_is_the_same_on_either_database(url: str, scrapy: Scrapy, tmp_path: Path, stored_few: Path) -> None:
    run = ("weekly", "653", "--replay", SAMPLE_WEEK, *OF_FEW, "--out", tmp_path / "there")
    there = scrapy(*run, env={"MONITOR_DATABASE_URL": url})
    assert there.returncode == 0, there.stderr
    copy = copy_home(stored_few, tmp_path / "copy")
    here = copy / "bulletins" / "653"
    for folder in (tmp_path / "there", here):
        for name in ("bulletin.md", "candidates.csv"):
            assert (folder / name).read_bytes().count(b"\n") > 10
    assert (tmp_path / "there" / "bulletin.md").read_bytes() == (here / "bulletin.md").read_bytes()
    address = f"sqlite:///{copy / 'monitor.db'}"
    for home, database in ((tmp_path / "home", url), (copy, address)):
        proof = scrapy("verify", "653", home=home, env={"MONITOR_DATABASE_URL": database})
        assert proof.returncode == 0, proof.stderr


def test_a_password_is_not_printed_however_the_address_is_written() -> None:
    for address in ("postgresql+psycopg:/u:s3cret@127.0.0.1:1/x", "postgresql+psycopg://u:s3cret@127.0.0.1:bad/x"):
        with pytest.raises(StoreError) as refused:
            open_database(address)
        assert "s3cret" not in str(refused.value)


def test_a_migrations_file_begins_with_its_revision() -> None:
    """The store looks no further than at their names when it is up to date."""
    config = Config()
    config.set_main_option("script_location", "monitor.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    names = {Path(script.path).name[:4] for script in scripts.walk_revisions()}
    assert names == {script.revision for script in scripts.walk_revisions()}
    assert scripts.get_current_head() == max(names)

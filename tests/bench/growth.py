"""What a store costs as it grows: stores of 10⁴, 10⁵ and 10⁶ articles, a thousand for each week, each a story of its own
with its address, its listed link and the hashes by which stories are found.

    python tests/bench/growth.py [FOLDER] [--articles 10000,100000,1000000] [--links 0] [--server URL]

Of each: the time to store one article more (the weekly run's share of the database), seconds of `scrapy bulletin 653`,
of which choosing, and of `scrapy why` (both with the start of the command, about a second), the memory that writing the
bulletin took, and the size of the store. `--server` is that of a PostgreSQL (postgresql+psycopg://user:password@host)
instead of a file: a database is made there and dropped. `--links`: so many listed links more, of which nothing was
fetched, five thousand a week; then also ms to write down what became of a run's thousand, to find a week's that were not
fetched, and seconds to let go the older half of one per cent (LEDGER_KEEP_DAYS), the first and the next time.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(PROJECT)]

from reprint_corpus import make  # noqa: E402
from reprints import item  # noqa: E402
from scrapy.utils.project import get_project_settings  # noqa: E402
from sqlalchemy import Engine, NullPool, create_engine, insert, text  # noqa: E402
from sqlalchemy.orm import Session  # noqa: E402
from throughput import run  # noqa: E402

from monitor.configuration import find_issue  # noqa: E402
from monitor.issue_calendar import Window  # noqa: E402
from monitor.listing.ledger import Ledger  # noqa: E402
from monitor.listing.source import Link  # noqa: E402
from monitor.outlet.registry import outlet_facts  # noqa: E402
from monitor.store.articles import save  # noqa: E402
from monitor.store.database import open_database, reading, writing  # noqa: E402
from monitor.store.models import Article, ArticleAddress, ListedLink  # noqa: E402
from monitor.store.runs import drop_links, find_unfetched, save_links  # noqa: E402
from monitor.text.urls import Address  # noqa: E402
from monitor.week.judging import rank_issue  # noqa: E402

_HASHES = 40  # of a story: a text of 650 characters
_TRIED = 300  # articles stored into each
_WEEK = 1000  # articles of one window
_LISTED = 5000  # links of one window that the gate stopped
_LAST = date(2025, 12, 12)


def rows(numbers: range) -> tuple[list[dict[str, object]], list[dict[str, object]], list[dict[str, object]]]:
    """Articles, their addresses, their links: number 0 is of the window of issue 653, the higher the older."""
    now = datetime.now(UTC)
    common = {
        "outlet": "people", "kicker": "", "subtitle": "", "original_headline": "", "published_time": None,
        "date_rule": "full", "source": "", "author": "", "editor": "", "images": [], "reader": "own:x", "flags": [],
        "reasons": [], "version": 1, "first_seen_at": now, "updated_at": now,
    }  # fmt: skip
    body = "云州省卫生健康委介绍，平台已覆盖全部县级医院。" * 28
    articles: list[dict[str, object]] = []
    addresses: list[dict[str, object]] = []
    links: list[dict[str, object]] = []
    for number in numbers:
        url, key, until = f"http://x.people.com.cn/n1/{number}", str(number), _LAST - timedelta(weeks=number // _WEEK)
        day = until - timedelta(days=number % 7)
        good = number % 50 == 0  # one in fifty is on topic
        articles.append({
            "id": number + 10**7, "key": key, "url": url, "headline": f"标题{number}", "story": number + 10**7,
            "article_body": body, "published_on": day, "found_for": until, "text_digest": f"{number:064x}",
            "score": 0.75 - number % 997 / 10_000 if good else 0.1, "grade": "A1" if good else "", **common,
        })  # fmt: skip
        addresses.append({"article_id": number + 10**7, "url": url})
        links.append({
            "outlet": "people", "key": key, "url": url, "title": f"标题{number}", "day": day, "found_for": until,
            "source": "list", "outcome": "stored", "seen_at": now,
        })  # fmt: skip
    return articles, addresses, links


def fill(url: str, count: int, more: int) -> None:
    """Put `count` articles, and `more` links, into an empty store."""
    rng = random.Random(count)
    engine = open_database(url)
    for start in range(0, count, 20_000):
        with engine.begin() as connection:
            made = rows(range(start, min(start + 20_000, count)))
            for model, of_model in zip((Article, ArticleAddress, ListedLink), made, strict=True):
                connection.execute(insert(model.__table__), of_model)
    # In the order of the key: random order would take hours, and gives the same table.
    hashes = sorted(rng.getrandbits(63) for _ in range(count * _HASHES))
    pour(engine, "story_print", "hash story", ((value, rng.randrange(10**7, 10**7 + count)) for value in hashes))
    pour(engine, "listed_link", "outlet key url title day found_for source outcome seen_at chance", links(more))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def links(count: int) -> Iterator[tuple[object, ...]]:
    """Links that the gate stopped, the oldest first: of as many weeks before issue 653 as they fill."""
    for number in range(count, 0, -1):
        until = _LAST - timedelta(weeks=(number - 1) // _LISTED % 2000)
        url = f"http://x.people.com.cn/n2/{number}"
        seen = f"{until} 00:00:00.000000+00:00"
        yield "people", f"l{number}", url, f"标题{number}", str(until), str(until), "list", "gate", seen, 0.01


def pour(engine: Engine, table: str, columns: str, values: Iterable[tuple[object, ...]]) -> None:
    """Write rows as fast as the database takes them."""
    names, connection = columns.split(), engine.raw_connection()
    cursor = connection.cursor()
    if engine.dialect.name == "sqlite":
        values = (
            tuple(each.replace("+00:00", "") if isinstance(each, str) else each for each in row) for row in values
        )
        cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", values)
    else:
        cursor.execute("SET statement_timeout = 0")
        with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
    connection.commit()
    connection.close()


def size_of(engine: Engine) -> float:
    """MiB."""
    if engine.url.database and engine.dialect.name == "sqlite":
        return Path(engine.url.database).stat().st_size / 2**20
    with engine.connect() as connection:
        return float(connection.scalar(text("SELECT pg_database_size(current_database())"))) / 2**20


def ledger(engine: Engine, more: int) -> str:
    """What the ledger costs, as words."""
    book = Ledger()
    for number in range(1000):
        address = Address(f"http://x.people.com.cn/n3/{number}", f"n{number}", _LAST)
        book.enter(Link(address.url, f"标题{number}", address), "list", "gate")
    written = timed(lambda: with_session(engine, lambda session: save_links(session, "people", _LAST, book)))
    week = Window(_LAST - timedelta(days=6), _LAST)
    found = timed(lambda: with_session(engine, lambda session: find_unfetched(session, week)))
    oldest = _LAST - timedelta(weeks=more // _LISTED)
    dropped = [
        timed(lambda: drop_links(engine, oldest + timedelta(weeks=max(2, more // _LISTED // 200)))) for _ in "12"
    ]
    return f"   {1000 * written:.0f}   {1000 * found:.0f}   {dropped[0]:.1f}   {dropped[1]:.1f}"


def with_session(engine: Engine, work: Callable[[Session], object]) -> None:
    with writing(engine) as session:
        work(session)


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def command(home: Path, url: str, *words: str) -> tuple[float, float]:
    """Least seconds of three runs of a command, and the greatest memory (MiB) of the last."""
    env = {**os.environ, "MONITOR_HOME": str(home), "MONITOR_DATABASE_URL": url}
    taken = [run([sys.executable, "-m", "scrapy.cmdline", *words], env) for _ in range(3)]
    return min(took for took, _ in taken), max(taken[-1][1])


def measure(home: Path, url: str, count: int, more: int) -> None:
    fill(url, count, more)
    engine = open_database(url)
    size, times = size_of(engine), []
    for number, made in enumerate(make(_TRIED, 30, seed=5)):
        article = item(made, number)
        times.append(timed(lambda: with_session(engine, lambda session: save(session, article, date(2024, 1, 5)))))  # noqa: B023
    settings = get_project_settings()
    issue, facts = find_issue(settings, "653"), outlet_facts(settings)
    with reading(engine) as session:
        ranking = timed(lambda: rank_issue(session, issue, facts))
    of_ledger = ledger(engine, more) if more else ""
    engine.dispose()
    bulletin, memory = command(home, url, "bulletin", "653", "-s", "BULLETIN_PICTURES=False")
    why, _ = command(home, url, "why", f"http://x.people.com.cn/n1/{count - 1}")
    print(
        f"{count:>8}   {1000 * median(times):>15.2f}   {ranking:>9.2f}   {bulletin:>10.2f}   {why:>5.2f}"
        f"   {memory:>10.0f}   {size:>8.0f}{of_ledger}",
        flush=True,
    )


@contextmanager
def database(server: str, home: Path) -> Iterator[str]:
    """The address of a new store, for as long as it is needed."""
    if not server:
        yield f"sqlite:///{home / 'monitor.db'}"
        return
    admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT", poolclass=NullPool)
    name = f"zhoubao_growth_{os.getpid()}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--articles", default="10000,100000,1000000")
    parser.add_argument("--links", type=int, default=0)
    parser.add_argument("--server", default="")
    given = parser.parse_args()
    of_ledger = "   ms links written   ms unfetched   s dropped   s again" if given.links else ""
    print(f"articles   ms to store one   s to rank   s bulletin   s why   memory MiB   size MiB{of_ledger}")
    for count in map(int, given.articles.split(",")):
        with tempfile.TemporaryDirectory(dir=given.folder) as home, database(given.server, Path(home)) as url:
            measure(Path(home), url, count, given.links)


if __name__ == "__main__":
    main()

"""What a store costs as it grows: stores of 10⁴, 10⁵ and 10⁶ articles, a thousand for each week, each a story of its own
with its address, its listed link and the hashes by which stories are found.

    python tests/bench/growth.py [FOLDER]

Of each: the time to store one article more (the weekly run's share of the database), seconds of `scrapy bulletin 653`,
of which choosing, and of `scrapy why` (both with the start of the command, about a second), the memory that writing the
bulletin took, and the size of the file.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(PROJECT)]

from reprint_corpus import make  # noqa: E402
from reprints import item  # noqa: E402
from scrapy.utils.project import get_project_settings  # noqa: E402
from sqlalchemy import insert  # noqa: E402
from throughput import run  # noqa: E402

from monitor.configuration import find_issue  # noqa: E402
from monitor.outlet.registry import outlet_facts  # noqa: E402
from monitor.store.articles import save  # noqa: E402
from monitor.store.database import open_database, reading, writing  # noqa: E402
from monitor.store.models import Article, ArticleAddress, ListedLink  # noqa: E402
from monitor.week.judging import rank_issue  # noqa: E402

_HASHES = 40  # of a story: a text of 650 characters
_TRIED = 300  # articles stored into each
_WEEK = 1000  # articles of one window
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


def fill(path: Path, count: int) -> None:
    """Put `count` articles into an empty store."""
    rng = random.Random(count)
    engine = open_database(f"sqlite:///{path}")
    for start in range(0, count, 20_000):
        with engine.begin() as connection:
            made = rows(range(start, min(start + 20_000, count)))
            for model, of_model in zip((Article, ArticleAddress, ListedLink), made, strict=True):
                connection.execute(insert(model.__table__), of_model)
    engine.dispose()
    with sqlite3.connect(path) as connection:
        # In the order of the key: random order would take hours, and gives the same table.
        hashes = sorted(rng.getrandbits(63) for _ in range(count * _HASHES))
        pairs = ((value, rng.randrange(10**7, 10**7 + count)) for value in hashes)
        connection.executemany("INSERT INTO story_print (hash, story) VALUES (?, ?)", pairs)
    connection.close()


def command(home: Path, *words: str) -> tuple[float, float]:
    """Least seconds of three runs of a command, and the greatest memory (MiB) of the last."""
    env = {**os.environ, "MONITOR_HOME": str(home)}
    taken = [run([sys.executable, "-m", "scrapy.cmdline", *words], env) for _ in range(3)]
    return min(took for took, _ in taken), max(taken[-1][1])


def measure(home: Path, count: int) -> None:
    path = home / "monitor.db"
    fill(path, count)
    size = path.stat().st_size / 2**20
    engine = open_database(f"sqlite:///{path}")
    times = []
    for number, made in enumerate(make(_TRIED, 30, seed=5)):
        article = item(made, number)
        started = time.perf_counter()
        with writing(engine) as session:
            save(session, article, date(2024, 1, 5))
        times.append(time.perf_counter() - started)
    settings = get_project_settings()
    issue, facts = find_issue(settings, "653"), outlet_facts(settings)
    started = time.perf_counter()
    with reading(engine) as session:
        rank_issue(session, issue, facts)
    ranking = time.perf_counter() - started
    engine.dispose()
    bulletin, memory = command(home, "bulletin", "653", "-s", "BULLETIN_PICTURES=False")
    why, _ = command(home, "why", f"http://x.people.com.cn/n1/{count - 1}")
    print(
        f"{count:>8}   {1000 * median(times):>15.2f}   {ranking:>9.2f}   {bulletin:>10.2f}   {why:>5.2f}"
        f"   {memory:>9.0f}   {size:>7.0f}",
        flush=True,
    )


def main(folder: Path) -> None:
    print("articles   ms to store one   s to rank   s bulletin   s why   memory MiB   file MiB")
    for count in (10**4, 10**5, 10**6):
        home = folder / str(count)
        home.mkdir()
        measure(home, count)
        subprocess.run(["rm", "-r", home], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))

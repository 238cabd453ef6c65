"""What storing an article costs: one by one in a transaction each, and fifty in one.

    python tests/bench/storing.py [--articles 600] [--rounds 3] [--database URL]

Made articles of 900 characters, one in ten a reprint of another, each with its address and the evidence of a page, into an
empty store (SQLite; or an empty database at URL, whose tables are emptied). Milliseconds are of the processor, an article,
the least of the rounds, which alternate: look-up and store, as the last two stages do. A database server's own are not
in them.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from sqlalchemy import Engine  # noqa: E402

from monitor.items import ArticleItem, Evidence  # noqa: E402
from monitor.store.articles import find_same, save  # noqa: E402
from monitor.store.database import open_database, reading, writing  # noqa: E402
from monitor.store.many import save_all  # noqa: E402
from monitor.store.models import Base  # noqa: E402

_HAN = [chr(code) for code in range(0x4E00, 0x5E00)]
_DAY, _AT_ONCE = date(2025, 12, 12), 50


def items(count: int) -> list[ArticleItem]:
    made, rng, bodies = [], random.Random(653), list[str]()
    for number in range(count):
        text = "\n\n".join(f"医院平台{''.join(rng.choices(_HAN, k=116))}。" for _ in range(8))
        bodies.append(text if number % 10 else f"{rng.choice(bodies or [text])}\n\n（编辑：甲）")
        url = f"http://x.people.com.cn/n1/2025/1212/c1-{number}.html"
        page = Evidence(
            url, "2025-12-12/people.warc.gz", 4096 * number, f"{number:064x}", datetime.now(UTC), 200,
            {"Server": "nginx", "Content-Type": "text/html"},
        )  # fmt: skip
        made.append(ArticleItem(
            url=url, outlet="people", key=str(number), headline=f"标题{number}", article_body=bodies[-1],
            date_published=_DAY, source="云州日报", reader="own:x", addresses=[url], evidence=[page], score=0.3,
            text_digest=f"{number:064x}", reasons=["医院"], scored_by="x",
        ))  # fmt: skip
    return made


def one_by_one(engine: Engine, articles: list[ArticleItem]) -> None:
    for each in articles:
        with reading(engine) as session:
            find_same(session, each)
        with writing(engine) as session:
            save(session, each, _DAY)


def many_at_once(engine: Engine, articles: list[ArticleItem]) -> None:
    for start in range(0, len(articles), _AT_ONCE):
        some = articles[start : start + _AT_ONCE]
        for each in some:
            with reading(engine) as session:
                find_same(session, each)
        with writing(engine) as session:
            save_all(session, [(each, _DAY) for each in some])


def measure(way: Callable[[Engine, list[ArticleItem]], None], engine: Engine, articles: list[ArticleItem]) -> float:
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    started = time.process_time()
    way(engine, articles)
    return 1000 * (time.process_time() - started) / len(articles)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--database", default="")
    given = parser.parse_args()
    articles = items(given.articles)
    taken: dict[str, list[float]] = {"one by one": [], f"{_AT_ONCE} at once": []}
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(given.database or f"sqlite:///{folder}/monitor.db")
        for _ in range(given.rounds):
            for name, way in zip(taken, (one_by_one, many_at_once), strict=True):
                taken[name].append(measure(way, engine, articles))
        engine.dispose()
    for name, times in taken.items():
        print(f"{name}: {min(times):.2f} ms an article")


if __name__ == "__main__":
    main()

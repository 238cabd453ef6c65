"""What finding a story costs as the store grows: stores of 10⁴, 10⁵ and 10⁶ articles, each a story of its own.

python tests/bench/growth.py [FOLDER]
"""

from __future__ import annotations

import random
import resource
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from reprint_corpus import make  # noqa: E402
from reprints import item  # noqa: E402
from sqlalchemy import insert  # noqa: E402

from monitor.store.articles import save  # noqa: E402
from monitor.store.database import open_database, writing  # noqa: E402
from monitor.store.models import Article  # noqa: E402

_HASHES = 40  # of a story: a text of 650 characters
_TRIED = 300  # articles stored into each


def fill(url: str, count: int) -> None:
    """Put `count` articles of random hashes into an empty store."""
    rng = random.Random(count)
    engine = open_database(url)
    now = datetime.now(UTC)
    common = {
        "outlet": "people", "kicker": "", "subtitle": "", "original_headline": "", "published_on": date(2024, 1, 1),
        "published_time": None, "date_rule": "full", "found_for": date(2024, 1, 5), "source": "", "author": "", "editor": "",
        "images": [], "reader": "own:x", "flags": [], "text_digest": "", "score": 0.1, "grade": "", "reasons": [],
        "version": 1, "first_seen_at": now, "updated_at": now,
    }  # fmt: skip
    body = "云州省卫生健康委介绍，平台已覆盖全部县级医院。" * 28
    with engine.begin() as connection:
        for start in range(0, count, 50_000):
            rows = [
                {"id": number, "key": str(number), "url": f"http://x/{number}", "headline": f"标题{number}", "story": number, "article_body": body, **common}
                for number in range(start + 10**7, min(start + 50_000, count) + 10**7)
            ]  # fmt: skip
            connection.execute(insert(Article), rows)
    engine.dispose()
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        # In the order of the key: random order would take hours, and gives the same table.
        hashes = sorted(rng.getrandbits(63) for _ in range(count * _HASHES))
        pairs = ((value, rng.randrange(10**7, 10**7 + count)) for value in hashes)
        connection.executemany("INSERT INTO story_print (hash, story) VALUES (?, ?)", pairs)
    connection.close()


def main(folder: str) -> None:
    corpus = [item(made, number) for number, made in enumerate(make(_TRIED, 30, seed=5))]
    print("articles   ms to store one   file MB   memory MB")
    for count in (10**4, 10**5, 10**6):
        path = Path(folder) / f"{count}.db"
        fill(f"sqlite:///{path}", count)
        size = path.stat().st_size / 2**20
        engine = open_database(f"sqlite:///{path}")
        times = []
        for article in corpus:
            started = time.perf_counter()
            with writing(engine) as session:
                save(session, article, date(2024, 1, 5))
            times.append(time.perf_counter() - started)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:>8}   {1000 * median(times):>15.2f}   {size:>7.0f}   {memory:>9.0f}", flush=True)
        engine.dispose()
        path.unlink()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1])
    else:
        with tempfile.TemporaryDirectory() as made:
            main(made)

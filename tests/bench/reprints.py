"""How well reprints are found and originals named, over a made corpus of known truth, through the real store.

python tests/bench/reprints.py [STORIES]     default 20000, a tenth of them with reprints
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from hashlib import sha256
from itertools import combinations
from math import comb
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from reprint_corpus import Made, make  # noqa: E402

from monitor.items import ArticleItem  # noqa: E402
from monitor.store.articles import save  # noqa: E402
from monitor.store.database import open_database, writing  # noqa: E402
from monitor.text import fold  # noqa: E402


def item(made: Made, number: int) -> ArticleItem:
    body = "\n\n".join(made.paragraphs)
    return ArticleItem(
        url=f"http://{number}.example/", outlet=made.outlet, key=str(number), headline=made.headline, article_body=body,
        date_published=made.moment, source=made.source, score=0.5, text_digest=sha256(fold(body).encode()).hexdigest(),
    )  # fmt: skip


def pairs(groups: dict[int, list[int]]) -> int:
    return sum(comb(len(group), 2) for group in groups.values())


def main(stories: int) -> None:
    corpus = make(stories, stories // 10)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{folder}/monitor.db")
        found: dict[int, int] = {}
        started = time.perf_counter()
        for number, made in enumerate(corpus):
            with writing(engine) as session:
                save(session, item(made, number), made.day)
        seconds = time.perf_counter() - started
        from sqlalchemy import text

        with engine.connect() as connection:
            found = {int(key): story for key, story in connection.execute(text("SELECT key, story FROM article"))}
        size = (Path(folder) / "monitor.db").stat().st_size
    truth, told = defaultdict(list), defaultdict(list)
    for number, made in enumerate(corpus):
        truth[made.story].append(number)
        told[found[number]].append(number)
    right = sum(
        1
        for group in told.values()
        for one, other in combinations(group, 2)
        if corpus[one].story == corpus[other].story
    )
    print(f"{len(corpus)} articles, {len(truth)} stories, {pairs(truth)} reprint pairs")
    print(f"precision {right / pairs(told):.4f}  recall {right / pairs(truth):.4f}")
    print(f"{1000 * seconds / len(corpus):.2f} ms an article, {size / len(corpus):.0f} bytes an article")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20000)

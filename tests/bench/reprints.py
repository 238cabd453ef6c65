"""How well reprints are found and originals named, over a made corpus of known truth, through the real store.

python tests/bench/reprints.py [STORIES]     default 20000, a tenth of them with reprints
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from itertools import combinations
from math import comb
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]  # in this order: the desk is a room, not a benchmark

from reprint_corpus import Made, make  # noqa: E402
from sqlalchemy import select  # noqa: E402

from monitor.items import ArticleItem  # noqa: E402
from monitor.store.articles import save  # noqa: E402
from monitor.store.database import open_database, reading, writing  # noqa: E402
from monitor.store.models import Article  # noqa: E402
from monitor.store.stories import find_members  # noqa: E402
from monitor.text.hygiene import text_digest  # noqa: E402
from monitor.week.originals import name_original  # noqa: E402


def item(made: Made, number: int) -> ArticleItem:
    body = "\n\n".join(made.paragraphs)
    return ArticleItem(
        url=f"http://{number}.example/", outlet=made.outlet, key=str(number), headline=made.headline, article_body=body,
        date_published=made.moment, source=made.source, score=0.5, text_digest=text_digest(body),
    )  # fmt: skip


def pairs(groups: dict[int, list[int]]) -> int:
    return sum(comb(len(group), 2) for group in groups.values())


def run(stories: int, url: str) -> dict[str, float]:
    """Store a corpus article by article and return what came of it."""
    corpus = make(stories, stories // 10)
    engine = open_database(url)
    started = time.perf_counter()
    for number, made in enumerate(corpus):
        with writing(engine) as session:
            save(session, item(made, number), made.day)
    seconds = time.perf_counter() - started
    with reading(engine) as session:
        found = {int(key): story or 0 for key, story in session.execute(select(Article.key, Article.story))}
        members = find_members(session, set(found.values()))
    engine.dispose()
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
    several = [group for group in told.values() if len(group) > 1]
    named = sum(name_original(members[found[group[0]]], {}) == corpus[group[0]].original for group in several)
    return {
        "articles": len(corpus), "pairs": pairs(truth), "precision": right / pairs(told), "recall": right / pairs(truth),
        "originals": named / len(several), "milliseconds": 1000 * seconds / len(corpus),
    }  # fmt: skip


def main(stories: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = run(stories, f"sqlite:///{folder}/monitor.db")
        size = (Path(folder) / "monitor.db").stat().st_size
    print(f"{found['articles']} articles, {stories} stories, {found['pairs']} reprint pairs")
    print(
        f"precision {found['precision']:.4f}  recall {found['recall']:.4f}  original named right {found['originals']:.4f}"
    )
    print(f"{found['milliseconds']:.2f} ms and {size / found['articles']:.0f} bytes an article")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20000)

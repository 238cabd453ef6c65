"""Articles that are written together: the same rows as one by one, and one that cannot be stored costs itself alone."""

from __future__ import annotations

import asyncio
import multiprocessing
import random
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, OperationalError
from tried import budget

from monitor.database.blame import is_down
from monitor.items import PARTIAL, ArticleItem, Evidence, Image
from monitor.store.articles import save
from monitor.store.database import open_database, reading, writing
from monitor.store.many import find_known, save_all
from monitor.store.models import Article, Base
from pipelines import batch as module
from pipelines.batch import MOST, Batch

DAY = date(2025, 12, 12)
_HAN = [chr(code) for code in range(0x4E00, 0x5E00)]
_WHEN = ("first_seen_at", "updated_at", "seen_at", "fetched_at")


def made(count: int, seed: int) -> list[ArticleItem]:
    """Articles of two outlets: new ones, reprints whole and in part, digests, and the same met again, changed or not."""
    rng = random.Random(seed)
    texts = ["".join(rng.choices(_HAN, k=rng.choice((6, 300, 900)))) for _ in range(count // 2)]
    found = []
    for number in range(count):
        key = str(rng.randrange(max(1, number)) if rng.random() < 0.2 else number)
        body = rng.choice(texts) if rng.random() < 0.4 else texts[number // 2] + rng.choice(("", f"尾巴{number}"))
        body = "\n\n".join((body, rng.choice(texts))) if rng.random() < 0.1 else body
        url = f"http://x.cn/{key}?{rng.randrange(3)}"
        page = Evidence(url, "a.warc.gz", number, "ab" * 32, datetime(2025, 12, 12, tzinfo=UTC), 200, {"Server": "x"})
        found.append(ArticleItem(
            url=url, outlet=rng.choice(("people", "xinhuanet")), key=key, headline=f"标题{key}", article_body=body,
            date_published=rng.choice((None, DAY, datetime(2025, 12, 10, 8, 30, tzinfo=UTC))), score=rng.random(),
            images=[Image("http://x.cn/a.jpg", "图")] * rng.randrange(2), text_digest=rng.choice(("", body[:64])),
            addresses=[url, f"http://m.x.cn/{number}", url], evidence=[page] * rng.randrange(2),
            flags=[PARTIAL] * (rng.random() < 0.1),
        ))  # fmt: skip
    return found


def rows(url: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, without the moments at which they were written."""
    found = {}
    with reading(open_database(url)) as session:
        for table in Base.metadata.sorted_tables:
            lines = session.execute(select(table).order_by(*table.primary_key.columns)).mappings()
            found[table.name] = [{name: line[name] for name in line if name not in _WHEN} for line in lines]
    return found


def stored(url: str) -> list[str]:
    with reading(open_database(url)) as session:
        return list(session.scalars(select(Article.key).order_by(Article.id)))


@pytest.mark.parametrize("seed", range(2))
def test_rows_are_those_of_one_by_one(url: str, tmp_path: Any, seed: int) -> None:
    alone = f"sqlite:///{tmp_path / 'alone.db'}"
    articles = made(60, seed)
    for each in articles:
        with writing(open_database(alone)) as session:
            save(session, each, DAY)
    rest, rng = articles, random.Random(seed)
    while rest:
        size = rng.choice((1, 7, 50))
        with writing(open_database(url)) as session:
            save_all(session, [(each, DAY) for each in rest[:size]])
        rest = rest[size:]
    assert rows(url) == rows(alone)
    assert len({each["story"] for each in rows(url)["article"]}) < len(rows(url)["article"])


def article(key: str, **given: Any) -> ArticleItem:
    values = {"headline": "标题", "article_body": "正文。", "score": 0.5, "addresses": [f"http://x.cn/{key}"]}
    return ArticleItem(url=f"http://x.cn/{key}", outlet="people", key=key, **{**values, **given})


def hand_in(batch: Batch, articles: Sequence[ArticleItem]) -> list[BaseException | None]:
    async def all_of_them() -> list[BaseException | None]:
        return await asyncio.gather(*(batch.store(each, DAY) for each in articles), return_exceptions=True)

    return asyncio.run(all_of_them())


def test_one_that_cannot_be_stored_costs_itself_alone(url: str) -> None:
    bad = article("bad", score=None)
    articles = [*(article(str(number)) for number in range(3)), bad, article("after")]
    told = hand_in(Batch(open_database(url)), articles)
    assert [each is bad for each in articles] == [isinstance(each, DBAPIError) for each in told]
    assert stored(url) == [each.key for each in articles if each is not bad]


def test_what_no_row_can_be_written_for_is_told_of_all_at_once(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def locked(session: object, given: Sequence[object]) -> None:
        tried.append(len(given))
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(module, "save_all", locked)
    told = hand_in(Batch(open_database(url)), [article(str(number)) for number in range(5)])
    assert all(map(is_down, told))
    assert tried == [5], "waiting for a lock five times more would hold up the run"


def test_an_address_longer_than_an_index_takes_is_the_articles_own_fault(url: str) -> None:
    """PostgreSQL calls it an error of its operation, as it does a full disk."""
    rng = random.Random(653)
    long = article("long", addresses=["http://x.cn/" + "".join(rng.choices(_HAN, k=4000))])
    told = hand_in(Batch(open_database(url)), [article("1"), long, article("2")])
    assert not any(map(is_down, told))
    assert {"1", "2"} <= set(stored(url))


def test_what_waits_is_known_and_written_when_it_is_asked_for(url: str) -> None:
    batch = Batch(open_database(url))

    async def run() -> None:
        waiting = asyncio.ensure_future(batch.store(article("1"), DAY))
        await asyncio.sleep(0)
        assert batch.holds(article("1"))
        assert not batch.holds(article("2"))
        assert stored(url) == []
        batch.write()
        assert stored(url) == ["1"]
        await waiting

    asyncio.run(run())


def test_a_full_batch_waits_for_no_clock(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 3600)
    articles = [article(str(number)) for number in range(2 * MOST)]
    assert hand_in(Batch(open_database(url)), articles) == [None] * len(articles)
    assert stored(url) == [each.key for each in articles]


def _run(url: str, articles: Sequence[ArticleItem], told: Any) -> None:
    """A run that stores `articles`, eight at a time, and tells of each that it was told of."""
    batch = Batch(open_database(url))

    async def take(share: Sequence[ArticleItem]) -> None:
        for each in share:
            await batch.store(each, DAY)
            told.send(each.key)

    async def all_of_them() -> None:
        await asyncio.gather(*(take(articles[part::8]) for part in range(8)))

    asyncio.run(all_of_them())


def test_a_killed_run_loses_what_it_was_told_nothing_of(url: str) -> None:
    page = Evidence("http://x.cn", "a.warc.gz", 0, "ab" * 32, datetime(2025, 12, 12, tzinfo=UTC), 200, {})
    articles = [article(str(number), evidence=[page], article_body=f"{number}文") for number in range(150)]
    points, fork = random.Random(653), multiprocessing.get_context("fork")
    open_database(url)
    for _ in range(budget(12)):
        heard, tell = fork.Pipe(duplex=False)
        child = fork.Process(target=_run, args=(url, articles, tell))
        child.start()
        tell.close()
        child.join(points.uniform(0.05, 0.6))
        child.kill()
        child.join()
        told = set()
        with suppress(EOFError):
            while True:
                told.add(heard.recv())
        there = stored(url)
        assert told <= set(there)
        found = rows(url)
        for table, name in (("article", "id"), ("article_address", "article_id"), ("evidence", "article_id")):
            assert len({each[name] for each in found[table]}) == len(there), "each with all that belongs to it"
        assert all(each["story"] for each in found["article"])
    heard, tell = fork.Pipe(duplex=False)
    _run(url, articles, tell)
    assert sorted(stored(url), key=int) == [each.key for each in articles]
    assert {each["version"] for each in rows(url)["article"]} == {1}


def test_of_a_list_only_what_is_stored_is_known(url: str) -> None:
    with writing(open_database(url)) as session:
        save_all(session, [(article(str(number), score=number / 1000), DAY) for number in range(0, 600, 2)])
    with reading(open_database(url)) as session:
        known = find_known(session, "people", [str(number) for number in range(600)])
        assert known == {str(number): (number / 1000, []) for number in range(0, 600, 2)}
        assert not find_known(session, "xinhuanet", ["0"])

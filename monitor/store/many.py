"""Many articles in one transaction: which are known, and storing those that are new with a few statements for all. What
stands in the store afterwards is what storing one after the other leaves there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy import insert as plain_insert
from sqlalchemy.orm import Session

from monitor.database.upsert import insert
from monitor.items import ArticleItem
from monitor.reprints import Text
from monitor.store.articles import columns_of, evidence_rows, save
from monitor.store.models import Article, ArticleAddress, Evidence, StoryPrint
from monitor.store.stories import COMMON, find_by_hash, join_story
from monitor.text.markdown import plain_text

# Statements of tables, built once; those of models are built and compiled anew.
_ARTICLES = Article.__table__.c
_KNOWN = select(_ARTICLES.key, _ARTICLES.score, _ARTICLES.flags).where(
    _ARTICLES.outlet == bindparam("outlet"), _ARTICLES.key.in_(bindparam("keys", expanding=True))
)
_NEW = plain_insert(Article).returning(_ARTICLES.id, sort_by_parameter_order=True)
_OF_DIGESTS = select(_ARTICLES.text_digest).where(
    _ARTICLES.text_digest.in_(bindparam("digests", expanding=True)),
    _ARTICLES.text_digest != "",
    _ARTICLES.id < bindparam("first"),
)
_BECOME = update(Article).where(_ARTICLES.id == bindparam("of")).values(story=bindparam("its"))
_AT_ONCE = 250  # values of one statement


def find_known(session: Session, outlet: str, keys: Collection[str]) -> dict[str, tuple[float, list[str]]]:
    """Return the score and the flags of those of an outlet's articles `keys` that are stored."""
    wanted, found = sorted(keys), dict[str, tuple[float, list[str]]]()
    for start in range(0, len(wanted), _AT_ONCE):
        rows = session.execute(_KNOWN, {"outlet": outlet, "keys": wanted[start : start + _AT_ONCE]})
        found.update((key, (score, flags)) for key, score, flags in rows)
    return found


def save_all(session: Session, given: Sequence[tuple[ArticleItem, date]]) -> None:
    """Store each item, found for the window that ends on its day, as `monitor.store.articles.save` would in this order.

    Takes part in a transaction of `monitor.store.database.writing`, under which no other process writes.
    """
    keys: dict[str, set[str]] = {}
    for item, _ in given:
        keys.setdefault(item.outlet, set()).add(item.key)
    # An outlet at a time: SQLite looks through its whole index for pairs.
    met = {(outlet, key) for outlet, some in keys.items() for key in find_known(session, outlet, some)}
    new: list[tuple[ArticleItem, date]] = []
    for item, found_for in given:
        if _name(item) not in met:
            met.add(_name(item))
            new.append((item, found_for))
            continue
        _add(session, new)
        new = []
        save(session, item, found_for)
    _add(session, new)


def _name(item: ArticleItem) -> tuple[str, str]:
    return item.outlet, item.key


def _add(session: Session, new: Sequence[tuple[ArticleItem, date]]) -> None:
    if not new:
        return
    now = datetime.now(UTC)
    rows: list[dict[str, Any]] = [
        {**columns_of(item), "found_for": day, "version": 1, "story": None, "first_seen_at": now, "updated_at": now}
        for item, day in new
    ]
    ids = session.connection().execute(_NEW, rows).scalars().all()
    addresses, evidence = [], []
    for (item, _), id, row in zip(new, ids, rows, strict=True):
        addresses += [{"article_id": id, "url": url} for url in dict.fromkeys(item.addresses)]
        evidence += evidence_rows(id, SimpleNamespace(**row), item.evidence)
    if addresses:
        session.execute(insert(session, ArticleAddress), addresses)
    if evidence:
        session.execute(insert(session, Evidence), evidence)
    _join(session, [(id, item.article_body, item.text_digest) for id, (item, _) in zip(ids, new, strict=True)])


def _join(session: Session, new: Sequence[tuple[int, str, str]]) -> None:
    """`join_story` for each of the `new` articles (id, body, digest) in their order. Most tell what nothing stored
    does; these are found out by one look-up for all."""
    samples = [Text(plain_text(body)).sample() for _, body, _ in new]
    stories = find_by_hash(session, set().union(*samples))
    told = set(session.scalars(_OF_DIGESTS, {"digests": [each for *_, each in new], "first": min(new)[0]}))
    alone: list[dict[str, int]] = []
    prints: list[dict[str, int]] = []
    for number, (article, _, digest) in enumerate(new):
        telling = [value for value in samples[number] if len(stories[value]) < COMMON]
        if digest not in told and not any(stories[value] for value in telling):
            alone.append({"of": article, "its": article})
            prints += [{"hash": value, "story": article} for value in telling]
            for value in telling:
                stories[value].append(article)
        else:
            _write(session, alone, prints)
            merged = join_story(session, session.get_one(Article, article))
            session.flush()
            rest = set().union(*samples[number + 1 :])
            stories |= find_by_hash(session, rest if merged else rest & samples[number])
        if digest:
            told.add(digest)
    _write(session, alone, prints)


def _write(session: Session, alone: list[dict[str, int]], prints: list[dict[str, int]]) -> None:
    if alone:
        session.connection().execute(_BECOME, alone)
    if prints:
        session.execute(insert(session, StoryPrint), prints)
    alone.clear()
    prints.clear()

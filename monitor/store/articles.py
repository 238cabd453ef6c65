"""Reading and writing articles. A changed text is a new version; the former one is kept with its evidence. A score is
stored with its article, and anew when the vocabulary has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import URL, Select, and_, bindparam, or_, select, update
from sqlalchemy.orm import Session, selectinload

from monitor import items
from monitor.bulletin import Entry
from monitor.database.upsert import insert
from monitor.issue_calendar import Window
from monitor.items import PARTIAL, ArticleItem, Image
from monitor.store.database import open_database, open_to_read, reading, writing
from monitor.store.models import Article, ArticleAddress, Evidence, Revision
from monitor.store.stories import join_story, leave_story
from monitor.text.markdown import plain_text
from monitor.text.zone import SHANGHAI
from monitor.topic.score import rule_digest, score

# What a reader sees of an article: a change of these is a new version.
PRINTED = (
    "headline", "kicker", "subtitle", "original_headline", "published_on", "published_time", "source", "author",
    "editor", "article_body", "images",
)  # fmt: skip
IMPORTED = "import"  # the reader of what was typed in from a past issue: no page of it was fetched
# Built once: it is asked three times for every article of a run.
_BY_KEY = select(Article).where(Article.outlet == bindparam("outlet"), Article.key == bindparam("key"))
_READ = {field.name for field in fields(ArticleItem)} - {"date_published", "images", "addresses", "evidence"}
_JUDGED = frozenset(("score", "grade", "reasons", "scored_by"))  # what later stages add to what was read


def find_article(session: Session, outlet: str, key: str) -> Article | None:
    """Return the stored article of an outlet (a spider's name) by its stable id."""
    return session.scalar(_BY_KEY, {"outlet": outlet, "key": key})


def find_by_address(session: Session, url: str) -> Article | None:
    """Return a stored article that was met under this very address."""
    met = select(ArticleAddress.article_id).where(ArticleAddress.url == url)
    return session.scalars(select(Article).where(Article.id.in_(met)).order_by(Article.id).limit(1)).first()


def find_same(session: Session, item: ArticleItem) -> Article | None:
    """Return the stored article if everything that was read of it stands there as it is, else None."""
    stored = find_article(session, item.outlet, item.key)
    read = {name: value for name, value in columns_of(item).items() if name not in _JUDGED}
    return stored if stored and all(getattr(stored, name) == value for name, value in read.items()) else None


def read_item(session: Session, article: Article) -> ArticleItem:
    """Return a stored article as it came out of the stages, with the evidence of its present version."""
    query = select(Evidence).where(Evidence.article_id == article.id, Evidence.version == article.version)
    pages = session.scalars(query.order_by(Evidence.page))
    day, clock = article.published_on, article.published_time
    made: dict[str, Any] = {
        "date_published": datetime.combine(day, clock, SHANGHAI) if day and clock else day,
        "images": [Image(**image) for image in article.images],
        "addresses": [each.url for each in article.addresses],
        "evidence": [_page_of(page) for page in pages],
    }
    return ArticleItem(
        **{field.name: getattr(article, field.name) for field in fields(ArticleItem) if field.name not in made}, **made
    )


def _page_of(row: Evidence) -> items.Evidence:
    page = items.Evidence(**{field.name: getattr(row, field.name) for field in fields(items.Evidence)})
    page.fetched_at = page.fetched_at if page.fetched_at.tzinfo else page.fetched_at.replace(tzinfo=UTC)  # SQLite
    return page


def save(session: Session, item: ArticleItem, found_for: date) -> Article:
    """Store `item`, a new article or a new version of one, with its addresses, its evidence and its story, and return
    it. `found_for` is the last day of the crawl's window: an article without a date belongs to that issue.

    Takes part in a transaction of `monitor.store.database.writing`, under which no other process writes.
    """
    now, values = datetime.now(UTC), columns_of(item)
    article = find_article(session, item.outlet, item.key)
    if article is None:
        article = Article(**values, found_for=found_for, version=1, first_seen_at=now, updated_at=now)
        session.add(article)
        session.flush()
        join_story(session, article)
        _keep_evidence(session, article, item.evidence)
    elif PARTIAL not in item.flags or PARTIAL in article.flags:  # a page that failed takes nothing from what was read
        _renew(session, article, values, item.evidence, now)
    _add_addresses(session, article, item.addresses)
    return article


def meet_again(session: Session, article: Article, item: ArticleItem) -> None:
    """Keep what a further reading of a stored article brings: addresses, and evidence where there is none yet."""
    _add_addresses(session, article, item.addresses)
    if session.get(Evidence, (article.id, article.version, 1)) is None:
        _keep_evidence(session, article, item.evidence)


def _add_addresses(session: Session, article: Article, addresses: list[str]) -> None:
    if rows := [{"article_id": article.id, "url": url} for url in dict.fromkeys(addresses)]:
        session.execute(insert(session, ArticleAddress).on_conflict_do_nothing(), rows)


def find_articles(session: Session, window: Window) -> Sequence[Article]:
    """Return the articles published in `window`, and those without a date that were found for it; best score first,
    then in an order that no run changes. They are judged with today's vocabulary, whatever the store holds."""
    articles = list(session.scalars(of_window(window).options(selectinload(Article.addresses))))
    for article in articles:
        if article.scored_by != rule_digest():
            _judge(article)
    return sorted(articles, key=lambda each: -each.score)


def find_ids(session: Session, window: Window) -> set[int]:
    """Return the ids of the articles that `find_articles` returns."""
    return set(session.scalars(of_window(window).with_only_columns(Article.id)))


def store_scores(url: str | URL, window: Window) -> None:
    """Store the scores of the articles of `window` as today's vocabulary gives them, so that a better one helps past
    weeks without fetching them again. Nobody waits while they are worked out."""
    with reading(open_to_read(url)) as session:
        stale = session.scalars(of_window(window).where(Article.scored_by != rule_digest())).all()
        for article in stale:
            _judge(article)
        rows = [
            {"of": each.id, "read": each.version, **{f"new_{name}": getattr(each, name) for name in _JUDGED}}
            for each in stale
        ]
    if rows:
        table = Article.__table__
        with writing(open_database(url)) as session:
            session.connection().execute(
                update(Article)
                .where(table.c.id == bindparam("of"), table.c.version == bindparam("read"))
                .values({name: bindparam(f"new_{name}") for name in _JUDGED}),
                rows,
            )


def of_window(window: Window) -> Select[Article]:
    """Return the query for what `find_articles` returns."""
    undated = and_(Article.published_on.is_(None), Article.found_for.between(window.since, window.until))
    within = or_(Article.published_on.between(window.since, window.until), undated)
    return select(Article).where(within).order_by(Article.published_on.desc(), Article.outlet, Article.key)


def _judge(article: Article) -> None:
    judged = score(article.headline, plain_text(article.article_body))
    article.score, article.grade, article.reasons = judged.value, judged.grade, list(judged.reasons)
    article.scored_by = rule_digest()


def _renew(
    session: Session, article: Article, values: dict[str, Any], evidence: list[items.Evidence], now: datetime
) -> None:
    former = {name: getattr(article, name) for name in PRINTED if getattr(article, name) != values[name]}
    if former:
        if article.reader != values["reader"]:
            former["reader"] = article.reader
        content = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in former.items()}
        revision = Revision(article_id=article.id, version=article.version, seen_at=article.updated_at, content=content)
        session.add(revision)
        article.version, article.updated_at = article.version + 1, now
    for name, value in values.items():
        setattr(article, name, value)
    session.flush()
    if (former_body := former.get("article_body")) is not None:
        leave_story(session, article, former_body)
        join_story(session, article)
    if former or session.get(Evidence, (article.id, article.version, 1)) is None:
        _keep_evidence(session, article, evidence)


def _keep_evidence(session: Session, article: Article, evidence: list[items.Evidence]) -> None:
    if rows := evidence_rows(article.id, article, evidence):
        session.execute(insert(session, Evidence), rows)


def evidence_rows(article_id: int, article: Any, evidence: list[items.Evidence]) -> list[dict[str, Any]]:
    """Return the rows of the pages of an `article` (by the names of its columns), the first being page 1."""
    of = {"article_id": article_id, "version": article.version, "reading": Entry.of(article).digest}
    return [{**of, "page": number, **asdict(page)} for number, page in enumerate(evidence, 1)]


def columns_of(item: ArticleItem) -> dict[str, Any]:
    """Return the columns of an article that come from what was read and judged of it."""
    published = item.date_published
    return {
        **{name: getattr(item, name) for name in _READ},
        "images": [{"url": each.url, "caption": each.caption} for each in item.images],
        "published_on": item.day,
        "published_time": published.time() if isinstance(published, datetime) else None,
    }

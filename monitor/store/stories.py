"""Which stored articles are one story. The look-up costs the same whatever the store holds: a text's hashes lead to a
bounded number of stories, and only their texts are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import combinations

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from monitor.database.upsert import insert
from monitor.reprints import Text, is_one_story, share_a_passage
from monitor.store.models import Article, PrintedEntry, StoryPrint
from monitor.text.markdown import plain_text

COMMON = 100  # stories with one hash, from which it says nothing
_COMPARED = 12  # stories, those with the most and rarest hashes in common, and of each so many texts
_AT_ONCE = 250  # hashes in one statement
# Asked for every article that is stored: statements of tables, built once; those of models are built and compiled anew.
_PRINTS, _ARTICLES = StoryPrint.__table__.c, Article.__table__.c
_BY_HASH = select(_PRINTS.hash, _PRINTS.story).where(_PRINTS.hash.in_(bindparam("hashes", expanding=True)))
_BY_DIGEST = (
    select(_ARTICLES.story)
    .where(_ARTICLES.text_digest == bindparam("digest"), _ARTICLES.id != bindparam("article"))
    .limit(_COMPARED)
)


@dataclass(frozen=True)
class Member:
    """An article of a story: what naming the original takes."""

    article_id: int
    story: int
    outlet: str  # the spider's name
    source: str
    headline: str
    original_headline: str
    published_on: date | None
    published_time: time | None
    key: str
    issuer: str = ""  # 发文机关, as the table of the document's data or its text says


def join_story(session: Session, article: Article) -> bool:
    """Find the stored story that `article` (flushed, without a story) tells too, or begin a new one with it. Returns
    whether stored stories became one by it.

    A text that holds two stories which have nothing in common is a digest: it is a story of its own, and nothing is
    joined by it. Stories that share a passage become one by it.
    """
    text = Text(plain_text(article.article_body))
    # A hash that many stories hold is a phrase of the trade: it neither leads to any nor is kept for one more. So the
    # look-up is bounded, however large the store.
    telling = {
        value: stories for value, stories in find_by_hash(session, text.sample()).items() if len(stories) < COMMON
    }
    likeness: Counter[int] = Counter()
    for stories in telling.values():
        for story in stories:
            likeness[story] += 1 / len(stories)  # type: ignore[assignment]  # the rarer a hash, the more it says
    likely = [story for story, _ in likeness.most_common(_COMPARED)]
    possible = {*likely, *_with_digest(session, article)}
    found = _telling(session, possible, article.id, text) if possible else {}
    if not all(share_a_passage(one, other) for one, other in combinations(found.values(), 2)):
        article.story = article.id
        return False
    article.story = min([article.id, *found])
    _merge(session, set(found) - {article.story}, article.story)
    _keep(session, article.story, telling)
    return len(found) > 1


def leave_story(session: Session, article: Article, former_body: str) -> None:
    """Take an article whose text has changed out of its story; what it alone told is forgotten. A story that was
    numbered after it gets the number of the first that stays."""
    former, article.story = article.story, None
    session.flush()
    if former is None:
        return
    _forget(session, [former_body], {former})
    rest = session.execute(select(Article.id, Article.article_body).where(Article.story == former)).all()
    if rest:
        story = min(row.id for row in rest) if former == article.id else former
        session.execute(update(Article).where(Article.story == former).values(story=story))
        if story != former:
            _forget(session, [row.article_body for row in rest], {former})
        _keep(session, story, _sample(row.article_body for row in rest))


def find_members(session: Session, stories: Collection[int]) -> dict[int, list[Member]]:
    """Return the articles of each of `stories`, of any day, the earliest first."""
    columns = (
        Article.id.label("article_id"), Article.story, Article.outlet, Article.source, Article.headline,
        Article.original_headline,
        Article.published_on, Article.published_time, Article.key, Article.issuer,
    )  # fmt: skip
    found: dict[int, list[Member]] = {story: [] for story in stories}
    for some in _in_parts(sorted(stories)):
        for row in session.execute(select(*columns).where(Article.story.in_(some))):
            member = Member(**row._mapping)
            found[member.story].append(member)
    for members in found.values():
        members.sort(key=_when)
    return found


def find_printed(session: Session, stories: Collection[int]) -> dict[int, set[int]]:
    """Return the numbers of the issues that printed each of `stories`."""
    found: dict[int, set[int]] = {story: set() for story in stories}
    for some in _in_parts(sorted(stories)):
        query = select(Article.story, PrintedEntry.issue).join(PrintedEntry, PrintedEntry.article_id == Article.id)
        for story, number in session.execute(query.where(Article.story.in_(some))):
            if story is not None:
                found[story].add(number)
    return found


def join_anew(session: Session, story: int | None) -> None:
    """Find the stories of the articles of `story` by today's rules, one after the other as they came; None: of those
    that an earlier release stored without one."""
    members = session.scalars(select(Article).where(Article.story == story).order_by(Article.id)).all()
    if story is not None:
        _forget(session, [article.article_body for article in members], {story})
    for article in members:  # all of them first: one that stays holds those that it never told
        article.story = None
    for article in members:
        session.flush()
        join_story(session, article)


def find_by_hash(session: Session, hashes: Collection[int]) -> dict[int, list[int]]:
    """Return the stories that hold each of `hashes`."""
    found: dict[int, list[int]] = {value: [] for value in hashes}
    for some in _in_parts(sorted(hashes)):
        for value, story in session.execute(_BY_HASH, {"hashes": some}):
            found[value].append(story)
    return found


def _with_digest(session: Session, article: Article) -> set[int]:
    """The stories with the very same text: a short one may have no hash in the sample."""
    if not article.text_digest:
        return set()
    rows = session.scalars(_BY_DIGEST, {"digest": article.text_digest, "article": article.id})
    return {story for story in rows if story is not None}


def _telling(session: Session, stories: Collection[int], article_id: int, text: Text) -> dict[int, Text]:
    """Return those of `stories` of which some article is one with `text`, with that article's text."""
    number = func.row_number().over(partition_by=Article.story, order_by=Article.id)
    query = select(Article.story, Article.article_body, number.label("number"))
    rows = query.where(Article.story.in_(stories), Article.id != article_id).subquery()
    found: dict[int, Text] = {}
    for story, body in session.execute(select(rows.c.story, rows.c.article_body).where(rows.c.number <= _COMPARED)):
        if story not in found and is_one_story(text, other := Text(plain_text(body))):
            found[story] = other
    return found


def _merge(session: Session, others: Collection[int], story: int) -> None:
    if not others:
        return
    bodies = session.scalars(select(Article.article_body).where(Article.story.in_(others))).all()
    session.execute(update(Article).where(Article.story.in_(others)).values(story=story))
    _forget(session, bodies, others)
    _keep(session, story, _sample(bodies))


def _sample(bodies: Iterable[str]) -> set[int]:
    return {value for body in bodies for value in Text(plain_text(body)).sample()}


def _forget(session: Session, bodies: Iterable[str], stories: Collection[int]) -> None:
    for some in _in_parts(sorted(_sample(bodies))):
        session.execute(delete(StoryPrint).where(StoryPrint.hash.in_(some), StoryPrint.story.in_(stories)))


def _keep(session: Session, story: int, hashes: Iterable[int]) -> None:
    rows = [{"hash": value, "story": story} for value in sorted(hashes)]
    if rows:
        session.execute(insert(session, StoryPrint).on_conflict_do_nothing(), rows)


def _when(member: Member) -> tuple[date, time, str, str]:
    # An article without a clock time is the last of its day, one without a day the last of all. Of two of one minute
    # nobody knows; which of them was fetched first says how fast its server is, and would differ from run to run. What
    # keeps days alone writes midnight: it would have had everything first.
    day, clock = member.published_on or date.max, member.published_time
    return day, time.max if clock in (None, time.min) else clock, member.outlet, member.key


def _in_parts(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]

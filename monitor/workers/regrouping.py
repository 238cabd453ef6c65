"""The stories of all stored articles found anew, by today's rules, without reading a page."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine, func, select

from monitor.store.database import reading, writing
from monitor.store.models import Article
from monitor.store.stories import join_anew

_AT_ONCE = 50  # stories in one transaction: a run that writes beside it waits less than a second


def count_stories(engine: Engine, after: int) -> int:
    """Return how many stories have a number behind `after`."""
    with reading(engine) as session:
        return session.scalar(select(func.count(Article.story.distinct())).where(Article.story > after)) or 0


def regroup(engine: Engine, after: int) -> Iterator[int]:
    """Find anew the stories of the articles that the store has in stories behind the number `after`, and yield each
    number that is done and kept. Whoever stops goes on behind the last one: what is not done yet stands as it was."""
    while True:
        with writing(engine) as session:
            behind = select(Article.story).where(Article.story > after).distinct().order_by(Article.story)
            stories = [story for story in session.scalars(behind.limit(_AT_ONCE)) if story is not None]
            for story in stories:
                join_anew(session, story)
        if not stories:
            return
        yield from stories
        after = stories[-1]

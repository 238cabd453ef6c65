"""Listed titles whose pages were not fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.issue_calendar import Window
from monitor.store.models import ListedTitle
from monitor.store.upsert import insert


@dataclass(frozen=True)
class Unfetched:
    """A listed article that the title gate stopped: canonical address, title, day if the address holds one."""

    url: str
    title: str
    day: date | None


def save_unfetched(session: Session, outlet: str, found_for: date, titles: Iterable[Unfetched]) -> None:
    """Add titles of an outlet, each address once. `found_for` is the last day of the crawl's window."""
    rows = [
        {"outlet": outlet, "url": each.url, "title": each.title, "day": each.day, "found_for": found_for}
        for each in titles
    ]
    if rows:
        session.execute(insert(session, ListedTitle).on_conflict_do_nothing(), rows)


def find_unfetched(session: Session, window: Window) -> Sequence[ListedTitle]:
    """Return the titles of the days of `window`, and those without a day that were listed for it."""
    here = ListedTitle.day.between(window.since, window.until)
    undated = ListedTitle.day.is_(None) & ListedTitle.found_for.between(window.since, window.until)
    return session.scalars(
        select(ListedTitle).where(here | undated).order_by(ListedTitle.outlet, ListedTitle.url)
    ).all()

"""Every link that was listed, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from monitor.issue_calendar import Window
from monitor.listing.ledger import AT_MOST, GATE, INTERRUPTED, KNOWN, OUTSIDE, Ledger
from monitor.store.models import ListedLink
from monitor.store.upsert import insert


def save_links(session: Session, outlet: str, found_for: date, ledger: Ledger) -> None:
    """Write down what became of the links of a run. `found_for` is the last day of its window; it stays that of the
    first run. That a later run found a link outside its window, already stored, or did not come to it, says nothing of
    it; `seen_at` is when its page was asked for last."""
    now = datetime.now(UTC)
    rows = [
        {
            "outlet": outlet, "key": key, "url": each.link.address.url, "title": each.link.title,
            "day": each.link.address.day, "found_for": found_for, "source": each.source, "outcome": each.outcome,
            "seen_at": now,
        }
        for key, each in sorted(ledger.sightings.items())
    ]  # fmt: skip
    if not rows:
        return
    statement = insert(session, ListedLink)
    new = statement.excluded
    statement = statement.on_conflict_do_update(
        index_elements=[ListedLink.outlet, ListedLink.key],
        set_={"outcome": new.outcome, "source": new.source, "seen_at": new.seen_at, "url": new.url, "title": new.title},
        where=and_(*(new.outcome != each for each in (OUTSIDE, KNOWN, INTERRUPTED, AT_MOST))),
    )
    session.execute(statement, rows)


def find_unfetched(session: Session, window: Window) -> Sequence[ListedLink]:
    """Return the links that the title gate stopped: of the days of `window`, and those without a day that were listed
    for it."""
    here = ListedLink.day.between(window.since, window.until)
    undated = ListedLink.day.is_(None) & ListedLink.found_for.between(window.since, window.until)
    query = select(ListedLink).where(ListedLink.outcome == GATE, here | undated)
    return session.scalars(query.order_by(ListedLink.outlet, ListedLink.url)).all()


def find_link(session: Session, outlet: str | None, key: str, url: str) -> ListedLink | None:
    """Return what is known of a link, by its outlet and key, or by its address."""
    known = (ListedLink.outlet == outlet) & (ListedLink.key == key)
    query = select(ListedLink).where(or_(known, ListedLink.url == url))
    return session.scalars(query.order_by(ListedLink.seen_at.desc()).limit(1)).first()

"""Writing down what each run saw, and finding it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from monitor.issue_calendar import Window
from monitor.outlet.faults import DAYS, Past
from monitor.outlet.health import Coverage
from monitor.outlet.lists import read_lists
from monitor.outlet.verdicts import PARTIAL, SEEN
from monitor.store.models import Run
from monitor.text.dates import SHANGHAI


def save_run(
    session: Session,
    coverage: Coverage,
    window: Window,
    started: datetime,
    finished: datetime,
    counters: dict[str, Any],
) -> None:
    """Add a run. `started` and `finished` are aware datetimes."""
    session.add(
        Run(
            outlet=coverage.outlet,
            since=window.since,
            until=window.until,
            started_at=started,
            finished_at=finished,
            verdict=coverage.verdict,
            detail="；".join(coverage.notes),
            counters=counters,
        )
    )


def find_runs(session: Session, window: Window) -> Sequence[Run]:
    """Return the runs that looked at all the days of `window`, in the order in which they ended: one of a single day
    says nothing of a week."""
    query = select(Run).where(Run.since <= window.since, Run.until >= window.until)
    return session.scalars(query.order_by(Run.finished_at, Run.id)).all()


def find_last_runs(session: Session, outlet: str, before: date, limit: int) -> Sequence[Run]:
    """Return the last run of each of an outlet's `limit` latest windows that ended before the day `before`, the latest
    window first. A window of a few days is no week."""
    columns = select(Run.until, Run.since, func.max(Run.id).label("id"))
    query = columns.where(Run.outlet == outlet, Run.until < before).group_by(Run.until, Run.since)
    last: dict[date, int] = {}
    for row in session.execute(query.order_by(Run.until.desc(), func.max(Run.id).desc())):
        if (row.until - row.since).days + 1 >= DAYS:
            last.setdefault(row.until, row.id)
    chosen = list(last.values())[:limit]
    return session.scalars(select(Run).where(Run.id.in_(chosen)).order_by(Run.until.desc())).all()


def past_of(runs: Sequence[Run]) -> list[Past]:
    """Return what `runs` found. One that missed some articles saw its lists all the same."""
    return [
        Past(
            run.counters.get("monitor/links/in_window", 0),
            days_come(Window(run.since, run.until), run.started_at),
            read_lists(run.counters),
            run.verdict in SEEN or run.verdict == PARTIAL,
        )
        for run in runs
    ]


def days_come(window: Window, moment: datetime) -> int:
    """Return how many days of `window` had come at `moment` (UTC where it has no zone: SQLite keeps none)."""
    day = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(SHANGHAI).date()
    return max(0, (min(window.until, day) - window.since).days + 1)

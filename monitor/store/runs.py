"""Writing down what each run saw, and finding it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from monitor.issue_calendar import Window
from monitor.outlet.faults import DAYS, Past
from monitor.outlet.health import Coverage
from monitor.outlet.lists import read_lists
from monitor.outlet.verdicts import PARTIAL, SEEN, rank
from monitor.store.models import Run
from monitor.text.zone import SHANGHAI


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
    """Return the run that speaks for each of an outlet's `limit` latest windows that ended before the day `before`
    (see `best_run`), the latest window first. A window of a few days is no week."""
    query = select(Run).options(defer(Run.counters)).where(Run.outlet == outlet, Run.until < before)
    windows: dict[date, list[Run]] = {}
    for run in session.scalars(query.order_by(Run.until.desc(), Run.finished_at, Run.id)):
        if (run.until - run.since).days + 1 >= DAYS:
            windows.setdefault(run.until, []).append(run)
    chosen = [best_run(runs, Window(runs[-1].since, until)).id for until, runs in list(windows.items())[:limit]]
    return session.scalars(select(Run).where(Run.id.in_(chosen)).order_by(Run.until.desc())).all()


def find_label(session: Session, outlet: str, source: str) -> str:
    """Return what people are told of an outlet's list by the name of its source: as its last run has it, else that
    name."""
    query = select(Run).where(Run.outlet == outlet).order_by(Run.id.desc()).limit(1)
    lists = read_lists(run.counters) if (run := session.scalar(query)) else {}
    return lists[source].label if source in lists else source


def best_run(runs: Sequence[Run], window: Window) -> Run:
    """Return the run that speaks for `window`: of those that came when the most of its days had, the last of the best.
    A later run that fails does not undo what was seen; one of the middle of a week says nothing of its end."""
    come = [days_come(window, run.started_at) for run in runs]
    whole = [run for run, days in zip(runs, come, strict=True) if days == max(come)]
    return min(reversed(whole), key=lambda run: rank(run.verdict))


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

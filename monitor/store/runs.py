"""Writing down what each run saw."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from monitor.health import Coverage
from monitor.issue_calendar import Window
from monitor.store.models import Run


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

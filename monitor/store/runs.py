"""Writing down what each run saw, every link that was listed with what became of it, and finding it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Engine, and_, delete, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session, defer

from monitor.database.upsert import insert
from monitor.issue_calendar import Window
from monitor.listing.ledger import AT_MOST, GATE, INTERRUPTED, KNOWN, OUTSIDE, Ledger
from monitor.outlet.faults import DAYS, Past
from monitor.outlet.health import Coverage
from monitor.outlet.lists import read_lists
from monitor.outlet.verdicts import PARTIAL, SEEN, rank
from monitor.store.database import writing
from monitor.store.models import Article, ListedLink, Run
from monitor.text.zone import SHANGHAI

_AT_ONCE = 500  # values of one statement; SQLite takes some thousand
_DROPPED = 50_000  # links of one transaction: others wait to write meanwhile
HISTORY = 8  # earlier windows with which a run is compared


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


def find_costs(session: Session) -> dict[str, float]:
    """Return how many seconds the last run of each outlet took."""
    last = select(func.max(Run.id)).group_by(Run.outlet)
    rows = session.execute(select(Run.outlet, Run.started_at, Run.finished_at).where(Run.id.in_(last)))
    return {outlet: (finished - started).total_seconds() for outlet, started, finished in rows}


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
            wanted=wanted_in(run.counters),
        )
        for run in runs
    ]


def wanted_in(counters: Mapping[str, Any]) -> int:
    """Return how many links of the window the title gate let through for their titles' sake."""
    gate = counters.get("monitor/gate/stopped", 0) + counters.get("monitor/gate/hints", 0)
    return int(counters.get("monitor/links/in_window", 0) - gate)


def days_come(window: Window, moment: datetime) -> int:
    """Return how many days of `window` had come at `moment` (UTC where it has no zone: SQLite keeps none)."""
    day = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(SHANGHAI).date()
    return max(0, (min(window.until, day) - window.since).days + 1)


def save_links(session: Session, outlet: str, found_for: date, ledger: Ledger) -> None:
    """Write down what became of the links of a run. `found_for` is the last day of its window; it stays that of the
    first run. That a later run found a link outside its window, already stored, or did not come to it, says nothing of
    it; `seen_at` is when its page was asked for last."""
    now = datetime.now(UTC)
    rows = [
        {
            "outlet": outlet, "key": key, "url": each.link.address.url, "title": each.link.title,
            "day": each.link.address.day, "found_for": found_for, "source": each.source, "outcome": each.outcome,
            "seen_at": now, "chance": each.chance,
        }
        for key, each in sorted(ledger.sightings.items())
    ]  # fmt: skip
    if not rows:
        return
    statement = insert(session, ListedLink)
    new = statement.excluded
    statement = statement.on_conflict_do_update(
        index_elements=[ListedLink.outlet, ListedLink.key],
        set_={name: getattr(new, name) for name in ("outcome", "source", "seen_at", "url", "title", "chance")},
        where=and_(*(new.outcome != each for each in (OUTSIDE, KNOWN, INTERRUPTED, AT_MOST))),
    )
    session.execute(statement, rows)


def drop_links(engine: Engine, before: date) -> int:
    """Drop the links of windows that ended before the day `before` which no list has announced since it began (UTC),
    but for those of stored articles; return how many. Others can write between its transactions."""
    old = and_(ListedLink.found_for < before, ListedLink.seen_at < datetime.combine(before, time.min, UTC))
    same = and_(Article.outlet == ListedLink.outlet, Article.key == ListedLink.key)
    keys = select(ListedLink.outlet, ListedLink.key).where(old, ~exists().where(same)).limit(_DROPPED)
    statement, dropped, last = (
        delete(ListedLink).where(tuple_(ListedLink.outlet, ListedLink.key).in_(keys)),
        0,
        _DROPPED,
    )
    while last == _DROPPED:
        with writing(engine) as session:
            last = session.connection().execute(statement).rowcount
        dropped += last
    return dropped


def find_sources(session: Session, outlet: str, keys: Iterable[str], before: date) -> dict[str, str]:
    """Return, for those of the articles `keys` that were listed for a window which ended before the day `before`, the
    list that had them."""
    wanted, found = sorted(keys), dict[str, str]()
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(ListedLink.key, ListedLink.source).where(
            ListedLink.outlet == outlet,
            ListedLink.found_for < before,
            ListedLink.key.in_(wanted[start : start + _AT_ONCE]),
        )
        found.update((key, source) for key, source in session.execute(query))
    return found


def find_unfetched(session: Session, window: Window) -> Sequence[ListedLink]:
    """Return the links that the title gate stopped: of the days of `window`, and those without a day that were listed
    for it; the likeliest to be on topic first."""
    here = ListedLink.day.between(window.since, window.until)
    undated = ListedLink.day.is_(None) & ListedLink.found_for.between(window.since, window.until)
    query = select(ListedLink).where(ListedLink.outcome == GATE, here | undated)
    likeliest = func.coalesce(ListedLink.chance, 0).desc()
    return session.scalars(query.order_by(likeliest, ListedLink.outlet, ListedLink.url)).all()


def find_link(session: Session, outlet: str | None, key: str, url: str) -> ListedLink | None:
    """Return what is known of a link, by its outlet and key, or by its address."""
    known = (ListedLink.outlet == outlet) & (ListedLink.key == key)
    query = select(ListedLink).where(or_(known, ListedLink.url == url))
    return session.scalars(query.order_by(ListedLink.seen_at.desc()).limit(1)).first()

"""What runs found out about an outlet: lists, with what each gave when it was read last, templates, and what came of
reading its archived pages again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import URL, ColumnElement, String, Text, and_, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from monitor.database.address import read_address
from monitor.database.sqlite import file_of
from monitor.database.upsert import insert
from monitor.issue_calendar import Window
from monitor.learning.induction import Learned
from monitor.reading.template import Template
from monitor.store.database import open_to_read, reading
from monitor.store.models import Article, Base


class FoundList(Base):
    """A list that nobody declared; its row is that of its last success."""

    __tablename__ = "found_list"

    outlet: Mapped[str] = mapped_column(String(64), primary_key=True)
    url: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)  # what links call it
    kind: Mapped[str] = mapped_column(String(16))  # where it was found: monitor.discovery.leads
    health: Mapped[bool]
    found_on: Mapped[date]  # the last day on which a walk met it
    succeeded_on: Mapped[date]  # the last day on which it gave articles of the window
    links: Mapped[int]  # articles of the window then
    added: Mapped[int]  # of these those that no other list of the run had


class LearnedTemplate(Base):
    """A template that nobody wrote (monitor.learning), and what it rests on. One that was dropped stays, for what was
    read with it."""

    __tablename__ = "learned_template"

    outlet: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    template: Mapped[dict[str, Any]]  # the fields of monitor.reading.template.Template
    pages: Mapped[list[str]]  # addresses of those that it was learned from
    agreement: Mapped[dict[str, Any]]  # field → 0–1
    learned_on: Mapped[date]
    held_on: Mapped[date]  # the last day on which it read a page
    dropped_on: Mapped[date | None]

    def read(self) -> Template:
        """Return the template; a field that a later release knows is left out."""
        known = {field.name for field in fields(Template)}
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self.template.items()
            if name in known
        }
        return Template(**given)


class RereadShare(Base):
    """The archived pages of an outlet's articles of some days, read again by a job; the last time stands."""

    __tablename__ = "reread_share"

    outlet: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    release: Mapped[str] = mapped_column(Text)  # of the project, as it was named when it was deployed
    articles: Mapped[int]
    changed: Mapped[int]  # of these those that have a new version
    without: Mapped[int]  # those of which no page is in the archive
    failed: Mapped[int]  # those that could not be read
    ended_at: Mapped[datetime]


@dataclass(frozen=True)
class Find:
    """What one run found of a list: see the columns of `FoundList`. `walked`: a walk met it, it was not only asked."""

    url: str
    name: str
    kind: str
    health: bool
    links: int
    added: int
    walked: bool


def save_finds(session: Session, outlet: str, day: date, finds: Iterable[Find]) -> None:
    """Write down what `day` gave."""
    for each in finds:
        row = {**asdict(each), "outlet": outlet, "found_on": day, "succeeded_on": day}
        changed = ["name", "health", "succeeded_on", "links", "added", *(["found_on"] if row.pop("walked") else [])]
        statement = insert(session, FoundList)
        statement = statement.on_conflict_do_update(
            index_elements=[FoundList.outlet, FoundList.url],
            set_={name: getattr(statement.excluded, name) for name in changed},
        )
        session.execute(statement, [row])


def find_found(session: Session, outlet: str, since: date, limit: int) -> Sequence[FoundList]:
    """Return the lists of `outlet` that gave articles on the day `since` or later, at most `limit`: those that added
    the most first."""
    query = select(FoundList).where(FoundList.outlet == outlet, FoundList.succeeded_on >= since)
    order = (FoundList.added.desc(), FoundList.links.desc(), FoundList.url)
    return session.scalars(query.order_by(*order).limit(limit)).all()


def save_learned(session: Session, outlet: str, day: date, found: Iterable[Learned]) -> None:
    """Write down what was learned on `day`; one that was dropped earlier is used again."""
    for each in found:
        row = {
            "outlet": outlet, "name": each.template.name, "template": asdict(each.template), "pages": list(each.pages),
            "agreement": dict(each.agreement), "learned_on": day, "held_on": day, "dropped_on": None,
        }  # fmt: skip
        session.merge(LearnedTemplate(**row))


def find_learned(session: Session, outlet: str) -> Sequence[LearnedTemplate]:
    """Return the templates that were learned of `outlet` and not dropped, those that held last first."""
    query = select(LearnedTemplate).where(LearnedTemplate.outlet == outlet, LearnedTemplate.dropped_on.is_(None))
    return session.scalars(query.order_by(LearnedTemplate.held_on.desc(), LearnedTemplate.name)).all()


def learned_of(url: str | URL, outlet: str) -> Sequence[LearnedTemplate]:
    """Return what `find_learned` finds in the database at `url`; nothing if there is no such file yet. Raises
    StoreError."""
    file = file_of(read_address(url))
    if file is not None and not file.exists():
        return ()
    with reading(open_to_read(url)) as session:
        return find_learned(session, outlet)


def settle_learned(session: Session, outlet: str, day: date, held: Iterable[str], dropped: Iterable[str]) -> None:
    """Write down which of an outlet's templates held on `day`, and which are used no longer."""
    for names, values in ((held, {"held_on": day}), (dropped, {"dropped_on": day})):
        where = (LearnedTemplate.outlet == outlet, LearnedTemplate.name.in_(list(names)))
        session.execute(update(LearnedTemplate).where(*where).values(values))


def find_reader(session: Session, article: Article) -> tuple[Template, ...]:
    """Return the learned template by which `article` was read, also one that is used no longer; none if it was read
    otherwise."""
    rung, _, name = article.reader.partition(":")
    row = session.get(LearnedTemplate, (article.outlet, name)) if rung == "learned" else None
    return (row.read(),) if row else ()


def find_reread(session: Session, window: Window, release: str) -> dict[tuple[str, date], RereadShare]:
    """Return, by outlet and first day, what `release` has read again of the days of `window`."""
    query = select(RereadShare).where(_reread_in(window), RereadShare.release == release)
    return {(row.outlet, row.since): row for row in session.scalars(query)}


def forget_reread(session: Session, window: Window) -> None:
    """Forget what was read again of the days of `window`: it is to be done once more."""
    session.execute(delete(RereadShare).where(_reread_in(window)))


def _reread_in(window: Window) -> ColumnElement[bool]:
    return and_(RereadShare.since >= window.since, RereadShare.until <= window.until)

"""The lists that discovery found: where, when, and what each gave when it was read last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from monitor.database.upsert import insert
from monitor.store.models import Base


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

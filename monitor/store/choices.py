"""What editors decided and opened, the events of each issue, judgements of articles, who has seen which, and what their
choices taught. Rows are added, never changed; of what was taught one may be marked as forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, false, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from monitor.editing.edits import Edit, Kind
from monitor.editing.events import DROP, EDIT, PICK, RESET, TOP, Decision, Event, Laid, fold
from monitor.exceptions import EditError
from monitor.store.models import Article, Base, Choice

__all__ = ["DROP", "ID", "PICK", "RESET", "TOP", "Decision"]  # and what is defined here
ID = "[0-9]{1,18}"  # how a person writes the number of an article; a database holds no longer one


class EditRow(Base):
    """One edit over one version of an article, which an event of its issue records; rows are added, never changed."""

    __tablename__ = "edit"

    id: Mapped[int] = mapped_column(primary_key=True)
    issue: Mapped[int] = mapped_column(index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))  # None: of the whole issue
    version: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))  # monitor.editing.edits.Kind
    block: Mapped[int]
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)


class Label(Base):
    """One judgement whether an article is on topic; the latest of an article counts, and none if that is withdrawn."""

    __tablename__ = "label"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)
    on_topic: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    withdrawn: Mapped[bool] = mapped_column(default=False, server_default=false())


class Seen(Base):
    """That an editor has opened a version of an article."""

    __tablename__ = "seen"

    editor: Mapped[str] = mapped_column(String(64), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class TasteRow(Base):
    """What was learnt on a day (monitor.taste.model); the latest that is not forgotten is in force."""

    __tablename__ = "taste"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    day: Mapped[date]
    weights: Mapped[dict[str, Any]]  # by the names of marks
    shares: Mapped[dict[str, Any]]  # by the numbers of issues
    forgotten_at: Mapped[datetime | None]


def add_choice(
    session: Session,
    number: int,
    action: str,
    values: Sequence[int],
    reason: str,
    editor: str = "",
    op: Mapping[str, Any] | None = None,
) -> int:
    """Record an event of issue `number` (see monitor.editing.events) and return its id."""
    given = dict(op) if op else None
    choice = Choice(issue=number, action=action, article_ids=list(values), reason=reason, editor=editor, op=given)
    choice.made_at = datetime.now(UTC)
    session.add(choice)
    session.flush()
    return choice.id


def add_edit(session: Session, number: int, laid: Laid, editor: str) -> int:
    """Record an edit for issue `number` and return the id of its event."""
    edit = laid.edit
    row = EditRow(
        issue=number, article_id=laid.article or None, version=laid.version, kind=str(edit.kind), block=edit.block,
        before=edit.before, after=edit.after, reason=edit.reason,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return add_choice(session, number, EDIT, [row.id], edit.reason, editor)


def find_events(session: Session, number: int) -> list[Event]:
    """Return the events of issue `number`, the oldest first. Raises EditError for an edit that cannot be read."""
    edits = {row.id: _laid(row) for row in session.scalars(select(EditRow).where(EditRow.issue == number))}
    return [_event(choice, edits) for choice in find_choices(session, number)]


def find_decision(session: Session, number: int) -> Decision:
    """Return what the events of issue `number` come to."""
    return fold(find_events(session, number))


def find_choices(session: Session, number: int) -> Sequence[Choice]:
    """Return the rows of the events of issue `number`, the oldest first."""
    return session.scalars(select(Choice).where(Choice.issue == number).order_by(Choice.id)).all()


def decide(choices: Sequence[Choice]) -> Decision:
    """Return what `choices`, rows without edits, come to."""
    return fold([_event(choice, {}) for choice in choices])


def _event(choice: Choice, edits: Mapping[int, Laid]) -> Event:
    laid = edits.get(choice.article_ids[0]) if choice.action == EDIT and choice.article_ids else None
    return Event(
        choice.id, choice.action, tuple(choice.article_ids), choice.op or {}, choice.editor or "", choice.reason,
        choice.made_at, laid,
    )  # fmt: skip


def _laid(row: EditRow) -> Laid:
    try:
        edit = Edit(Kind(row.kind), row.before, row.after, row.block, row.reason)
    except ValueError as error:
        raise EditError(f"没有“{row.kind:.20}”这种改动") from error
    return Laid(row.article_id or 0, row.version, edit)


def add_label(session: Session, article_id: int, on_topic: bool | None, reason: str) -> None:
    """Record the judgement that an article is on topic or not; None takes back the one that there is."""
    label = Label(article_id=article_id, on_topic=bool(on_topic), reason=reason, made_at=datetime.now(UTC))
    label.withdrawn = on_topic is None
    session.add(label)


def find_label(session: Session, article_id: int) -> bool | None:
    """Return whether an article was judged on topic; None if it was not judged."""
    latest = select(Label).where(Label.article_id == article_id).order_by(Label.id.desc()).limit(1)
    label = session.scalars(latest).first()
    return None if label is None or label.withdrawn else label.on_topic


def find_labels(session: Session) -> list[tuple[Article, Label]]:
    """Return each judged article with its latest judgement."""
    rows = session.execute(select(Article, Label).join(Label, Label.article_id == Article.id).order_by(Label.id))
    latest = {article.id: (article, label) for article, label in rows}
    return [latest[key] for key in sorted(latest) if not latest[key][1].withdrawn]


def note_seen(session: Session, editor: str, article_id: int, version: int) -> None:
    """Record that `editor` has opened a version of an article, once."""
    if session.get(Seen, (editor, article_id, version)) is None:
        session.add(Seen(editor=editor, article_id=article_id, version=version, at=datetime.now(UTC)))


def find_seen(session: Session, articles: Sequence[int]) -> dict[int, int]:
    """Return the newest version of each of `articles` that anybody has opened; of others nothing."""
    newest = select(Seen.article_id, func.max(Seen.version)).group_by(Seen.article_id)
    first, last = min(articles, default=0), max(articles, default=0)  # a week's ids lie close together
    rows = session.execute(newest.where(Seen.article_id.between(first, last)))
    return {row[0]: row[1] for row in rows}


def find_taste(session: Session) -> TasteRow | None:
    """Return what was learnt and is in force."""
    query = select(TasteRow).where(TasteRow.forgotten_at.is_(None)).order_by(TasteRow.id.desc()).limit(1)
    return session.scalars(query).first()


def add_taste(session: Session, weights: Mapping[str, float], shares: Mapping[int, float], day: date) -> None:
    """Put in force what was learnt on `day` (Asia/Shanghai)."""
    told = {str(issue): share for issue, share in shares.items()}
    session.add(TasteRow(made_at=datetime.now(UTC), day=day, weights=dict(weights), shares=told))


def forget_taste(session: Session) -> TasteRow | None:
    """Forget what is in force and return it: what was before it is in force again."""
    if row := find_taste(session):
        row.forgotten_at = datetime.now(UTC)
        session.flush()
    return row

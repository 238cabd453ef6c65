"""What the editor decided: choices for an issue and judgements of articles. Rows are added, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from monitor.store.models import Article, Base, Choice

ID = "[0-9]{1,18}"  # how a person writes the number of an article; a database holds no longer one
PICK, DROP, TOP, RESET = "pick", "drop", "top", "reset"


@dataclass(frozen=True)
class Decision:
    """What all choices for an issue come to: ids to print first and in this order, ids not to print, how many."""

    picks: tuple[int, ...] = ()
    dropped: frozenset[int] = frozenset()
    top: int | None = None


def add_choice(session: Session, number: int, action: str, values: list[int], reason: str) -> None:
    """Record a choice for issue `number`: PICK or DROP with article ids, TOP with one number, RESET with none."""
    now = datetime.now(UTC)
    session.add(Choice(issue=number, action=action, article_ids=values, reason=reason, made_at=now))


def find_choices(session: Session, number: int) -> Sequence[Choice]:
    """Return the choices for issue `number`, the oldest first."""
    return session.scalars(select(Choice).where(Choice.issue == number).order_by(Choice.id)).all()


def decide(choices: Sequence[Choice]) -> Decision:
    """Return what `choices` come to, in their order: a later pick replaces the earlier ones and takes back a drop of
    its articles, drops add up and take back picks, a reset forgets all."""
    decision = Decision()
    for choice in choices:
        ids = tuple(choice.article_ids)
        if choice.action == PICK:
            decision = Decision(ids, decision.dropped - set(ids), decision.top)
        elif choice.action == DROP:
            picks = tuple(pick for pick in decision.picks if pick not in ids)
            decision = Decision(picks, decision.dropped | set(ids), decision.top)
        elif choice.action == TOP:
            decision = Decision(decision.picks, decision.dropped, ids[0])
        else:
            decision = Decision()
    return decision


class Label(Base):
    """One judgement whether an article is on topic; the latest of an article counts."""

    __tablename__ = "label"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="CASCADE"), index=True)
    on_topic: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


def add_label(session: Session, article_id: int, on_topic: bool, reason: str) -> None:
    """Record the judgement that an article is on topic or not."""
    session.add(Label(article_id=article_id, on_topic=on_topic, reason=reason, made_at=datetime.now(UTC)))


def find_labels(session: Session) -> list[tuple[Article, Label]]:
    """Return each judged article with its latest judgement."""
    rows = session.execute(select(Article, Label).join(Label, Label.article_id == Article.id).order_by(Label.id))
    latest = {article.id: (article, label) for article, label in rows}
    return [latest[key] for key in sorted(latest)]

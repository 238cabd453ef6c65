"""What an editor would take back with one key, and do again with another."""

from __future__ import annotations

from desk.weeks import Week
from monitor.editing.edits import NAMES
from monitor.editing.events import CARRY, FINAL, REOPEN, TOP, UNDO, Event, standing

_SHOWN = 16  # characters of a headline


_ASIDE = (FINAL, REOPEN, CARRY)  # what no key takes back


def tell_undo(week: Week, editor: str) -> str:
    """Return what `editor` would undo, in Chinese, though somebody's later event may rest on it; nothing if there is
    nothing."""
    own = [event for event in standing(week.events) if event.editor == editor and event.action not in _ASIDE]
    return tell_event(week, own[-1]) if own else ""


def find_redo(week: Week, editor: str) -> int:
    """Return the id of the undoing that `editor` may take back: the newest thing that he did. 0 if it is another."""
    own = [event for event in week.events if event.editor == editor and event.action not in _ASIDE]
    undone = {each for event in own if event.action == UNDO for each in event.ids}
    steps = [event.id for event in own if event.action == UNDO and event.id not in undone]
    live = [event.id for event in standing(week.events) if event.editor == editor]
    return steps[-1] if steps and steps[-1] > max(live, default=0) else 0


def tell_event(week: Week, event: Event) -> str:
    """Return what was done, and to which article, in few words."""
    article = event.laid.article if event.laid else next(iter(event.ids_meant), 0)
    headline = shorten(week, article) if event.action not in (TOP, UNDO) else ""
    name = NAMES[event.laid.edit.kind] if event.laid else event.name
    return name + (f"：{headline}" if headline else "")


def shorten(week: Week, article: int) -> str:
    """Return the head of the headline of a candidate, nothing if it is none."""
    candidate = week.candidate(article)
    headline = candidate.article.headline if candidate else ""
    return headline[:_SHOWN] + ("…" if len(headline) > _SHOWN else "")

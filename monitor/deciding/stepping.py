"""What an editor would take back with one key, and do again with another; and what he does twice is one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from monitor.editing.edits import NAMES
from monitor.editing.events import CARRY, FINAL, REOPEN, TOP, UNDO, Event, fold, judgements, standing

Name = Callable[[int], str]  # the head of an article's headline, by its id; nothing if it is not known
_ASIDE = (FINAL, REOPEN, CARRY)  # what no key takes back


def tell_undo(events: Sequence[Event], editor: str, name: Name) -> str:
    """Return what `editor` would undo, in Chinese, though somebody's later event may rest on it; nothing if there is
    nothing."""
    own = [event for event in standing(events) if event.editor == editor and event.action not in _ASIDE]
    return tell_event(own[-1], name) if own else ""


def find_redo(events: Sequence[Event], editor: str) -> int:
    """Return the id of the undoing that `editor` may take back: the newest thing that he did. 0 if it is another."""
    own = [event for event in events if event.editor == editor and event.action not in _ASIDE]
    undone = {each for event in own if event.action == UNDO for each in event.ids}
    steps = [event.id for event in own if event.action == UNDO and event.id not in undone]
    live = [event.id for event in standing(events) if event.editor == editor]
    return steps[-1] if steps and steps[-1] > max(live, default=0) else 0


def is_repeat(events: Sequence[Event], event: Event) -> bool:
    """Tell whether `event` is what the same editor did already, in these words, and changes nothing that `events` come
    to: a key pressed twice, a command given again. Somebody else's is none: it stands when the first is taken back."""
    same = any(
        (each.editor, each.action, each.ids_meant, each.op.get("do"), each.reason)
        == (event.editor, event.action, event.ids_meant, event.op.get("do"), event.reason)
        for each in standing(events)
    )
    both = [*events, event]
    return same and fold(both) == fold(events) and judgements(both) == judgements(events)


def tell_event(event: Event, name: Name) -> str:
    """Return what was done, and to which article, in few words."""
    article = event.laid.article if event.laid else next(iter(event.ids_meant), 0)
    headline = name(article) if event.action not in (TOP, UNDO) else ""
    words = NAMES[event.laid.edit.kind] if event.laid else event.name
    return words + (f"：{headline}" if headline else "")

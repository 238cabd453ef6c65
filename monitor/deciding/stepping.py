"""What an editor would take back with one key, and do again with another; and what he does twice is one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from monitor.editing.edits import NAMES, Kind
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
    steps = list[int]()  # undoings that may be taken back, the last one next
    for event in (each for each in events if each.editor == editor and each.action not in _ASIDE):
        if event.action != UNDO:
            steps.clear()
        elif event.ids and event.ids[0] in steps:
            steps = [each for each in steps if each not in event.ids]
        else:
            steps.append(event.id)
    return steps[-1] if steps else 0


def step_of(events: Sequence[Event], event: Event) -> list[int]:
    """Return the ids of what goes when `event` is taken back: of an edit that took the place of another also the taking
    back of that, so that it stands again, whosever it was."""
    place = events.index(event)
    before = events[place - 1] if place else None
    if event.laid is None or before is None or before not in _replacing(events, event):
        return [event.id]
    return [event.id, before.id]


def _replacing(events: Sequence[Event], event: Event) -> list[Event]:
    """The takings back, by the editor of `event`, of an edit at its place, that are not taken back themselves."""
    by_id, undone = {each.id: each for each in events}, set[int]()
    for each in reversed(events):
        if each.action == UNDO and each.id not in undone:
            undone.update(each.ids)
    live = (each for each in events if each.action == UNDO and each.editor == event.editor and each.id not in undone)
    return [each for each in live if any(_at_one_place(by_id.get(one), event) for one in each.ids)]


def _at_one_place(one: Event | None, other: Event) -> bool:
    if one is None or one.laid is None or other.laid is None:
        return False
    edits = one.laid.edit, other.laid.edit
    places = [(laid.article, edit.block, edit.kind) for laid, edit in zip((one.laid, other.laid), edits, strict=True)]
    return places[0] == places[1] and (edits[0].kind is not Kind.CORRECT or edits[0].before == edits[1].before)


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

"""The record of an issue, a line an event: who did what, when and why, and what of it was taken back."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.editing.edits import tell_edit
from monitor.editing.events import CARRY, SWAP, UNDO, Event, standing
from monitor.text.zone import shanghai


def tell_history(events: Sequence[Event]) -> list[str]:
    """Return a line for each of `events`, the oldest first."""
    live = {event.id for event in standing(events)}
    return [_line(event, event.id in live or event.action == UNDO) for event in events]


def _line(event: Event, stands: bool) -> str:
    what = [event.name, (" 代 " if event.op.get("do") == SWAP else ",").join(map(str, event.ids_meant))]
    if event.laid:
        where = f"{event.laid.article} 第 {event.laid.version} 版" if event.laid.article else ""
        what = [tell_edit(event.laid.edit, where)]
    if event.action == CARRY:
        what.append(f"第 {event.op['of']} 版→第 {event.op['to']} 版")
    if "event" in event.op:
        what.append(f"对第 {event.op['event']} 条")
    if "place" in event.op:
        what.append(f"到第 {event.op['place']} 位")
    when = f"{shanghai(event.made_at):%Y-%m-%d %H:%M:%S}［{event.id}］"
    words = [when, *what, event.reason, event.editor, "" if stands else "（已撤销）"]
    return " ".join(filter(None, words))

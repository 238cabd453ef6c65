"""What was printed of the editors held against their recorded events: each edit must be one that an event records."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from monitor.deciding.laying import carried_edits
from monitor.editing.edits import Edit, tell_edit
from monitor.editing.events import Decision, Event, fold
from monitor.exceptions import EditError
from monitor.store.choices import find_events


class Account:
    """The events of issue `number` as they were when it was written: `last` is the id of the newest event then. Where
    that was not kept, at any moment: what is recorded later must not make an honest issue false."""

    def __init__(self, session: Session, number: int, last: int | None) -> None:
        self._session = session
        self._broken = ""
        self._then: Sequence[Decision] = ()
        try:
            self._then = _decisions(find_events(session, number), last)
        except EditError as error:
            self._broken = f"改动的记录读不出：{error}"

    def tell_entry(self, article: int, version: int, printed: Sequence[Edit]) -> tuple[str, ...]:
        """Return what of the `printed` edits of a version of an article is not as the events have it, in Chinese."""
        if self._broken:
            return (self._broken,)
        recorded = [carried_edits(self._session, decision, article, version) for decision in self._then]
        if tuple(printed) in recorded:
            return ()
        return (f"改动：刊出的是{_list(printed)}，取舍记录里是{_list(recorded[0] or ())}",)

    def tell_preface(self, printed: str) -> tuple[str, ...]:
        """Return what is wrong with the `printed` 本期导语, as `tell_entry` does."""
        if self._broken:
            return (self._broken,)
        recorded = ["".join(each.edit.after for each in then.edits if not each.article) for then in self._then]
        if printed in recorded:
            return ()
        return (f"导语：刊出{_quoted(printed)}，取舍记录里是{_quoted(recorded[0])}",)


def _decisions(events: Sequence[Event], last: int | None) -> Sequence[Decision]:
    """What the events came to then, or at each moment, the newest first."""
    if last is not None:
        return [fold([event for event in events if event.id <= last])]
    return [fold(events[:count]) for count in range(len(events), -1, -1)]


def _list(edits: Sequence[Edit]) -> str:
    return "、".join(map(tell_edit, edits)) or "（没有改动）"


def _quoted(text: str) -> str:
    return f"“{text:.60}”" if text else "（空）"

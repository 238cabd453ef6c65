"""The blocks of an article with what was changed of them, as an editor reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.deciding.laying import LaidEntry
from monitor.editing.edits import Edit, Kind
from monitor.editing.events import Event, fold, standing
from monitor.text.markdown import Block, Picture, Subhead, read


@dataclass(frozen=True)
class Change:
    """A standing edit, over the version that is shown, with its event."""

    edit: Edit
    event: Event


@dataclass(frozen=True)
class Shown:
    """A block of the text with its number, and its changes."""

    number: int
    block: Block
    changes: Sequence[Change]

    @property
    def picture(self) -> bool:
        """Whether it is a picture."""
        return isinstance(self.block, Picture)

    @property
    def subhead(self) -> bool:
        """Whether it is a subhead."""
        return isinstance(self.block, Subhead)

    def change(self, kind: str) -> Change | None:
        """Return the change of this kind, None if there is none."""
        return next((each for each in self.changes if each.edit.kind == kind), None)

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """The text of a paragraph in runs, each with its mark-up: `del`, `ins` or none."""
        pieces = [("" if isinstance(self.block, Picture) else self.block.text, "")]
        for edit in (each.edit for each in self.changes if each.edit.kind is Kind.CORRECT):
            for place, (text, mark) in enumerate(pieces):
                before, found, after = text.partition(edit.before)
                if found and not mark:
                    pieces[place : place + 1] = [(before, ""), (found, "del"), (edit.after, "ins"), (after, "")]
                    break
        return pieces


def show_blocks(body: str, changes: Sequence[Change]) -> list[Shown]:
    """Return the blocks of `body`, which the `changes` speak of."""
    return [
        Shown(number, block, [each for each in changes if each.edit.block == number])
        for number, block in enumerate(read(body), 1)
    ]


def find_changes(events: Sequence[Event], article: int, laid: LaidEntry) -> list[Change]:
    """Return the edits that `events` make of an article as they lie over the version that is printed; where they cannot
    be carried there, as they were made."""
    own = [event for event in standing(events) if event.laid and event.laid.article == article]
    decision = fold(events)
    kept = [event for event in own if event.laid in decision.edits]
    made = [event.laid.edit for event in kept if event.laid]
    edits = laid.edits if len(laid.edits) == len(kept) else made
    return [Change(edit, event) for edit, event in zip(edits, kept, strict=True)]

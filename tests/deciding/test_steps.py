"""Back and forth by one key each: what is taken back, and what comes again."""

from __future__ import annotations

from monitor.deciding.stepping import find_redo, step_of
from monitor.editing.edits import Edit, Kind
from monitor.editing.events import EDIT, FINAL, PICK, UNDO, Event, Laid, fold, standing


class Desk:
    """Records events as the recorder does, in one list."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def add(self, action: str, *ids: int, editor: str = "王", laid: Laid | None = None) -> int:
        self.events.append(Event(len(self.events) + 1, action, ids, editor=editor, laid=laid))
        return len(self.events)

    def title(self, words: str, editor: str = "王", kind: Kind = Kind.HEADLINE) -> None:
        for event in standing(self.events):
            if event.laid and event.laid.edit.kind is kind:
                self.add(UNDO, event.id, editor=editor)
        self.add(EDIT, editor=editor, laid=Laid(5, 1, Edit(kind, "原题", words)))

    def undo(self, editor: str = "王") -> None:
        last = [each for each in standing(self.events) if each.editor == editor][-1]
        self.add(UNDO, *step_of(self.events, last), editor=editor)

    def redo(self, editor: str = "王") -> bool:
        step = find_redo(self.events, editor)
        if step:
            self.add(UNDO, *step_of(self.events, next(each for each in self.events if each.id == step)), editor=editor)
        return step > 0

    @property
    def titles(self) -> list[str]:
        return [each.edit.after for each in fold(self.events).edits]


def test_as_many_steps_come_again_as_were_taken_back() -> None:
    desk = Desk()
    for kind in (Kind.HEADLINE, Kind.NOTE):
        desk.title(str(kind), kind=kind)
    seen = [desk.titles]
    for _ in range(2):
        desk.undo()
        seen.append(desk.titles)
    assert [desk.redo(), desk.titles] == [True, seen[1]]
    assert [desk.redo(), desk.titles] == [True, seen[0]]
    assert not desk.redo(), "there is no more"
    desk.undo()
    assert desk.titles == seen[1], "and back again"
    assert [desk.redo(), desk.titles] == [True, seen[0]]


def test_who_does_something_else_has_nothing_to_do_again() -> None:
    desk = Desk()
    desk.title("一")
    desk.undo()
    desk.add(PICK, 7)
    assert not desk.redo()
    desk.undo()
    assert desk.redo()
    assert not desk.redo(), "what was taken back before the other is gone"


def test_closing_the_issue_is_no_step() -> None:
    desk = Desk()
    desk.title("一")
    desk.undo()
    desk.add(FINAL)
    assert [desk.redo(), desk.titles] == [True, ["一"]]


def test_the_version_before_stands_again_whosever_it_is() -> None:
    desk = Desk()
    for words in ("新题一", "新题二", "新题三"):
        desk.title(words)
    for words in ("新题二", "新题一"):
        desk.undo()
        assert desk.titles == [words]
    desk.undo()
    assert desk.titles == []
    for words in ("新题一", "新题二", "新题三"):
        assert [desk.redo(), desk.titles] == [True, [words]]
    desk.title("李某的题", editor="李")
    desk.undo("李")
    assert desk.titles == ["新题三"], "a colleague's title is not thrown away"


def test_an_edit_at_another_place_leaves_what_was_taken_back_before_it() -> None:
    desk = Desk()
    desk.title("一")
    desk.undo()
    desk.title("按语", kind=Kind.NOTE)
    desk.undo()
    assert desk.titles == [], "the title was taken back for its own sake"

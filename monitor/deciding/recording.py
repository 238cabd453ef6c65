"""Operations recorded as events, each checked against the issue as it is when its turn comes: nothing of two editors is
lost, and who comes second at one place is told who was first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from monitor.bulletin import Entry
from monitor.deciding.laying import Carried, lay
from monitor.deciding.operations import Operation, stands_at
from monitor.deciding.stepping import is_repeat, step_of
from monitor.editing.edits import NAMES, Edit, Kind, apply, preface
from monitor.editing.events import (
    ADD,
    CARRY,
    EDIT,
    JUDGE,
    MOVE,
    OFF,
    ON,
    PICK,
    REMARK,
    REMOVE,
    STAY,
    SWAP,
    UNDO,
    Event,
    Laid,
    fold,
    judgements,
    newest_of,
    standing,
    told,
)
from monitor.exceptions import EditError, MonitorError
from monitor.store.choices import add_choice, add_edit, add_label, find_events, find_label
from monitor.store.models import Article
from monitor.text.hygiene import printable, tidy, unified

LONGEST_REMARK = 500  # characters


def refuse_closed(session: Session, number: int) -> None:
    """Raises MonitorError if issue `number` is closed: nobody changes it before it is opened again."""
    if closed := fold(find_events(session, number)).final:
        raise MonitorError(f"第{number}期已由 {told(closed)} 定稿；要改先撤回：scrapy bulletin {number} --reopen。")


def note_carried(session: Session, number: int, carried: Sequence[Carried]) -> None:
    """Record what was `carried` over in issue `number`, each once."""
    known = {
        (event.ids, event.op["of"], event.op["to"]) for event in find_events(session, number) if event.action == CARRY
    }
    for each in carried:
        if ((each.article,), each.of, each.to) not in known:
            add_choice(session, number, CARRY, [each.article], "", op={"of": each.of, "to": each.to})


@dataclass(frozen=True)
class Recorder:
    """Records what `editor` does to issue `number`, in a transaction of `monitor.store.database.writing`. `printed` are
    the ids that would be printed now, in their order, `known` those of all its candidates."""

    session: Session
    number: int
    editor: str
    reason: str = ""
    printed: Sequence[int] = ()
    known: Collection[int] = ()

    def record(self, operations: Sequence[Operation]) -> None:
        """Record `operations`. Raises MonitorError for one that cannot be done; then none is to be stored."""
        for operation in operations:
            articles = [operation.place] * (operation.action == SWAP) + [operation.id] * (operation.action != UNDO)
            prefaces = operation.action == EDIT and operation.kind is Kind.PREFACE
            nobodys = {0} if prefaces or operation.action == REMARK else set()  # what may be of the whole issue
            if unknown := [each for each in articles if each not in {*self.known, *nobodys}]:
                where = f"不在第{self.number}期的候选里；编号见候选清单或 scrapy articles。"
                raise MonitorError(f"编号 {unknown[0]} {where}")
            removed = {each.id for each in operations if each.action == REMOVE}
            lists = dict.fromkeys((ADD, MOVE, REMOVE, SWAP), partial(self._list, removed))
            judges, undo = dict.fromkeys((ON, OFF), self._judge), partial(self._undo, len(operations) == 1)
            others: dict[str, Callable[[Operation], None]] = {EDIT: self._edit, REMARK: self._remark, UNDO: undo}
            others = {**others, **lists, **judges}
            others.get(operation.action, self._decide_version)(operation)

    def _events(self) -> list[Event]:
        return find_events(self.session, self.number)

    def add(self, action: str, values: Sequence[int], op: dict[str, Any] | None = None) -> None:
        """Record what was done to the articles `values`, or a TOP of that number; what repeats itself once."""
        event = Event(0, action, tuple(values), op or {}, self.editor, self.reason)
        if not is_repeat(self._events(), event):
            add_choice(self.session, self.number, action, values, self.reason, self.editor, op)

    def _judge(self, operation: Operation) -> None:
        """Record a judgement of an article, and what was thought of it before."""
        before = find_label(self.session, operation.id)
        self.add(JUDGE, [operation.id], {"do": operation.action, "id": operation.id, "before": before})
        add_label(self.session, operation.id, operation.action == ON, self.reason)

    def _remark(self, operation: Operation) -> None:
        words, on = printable(tidy(" ".join(operation.after.splitlines()))), operation.place
        if not words or len(words) > LONGEST_REMARK:
            raise MonitorError(f"备注应为 1 到 {LONGEST_REMARK} 字。")
        if on and all(event.id != on for event in self._events()):
            raise MonitorError(f"本期没有第 {on} 条记录。")
        about, op = [operation.id] if operation.id else [], {"event": on} if on else None
        own = [event for event in standing(self._events()) if event.editor == self.editor][-1:]
        if [(REMARK, tuple(about), op or {}, words)] != [(e.action, e.ids, dict(e.op), e.reason) for e in own]:
            add_choice(self.session, self.number, REMARK, about, words, self.editor, op)  # a form sent twice is one

    def _undo(self, alone: bool, operation: Operation) -> None:
        """Take an event back, and what went with it unless another takes its place (not `alone`) or nothing is to; of
        a judgement also its mark, if nobody has judged anew since."""
        former, found = judgements(self._events()), self._to_undo(operation.id)
        self.add(UNDO, step_of(self._events(), found) if alone and not operation.place else [found.id])
        for article, judged in judgements(self._events()).items():
            if judged != former[article] == find_label(self.session, article):
                add_label(self.session, article, judged, self.reason)

    def _to_undo(self, wanted: int) -> Event:
        events = self._events()
        if not wanted:
            return newest_of(events, self.editor)
        found = {event.id: event for event in events}.get(wanted)
        if found is None:
            raise MonitorError(f"本期没有第 {wanted} 条记录；编号见 --history。")
        taken_back = any(event.action == UNDO and wanted in event.ids for event in events)
        if found not in standing(events) and (found.action != UNDO or taken_back):
            raise MonitorError(f"第 {wanted} 条已经撤销了。")
        return found

    def _list(self, removed: Collection[int], operation: Operation) -> None:
        """Record an ADD, MOVE, REMOVE or SWAP. With a MOVE or SWAP is chosen, as it was shown, what is printed by
        nobody's choice and still has a place, or it would be ordered anew behind what was moved; not what is `removed`
        beside it."""
        now = fold(self._events())  # somebody may have dropped since what was shown
        step: dict[str, Any] = {"do": operation.action, "id": operation.id}
        place = operation.place
        if operation.action == SWAP:
            step["for"], removed = operation.place, {operation.place}
            place = [*self.printed, operation.place].index(operation.place) + 1
        if operation.action in (MOVE, SWAP):
            taken = {operation.id, *now.picks} - {step.get("for")}
            room = max(0, len(self.printed) - len(taken))  # what was chosen before in this command took places
            automatic = [each for each in self.printed if each not in (*taken, *now.dropped, *removed)]
            step |= {"place": place, "with": automatic[:room]}
        result = fold([*self._events(), Event(0, PICK, op=step)]).picks
        self.add(PICK, result, step)

    def _edit(self, operation: Operation) -> None:
        operation = replace(operation, after=unified(operation.after))  # a PDF is pasted with radicals
        self._take_back_own(operation)
        decision = fold(self._events())
        article = self.session.get(Article, operation.id) if operation.id else None
        if article is None:
            edit = Edit(operation.kind, after=operation.after, reason=self.reason)
            preface([*(each.edit for each in decision.edits if not each.article), edit])
            add_edit(self.session, self.number, Laid(0, 0, edit), self.editor)
            return
        laid = lay(self.session, article, "", decision)
        if laid.blocked:
            raise MonitorError(f"{laid.blocked}。")
        if laid.version != article.version:
            raise MonitorError(f"编号 {article.id} 定为仍用第 {laid.version} 版；要再改，先 --renew {article.id}。")
        reading = Entry.of(article)
        edit = Edit(operation.kind, stands_at(operation, reading), operation.after, operation.block, self.reason)
        apply([*laid.edits, edit], reading)
        add_edit(self.session, self.number, Laid(article.id, article.version, edit), self.editor)

    def _take_back_own(self, operation: Operation) -> None:
        """Take back the editor's own edit of the same place, which the new one replaces. Raises MonitorError for
        somebody else's."""
        for event in standing(self._events()):
            if not event.laid or event.laid.article != operation.id:
                continue
            edit = event.laid.edit
            correction = operation.kind is Kind.CORRECT and edit.before != operation.before
            if (edit.block, edit.kind) != (operation.block, operation.kind) or correction:
                continue
            if event.editor != self.editor:
                what = f"{NAMES[edit.kind]}{f'：{edit.after:.40}' if edit.after else ''}"
                raise MonitorError(f"{told(event)} 改过这一处（{what}），您的没有存；要改先撤销：--undo {event.id}。")
            self.add(UNDO, [event.id])

    def _decide_version(self, operation: Operation) -> None:
        """Record which version of an edited article is printed: STAY at the one that was edited, or RENEW."""
        article = self.session.get_one(Article, operation.id)
        own = [each.version for each in fold(self._events()).edits if each.article == article.id]
        if not own:
            raise EditError(f"编号 {article.id} 没有改动，印的就是新版。")
        stay: dict[str, Any] = {"version": min(own), "against": article.version}
        self.add(operation.action, [article.id], stay if operation.action == STAY else {"version": article.version})

"""What is chosen, left out, ordered, judged and taken back: a form records one operation on the list as it is now."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from desk.pages import Form, action, chosen_issue, desk_of, editor_of, in_desk_words, number_in, say_and_return, show
from desk.weeks import Week
from monitor.deciding.operations import Operation
from monitor.deciding.stepping import find_redo, tell_undo
from monitor.editing.events import (
    ADD,
    DROP,
    JUDGE,
    MOVE,
    OFF,
    ON,
    REMARK,
    REMOVE,
    REOPEN,
    SWAP,
    TOP,
    UNDO,
    standing,
    told,
)
from monitor.exceptions import MonitorError
from monitor.week.objections import find_slips

_MOST_PLACES = 99
_BUTTONS = (ADD, REMOVE, DROP, MOVE, UNDO, "restore", SWAP, ON, OFF)
Asked = tuple[Sequence[Operation], Sequence[tuple[str, Sequence[int]]], str]  # operations, choices, what is said of it


def decide(request: Request, form: Form) -> Response:
    """Record one decision. What is surely a slip is asked back first, as the command refuses it."""
    number, editor, form = chosen_issue(request), editor_of(request), _named(form)
    article = number_in(form, "id")
    weeks = desk_of(request).weeks
    week, reason = weeks.look(number), form.get("reason", "").strip()
    sure = form.get("sure") and reason
    if form.get("do") == ADD and not sure and article not in week.ids and (slips := _slips(week, article)):
        return show(request, "sure.html", 409, number=number, form=form, slips=slips, id=article)
    if form.get("do") == MOVE and article not in week.ids:
        drops = [event for event in standing(week.events) if event.action == DROP and article in event.ids]
        why = f"{told(drops[-1])} 定为不用" if drops else "不在入选里"
        raise MonitorError(f"{why}，没有移动：{week.name(article)}。要它，先选用。")
    operations, choices, line = _read(week, form, editor, article)
    orders = weeks.orders(number, editor, reason)
    orders.record(choices, operations, lambda: week.ids, form.get("do") == REOPEN)
    if form.get("do") in (ON, OFF) or any(event.action == JUDGE for event in week.events):
        form["back"] = re.sub("&at=[0-9a-f-]*", "", form.get("back", ""))  # a judgement changes the ranking
    return say_and_return(request, form, line, f"/{number}")


def _named(form: Form) -> Form:
    """A button of a list bears the name of what it does, and as its value the article, to move it the place too."""
    for name in _BUTTONS:
        if name in form:
            article, _, place = form[name].partition(" ")
            return {"back": "", "reason": "", **form, "do": name, "id": article, "event": article, "place": place}
    return form


def _read(week: Week, form: Form, editor: str, article: int) -> Asked:
    """Return what `form` asks for. Raises MonitorError."""
    named = f"：{week.name(article)}"
    match form.get("do"):
        case "add":
            return [Operation(ADD, article)], (), f"已选用{named}"
        case "remove":
            return [Operation(REMOVE, article)], (), f"已取消选用{named}"
        case "drop":
            return (), [(DROP, [article])], f"已不用，连同同文{named}"
        case "move":
            place = max(1, min(number_in(form, "place"), _MOST_PLACES))
            return [Operation(MOVE, article, place)], (), f"已移到第 {place} 位{named}"
        case "swap" if (other := number_in(form, "place")) and other != article:
            return [Operation(SWAP, other, article)], (), f"已换用：{week.name(other)}"
        case "on" | "off" as judged:
            return [Operation(judged, article)], (), f"已判为{'切题' if judged == ON else '不切题'}{named}"
        case "remark":
            on = number_in(form, "event")
            return [Operation(REMARK, article, on, after=form.get("text", ""))], (), "已记下备注"
        case "top":
            if not (top := number_in(form, "top", _MOST_PLACES)):
                raise MonitorError(f"篇数应为 1 到 {_MOST_PLACES} 的整数，没有改。")
            return (), [(TOP, [top])], f"篇数定为 {top}"
        case "undo":
            event = number_in(form, "event")
            what = f"第 {event} 条" if event else tell_undo(week.events, editor, week.name)
            return [Operation(UNDO, event)], (), f"已撤销{what}"
        case "restore" if event := number_in(form, "event"):
            return [Operation(UNDO, event, 1)], (), f"已撤去第 {event} 条"
        case "redo" if event := find_redo(week.events, editor):
            return [Operation(UNDO, event)], (), "已重做"
        case "reopen":
            return (), (), "已撤回定稿"
    raise MonitorError("这个操作做不了，没有保存。")


def _slips(week: Week, article: int) -> list[str]:
    """What speaks against choosing an article, told as the command does."""
    known = {each.article.id: each for each in week.ranking.candidates}
    picks = [pick for pick in week.decision.picks if pick in known and pick != article]
    before = find_slips(picks, known)
    found = find_slips([*picks, article], known) if article in known else []
    return [in_desk_words(line) for line in found if line not in before]


ROUTES = (action("/{number:int}/decide", decide),)

"""改稿: one form, one edit as an event over the version that was shown; of two at one place none is lost."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from desk.pages import Form, action, chosen_issue, desk_of, editor_of, number_in, say_and_return, show
from desk.weeks import Week
from monitor.deciding.operations import Operation
from monitor.editing.edits import NAMES, Kind
from monitor.editing.events import EDIT, RENEW, STAY, UNDO, Event, standing, told
from monitor.exceptions import MonitorError
from monitor.text.hygiene import printable, tidy

_EMPTY = dict.fromkeys(("article", "kind", "block", "before", "after", "reason", "back"), "")
# Characters; what is pasted is refused, not cut.
_LONGEST = {Kind.HEADLINE: 200, Kind.CAPTION: 500, Kind.NOTE: 2_000, Kind.PREFACE: 2_000, Kind.CORRECT: 10_000}
_NAMED = {Kind.HEADLINE: "标题", Kind.CAPTION: "图注"}
_DRAFTS = {  # the fields of a form that a browser keeps, where they are not its one named after the kind
    Kind.CORRECT: ("after", "before", "reason"),
    Kind.HEADLINE: (Kind.HEADLINE.value, "headline-reason"),
}
_VERSIONS = {STAY: "仍用改动过的那一版", RENEW: "放弃改动，用新版"}


def edit(request: Request, form: Form) -> Response:
    """Record an edit of an article, or of the whole issue (article 0). What changed at the same place since the page
    was shown (`seen`) is shown with it instead, and nothing is recorded."""
    number, editor = chosen_issue(request), editor_of(request)
    article, block, seen = (number_in(form, name) for name in ("article", "block", "seen"))
    week = desk_of(request).weeks.look(number)
    back = f"/{number}/a/{article}" if article else f"/{number}/preview"
    if form.get("kind") in _VERSIONS:
        operations, line = [Operation(form["kind"], article)], f"已记下：{_VERSIONS[form['kind']]}"
    else:
        kind = _kind(form)
        if (length := len(form.get("after", ""))) > _LONGEST.get(kind, length):
            raise MonitorError(f"{_NAMED.get(kind, NAMES[kind])}有 {length} 字，最多 {_LONGEST[kind]} 字，没有存。")
        wanted = Operation(EDIT, article, 0, kind, block, form.get("before", ""), form.get("after", ""))
        there = _standing(week, wanted)
        if there and there.id > seen and not _same(there, wanted):
            fields = _DRAFTS.get(kind, (kind.value,))
            place = f"{article}:{f'{block}:' if block else ''}"
            return show(
                request, "conflict.html", 409, number=number, form={**_EMPTY, **form}, event=there, laid=there.laid,
                seen=week.seen, back=back, told=told, name=NAMES[kind],
                draft=" ".join(place + field for field in fields),
            )  # fmt: skip
        if there and there.laid and _same(there, wanted):
            return say_and_return(request, form, "没有变化，没有另存。", back)
        # Another editor's edit that was seen gives way on purpose; one's own is replaced by the recorder.
        others = there and there.editor != editor
        operations = [Operation(UNDO, there.id), wanted] if there and others else [wanted]
        line = f"已存：{NAMES[kind]}{f'，第 {block} 段' if block else ''}"
    desk_of(request).weeks.orders(number, editor, form.get("reason", "").strip()).record(
        (), operations, lambda: week.ids
    )  # fmt: skip
    return say_and_return(request, form, line, back)


def _kind(form: Form) -> Kind:
    try:
        return Kind(form.get("kind", ""))
    except ValueError as error:
        raise MonitorError("没有这种改动，没有保存。") from error


def _standing(week: Week, wanted: Operation) -> Event | None:
    """The standing edit at the place that is wanted."""
    place = (wanted.id, wanted.block, wanted.kind)
    for event in standing(week.events):
        if not event.laid or (event.laid.article, event.laid.edit.block, event.laid.edit.kind) != place:
            continue
        if wanted.kind is not Kind.CORRECT or event.laid.edit.before == printable(tidy(wanted.before)):
            return event
    return None


def _same(event: Event, wanted: Operation) -> bool:
    return event.laid is not None and event.laid.edit.after == printable(tidy(wanted.after))


ROUTES = (action("/{number:int}/edit", edit),)

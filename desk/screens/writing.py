"""写出: what must hold first, then the command itself; the files to take away; 定稿. And the record of the issue."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from desk.pages import (
    Desk,
    Form,
    action,
    chosen_issue,
    desk_of,
    editor_of,
    in_desk_words,
    number_in,
    say_and_return,
    show,
)
from monitor.deciding.history import tell_history
from monitor.editing.events import CARRY, FINAL, REOPEN, standing, told
from monitor.exceptions import MonitorError
from monitor.store.database import open_to_read, reading
from monitor.store.issues import find_issues
from monitor.store.versions import find_last_version
from monitor.text.zone import shanghai

_PATIENCE = 60  # seconds for which a browser is kept waiting; then the page tells how it goes on
_NOT_DONE = "没有写出。"
_LATER = "已写出，但写出以后的一步没有做成。"
_DONE = {0: "已写出。", 3: "已写出，但有媒体故障、被拦截，或有一种格式没有写成。"}


def show_writing(request: Request) -> Response:
    """Show what speaks against writing, how the last writing went, and the files that lie there."""
    desk = desk_of(request)
    week = desk.weeks.look(number := chosen_issue(request))
    words, ready = ("bulletin", str(number)), desk.drafts.make(week)
    code, lines = desk.children.said(*words)
    done = "" if code is None else _DONE.get(code, _NOT_DONE)
    if done == _NOT_DONE and _was_written(desk, number, ready.folder):
        done = _LATER
    return show(
        request, "write.html", current="write", number=number, week=week, ready=ready, done=done,
        running=desk.children.runs(*words), busy=desk.children.running, lines=map(in_desk_words, lines),
        final=week.decision.final, told=told, here=f"/{number}/write",
    )  # fmt: skip


def _was_written(desk: Desk, number: int, folder: Path) -> bool:
    """Tell whether the last command wrote the issue, though it ended badly: the feeds and the mark of 定稿 come after
    it. The issue is stored since then, and its files lie there as they were stored."""
    with reading(open_to_read(desk.weeks.url)) as session:
        printed, version = next(iter(find_issues(session, number)), None), find_last_version(session, number)
    if printed is None or version is None or shanghai(printed.written_at) < desk.children.started:
        return False
    files = [(folder / name, digest) for name, digest in version.files.items()]
    return all(file.is_file() and sha256(file.read_bytes()).hexdigest() == digest for file, digest in files)


def write(request: Request, form: Form) -> Response:
    """Write the issue as the command does, if it still is what the page showed."""
    desk, number = desk_of(request), chosen_issue(request)
    week = desk.weeks.look(number)
    if number_in(form, "seen") != week.seen:
        line = "没有写出：这一页打开以后又有取舍、改动或备注，请再看一遍。"
        return say_and_return(request, {}, line, f"/{number}/write")
    if lines := desk.drafts.make(week).blocking:
        raise MonitorError(f"没有写出，先要决定：{'；'.join(lines)}")
    closing = ["--final", "--editor", editor_of(request)] if form.get("final") else []
    desk.children.start("bulletin", str(number), *closing)
    desk.children.wait(_PATIENCE)
    return say_and_return(request, {}, "", f"/{number}/write")


def take(request: Request) -> Response:
    """Answer with a form of the issue as it lies in its folder."""
    desk, name = desk_of(request), request.path_params["name"]
    ready = desk.drafts.make(desk.weeks.look(chosen_issue(request)))
    if name not in ready.files:
        raise HTTPException(404, "没有这个文件。")
    return FileResponse(ready.folder / name, filename=name, content_disposition_type="attachment")


def show_log(request: Request) -> Response:
    """Show every event of the issue, the newest first, each with the button that takes it back."""
    week = desk_of(request).weeks.look(chosen_issue(request))
    live = {event.id for event in standing(week.events) if event.action not in (FINAL, REOPEN, CARRY)}
    events = list(zip(week.events, tell_history(week.events), strict=True))
    return show(request, "log.html", current="log", number=week.issue.number, week=week, live=live, events=events[::-1])


ROUTES = (
    Route("/{number:int}/write", show_writing),
    action("/{number:int}/write", write),
    Route("/{number:int}/files/{name}", take),
    Route("/{number:int}/log", show_log),
)

"""What all screens share: templates, forms, the way back to the page after an action, and the line that tells of it."""

from __future__ import annotations

import contextlib
import ctypes
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from monitor.exceptions import MonitorError
from monitor.text.hygiene import printable
from monitor.text.urls import is_web_address
from monitor.text.zone import shanghai

if TYPE_CHECKING:
    from desk.drafts import Drafts
    from desk.weeks import Weeks
    from monitor.accounts.presence import Presence
    from monitor.processes.children import Children

_LARGEST = 256 * 1024  # bytes of a form; the longest article has a tenth of it
_MOST_FIELDS = 50
_OWN_PATH = re.compile(r"/[\w/-]*")
NAVIGATION = {  # name of a screen: its address, its title, its key
    "week": ("/{number}", "本期", "KeyG-KeyI"),
    "preview": ("/{number}/preview", "预览", "KeyP"),
    "write": ("/{number}/write", "写出", "KeyW"),
    "log": ("/{number}/log", "记录", "KeyG-KeyL"),
    "outlets": ("/outlets/{number}", "媒体与抓取", "KeyG-KeyR"),
    "why": ("/why", "查网址", "KeyG-KeyU"),
    "past": ("/past", "往期", "KeyG-KeyP"),
}
_IN_DESK_WORDS = {  # what an error says for who types commands
    r"：scrapy bulletin \d+ --reopen": "定稿（在“本期”或“写出”）",
    r"请用 --history 查编号，逐条 --undo 编号": "请到“记录”里逐条撤销",
    r"要改先撤销：--undo (\d+)": r"要改先到“记录”里撤销第 \1 条",
    r"先 --renew \d+": "先在这一篇里选“放弃改动，用新版”",
    r"，三选一：--renew .*?--drop \d+": "；请先在这一篇里选一种",
    r"；编号见[^。；]*scrapy articles": "",
    r"编号见 --history": "编号见“记录”",
    r"（scrapy label）": "",
    r"以后的 weekly 只抓取；撤回用 --reopen": "以后的定时运行只抓取，不改写",
    r"（--auto 恢复自动选择）": "",
}
_TYPED = {"before": "原来的字", "after": "写的字", "text": "备注", "reason": "理由"}  # fields in which people write
Form = dict[str, str]
Handler = Callable[[Request, Form], Response]


@dataclass(frozen=True)
class Desk:
    """What a screen works with, and what is to be said to each session on its next page."""

    weeks: Weeks
    drafts: Drafts
    children: Children
    runs: Children  # which gather a week: it takes an hour, and an issue may be written meanwhile
    templates: Environment
    presence: Presence
    start: int  # the issue that is shown first
    said: dict[str, str] = field(default_factory=dict)


def make_templates() -> Environment:
    """Return the templates of the desk: everything is escaped, and a name that is not given is an error."""
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    templates = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    templates.filters |= {"printable": printable, "link": _link, "moment": _moment}
    return templates


def _link(url: str) -> str:
    """The address if a browser may follow it, else nothing: javascript: and file: are none."""
    return url if is_web_address(url) else ""


def _moment(when: Any) -> str:
    return f"{shanghai(when):%m月%d日 %H:%M}"


def desk_of(request: Request) -> Desk:
    """Return the desk that answers `request`."""
    desk: Desk = request.app.state.desk
    return desk


def editor_of(request: Request) -> str:
    """Return the name of the editor who asks."""
    return str(request.scope["state"]["editor"] or "")


def show(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return the page that `template` makes of `values`, with what was to be said on it."""
    desk = desk_of(request)
    values = {"number": desk.start, "current": "", "said": "", "path": request.scope["path"]} | values
    said = desk.said.pop(request.scope["state"]["token"], "")
    values |= {"navigation": NAVIGATION, "editor": editor_of(request), "said": values["said"] or said}
    page = desk.templates.get_template(template).render(values)
    return HTMLResponse(page, status, background=BackgroundTask(_give_back))


def _give_back() -> None:
    """Let the machine have what is free of the heap: a ranking of 2,000 candidates leaves 50 MiB there. It takes a
    millisecond; a C library other than glibc has no such call and is left to itself."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def say_and_return(request: Request, form: Form, line: str, otherwise: str) -> Response:
    """Return to the page that the form names as `back`, if it is one of the desk's, and say `line` there."""
    desk_of(request).said[request.scope["state"]["token"]] = line
    back = urlsplit(form.get("back", ""))
    return RedirectResponse(otherwise if back.scheme or back.netloc else _own_path(back, otherwise), 303)


def fail(request: Request, status: int, line: str) -> Response:
    """Return the page that says what went wrong, in the desk's words, with the way back to the page that asked, and
    what was typed there: a browser without JavaScript keeps nothing of it."""
    back = _own_path(urlsplit(request.headers.get("referer", "")), "/")
    form: Form = request.scope["state"].get("form", {})
    typed = {words: form[name] for name, words in _TYPED.items() if form.get(name, "").strip()}
    if form.get("kind") != "correct":
        typed.pop(_TYPED["before"], None)  # of other edits it is the outlet's, which nobody typed
    return show(request, "failed.html", status, line=in_desk_words(line), back=back, typed=typed)


def in_desk_words(line: str) -> str:
    """Return what a command says, for who types none."""
    for command, words in _IN_DESK_WORDS.items():
        line = re.sub(command, words, line)
    return line


def _own_path(address: SplitResult, otherwise: str) -> str:
    own = _OWN_PATH.fullmatch(address.path) and not address.path.startswith("//")
    return address.path + (f"?{address.query}" if address.query else "") if own else otherwise


def action(path: str, handler: Handler) -> Route:
    """Return the route of a form: `handler` is given its fields, in a thread of its own."""

    async def receive(request: Request) -> Response:
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > _LARGEST:
                raise HTTPException(413, "内容太长，没有保存。")
        try:
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        except ValueError as error:
            raise HTTPException(400, "表单读不出来，没有保存。") from error
        form = {name: value.replace("\r\n", "\n") for name, value in pairs}
        request.scope["state"]["form"] = form
        return await run_in_threadpool(handler, request, form)

    return Route(path, receive, methods=["POST"])


def number_in(form: Form, name: str, most: int = 10**18 - 1) -> int:
    """Return the whole number of a field, 0 if it is empty. Raises MonitorError for anything else."""
    text = unicodedata.normalize("NFKC", form.get(name, "")).strip()
    if not re.fullmatch(r"[0-9]{0,18}", text) or int(text or 0) > most:
        raise MonitorError(f"“{text:.40}”不对，应为 0 到 {most} 的整数。")
    return int(text or 0)


def chosen_issue(request: Request) -> int:
    """Return the number of the issue that the address names. Raises HTTPException (404) for one that is none."""
    number: int = request.path_params["number"]
    if not 0 < number < 10**7:
        raise HTTPException(404, "没有这一期。")
    return number

"""The desk as one ASGI application: the screens behind the guard, and what is answered when something fails."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from scrapy.settings import BaseSettings
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from desk.drafts import Drafts
from desk.pages import Desk, fail, make_templates
from desk.screens import deciding, editing, entering, original, outlets, past, preview, reading, tracing, week, writing
from desk.security import Guard
from desk.weeks import Weeks
from monitor.accounts.book import Accounts
from monitor.accounts.presence import Presence
from monitor.accounts.sessions import Sessions
from monitor.accounts.throttle import Throttle
from monitor.configuration import home
from monitor.database.address import read_address
from monitor.database.blame import is_full, is_locked
from monitor.database.reasons import tell_reason
from monitor.exceptions import MonitorError, of_the_disk
from monitor.processes.children import PROGRAM, Children

SCREENS = (entering, week, deciding, reading, original, editing, preview, writing, outlets, tracing, past)


def make_application(
    settings: BaseSettings,
    start: int,
    origins: tuple[str, ...],
    program: Sequence[str] = PROGRAM,
    accounts: Accounts | None = None,
) -> Guard:
    """Return the desk for the store and home of `settings`, which shows issue `start` first and is reached under
    `origins` (see Guard); `program` begins the commands that it starts. With `accounts` these alone open it, and nobody
    stays entered when it ends, for their passwords may have changed. Raises MonitorError."""
    sessions = Sessions(None if accounts else home(settings) / "desk-sessions.json")
    host = origins[0].partition("://")[2]
    cookie = f"zhoubao-{re.sub('[^0-9A-Za-z]', '-', host)}"  # a browser keeps those of all ports of a host together
    application = Starlette(
        routes=[route for screen in SCREENS for route in screen.ROUTES]
        + [Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))],
        exception_handlers={
            HTTPException: _failed_http,
            MonitorError: _failed,
            SQLAlchemyError: _failed_store,
            OSError: _failed_disk,
            Exception: _failed_oddly,
        },
    )
    weeks = Weeks(settings)
    children, runs = Children(settings, program), Children(settings, program, "desk-run.txt")
    application.state.desk = Desk(weeks, Drafts(weeks), children, runs, make_templates(), Presence(), start)
    application.state.sessions = sessions
    application.state.cookie, application.state.secure = cookie, origins[0].startswith("https:")
    application.state.accounts, application.state.throttle = accounts, Throttle()
    return Guard(GZipMiddleware(application, minimum_size=2_000, compresslevel=4), origins, sessions, cookie)


def _failed_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    lines = {404: "没有这一页。", 405: "这个地址只收表单。"}
    line = error.detail if error.status_code not in lines or "。" in error.detail else lines[error.status_code]
    return fail(request, error.status_code, line)


def _failed(request: Request, error: Exception) -> Response:
    return fail(request, 422, str(error))


def _failed_store(request: Request, error: Exception) -> Response:
    if is_full(error):
        return _failed_disk(request, error)
    if is_locked(error):
        return fail(request, 503, "数据库正被抓取占用，已等 30 秒，没有保存。请再试一次。")
    reason, remedy = tell_reason(error, read_address(request.app.state.desk.weeks.url))
    return fail(request, 503, f"数据库现在用不了，没有保存：{reason}；{remedy}。")


def _failed_disk(request: Request, error: Exception) -> Response:
    if isinstance(error, OSError) and not of_the_disk(error):
        raise error
    return fail(request, 507, "磁盘写满或写不进，没有保存；写好的一期还在。")


def _failed_oddly(request: Request, error: Exception) -> Response:
    return fail(request, 500, "编辑台自己出错了，没有保存；已存的都在。缘由写在启动它的窗口里。")

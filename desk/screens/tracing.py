"""查网址: what became of any address; and an article that no list had is added by its own."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk.pages import Form, action, desk_of, number_in, say_and_return, show
from monitor.exceptions import MonitorError
from monitor.outlet.registry import make_stranger
from monitor.text.urls import LONGEST, pasted_address
from monitor.week.tracing import trace

_PATIENCE = 60  # seconds for one article, which may have further pages


def ask(request: Request) -> Response:
    """Show the form, and what is known of the address that was asked for."""
    url = request.query_params.get("u", "").strip()
    found, wrong = None, ""
    if url:
        try:
            url = _checked(url)
            found = trace(desk_of(request).weeks.settings, url)
        except MonitorError as error:
            wrong = str(error)
    return show(request, "why.html", 422 if wrong else 200, current="why", url=url, found=found, wrong=wrong)


def add(request: Request, form: Form) -> Response:
    """Fetch the article at an address for an issue, and show what became of it."""
    desk, url = desk_of(request), _checked(form.get("u", "").strip())
    number = number_in(form, "number", 10**6) or desk.start
    desk.weeks.issue(number)
    found, printed = trace(desk.weeks.settings, url), form.get("printed", "").strip()
    if not found.outlet and not found.stranger:
        raise MonitorError("是一家媒体的，但不是文章的网址，加不了。")
    if found.stranger:
        make_stranger(printed)
    desk.children.start("add", url, str(number), *([f"--as={printed}"] if found.stranger else []))
    desk.children.wait(_PATIENCE)
    code, lines = desk.children.said("add")
    if code:
        raise MonitorError((lines or [f"退出码 {code}"])[-1].removeprefix("错误："))
    line = "已抓取，入库。" if code == 0 else "还在抓取，过一会儿再查。"
    return say_and_return(request, form, line, f"/why?{urlencode({'u': url})}")


def _checked(words: str) -> str:
    url = pasted_address(words)
    if not url or len(url) > LONGEST:
        raise MonitorError("网址要从 http:// 或 https:// 写起。")
    return url


ROUTES = (Route("/why", ask), action("/why", add))

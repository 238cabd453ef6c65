"""Who may ask the desk, and what a browser may do with its pages: checked before anything is routed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.accounts.sessions import Sessions

_PAGE_RULES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _PAGE_RULES,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer a form bears Origin: null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_METHODS = ("GET", "HEAD", "POST")
Headers = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Guard:
    """Lets through to `app` what a page of the desk itself asks for an editor who has entered. `origins` are the desk's
    own addresses (`http://127.0.0.1:8653`), the first of them the one that people are told; `cookie` bears the
    session."""

    app: ASGIApp
    origins: tuple[str, ...]
    sessions: Sessions
    cookie: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((n.encode(), v.encode()) for n, v in _HEADERS.items() if n.encode() not in given),
                ]
            await send(message)

        await (self._refuse(scope) or self.app)(scope, receive, send_guarded)

    def _refuse(self, scope: Scope) -> Response | None:
        headers: Headers = scope["headers"]
        ours = [origin.partition("://")[2] for origin in self.origins]
        if not _is_ours(headers, ours) or not scope.get("raw_path", b"/").startswith(b"/"):
            return _say(f"请从 {self.origins[0]}/ 打开编辑台。", 421)
        if scope["method"] not in _METHODS:
            return _say("没有这种请求。", 405)
        if scope["method"] == "POST" and not is_own_form(headers, self.origins):
            return _say("这个请求不是从编辑台的页面发出的，没有执行。", 403)
        cookie = b"; ".join(_values(headers, b"cookie")).decode("latin-1")
        token = cookie_parser(cookie).get(self.cookie, "")
        editor = self.sessions.editor_of(token)
        scope.setdefault("state", {}).update(editor=editor, token=token)
        if editor is not None or _is_open(scope["path"]):
            return None
        if scope["method"] == "POST":
            return _say("登录已过期，没有存。请在另一页重新进入编辑台，再回来存：写的内容还在。", 401)
        return RedirectResponse("/enter", 303)


def is_own_form(headers: Headers, origins: Collection[str]) -> bool:
    """Tell whether a POST with these `headers` was sent by a page of one of `origins`. Browsers say so in
    Sec-Fetch-Site; to plain http by a name they send none, and Origin decides."""
    fetch, origin = _values(headers, b"sec-fetch-site"), _values(headers, b"origin")
    if any(value != b"same-origin" for value in fetch):
        return False
    named = {value.decode("latin-1") for value in origin}
    return named <= set(origins) and bool(fetch or named)


def _is_open(path: str) -> bool:
    """Tell whether who has not entered may see what lies there."""
    return path == "/enter" or path.startswith("/static/")


def _is_ours(headers: Headers, hosts: Collection[str]) -> bool:
    given = _values(headers, b"host")
    return len(given) == 1 and given[0].decode("latin-1").lower() in hosts


def _values(headers: Headers, wanted: bytes) -> list[bytes]:
    return [value for name, value in headers if name.lower() == wanted]


def _say(text: str, status: int) -> Response:
    return PlainTextResponse(text + "\n", status)

"""进入: a one-time key becomes a session with the editor's name; and leaving again."""

from __future__ import annotations

import getpass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from desk.pages import Form, action, desk_of, editor_of, show
from monitor.accounts.sessions import DAYS
from monitor.text.hygiene import printable, tidy

_LONGEST = 30  # characters of a name; the store holds 64


def ask(request: Request) -> Response:
    """Show the form for the name, if the address has a key that may be used."""
    if request.app.state.accounts:
        return show(request, "login.html", name="", wrong="")
    key = request.query_params.get("key", "")
    known = request.app.state.sessions.knows_key(key)
    name = desk_of(request).weeks.settings["BULLETIN_EDITOR"] or _account()
    left = "left" in request.query_params
    return show(request, "enter.html", 200 if known or left else 401, key=key, known=known, name=name, left=left)


def enter(request: Request, form: Form) -> Response:
    """Use up the key, or hold name and password against the accounts, and set the cookie."""
    if request.app.state.accounts:
        return _log_in(request, form)
    name = printable(tidy(form.get("name", "")))[:_LONGEST]
    if not name:
        asked = {"key": form.get("key", ""), "known": True, "name": "", "left": False}
        return show(request, "enter.html", 422, **asked, said="请写上您的名字。")
    token = request.app.state.sessions.enter(form.get("key", ""), name)
    if token is None:
        return show(request, "enter.html", 401, key=form.get("key", ""), known=False, name="", left=False)
    return _let_in(request, token)


def _log_in(request: Request, form: Form) -> Response:
    state, name = request.app.state, form.get("name", "").strip()
    machine = request.client.host if request.client else ""
    keys = (f"machine {machine}", f"name {name[:_LONGEST]}")
    if not state.throttle.admits(*keys):
        return show(request, "login.html", 429, name=name, wrong="试得太多，请过一分钟再试。")
    if not state.accounts.admits(name, form.get("password", "")):
        return show(request, "login.html", 401, name=name, wrong="名字或密码不对。")
    state.throttle.forget(*keys)
    return _let_in(request, state.sessions.open(name))


def _let_in(request: Request, token: str) -> Response:
    response = RedirectResponse("/", 303)
    response.set_cookie(
        request.app.state.cookie, token, max_age=DAYS * 86_400, httponly=True, samesite="strict", path="/",
        secure=request.app.state.secure,
    )  # fmt: skip
    return response


def leave(request: Request, form: Form) -> Response:
    """End the session."""
    request.app.state.sessions.close(request.scope["state"]["token"])
    response = RedirectResponse("/enter?left=1", 303)
    response.delete_cookie(request.app.state.cookie, path="/", httponly=True, samesite="strict")
    return response


def start(request: Request) -> Response:
    """Lead to the issue with which the desk was started."""
    assert editor_of(request)
    return RedirectResponse(f"/{desk_of(request).start}", 303)


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without an entry
        return ""


ROUTES = (Route("/", start), Route("/enter", ask), action("/enter", enter), action("/leave", leave))

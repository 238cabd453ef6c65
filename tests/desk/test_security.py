"""Nobody but an editor at the desk's own pages reaches it, whatever a stranger's page, name or request tries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from at_desk import HERE, MakeDesk
from starlette.testclient import TestClient

from desk.security import Guard
from monitor.accounts.sessions import DAYS, Sessions


@pytest.fixture(scope="module")
def desk(make_desk: MakeDesk, opened_week: Path) -> Guard:
    return make_desk(opened_week)


@pytest.fixture(scope="module")
def editor(desk: Guard) -> Iterator[TestClient]:
    with TestClient(desk, HERE, follow_redirects=False) as client:
        client.cookies.set(desk.cookie, desk.sessions.open("王某"))
        yield client


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1", "127.0.0.1:8654", "[::1]:8653", "localhost.:8653", "127.0.0.1:8653, a.example", ""],
)
def test_another_host_is_sent_away_before_anything_is_looked_up(editor: TestClient, host: str) -> None:
    answer = editor.get("/653", headers={"Host": host})
    assert (answer.status_code, answer.text) == (421, f"请从 {HERE}/ 打开编辑台。\n")


async def _asked(desk: Guard, headers: list[tuple[bytes, bytes]], raw_path: bytes) -> int:
    sent: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/653",
        "raw_path": raw_path,
        "query_string": b"",
        "headers": headers,
    }
    await desk(scope, receive, send)  # type: ignore[arg-type]
    return int(str(sent[0]["status"]))


def test_two_hosts_none_and_an_absolute_address_are_refused(desk: Guard) -> None:
    import asyncio

    one = [(b"host", b"127.0.0.1:8653")]
    assert asyncio.run(_asked(desk, one, b"/653")) == 303
    assert asyncio.run(_asked(desk, [], b"/653")) == 421
    assert asyncio.run(_asked(desk, one * 2, b"/653")) == 421
    assert asyncio.run(_asked(desk, one, b"http://evil.example/653")) == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": HERE}, 303),
        ({"Origin": HERE}, 303),  # plain http by a name: browsers send no Sec-Fetch
        ({"Origin": "http://localhost:8653"}, 303),
        ({"Sec-Fetch-Site": "same-site", "Origin": HERE}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": HERE}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:8654"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)  # fmt: skip
def test_a_form_counts_only_from_the_desks_own_pages(editor: TestClient, headers: dict[str, str], status: int) -> None:
    answer = editor.post("/653/decide", data={"do": "undo", "event": "0"}, headers=headers)
    assert answer.status_code == (422 if status == 303 else 403), "there is nothing to undo, or nobody may"


@pytest.mark.parametrize("path", ["/653/decide", "/leave"])
def test_what_a_form_does_no_link_does(editor: TestClient, path: str) -> None:
    assert editor.get(path).status_code == 405
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE"):
        assert editor.request(method, path).status_code == 405


def test_every_answer_says_what_a_browser_may_do_with_it(editor: TestClient) -> None:
    for path, status in (
        ("/653", 200),
        ("/653/nothing", 404),
        ("/0", 404),
        ("/99999999", 404),
        ("/static/desk.js", 200),
    ):
        answer = editor.get(path)
        assert answer.status_code == status, path
        rules = answer.headers["content-security-policy"]
        assert "default-src 'none'" in rules and "unsafe" not in rules and "frame-ancestors 'none'" in rules
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"


def test_who_has_not_entered_sees_nothing_and_a_key_opens_once(desk: Guard) -> None:
    with TestClient(desk, HERE, follow_redirects=False) as stranger:
        for path in ("/", "/653", "/653/state", "/nothing", "/enterprise", "/653/../enter/653"):
            assert stranger.get(path).headers.get("location") == "/enter", path
        own = {"Origin": HERE}
        lost = stranger.post("/653/decide", data={"do": "undo"}, headers=own)
        assert (lost.status_code, lost.text) == (
            401,
            "登录已过期，没有存。请在另一页重新进入编辑台，再回来存：写的内容还在。\n",
        )
        assert stranger.get("/enter?key=wrong").status_code == 401
        key = desk.sessions.make_key()
        assert stranger.get("/enter", params={"key": key}).status_code == 200, "to look does not use it up"
        assert stranger.post("/enter", data={"key": key, "name": " "}, headers=own).status_code == 422
        answer = stranger.post("/enter", data={"key": key, "name": "王某"}, headers=own)
        cookie = answer.headers["set-cookie"]
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/")), cookie
        assert stranger.get("/653").status_code == 200
        assert TestClient(desk, HERE).post("/enter", data={"key": key, "name": "李某"}, headers=own).status_code == 401
        token = stranger.cookies[desk.cookie]
        stranger.post("/leave", headers=own)
        stranger.cookies.set(desk.cookie, token)
        assert stranger.get("/653").headers["location"] == "/enter", "the cookie is worth nothing any more"


def test_a_session_outlives_the_server_and_not_its_days(tmp_path: Path) -> None:
    now = [1_000.0]
    token = Sessions(tmp_path / "a" / "s.json", lambda: now[0]).open("王某")
    kept = (tmp_path / "a" / "s.json").read_text()
    assert token not in kept and (tmp_path / "a" / "s.json").stat().st_mode & 0o77 == 0
    assert Sessions(tmp_path / "a" / "s.json", lambda: now[0]).editor_of(token) == "王某"
    now[0] += DAYS * 86_400
    assert Sessions(tmp_path / "a" / "s.json", lambda: now[0]).editor_of(token) is None
    (tmp_path / "a" / "s.json").write_text('{"a": 1}')
    assert Sessions(tmp_path / "a" / "s.json").editor_of(token) is None


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/653", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_form_leads_back_to_no_other_site(editor: TestClient, back: str) -> None:
    form = {"do": "redo", "back": back}
    assert editor.post("/653/decide", data=form, headers={"Origin": HERE}).headers.get("location") in (None, "/653")


def test_what_is_too_long_or_no_number_is_refused(editor: TestClient) -> None:
    own = {"Origin": HERE}
    assert editor.post("/653/decide", data={"do": "add", "reason": "长" * 400_000}, headers=own).status_code == 413
    for form in ({"do": "add", "id": "1 or 1"}, {"do": "add", "id": "9" * 19}, {"do": "top", "top": "100"},
                 {"do": "drop", "id": "-1"}, {"do": "add", "id": "99999"}, {"do": "format"}, {"move": "81 x"}):  # fmt: skip
        assert editor.post("/653/decide", data=form, headers=own).status_code == 422, form
    assert editor.post("/653/decide", content=b"a=1&" * 60, headers=own).status_code == 400
    assert editor.post("/653/decide", content=b"\xff\xfe", headers=own).status_code == 400


def test_no_template_holds_a_script_a_style_or_anything_unescaped() -> None:
    for file in Path("desk/templates").glob("*.html"):
        text = file.read_text("utf-8")
        found = re.findall(r"<script(?! src=)|<style|\son\w+=|style=|\|\s*safe|javascript:|hx-|\{%\s*autoescape", text)
        assert not found, (file.name, found)
    code = Path("desk/static/desk.js").read_text("utf-8")
    assert not re.search(r"innerHTML|insertAdjacentHTML|eval\(|new Function|document\.write|\.style\b", code)
    assert len(code.splitlines()) <= 350

"""The desk in a real Chromium: keys, mouse, a narrow screen, an input method; nothing typed is lost, nothing of a
stranger's page runs, and nothing is ever asked of another host."""

from __future__ import annotations

import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from at_desk import MakeDesk, desk_of
from playwright.sync_api import Browser, Page, Route, sync_playwright
from sqlalchemy import delete
from test_strangers import HOSTILE, copied

from desk.security import Guard
from monitor.proof.copies import RULES
from monitor.store.choices import EditRow, find_events
from monitor.store.database import open_database, open_to_read, reading, writing
from monitor.store.models import Choice

pytestmark = pytest.mark.skipif(not shutil.which("chromium"), reason="needs a browser: apt-get install chromium")


class Served:
    """A desk on a socket of this machine; it can be stopped, and started again on the same port."""

    def __init__(self, make_desk: MakeDesk, home: Path, ids: list[str]) -> None:
        self._make, self.home, self.ids = make_desk, home, ids
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        self.guard: Guard = self._make(self.home, origins=(self.url, f"http://localhost:{self.port}"))
        config = uvicorn.Config(self.guard, "127.0.0.1", self.port, log_level="error", lifespan="off", access_log=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive()

    def stop(self) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join()

    def forget(self) -> None:
        """Take all that was decided out of the store: each test begins with the proposal."""
        with writing(open_database(desk_of(self.guard).weeks.url)) as session:
            session.execute(delete(Choice))
            session.execute(delete(EditRow))

    def events(self) -> list[str]:
        with reading(open_to_read(desk_of(self.guard).weeks.url)) as session:
            return [event.op.get("do", event.action) for event in find_events(session, 653)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    rules = "--host-resolver-rules=MAP rebind 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", rules])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(
    make_desk: MakeDesk, stored_week: Path, tmp_path_factory: pytest.TempPathFactory, printed_ids: list[str]
) -> Iterator[Served]:
    server = Served(make_desk, shutil.copytree(stored_week, tmp_path_factory.mktemp("served") / "home"), printed_ids)
    yield server
    server.stop()


@pytest.fixture
def page(chromium: Browser, served: Served) -> Iterator[Page]:
    """A page of an editor who has entered. Whatever a test does, nothing is asked of another host, and no rule of the
    pages is broken."""
    served.forget()
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"{served.url}/enter?key={served.guard.sessions.make_key()}")
    page.fill("[name=name]", "王某")
    page.click("text=进入编辑台")
    page.wait_for_selector("#places")
    yield page
    context.close()
    assert [url for url in asked if not url.startswith((served.url, "data:", "chrome-extension:", "chrome:"))] == []
    assert [line for line in told if "Failed to load resource" not in line] == []


def heard(page: Page, words: str) -> None:
    """Wait for the line that tells what was done, and clear it."""
    page.locator("#said", has_text=re.compile(f"^{words}")).wait_for(state="attached")
    page.evaluate("document.getElementById('said').textContent = ''")


def press(page: Page, keys: str, until: str = "") -> None:
    """Press one key, and wait until it is told that something was done."""
    page.keyboard.press(keys)
    if until:
        heard(page, until)


def places(page: Page) -> list[str]:
    return [str(each.get_attribute("id"))[1:] for each in page.query_selector_all(".place")]


def test_friday_with_changes_takes_sixteen_keys_and_without_three(page: Page, served: Served) -> None:
    before = places(page)
    press(page, "j")
    press(page, "x", "已选用")
    press(page, "x", "已选用")
    swapped = places(page)
    assert len(set(swapped) - set(before)) == 2, "two swaps"
    press(page, "3")
    press(page, "Alt+ArrowUp", "已移到第 2 位")
    assert places(page) == [swapped[0], swapped[2], swapped[1]]
    press(page, "Enter")
    page.wait_for_url("**/a/*")  # until it is loaded: its script hears the keys
    press(page, "e")
    page.keyboard.type("一个新题")
    press(page, "Control+a")
    page.keyboard.type("一个新题")
    press(page, "Control+Enter", "已存：改题")
    for _ in range(2):
        press(page, "j")
    press(page, "c", "已存：删段")
    assert page.evaluate("document.activeElement.id") == "b2", "the focus stays where one works"
    press(page, "j")
    press(page, "c", "已存：删段")
    assert served.events() == ["add", "add", "move", "edit", "edit", "edit"]
    assert "（有删节）" not in (page.text_content("#text") or "") and page.text_content("h1") == "一个新题"
    press(page, "p")
    page.wait_for_selector("text=有改动（已记录）：改题、删段")
    press(page, "w")
    page.wait_for_selector("text=确认写出")
    page.click("text=确认写出")
    page.wait_for_selector("text=已写出。")
    assert "一个新题" in (served.home / "bulletins" / "653" / "bulletin.md").read_text("utf-8")


def test_mouse_touch_and_undo_on_a_narrow_screen(page: Page, served: Served) -> None:
    first = places(page)
    page.drag_and_drop(f"#a{first[2]} .meta", f"#a{first[0]} .meta")
    heard(page, "已移到第 1 位")
    assert places(page) == [first[2], first[0], first[1]]
    press(page, "u", "已撤销")
    page.set_viewport_size({"width": 360, "height": 740})
    for path in (
        "/653",
        f"/653/a/{first[1]}",
        f"/653/a/{first[2]}?tab=why",
        "/653/preview?form=html",
        "/653/write",
        "/653/log",
    ):
        page.goto(served.url + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        unnamed = page.evaluate(
            """[...document.querySelectorAll("button, a, input:not([type=hidden]), select, textarea, iframe")]
            .filter(each => !(each.textContent.trim() || each.ariaLabel || each.title || each.labels?.length))
            .map(each => each.outerHTML)"""
        )
        assert unnamed == [], path
    page.goto(served.url + "/653")
    page.click(f"#a{first[0]} >> text=不用")
    heard(page, "已不用")
    assert first[0] not in places(page)


def test_what_is_typed_outlives_the_server_and_the_session(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/653/a/{served.ids[1]}")
    press(page, "e")
    page.keyboard.press("Control+a")
    page.keyboard.type("写了一半的题")
    served.stop()
    press(page, "Control+Enter", "连不上编辑台，您输入的内容留在本机")
    served.start()
    page.reload()
    field = "#title [name=after]"
    assert page.input_value(field) == "写了一半的题" and page.is_visible(field)
    token = page.context.cookies()[0]["value"]
    served.guard.sessions.close(token)
    page.focus(field)
    press(page, "Control+Enter", "登录已过期")
    assert page.input_value(field) == "写了一半的题" and served.events() == []
    other = page.context.new_page()
    other.goto(f"{served.url}/enter?key={served.guard.sessions.make_key()}")
    other.fill("[name=name]", "王某")
    other.click("text=进入编辑台")
    other.wait_for_selector("#places")
    other.close()
    page.focus(field)
    press(page, "Control+Enter", "已存：改题")
    assert page.text_content("h1") == "写了一半的题"
    page.reload()
    assert not page.is_visible(field), "what was saved is no draft any more"


def test_keys_with_an_input_method_in_a_field_and_switched_off(page: Page, served: Served) -> None:
    def strike(**event: Any) -> None:
        page.evaluate(
            "event => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, ...event}))",
            event,
        )

    press(page, "j")
    strike(key="x", code="KeyX", isComposing=True)
    strike(key="x", code="KeyX", ctrlKey=True)
    page.focus("[name=q]")
    strike(key="x", code="KeyX")
    press(page, "Escape")
    page.click("#keys summary")
    page.check("#no-keys")
    page.evaluate("document.activeElement.blur()")
    strike(key="x", code="KeyX")
    press(page, "d")
    page.uncheck("#no-keys")
    page.evaluate("document.activeElement.blur()")
    assert served.events() == []
    press(page, "j")
    strike(key="Process", code="KeyX", keyCode=229)
    heard(page, "已选用")
    press(page, "g")
    press(page, "l")
    page.wait_for_url("**/653/log")
    assert served.events() == ["add"]


def test_nothing_of_a_hostile_page_runs_or_loads_in_the_frame(page: Page, served: Served) -> None:
    def answer(route: Route) -> None:
        headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": RULES}
        route.fulfill(body=copied(HOSTILE), headers=headers)

    page.route(re.compile("/page/1/1"), answer)
    page.goto(f"{served.url}/653/a/{served.ids[1]}")
    title, frame = page.title(), page.frame_locator("iframe").first
    for words in ("链接的字", "正文", "假的"):
        frame.get_by_text(words).first.click()
    page.wait_for_timeout(300)
    assert page.title() == title and "云州医院上线病历平台" in (frame.locator("body").text_content() or "")
    assert page.url == f"{served.url}/653/a/{served.ids[1]}"


def test_another_name_for_this_machine_gets_nothing(page: Page, served: Served, chromium: Browser) -> None:
    other = chromium.new_page()
    answer = other.goto(f"http://rebind:{served.port}/653")
    assert answer is not None and answer.status == 421
    form = f"<form method=post action='{served.url}/653/decide'><input name=drop value=6><button>x</button></form>"
    other.goto("about:blank")
    other.set_content(form)
    with other.expect_response("**/decide") as refused:
        other.click("button")
    assert refused.value.status in (401, 403)
    other.close()
    assert served.events() == []

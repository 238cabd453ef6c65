"""A real Chromium at a desk on a socket of this machine, for the files that look at it through one: module fixtures, for
while Playwright runs no other test of the process may have an event loop."""

from __future__ import annotations

import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from at_desk import MakeDesk, desk_of
from conftest import copy_home
from sqlalchemy import delete

from monitor.store.choices import EditRow, find_events
from monitor.store.database import open_database, open_to_read, reading, writing
from monitor.store.models import Choice

if TYPE_CHECKING:  # not for the workers that have nothing of a browser
    from playwright.sync_api import Browser, Page

    from desk.security import Guard

FORMATS = "md,html,docx,json,pdf"
needs_chromium = pytest.mark.skipif(not shutil.which("chromium"), reason="needs a browser: apt-get install chromium")


class Served:
    """A desk on a socket of this machine; it can be stopped, and started again on the same port."""

    guard: Guard

    def __init__(self, make_desk: MakeDesk, home: Path, ids: list[str]) -> None:
        self._make, self.home, self.ids = make_desk, home, ids
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        origins = (self.url, f"http://localhost:{self.port}")
        self.guard = self._make(self.home, origins=origins, BULLETIN_FORMATS=FORMATS)
        import uvicorn

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
    from playwright.sync_api import sync_playwright

    rules = "--host-resolver-rules=MAP rebind 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", rules])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(
    make_desk: MakeDesk, stored_week: Path, tmp_path_factory: pytest.TempPathFactory, printed_ids: list[str]
) -> Iterator[Served]:
    server = Served(make_desk, copy_home(stored_week, tmp_path_factory.mktemp("served") / "home"), printed_ids)
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
    """Press one key, and wait until it is told that something was done. What a page shows before its script has come
    does not hear keys yet."""
    page.wait_for_load_state("domcontentloaded")
    page.keyboard.press(keys)
    if until:
        heard(page, until)


def places(page: Page) -> list[str]:
    return [str(each.get_attribute("id"))[1:] for each in page.query_selector_all(".place")]

"""The desk over a home of the sample week, and a browser without JavaScript: it opens pages and presses the buttons that
they have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin

import pytest
from conftest import copy_home
from lxml import html
from scrapy.utils.project import get_project_settings

if TYPE_CHECKING:
    from desk.security import Guard

HERE = "http://127.0.0.1:8653"
MakeDesk = Callable[..., "Guard"]


@pytest.fixture(scope="session")
def make_desk(forker: Any) -> MakeDesk:
    """Makes the desk of a home; the commands that it starts are forked."""
    from desk.application import make_application  # not for the workers that have nothing of the desk

    def make(
        home: Path,
        program: Sequence[str] = (),
        origins: tuple[str, ...] = (HERE, "http://localhost:8653"),
        **given: object,
    ) -> Guard:
        settings = get_project_settings()
        for name, value in {"MONITOR_HOME": str(home), "BULLETIN_PICTURES": False, **given}.items():
            settings.set(name, value, priority="cmdline")
        return make_application(settings, 653, origins, program or [str(forker.scrapy)])

    return make


@pytest.fixture(scope="session")
def opened_week(stored_week: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the stored week for the desks of this process: an article that is opened is marked in the store. The
    copied file itself no desk has open: to close it again would let go of SQLite's locks (howtocorrupt.html, 2.2)."""
    return copy_home(stored_week, tmp_path_factory.mktemp("opened") / "home")


@pytest.fixture(scope="session")
def printed_ids(stored_week: Path) -> list[str]:
    """The ids of the sample issue's articles in their order: they are as the articles come in."""
    from monitor.store.database import open_to_read, reading
    from monitor.store.models import PrintedEntry

    with reading(open_to_read(f"sqlite:///{stored_week / 'monitor.db'}")) as session:
        return [str(found) for (found,) in session.query(PrintedEntry.article_id).order_by(PrintedEntry.place)]


@pytest.fixture
def week_on_server(postgres: Any, stored_week: Path) -> Iterator[str]:
    """The address of a database on PostgreSQL that holds the sample week."""
    from monitor.store.database import open_database, open_to_read, reading, writing
    from monitor.store.moving import copy_rows

    old = open_to_read(f"sqlite:///{stored_week / 'monitor.db'}")
    with postgres.lend() as address:
        with reading(old) as source, writing(open_database(address)) as target:
            for _ in copy_rows(source, target):
                pass
        open_database(address).dispose()  # who comes next may want other timeouts
        yield address


def desk_of(guard: Guard) -> Any:
    """What the screens of this desk work with."""
    return guard.app.app.state.desk  # type: ignore[attr-defined]


class PlainBrowser:
    def __init__(self, desk: Guard, editor: str) -> None:
        from starlette.testclient import TestClient

        self.desk = desk
        self._client = TestClient(desk, HERE, headers={"Origin": HERE})
        self._client.cookies.set(desk.cookie, desk.sessions.open(editor))
        self.url, self.status = HERE, 0
        self.page: html.HtmlElement

    def open(self, path: str) -> str:
        return self._take(self._client.get(path))

    def text(self, path: str = "//main") -> str:
        return " ".join(" ".join(each.text_content() for each in self.page.xpath(path)).split())

    def said(self) -> str:
        return self.text("//*[@id='said']")

    def places(self) -> list[str]:
        return [each.get("id")[1:] for each in self.page.xpath("//li[contains(@class, 'place')]")]

    def press(self, words: str, within: str = "main", fields: dict[str, str] | None = None) -> str:
        """Press the first button that bears these words, in the element of this id, after filling in the named fields
        of its form."""
        (place,) = self.page.xpath("//*[@id=$id]", id=within)
        button = next(each for each in place.iter("button") if each.text_content().split("：")[0].strip() == words)
        assert button.get("disabled") is None, f"{words} cannot be pressed"
        form = next(iter(self.page.xpath("//form[@id=$id]", id=button.get("form"))), None)
        form = form if form is not None else next(button.iterancestors("form"))
        data = dict(form.form_values())
        assert set(fields or {}) <= {each.get("name") for each in form.iter("input", "textarea", "select")}
        data |= fields or {}
        if button.get("name"):
            data[button.get("name")] = button.get("value")
        target = urljoin(self.url, form.get("action"))
        if form.get("method") == "post":
            return self._take(self._client.post(target, data=data))
        return self._take(self._client.get(f"{target}?{urlencode(data)}"))

    def _take(self, answer: Any) -> str:
        self.status, self.url = answer.status_code, str(answer.url)
        self.page = html.document_fromstring(answer.text)
        return str(answer.text)

"""Faults of the machine under the desk: a full disk, a database that another holds. It says so, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from at_desk import HERE, MakeDesk, PlainBrowser, desk_of
from conftest import copy_home
from disks import fill
from starlette.testclient import TestClient

from monitor.database import postgresql
from monitor.store import database
from monitor.store.choices import find_events
from monitor.store.database import open_database, open_to_read, reading, writing

FULL = "磁盘写满或写不进，没有保存；写好的一期还在。"


def files(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def recorded(browser: PlainBrowser) -> int:
    with reading(open_to_read(desk_of(browser.desk).weeks.url)) as session:
        return len(find_events(session, 653))


def test_on_a_full_disk_each_page_answers_and_nothing_is_lost(
    make_desk: MakeDesk, stored_week: Path, disk: Callable[[str], Path], printed_ids: list[str]
) -> None:
    home = copy_home(stored_week, disk("size=8m"), dirs_exist_ok=True)
    browser, written = PlainBrowser(make_desk(home), "王某"), files(home / "bulletins")
    stranger = TestClient(browser.desk, HERE, headers={"Origin": HERE})
    key = {"key": browser.desk.sessions.make_key(), "name": "李某"}
    first, article = printed_ids[0], f"/653/a/{printed_ids[1]}"
    actions = (
        ("/653", "不用", f"a{first}", {}),
        ("/653", "↓", f"a{first}", {}),
        (article, "存", "title", {"after": "新题"}),
        (article, "删本段", "b2", {}),
        (article, "存", "remark", {"text": "备注"}),
        ("/653/preview?form=html", "存", "preview", {"after": "导语"}),
        ("/653/write", "确认写出", "main", {}),
    )
    pages = {path: (browser.open(path), browser.page)[1] for path, *_ in actions}
    ballast = fill(home, 0)
    for path in (
        "/653?tab=near", article, f"{article}?tab=same", "/653/preview?form=html", "/653/preview/html", "/653/write",
        "/653/log", "/outlets/653", "/past?q=医院", "/past/653?check=1", "/why?u=https://www.yunzhou-news.cn/1.html",
    ):  # fmt: skip
        browser.open(path)
        assert browser.status == 200, (path, browser.text())
    for path, words, within, fields in actions:
        browser.url, browser.page = HERE + path, pages[path]
        browser.press(words, within, fields)
        told = "没有写出。没有说出缘由：磁盘可能写满" if path.endswith("write") else FULL
        assert told in browser.text() and browser.status == (507 if told == FULL else 200), (path, words)
    refused = stranger.post("/enter", data=key)
    assert refused.status_code == 422 and "请检查磁盘空间" in refused.text
    assert files(home / "bulletins").items() >= written.items()
    ballast.unlink()
    assert recorded(browser) == 0
    browser.open("/653")
    browser.press("不用", f"a{first}")
    assert (browser.status, recorded(browser)) == (200, 1)
    assert stranger.post("/enter", data=key).status_code == 200, "the address that opened nothing still opens"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_waits_for_a_database_in_vain_is_told_and_can_be_sent_again(
    make_desk: MakeDesk, kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    stored_week: Path, printed_ids: list[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(database, "_BUSY_TIMEOUT", 200)  # milliseconds
    monkeypatch.setitem(postgresql._TIMEOUTS, "lock_timeout", 200)
    home = copy_home(stored_week, tmp_path / "home")
    url = f"sqlite:///{home / 'monitor.db'}"
    if kind == "postgresql":
        url = request.getfixturevalue("week_on_server")
    browser = PlainBrowser(make_desk(home, MONITOR_DATABASE_URL=url), "王某")
    browser.open(f"/653/a/{printed_ids[1]}")
    with writing(open_database(url)) as session:
        session.connection()  # with which its transaction begins
        browser.press("存", "title", {"after": "新题"})
        assert browser.status == 503 and "数据库正被抓取占用，已等 30 秒，没有保存。请再试一次。" in browser.text()
        for path in ("/653", f"/653/a/{printed_ids[1]}", "/653/preview?form=html", "/653/log", "/outlets/653"):
            browser.open(path)
            assert browser.status == 200, "who only reads waits for nobody"
        assert recorded(browser) == 0
    browser.open(f"/653/a/{printed_ids[1]}")
    browser.press("存", "title", {"after": "新题"})
    assert browser.said() == "已存：改题" and recorded(browser) == 1

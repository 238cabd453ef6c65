"""媒体与抓取: the worst first, the run that goes on, and one that is started here."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from at_desk import MakeDesk, PlainBrowser, desk_of

from monitor.progress.state import RunState, write_state
from monitor.run.lock import only_run
from monitor.store.database import open_database, writing
from monitor.store.models import Run
from monitor.terminal.progress import Standing


def test_the_outlets_stand_the_worst_first_and_the_run_is_followed(make_desk: MakeDesk, home_with_week: Path) -> None:
    with writing(open_database(f"sqlite:///{home_with_week / 'monitor.db'}")) as session:
        session.query(Run).filter(Run.outlet == "people").update({"verdict": "blocked", "detail": "403 <b>拦</b>"})
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/outlets/653")
    rows = [[cell.text_content() for cell in row] for row in browser.page.xpath("//tbody/tr")]
    assert rows[0][:3] == ["人民网", "被拦截", "403 <b>拦</b>"]
    assert len(rows) >= 13
    assert "上次：第653期" in browser.text()
    outlets = {"cnr": Standing(9, 4, 2), "people": Standing(5, 5, 3, True)}
    state = RunState(os.getpid(), 653, datetime.now(UTC), outlets)
    write_state(home_with_week, state)  # after the page was opened
    browser.press("立即抓取（只入库）", "outlets")
    assert browser.status == 422 and "正在抓取" in browser.text(), "one at a time"
    browser.open("/outlets/653")
    assert "正在抓取第653期，1/2 家抓完" in browser.text()
    assert "4 页，文章 2 篇" in browser.text()
    assert browser.page.xpath("//*[@data-wait]//button[@disabled]")
    state.pid = 2**22 + 1
    write_state(home_with_week, state)
    browser.open("/outlets/653")
    assert "中途停止（1/2 家" in browser.text()


def test_an_issue_without_a_run_says_so(make_desk: MakeDesk, tmp_path: Path) -> None:
    browser = PlainBrowser(make_desk(tmp_path), "王某")
    browser.open("/outlets/653")
    assert "没有正在进行的抓取。" in browser.text()
    assert "未运行" in browser.text()
    browser.open("/outlets/0")
    assert browser.status == 404


def test_a_run_that_is_started_here_and_refused_says_why(make_desk: MakeDesk, home_with_week: Path) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/outlets/653")
    with only_run(home_with_week):
        browser.press("立即抓取（只入库）", "outlets")
        assert "已开始抓取第653期" in browser.said()
        desk_of(browser.desk).runs.wait(60)
        browser.open("/outlets/653")
    assert "没有抓成" in browser.text() and "另一个 scrapy weekly" in browser.text()

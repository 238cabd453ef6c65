"""The week's work at the desk, without JavaScript: the events and files are those that the commands make."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from at_desk import MakeDesk, PlainBrowser, desk_of
from conftest import Scrapy, copy_home

from desk.screens import writing
from desk.security import Guard
from monitor.deciding.operations import Operation
from monitor.editing.events import MOVE, PICK, TOP
from monitor.items import ArticleItem
from monitor.store.articles import save
from monitor.store.choices import find_events
from monitor.store.database import open_database, open_to_read, reading
from monitor.store.database import writing as writing_in
from monitor.topic.score import rule_digest

TITLE, NOTE, PREFACE = "七部门：病历数据先求质量", "数据质量是前提。", "本周三篇。"


def events(browser: PlainBrowser) -> list[tuple[object, ...]]:
    with reading(open_to_read(desk_of(browser.desk).weeks.url)) as session:
        return [
            (each.action, () if each.laid else each.ids, dict(each.op), each.editor, each.reason, each.laid)
            for each in find_events(session, 653)
        ]


def files(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.fixture
def on_server(request: pytest.FixtureRequest) -> dict[str, str]:
    """The setting that keeps the sample week on PostgreSQL; none where there is no server."""
    there = "MONITOR_TEST_POSTGRES" in os.environ
    return {"MONITOR_DATABASE_URL": request.getfixturevalue("week_on_server")} if there else {}


def test_the_whole_job_on_a_server_leaves_what_the_commands_leave_without(
    make_desk: MakeDesk, stored_week: Path, tmp_path: Path, scrapy: Scrapy, printed_ids: list[str],
    on_server: dict[str, str],
) -> None:  # fmt: skip
    second = printed_ids[1]
    homes = [copy_home(stored_week, tmp_path / name) for name in ("desk", "command")]
    browser = PlainBrowser(make_desk(homes[0], **on_server), "王某")
    browser.open("/653")
    assert browser.places() == printed_ids
    browser.press("不用", f"a{printed_ids[0]}")
    assert browser.said() == "已不用，连同同文：“人工智能+医疗卫生”应用中试基…"
    wanted = browser.page.xpath("//li[contains(@class, 'story')]")[2].get("id")[1:]
    browser.press("选用", f"a{wanted}")
    assert browser.places()[0] == wanted
    browser.press("↓", f"a{wanted}")
    assert browser.places()[1] == wanted, browser.said()
    browser.open(f"/653/a/{printed_ids[1]}")
    reason = {"reason": "主任定"}
    browser.press("存", "title", {"after": TITLE, **reason})
    assert TITLE in browser.text("//h1")
    browser.press("删本段", "b3")
    browser.press("存", "b2", {"before": "98%", "after": "95%", **reason})
    assert browser.said() == "已存：更正，第 2 段"
    assert "98%" in browser.text("//del") and "95%" in browser.text("//ins")
    browser.press("存", "note", {"after": NOTE})
    browser.open("/653/preview?form=html")
    assert "有改动（已记录）：改题、删段、更正、编者按" in browser.text() and "照登" in browser.text()
    browser.press("存", "preview", {"after": PREFACE})
    seen_html = browser.open("/653/preview/html")
    browser.open("/653/write")
    browser.press("确认写出", fields={"final": "1"})
    assert "已写出。" in browser.text() and "第653期已定稿" in browser.text() and "bulletin.docx" in browser.text()

    def command(*words: str) -> None:
        done = scrapy("bulletin", "653", "--editor", "王某", *words, "-s", "BULLETIN_PICTURES=False", home=homes[1])
        assert done.returncode == 0, done.stderr

    command("--drop", printed_ids[0], "--add", wanted)
    command("--title", f"{second}:{TITLE}", "--correct", f"{second}:2:98%=>95%", "--reason", "主任定")
    command(
        "--move", f"{wanted}:2", "--cut", f"{second}:3", "--note", f"{second}:{NOTE}", "--preface", PREFACE, "--final"
    )
    printed, by_command = (files(home / "bulletins" / "653") for home in homes)
    own = {name for name in printed if not name.startswith("v")}
    assert {name for name in own if printed[name] != by_command.get(name)} == set()
    assert printed["bulletin.html"].decode() == seen_html, "the preview is what is written"
    given = (word for name, value in on_server.items() for word in ("-s", f"{name}={value}"))
    verified = scrapy("verify", "653", *given, home=homes[0])
    assert verified.returncode == 0, verified.stderr
    assert "有改动 1（" in verified.stderr and "改题 1" in verified.stderr and "不成立 0" in verified.stderr
    ours = events(browser)
    other = events(PlainBrowser(make_desk(homes[1]), "王某"))
    assert sorted(map(repr, ours)) == sorted(map(repr, other))
    browser.open(f"/653/a/{printed_ids[1]}")
    browser.press("删本段", "b1")
    assert browser.status == 422 and "定稿；要改先撤回定稿（在“本期”或“写出”）。" in browser.text()
    browser.open("/653/write")
    browser.press("撤回定稿")
    assert browser.said() == "已撤回定稿"


@pytest.mark.parametrize("server", [False, True], ids=["file", "server"])
def test_two_editors_lose_nothing(
    make_desk: MakeDesk, home_with_week: Path, printed_ids: list[str], request: pytest.FixtureRequest, server: bool
) -> None:
    kept = {"MONITOR_DATABASE_URL": request.getfixturevalue("week_on_server")} if server else {}
    desk = make_desk(home_with_week, **kept)
    wang, li = PlainBrowser(desk, "王某"), PlainBrowser(desk, "李某")
    for browser in (wang, li):
        browser.open(f"/653/a/{printed_ids[1]}")
    wang.press("存", "title", {"after": "甲题"})
    wang.press("删本段", "b3")
    li.press("删本段", "b1")
    assert li.status == 200 and "恢复" in li.text("//*[@id='b3']"), "other blocks merge"
    li.open(f"/653/a/{printed_ids[1]}")
    wang.press("存", "title", {"after": "丙题"})
    before = len(events(li))
    li.press("存", "title", {"after": "乙题"})
    assert (li.status, len(events(li))) == (409, before), "nothing is recorded"
    told = li.text()
    assert all(words in told for words in ("王某", "七部门部署电子病历数据质量提升行动", "丙题", "乙题")), told
    li.press("用我的", fields={"after": "乙丙合题"})
    assert "乙丙合题" in li.text("//h1")
    li.press("存", "title", {"after": "乙丙合题"})
    assert li.said() == "没有变化，没有另存。"
    wang.open("/653")
    wang.press("撤销")
    assert wang.status == 200
    wang.open("/653/log")
    assert "（已撤销）" in wang.text() and wang.text().count("改题") >= 3


def test_what_one_did_is_taken_back_step_by_step_also_after_a_restart(
    make_desk: MakeDesk, home_with_week: Path, printed_ids: list[str]
) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653")
    states = [browser.places()]
    for step in range(15):  # each of three deeds at each of five stories
        stories = [each.get("id") for each in browser.page.xpath("//li[contains(@class, 'story')]")]
        places = [f"a{each}" for each in browser.places()]
        words, where = [("选用", stories[step % 5]), ("↓", places[0]), ("不用", places[-1])][step % 3]
        browser.press(words, where)
        assert browser.places() != states[-1], (step, words)
        states.append(browser.places())
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653")
    for state in reversed(states[:-1]):
        while browser.places() != state:  # a move may have taken others with it, each an event
            browser.press("撤销")
    assert browser.places() == printed_ids
    browser.press("重做")
    assert browser.said() == "已重做" and browser.places() == states[1]
    li = PlainBrowser(browser.desk, "李某")
    li.open("/653")
    li.press("↓", f"a{states[1][0]}")
    browser.open("/653")
    browser.press("撤销")
    assert browser.status == 422 and "在此之后改过（移动），请到“记录”里逐条撤销" in browser.text()


def test_a_command_between_two_clicks_is_heeded(
    make_desk: MakeDesk, home_with_week: Path, printed_ids: list[str]
) -> None:
    desk, (_, second, third) = make_desk(home_with_week), map(int, printed_ids)
    weeks = desk_of(desk).weeks
    browser = PlainBrowser(desk, "王某")
    browser.open("/653")
    weeks.orders(653, "").record([(PICK, [third, second])], [], list)
    assert browser.page.xpath("//div[@id='week']/@data-seen") == ["0"]
    browser.press("不用", f"a{printed_ids[0]}")
    assert browser.places()[:2] == [str(third), str(second)]
    weeks.orders(653, "").record((), [Operation(MOVE, second, 1)], lambda: [third, second])
    browser.press("取消选用", f"a{third}")
    assert browser.places()[0] == str(second)
    weeks.orders(653, "李某").record([(TOP, [2])], [], list)
    browser.press("撤销")
    assert browser.places() == [str(second), str(third)]


def test_what_another_process_stores_is_told_to_an_open_page_and_shown_by_a_new_one(
    make_desk: MakeDesk, home_with_week: Path
) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    item = ArticleItem("https://x.cn/1", "cnr", headline="电子病历新到一篇", key="x", date_published=date(2025, 12, 10),
                       article_body="电子病历。", reader="own:x", score=0.9, grade="A1", scored_by=rule_digest())  # fmt: skip
    browser.open("/653")
    for body, shown in (("电子病历。", "电子病历新到一篇"), ("电子病历，改了一处。", "原文有更新")):
        (state,), page = browser.page.xpath("//div[@id='week']/@data-state"), browser.text()
        assert '"fresh":true' in browser.open(state) and shown not in page
        with writing_in(open_database(f"sqlite:///{home_with_week / 'monitor.db'}")) as session:
            save(session, replace(item, article_body=body), date(2025, 12, 12))
        assert '"fresh":false' in browser.open(state)
        browser.open(f"/653?at={state.partition('=')[2]}")
        assert browser.text() == page, "a list that somebody reads does not move"
        browser.open("/653")
        assert shown in browser.text()


def test_a_slip_is_asked_back_and_needs_a_reason(make_desk: MakeDesk, home_with_week: Path) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653")
    first = browser.page.xpath("//li[contains(@class, 'story')]/@id")[0]
    browser.press("不切题", first)
    browser.open("/653?tab=near")
    browser.press("选用", first)
    assert browser.status == 409 and "曾判为不切题" in browser.text()
    assert [event[0] for event in events(browser)] == ["judge"], "nothing was chosen"
    browser.press("照样选用", fields={"reason": "主任定"})
    assert browser.places()[0] == first[1:] and events(browser)[-1][4] == "主任定"


def test_one_writes_at_a_time_and_only_what_was_shown(
    make_desk: MakeDesk, home_with_week: Path, monkeypatch: pytest.MonkeyPatch, printed_ids: list[str]
) -> None:
    monkeypatch.setattr(writing, "_PATIENCE", 0)
    slow = [sys.executable, "-c", "import time; print('在写'); time.sleep(1)"]
    desk = make_desk(home_with_week, slow)
    wang, li = PlainBrowser(desk, "王某"), PlainBrowser(desk, "李某")
    li.open("/653/write")
    wang.open("/653/write")
    wang.press("确认写出")
    assert "正在写出" in wang.text()
    li.press("确认写出")
    assert li.status == 422 and "正在运行另一条命令" in li.text()
    desk_of(desk).children.wait(60)
    li.open("/653/write")
    assert "已写出。" in li.text()
    wang.open("/653/write")
    li.open("/653")
    li.press("不用", f"a{printed_ids[0]}")
    wang.press("确认写出")
    assert wang.said() == "没有写出：这一页打开以后又有取舍、改动或备注，请再看一遍。"


@pytest.fixture(scope="module")
def opened(make_desk: MakeDesk, opened_week: Path) -> Guard:
    """A desk at which nothing is decided."""
    return make_desk(opened_week)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/700", "本期还没有文章。窗口"),
        ("/653?q=没有这几个字", "没有符合筛选的候选。"),
        ("/653?tab=printed", "这里没有文章。"),
        ("/653/a/{second}?tab=versions", "只有一版。"),
        ("/653/a/{second}?tab=log", "这一篇还没有取舍和改动。"),
        ("/653/log", "还没有取舍和改动。"),
        ("/653/a/99999", "不在第653期的候选里"),
        ("/700/preview", "还没有入选的文章。"),
        ("/653/files/%2e%2e%2fmonitor.db", "没有这"),
    ],
)
def test_what_is_empty_or_not_there_is_told(opened: Guard, path: str, words: str, printed_ids: list[str]) -> None:
    browser = PlainBrowser(opened, "王某")
    browser.open(path.format(second=printed_ids[1]))
    assert words in browser.text()


def test_an_old_page_does_not_bring_back_what_a_colleague_left_out(make_desk: MakeDesk, home_with_week: Path) -> None:
    desk = make_desk(home_with_week)
    first, second = PlainBrowser(desk, "王某"), PlainBrowser(desk, "李某")
    first.open("/653")
    second.open("/653")
    article = second.places()[0]
    first.press("不用", f"a{article}")
    second.press("↓", f"a{article}")
    assert second.status == 422 and "王某" in second.text() and "定为不用，没有移动" in second.text()
    first.open("/653")
    assert article not in first.places()


def test_a_headline_that_is_too_long_is_refused_and_not_cut(make_desk: MakeDesk, home_with_week: Path) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653")
    browser.open(f"/653/a/{browser.places()[0]}")
    browser.press("存", "title", {"after": "题" * 201})
    assert browser.status == 422 and "标题有 201 字，最多 200 字，没有存" in browser.text()


def test_a_number_of_a_page_that_no_store_holds_is_no_page(make_desk: MakeDesk, home_with_week: Path) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    for path in ("/653/a/5/page/99999999999999999999/1", "/653/a/5/page/1/99999999999999999999"):
        browser.open(path)
        assert browser.status == 404

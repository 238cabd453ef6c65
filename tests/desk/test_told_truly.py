"""What the desk says of a writing, of an empty issue and of a session is so, and in words of who types no command."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from at_desk import HERE, MakeDesk, PlainBrowser, desk_of
from starlette.testclient import TestClient

from desk.pages import in_desk_words
from desk.security import Guard

SLOW = "import time; time.sleep(30)"


@pytest.mark.parametrize(("fails", "told"), [("feeds", "已写出，但写出以后的一步没有做成。"), ("form", "没有写出。")])
def test_it_is_told_whether_the_issue_was_written(
    make_desk: MakeDesk, home_with_week: Path, fails: str, told: str
) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653/write")
    feed, form = home_with_week / "bulletins" / "issues.atom", home_with_week / "bulletins" / "653" / "bulletin.md"
    blocked = feed if fails == "feeds" else form
    blocked.unlink()
    (blocked / "in the way").mkdir(parents=True)
    browser.open("/653/write")
    browser.press("确认写出", fields={"final": "1"})
    assert browser.text("//*[@id='write']//b") == told
    assert "撤回定稿" not in browser.text(), "the mark comes after all that is written"


def test_another_command_is_no_writing(make_desk: MakeDesk, home_with_week: Path) -> None:
    desk = make_desk(home_with_week, [sys.executable, "-c", SLOW])
    browser, children = PlainBrowser(desk, "王某"), desk_of(desk).children
    for words, told in ((("add", "http://x.cn/1", "653"), "正在做另一件事"), (("bulletin", "654"), "正在做另一件事"),
                        (("bulletin", "653"), "正在写出")):  # fmt: skip
        children.start(*words)
        browser.open("/653/write")
        assert told in browser.text() and ("正在写出" in browser.text()) is (told == "正在写出"), words
        assert ("确认写出" in browser.text()) is (told != "正在写出")
        children._process.kill()
        children.wait(10)


def test_what_is_final_is_told_without_a_command(make_desk: MakeDesk, home_with_week: Path) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653/write")
    browser.press("确认写出", fields={"final": "1"})
    assert "第653期已定稿" in browser.text()
    assert "--reopen" not in browser.text() and "weekly" not in browser.text()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("题：改动做在第 1 版上，三选一：--renew 8（放弃改动用新版，之后可重做）、--stay 8（仍用第 1 版）、--drop 8。",
         "题：改动做在第 1 版上；请先在这一篇里选一种。"),
        ("编号 9 不在第653期的候选里；编号见候选清单或 scrapy articles。", "编号 9 不在第653期的候选里。"),
        ("本期没有第 9 条记录；编号见 --history。", "本期没有第 9 条记录；编号见“记录”。"),
        ("8（题）曾判为不切题（scrapy label）", "8（题）曾判为不切题"),
        ("已写出：/home/weekly--final/bulletin.md", "已写出：/home/weekly--final/bulletin.md"),
        ("磁盘已满", "磁盘已满"),
    ],
)  # fmt: skip
def test_an_error_names_no_option(line: str, told: str) -> None:
    assert in_desk_words(line) == told


def test_an_issue_that_has_not_begun_says_so(make_desk: MakeDesk, home_with_week: Path) -> None:
    browser = PlainBrowser(make_desk(home_with_week, MONITOR_TODAY="2025-12-15"), "王某")
    browser.open("/700")
    assert "至 2026-12-18，还没有到。" in browser.text() and "可照此写出" not in browser.text()
    browser.open("/652")
    assert (
        "本期还没有文章" in browser.text() and "还没有到" not in browser.text() and "可照此写出" not in browser.text()
    )


@pytest.fixture(scope="module")
def opened(make_desk: MakeDesk, opened_week: Path) -> Guard:
    """A desk at which nothing is decided."""
    return make_desk(opened_week)


def test_the_filter_by_outlet_finds_each_outlet_of_a_story(opened: Guard) -> None:
    browser = PlainBrowser(opened, "王某")
    week = desk_of(browser.desk).weeks.look(653)
    told_twice = [story for story in week.stories if len({each.article.outlet for each in story}) > 1]
    story = next(each for each in told_twice if each[0].article.id not in week.ids)
    tab = "on" if story[0].eligible else "printed" if story[0].on_topic else "near"
    for each in story:
        browser.open(f"/653?tab={tab}&outlet={each.article.outlet}")
        assert browser.page.xpath(f"//li[@id='a{story[0].article.id}']"), each.article.outlet


def test_who_has_not_entered_is_told_so(opened: Guard) -> None:
    stranger = TestClient(opened, HERE, headers={"Origin": HERE})
    assert "还没有进入编辑台" in stranger.get("/653").text
    assert "用过了，或者不完整" in stranger.get("/enter?key=abc").text
    assert "用过了，或者不完整" in stranger.post("/enter", data={"key": "abc", "name": "王某"}).text
    refused = stranger.post("/653/decide", data={"do": "undo"})
    assert refused.status_code == 401 and "没有存" in refused.text and "重新进入编辑台" in refused.text


def test_a_reason_of_blanks_is_none(make_desk: MakeDesk, home_with_week: Path) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    week = desk_of(browser.desk).weeks.look(653)
    slip = next(each.article.id for each in reversed(week.ranking.candidates) if not each.eligible)
    form = {"add": str(slip), "sure": "1", "back": "/653"}
    for reason, status in (("", 409), ("  　", 409), ("主任定", 303)):
        answer = browser._client.post("/653/decide", data={**form, "reason": reason}, follow_redirects=False)
        assert answer.status_code == status, reason


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("edit", {"article": "0", "kind": "headline", "after": "题"}),
        ("edit", {"article": "", "kind": "note", "after": "按语"}),
        ("edit", {"kind": "stay", "article": "0"}),
        ("decide", {"do": "add", "id": "0"}),
        ("decide", {"do": "on"}),
        ("decide", {"swap": "5 5"}),
        ("decide", {"swap": "0 5"}),
    ],
)  # fmt: skip
def test_what_is_done_to_no_article_is_refused(opened: Guard, path: str, form: dict[str, str]) -> None:
    browser = PlainBrowser(opened, "王某")
    assert browser._client.post(f"/653/{path}", data=form).status_code == 422
    assert desk_of(browser.desk).weeks.look(653).events == []


def test_what_is_of_the_whole_issue_needs_no_article(make_desk: MakeDesk, home_with_week: Path) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    for path, form in (("edit", {"article": "0", "kind": "preface", "after": "导语"}),
                       ("decide", {"do": "remark", "text": "写给大家"})):  # fmt: skip
        assert browser._client.post(f"/653/{path}", data=form).status_code == 200
    assert len(desk_of(browser.desk).weeks.look(653).events) == 2

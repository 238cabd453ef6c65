"""What editors tell each other at the desk: remarks, what was opened, who is there; and that a judgement is taken back
like anything else."""

from __future__ import annotations

from pathlib import Path

from at_desk import MakeDesk, PlainBrowser, desk_of

from monitor.accounts.presence import Presence
from monitor.exceptions import MonitorError
from monitor.store.choices import find_label
from monitor.store.database import open_to_read, reading


def test_a_judgement_is_undone_and_done_again_in_the_list_itself(make_desk: MakeDesk, home_with_week: Path) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653")
    row = browser.page.xpath("//li[contains(@class, 'story')]/@id")[0]

    def judged() -> bool | None:
        with reading(open_to_read(desk_of(browser.desk).weeks.url)) as session:
            return find_label(session, int(row[1:]))

    def in_list(tab: str) -> bool:
        browser.open(f"/653?tab={tab}")
        return bool(browser.page.xpath("//li[@id=$id]", id=row))

    browser.press("不切题", row)
    assert judged() is False and in_list("near") and not in_list("on")
    browser.press("撤销")
    assert browser.said().startswith("已撤销不切题：") and judged() is None and in_list("on")
    browser.press("重做")
    assert judged() is False and in_list("near")
    browser.press("切题", row)
    browser.press("撤销")
    assert judged() is False, "back to what was thought before"
    browser.press("撤销")
    assert judged() is None


def test_remarks_stand_at_their_article_and_event_also_when_the_issue_is_final(
    make_desk: MakeDesk, home_with_week: Path, printed_ids: list[str]
) -> None:
    desk = make_desk(home_with_week)
    wang, li = PlainBrowser(desk, "王某"), PlainBrowser(desk, "李某")
    first = printed_ids[0]
    wang.open(f"/653/a/{first}?remark=1")
    wang.press("存", "remark", {"text": "数字要 <b>核</b> 一下"})
    li.open("/653")
    assert "王某：数字要 <b>核</b> 一下" in li.text(f"//li[@id='a{first}']")
    desk_of(desk).weeks.orders(653, "王某").close()
    li.open("/653/log")
    event = li.page.xpath("//li[@data-row]")[-1]
    li.press("存", event.get("id"), {"text": "核过，没有问题"})
    assert "核过，没有问题" in li.text("//ol") and f"对第 {event.get('id')[1:]} 条" in li.text("//ol")
    li.open(f"/653/a/{first}")
    before = desk_of(desk).weeks.look(653).events
    li.press("存", "remark", {"text": " \u200b "})
    assert li.status == 422 and "备注应为 1 到" in li.text() and desk_of(desk).weeks.look(653).events == before
    desk_of(desk).weeks.orders(653, "王某").record((), [], list, reopen=True)
    wang.open("/653")
    wang.press("撤销")
    assert wang.said().startswith("已撤销备注：") and "核" not in wang.text(f"//li[@id='a{first}']")


def test_what_nobody_has_opened_is_shown_and_told_before_writing(
    make_desk: MakeDesk, home_with_week: Path, printed_ids: list[str]
) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653")
    unread = len(browser.page.xpath("//*[contains(@class, 'unread')]"))
    story = browser.page.xpath("//li[contains(@class, 'story')]/@id")[0][1:]
    for each in (story, *printed_ids[1:]):
        browser.open(f"/653/a/{each}")
    browser.open("/653")
    assert len(browser.page.xpath("//*[contains(@class, 'unread')]")) == unread - 1
    assert "还没有人看过" in browser.text(f"//li[@id='a{printed_ids[0]}']")
    browser.open("/653/write")
    assert browser.text().count("没有人打开看过：") == 1
    weeks = desk_of(browser.desk).weeks
    opened = weeks.look(653).opened
    weeks.note_opened("李某", int(story), opened[int(story)])
    assert weeks.look(653).opened == opened


def test_a_busy_store_keeps_nobody_from_reading(
    make_desk: MakeDesk, home_with_week: Path, printed_ids: list[str], monkeypatch: object
) -> None:
    import desk.weeks

    def busy(*_: object) -> None:
        raise MonitorError("busy")

    monkeypatch.setattr(desk.weeks, "note_seen", busy)  # type: ignore[attr-defined]
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open(f"/653/a/{printed_ids[0]}")
    assert browser.status == 200


def test_who_has_an_article_open_is_told_to_others_until_silent() -> None:
    clock = [0.0]
    presence = Presence(lambda: clock[0])
    assert presence.note(653, 7, "王某", False) == []
    assert presence.note(653, 7, "李某", True) == ["王某也开着这一篇"]
    assert presence.note(653, 7, "王某", False) == ["李某正在改这一篇"]
    assert presence.note(653, 8, "赵某", False) == presence.note(654, 7, "赵某", False) == []
    clock[0] = 20.0
    presence.note(653, 7, "王某", False)
    clock[0] = 30.0
    assert presence.note(653, 7, "王某", False) == [], "李某 was not heard of for half a minute"

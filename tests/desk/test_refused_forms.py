"""A form that is refused gives back what was typed, also to a browser that keeps nothing; too much is refused, not cut."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from unittest.mock import Mock

import pytest
from at_desk import MakeDesk, PlainBrowser, desk_of
from sqlalchemy.exc import OperationalError


def given_back(browser: PlainBrowser) -> list[str]:
    return [each.text_content().removeprefix("\n") for each in browser.page.xpath("//textarea[@readonly]")]


def test_what_was_typed_is_given_back(make_desk: MakeDesk, home_with_week: Path) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653")
    page = f"/653/a/{browser.places()[0]}"
    for place, fields, told in (
        ("title", {"after": "题" * 201, "reason": "更短 <b>"}, "标题有 201 字，最多 200 字，没有存。"),
        ("note", {"after": "\n本刊按。\n" + "话" * 2000}, "编者按有 2006 字，最多 2000 字，没有存。"),
        ("remark", {"text": "备" * 501}, "备注应为 1 到 500 字。"),
    ):
        browser.open(page)
        browser.press("存", place, fields)
        assert (browser.status, told in browser.text()) == (422, True), browser.text()
        assert given_back(browser) == list(fields.values())
    browser.open(page)
    (correct, *_) = browser.page.xpath("//details[@data-correct]//form")
    correct.getparent().set("id", "correct")
    browser.press("存", "correct", {"before": "页面上没有的字", "after": "另一些字"})
    assert (browser.status, given_back(browser)) == (422, ["页面上没有的字", "另一些字"])
    browser.open("/653/preview")
    browser.press("存", fields={"after": "语" * 2001})
    assert (browser.status, given_back(browser)) == (422, ["语" * 2001])
    browser.open("/653/a/999999")
    assert (browser.status, given_back(browser)) == (404, [])


def test_a_database_that_cannot_be_had_is_told_in_chinese(
    make_desk: MakeDesk, home_with_week: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653/preview")
    said = 'connection to server at "10.0.0.5", port 5432 failed: Connection refused'
    lost = OperationalError("SELECT 1", {}, sqlite3.OperationalError(said))
    monkeypatch.setattr(desk_of(browser.desk).weeks, "look", Mock(side_effect=lost))
    browser.press("存", fields={"after": "本周三篇。"})
    assert (browser.status, given_back(browser)) == (503, ["本周三篇。"])
    assert "数据库现在用不了，没有保存：10.0.0.5 的端口 5432 拒绝连接；请检查服务器是否开着" in browser.text()

"""In a real Chromium, where answers are late and pages are read anew: nothing is sent twice, who writes on goes on,
what is typed is kept, and 返回 leads back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from at_desk import HERE, MakeDesk, PlainBrowser, desk_of
from conftest import wait_until
from in_chromium import Served, heard, needs_chromium, places, press
from playwright.sync_api import Page

pytestmark = needs_chromium
REMARK = "#remark textarea"
_SELECT = """([from, to]) => { const range = document.createRange();
    const text = document.querySelector('#b2 p').firstChild; range.setStart(text, from); range.setEnd(text, to);
    getSelection().removeAllRanges(); getSelection().addRange(range); return String(getSelection()); }"""
BEFORE, AFTER, REASON = (f"#b2 [data-correct] [name={name}]" for name in ("before", "after", "reason"))


@pytest.fixture
def late(served: Served) -> Iterator[None]:
    """Each answer takes most of a second."""
    weeks = desk_of(served.guard).weeks
    look = weeks.look

    def look_late(*given: Any) -> Any:
        time.sleep(0.7)
        return look(*given)

    weeks.look = look_late
    yield
    weeks.look = look


def test_a_remark_that_is_sent_twice_is_one(page: Page, served: Served, late: None) -> None:
    page.goto(f"{served.url}/653/a/{served.ids[1]}?remark=1")
    for words, events in (("请核对", 1), ("请再核对", 2)):
        page.fill(REMARK, words)
        for _ in range(2):
            page.click("#remark button")
            page.wait_for_timeout(100)
        heard(page, "已记下备注")
        page.wait_for_timeout(1000)
        assert served.events() == ["remark"] * events
        press(page, "m") if not page.is_visible(REMARK) else None


@pytest.mark.parametrize("typed", ["", "写到一半"])
def test_who_writes_when_an_answer_comes_writes_on(page: Page, served: Served, late: None, typed: str) -> None:
    page.goto(f"{served.url}/653/a/{served.ids[0]}")
    page.click("#b2 >> text=删本段")
    press(page, "m")
    page.keyboard.type(typed)
    heard(page, "已存：删段")
    page.keyboard.type("xd接着写")
    page.wait_for_timeout(200)
    assert page.input_value(REMARK) == f"{typed}xd接着写" and served.events() == ["edit"], "a letter is no key there"
    press(page, "Control+Enter", "已记下备注")
    assert served.events() == ["edit", "remark"] and not page.is_visible(REMARK), "what was sent is not written on"


def test_an_answer_that_was_not_heard_leaves_no_draft(page: Page, served: Served, late: None) -> None:
    page.goto(f"{served.url}/653/a/{served.ids[1]}")
    press(page, "e")
    page.fill("#title [name=after]", "慢慢存的题")
    with page.expect_request("**/edit"):
        page.click("#title button.main")
    page.goto(f"{served.url}/653/a/{served.ids[0]}")
    wait_until(lambda: served.events() == ["edit"])
    page.goto(f"{served.url}/653/a/{served.ids[1]}")
    assert page.text_content("h1") == "慢慢存的题" and page.evaluate("localStorage.length") == 0


def test_a_draft_outlives_what_is_done_beside_it(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/653/a/{served.ids[1]}")
    press(page, "m")
    page.keyboard.type("没有存上")
    press(page, "Escape")
    for _ in range(2):
        page.click("#text .bar2 >> text=不切题" if _ else "#b2 >> text=删本段")
        heard(page, "已")
    page.reload()
    assert page.input_value(REMARK) == "没有存上"


def test_selected_words_are_kept_and_not_selected_over(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/653/a/{served.ids[1]}")
    words = page.evaluate(_SELECT, [2, 8])
    page.click("#b2 >> text=更正")
    assert page.input_value(BEFORE) == page.input_value(AFTER) == words
    page.fill(AFTER, "改过的字")
    page.reload()
    assert (page.input_value(BEFORE), page.input_value(AFTER)) == (words, "改过的字") and page.is_visible(BEFORE)
    page.evaluate(_SELECT, [9, 12])
    page.click("#b2 summary >> text=更正")
    assert page.input_value(AFTER) == "改过的字", "to close a form writes nothing into it"
    page.reload()
    page.fill(REASON, "核对原页")
    page.click("#b2 [data-correct] button")
    heard(page, "已存：更正，第 2 段")
    page.reload()
    assert not page.is_visible(BEFORE) and page.evaluate("localStorage.length") == 0


def test_the_reason_of_a_headline_is_kept_until_it_is_saved(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/653/a/{served.ids[1]}")
    press(page, "e")
    page.fill("#title [name=reason]", "主任定")
    page.reload()
    assert page.input_value("#title [name=reason]") == "主任定" and page.is_visible("#title [name=reason]")
    page.fill("#title [name=after]", "新题")
    press(page, "Control+Enter", "已存：改题")
    page.reload()
    assert not page.is_visible("#title [name=reason]") and page.evaluate("localStorage.length") == 0


def test_back_leads_from_a_refusal_to_the_page_that_asked(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/653/log")
    page.goto(f"{served.url}/653")
    page.fill("[name=top]", "0")
    page.press("[name=top]", "Enter")
    page.wait_for_selector("text=没有办成")
    page.go_back()
    page.wait_for_selector("#places")
    assert page.url == f"{served.url}/653" and len(places(page)) == 3


def test_the_same_words_are_a_remark_of_each_editor_and_article(
    make_desk: MakeDesk, home_with_week: Path, printed_ids: list[str]
) -> None:
    wang, li = (PlainBrowser(make_desk(home_with_week), name) for name in ("王某", "李某"))
    sent = ((wang, 0, 1), (wang, 0, 1), (li, 0, 2), (wang, 1, 3), (wang, 0, 4))
    for browser, place, remarks in sent:
        browser._client.post(f"{HERE}/653/decide", data={"do": "remark", "id": printed_ids[place], "text": "请核对"})
        assert len(desk_of(wang.desk).weeks.look(653).events) == remarks

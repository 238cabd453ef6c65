"""In a real Chromium: the words of a correction and the reason of a headline outlive a reload like all that is typed."""

from __future__ import annotations

from in_chromium import Served, heard, needs_chromium, press
from playwright.sync_api import Page

pytestmark = needs_chromium

_SELECT = """([from, to]) => { const range = document.createRange();
    const text = document.querySelector('#b2 p').firstChild; range.setStart(text, from); range.setEnd(text, to);
    getSelection().removeAllRanges(); getSelection().addRange(range); return String(getSelection()); }"""
BEFORE, AFTER, REASON = (f"#b2 [data-correct] [name={name}]" for name in ("before", "after", "reason"))


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

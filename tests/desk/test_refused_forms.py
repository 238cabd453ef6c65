"""A form that is refused gives back what was typed, also to a browser that keeps nothing; too much is refused, not cut."""

from __future__ import annotations

from pathlib import Path

from at_desk import MakeDesk, PlainBrowser


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

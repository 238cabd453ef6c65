"""What the desk says is of this issue and of all that was changed, and what it finds in whichever form it is typed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from at_desk import MakeDesk, PlainBrowser, desk_of

from desk.security import Guard


@pytest.fixture(scope="module")
def opened(make_desk: MakeDesk, opened_week: Path) -> Guard:
    """A desk at which nothing is decided."""
    return make_desk(opened_week)


def found(browser: PlainBrowser, words: str) -> int:
    browser.open(f"/653?q={words}")
    return len(browser.page.xpath("//li[contains(@class, 'story')]"))


def test_words_are_found_however_they_are_typed(opened: Guard) -> None:
    browser = PlainBrowser(opened, "王某")
    health, both = found(browser, "卫生"), found(browser, "卫生 智能")
    assert found(browser, "衛生") == health > both > 0
    assert both > found(browser, "卫生智能")
    assert found(browser, "AI") == found(browser, "ａｉ") == found(browser, "ai") > 0
    assert found(browser, "没有这几个字") == 0


def test_of_the_titles_that_were_not_fetched_the_likeliest_are_first_and_none_goes_without_a_word(
    opened: Guard,
) -> None:
    browser = PlainBrowser(opened, "王某")

    def titles(query: str = "") -> list[str]:
        browser.open(f"/653?tab=unfetched{query}")
        return browser.page.xpath("//li[@data-row]/a/text()")  # type: ignore[no-any-return]

    first = titles()
    (told,) = browser.page.xpath("//a[contains(@href, 'tab=unfetched')]/span/text()")
    assert f"另有 {int(told) - len(first)} 条" in browser.text()
    likely = [int(each) for each in re.findall("切题的可能 ([0-9]+)%", browser.text())]
    assert len(likely) == len(first) and likely == sorted(likely, reverse=True) and likely[0] > likely[-1]
    assert titles("&q=首钢 滑雪") == titles("&q=首鋼") == ["首钢园滑雪跳台迎赛事"]
    assert "另有" not in browser.text()
    assert 0 < len(titles("&outlet=bjd")) < 20


def test_what_is_said_of_a_writing_is_of_its_issue(make_desk: MakeDesk, home_with_week: Path) -> None:
    desk = make_desk(home_with_week, [sys.executable, "-c", "print('在写')"])
    browser = PlainBrowser(desk, "王某")
    browser.open("/653/write")
    browser.press("确认写出")
    desk_of(desk).children.wait(60)
    browser.open("/653/write")
    assert "已写出。" in browser.text()
    browser.open("/654/write")
    assert "已写出。" not in browser.text() and "在写" not in browser.text()


def test_a_changed_introduction_is_a_change(make_desk: MakeDesk, home_with_week: Path) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653/write")
    assert "与写好的一版相同" in browser.text()
    browser.open("/653/preview")
    browser.press("存", fields={"after": "各地加快\n三点值得注意"})
    browser.open("/653/write")
    assert "与上一版相比：改了导语" in browser.text()


def test_the_lines_of_a_remark_stay_apart(make_desk: MakeDesk, home_with_week: Path, printed_ids: list[str]) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open(f"/653/a/{printed_ids[0]}")
    browser.press("存", "remark", {"text": "请核对\n不登图"})
    assert "请核对 不登图" in browser.text()


@pytest.mark.parametrize("first", ["更正", "删本段"])
def test_a_correction_and_a_cut_of_one_paragraph_are_told_how_to_go_on(
    make_desk: MakeDesk, home_with_week: Path, printed_ids: list[str], first: str
) -> None:
    wang, li = (PlainBrowser(make_desk(home_with_week), name) for name in ("王某", "李某"))
    for browser in (wang, li):
        browser.open(f"/653/a/{printed_ids[1]}")
    words = wang.text("//*[@id='b1']")[:12]
    correct = {"before": words[3:8], "after": "别的字", "reason": "核对"}
    if first == "更正":
        wang.press("存", "b1", correct)
        li.press("删本段", "b1")
        assert "先撤销这一段的更正" in li.text()
    else:
        wang.press("删本段", "b1")
        li.press("存", "b1", correct)
        assert "先恢复这一段" in li.text()


def test_another_telling_of_a_story_takes_its_place(make_desk: MakeDesk, home_with_week: Path) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653")
    before = browser.places()
    for place, id_ in enumerate(before):
        browser.open(f"/653/a/{id_}?tab=same")
        if buttons := [each for each in browser.page.iter("button") if each.text_content().startswith("换用")]:
            other = buttons[0].get("value").split()[1]
            browser.press(buttons[0].text_content().strip())
            browser.open("/653")
            assert browser.places() == [*before[:place], str(other), *before[place + 1 :]]
            return
    pytest.fail("no story of the sample issue is told twice")


def test_back_and_forth_goes_through_all_versions(
    make_desk: MakeDesk, home_with_week: Path, printed_ids: list[str]
) -> None:
    wang, li = (PlainBrowser(make_desk(home_with_week), name) for name in ("王某", "李某"))
    wang.open(f"/653/a/{printed_ids[1]}")
    original = wang.text("//h1")
    for words in ("新题一", "新题二"):
        wang.press("存", "title", {"after": words})
    for said, words in (("撤销", "新题一"), ("撤销", original), ("重做", "新题一"), ("重做", "新题二")):
        wang.press(said)
        assert wang.text("//h1") == words
    li.open(f"/653/a/{printed_ids[1]}")
    li.press("存", "title", {"after": "李某的题"})
    li.press("撤销")
    assert li.text("//h1") == "新题二", "a colleague's title stands again"

"""Words are found as they are read, in what was printed, what is stored and the week; versions stand side by side with
the office's own words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from at_desk import MakeDesk, PlainBrowser
from conftest import Scrapy

from monitor.deciding.finding import find, holds, readable, written
from monitor.editing.comparing import compare
from monitor.store.database import open_database, writing
from monitor.store.models import Article, PrintedEntry
from monitor.text.markdown import Paragraph, Picture, Subhead, write

BODY = write(
    [
        Subhead("一、总体要求"),
        Paragraph("ＡＩ辅助诊断覆盖9_8家*三甲*医院，Ｈ５与DRG并行。"),
        Picture("https://yunzhou.example/upload/jpeg2025/hidden.png", "图为5G救护车"),
        Paragraph("醫保結算平臺上線，R&D投入增加。"),
    ]
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("AI", True), ("ai", True), ("ａｉ", True), ("ＡＩ辅助", True), ("h5", True), ("DRG", True), ("ＤＲＧ", True),
        ("9_8", True), ("*三甲*", True), ("医保结算", True), ("醫保結算", True), ("5G救护车", True), ("R&D", True),
        ("hidden", False), ("https", False), ("jpeg2025", False), ("**", False), ("amp", False), ("要求**", False),
        ("\\", False), ("AI 医保", True), ("AI hidden", False), ("总体要求", True), ("A I", True), ("AIDS", False),
    ],
)  # fmt: skip
def test_what_is_read_is_found_and_no_mark(words: str, found: bool) -> None:
    assert holds(words.split(), [readable(BODY)]) is found
    if found:
        assert written(words.split()).search(readable(BODY))


def test_a_word_does_not_go_over_the_end_of_a_line() -> None:
    assert not holds(["并行。图为"], [readable(BODY)])


def test_further_rows_are_looked_through_where_the_first_hold_marks_alone() -> None:
    rows = [f"![](http://x.cn/ai{number}.png)" for number in range(60)] + ["用ＡＩ", "用AI"]
    asked: list[tuple[tuple[str, ...], int]] = []

    def look(words: object, most: int) -> list[int]:
        asked.append((tuple(words), most))  # type: ignore[arg-type]
        return [place for place, row in enumerate(rows) if all(w.lower() in row.lower() for w in words)][:most]  # type: ignore[attr-defined]

    assert find(look, ["ＡＩ"], lambda place: [readable(rows[place])], lambda place: (0, place), 50) == [60, 61]
    assert asked == [(("AI",), 50), (("ＡＩ",), 50), (("AI",), 2000), (("ＡＩ",), 2000)]
    assert find(look, ["没有"], lambda place: [rows[place]], lambda place: (0, place), 50) == []
    assert len(asked) == 5, "a word without letters that may be wide is asked for once"


@pytest.mark.parametrize("written_so", ["5G", "５Ｇ", "５G", "5Ｇ", "５g"])
def test_a_word_is_found_though_only_its_figures_or_letters_are_wide(written_so: str) -> None:
    rows = [f"{written_so}救护车上线", "4G救护车上线", "5 级医院"]

    def look(words: object, most: int) -> list[int]:
        return [place for place, row in enumerate(rows) if all(w.lower() in row.lower() for w in words)][:most]  # type: ignore[attr-defined]

    for word in ("5G", "５Ｇ", "5ｇ"):
        assert find(look, [word], lambda place: [rows[place]], lambda place: (0, place), 50) == [0]


def test_past_and_week_are_searched_as_they_are_read(make_desk: MakeDesk, home_with_week: Path) -> None:
    with writing(open_database(f"sqlite:///{home_with_week / 'monitor.db'}")) as session:
        entry = session.query(PrintedEntry).filter(PrintedEntry.place == 1).one()
        entry.body = BODY
        session.query(Article).filter(Article.id == entry.article_id).update({"article_body": BODY})
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    for words, printed in (
        ("AI辅助诊断覆盖", 1),
        ("9_8家", 1),
        ("jpeg2025", 0),
        ("总体要求*", 0),
        ("ＤＲＧ 医保结算", 1),
    ):
        browser.open("/past")
        browser.press("查找", "main", {"q": words})
        found = browser.page.xpath("//ol[@class='hits']")
        assert len(found) == 2 * printed, words
        assert not printed or browser.text("//ol[@class='hits'][1]//mark"), words
        browser.open("/653?tab=on")
        browser.press("筛选", "main", {"q": words})
        assert browser.status == 200
    browser.open("/653?tab=on&q=jpeg2025")
    assert not browser.page.xpath("//li[contains(@class, 'story')]")


def test_the_words_of_the_office_are_compared(make_desk: MakeDesk, home_with_week: Path, scrapy: Scrapy) -> None:
    browser = PlainBrowser(make_desk(home_with_week), "王某")
    browser.open("/653")
    id_ = browser.places()[0]
    for words in ("本周要闻三条。", "本周要闻五条。"):
        edits = (
            "--preface",
            words,
            "--note",
            f"{id_}:按语{words}",
            "--editor",
            "王某",
            "-s",
            "BULLETIN_PICTURES=False",
        )
        assert scrapy("bulletin", "653", *edits).returncode == 0
    browser.open("/past/653?a=1&b=2")
    assert "本期导语：本周要闻五条。" in browser.text("//section[1]")
    assert "编者按：按语本周要闻五条。" in browser.text("//li[@id='e1']//details")
    assert "本期导语" in browser.text("//h3") and "本周要闻三条。" in browser.text("//ins")
    assert "编者按：按语本周要闻三条。" in browser.text("//ins")
    browser.open("/past/653?a=2&b=3")
    assert "三" in browser.text("//del") and "五" in browser.text("//ins")
    browser.open("/past/653?a=2&b=2")
    assert browser.text("//section[2]//h3").startswith("本期导语") and not browser.page.xpath("//del")


def test_a_reading_without_a_note_has_no_line_for_it() -> None:
    from monitor.bulletin import Entry

    plain = Entry("题", "人民网", "http://x.cn/1", date(2025, 12, 9), "正文。")
    assert [pair.left for pair in compare(plain, plain)] == [[("题", False)], [("正文。", False)]]

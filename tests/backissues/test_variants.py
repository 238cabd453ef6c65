"""What an office's files of twelve years look like: each is the same issue, and read as such to the last paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest
from past_issue import (
    CONTENTS,
    COVER,
    HEADLINES,
    INTRODUCTION,
    LONG,
    OUTLETS,
    URLS,
    article,
    is_told,
    lines,
    read,
    text_file,
    wrapped,
)


def replaced(former: str, new: str) -> list[str]:
    text = "\n".join(lines())
    assert former in text
    return text.replace(former, new).split("\n")


def test_the_house_form(tmp_path: Path) -> None:
    assert is_told(read(text_file(tmp_path, lines())))


@pytest.mark.parametrize(
    "number",
    [
        "(第六二三)",
        "（第六二三期)",
        "第623期",
        "（第６２３期）",
        "第 六 二 三 期",
        "（第六百二十三期）",
        "2025年第18期（总第623期）",
        "（总第六二三期）",
    ],
)
def test_a_number_in_all_its_forms(tmp_path: Path, number: str) -> None:
    assert is_told(read(text_file(tmp_path, replaced("（第六二三期）", number))))


@pytest.mark.parametrize(
    ("former", "new"),
    [
        ("2025年5月9日\n本期", "２０２５ 年 05 月 09 日\n本期"),
        ("2025年5月9日\n本期", "二〇二五年五月九日\n本期"),
        ("云州市卫生大数据中心\n2025年5月9日", "云州市卫生大数据中心 2025 年 5 月 9日"),
        ("2025年5月3日到2025年5月9日", "2025 年 05 月 03 日 至 5 月 9 日"),
        ("2025年5月3日到2025年5月9日", "2025-05-03—2025-05-09"),
        ("2025年5月3日到2025年5月9日", "2025年5月3日—9日"),
        ("2025年5月3日到2025年5月9日", "5月3日至5月9日"),
        ("本期导语：\n", ""),
        ("本期导语：", "导读："),
        ("本期导语：\n本期周报", "本期导语:本期周报"),
        ("导语：\n本期周报共收集2篇卫生健康大数据与政策研究相关信息，时间", "导语:\n\n本期周报共收集 2 篇卫生健康大数据与政策研究相关信息，时\n\n间"),
        ("一、信息目录", "一、 信息目录："),
        ("一、信息目录", "信息目录"),
        ("二、具体内容", "（二）具体内容"),
        (f"1. {HEADLINES[0]}\n来源", f"1.标题：{HEADLINES[0]}\n来源"),
        (f"1. {HEADLINES[0]}\n来源", f"**1. {HEADLINES[0]}**\n来源"),
        (f"1. {HEADLINES[0]}\n来源", f"## 1、{HEADLINES[0]}\n来源"),
        (f"1. {HEADLINES[0]}\n来源", f"（一）{HEADLINES[0]}\n来源"),
        (f"1. {HEADLINES[0]}\n来源", f"①{HEADLINES[0]}\n来源"),
        (f"1. {HEADLINES[0]}\n来源", f"1.\n{HEADLINES[0]}\n来源"),
        (f"1. {HEADLINES[0]}\n来源", f"{HEADLINES[0]}\n来源"),
        (f"1. {HEADLINES[0]}\n来源", f"1. {HEADLINES[0][:15]}\n{HEADLINES[0][15:]}\n来源"),
        (f"2. {HEADLINES[1]}\n来源", f"2. {HEADLINES[1][:-1]}\n\n{HEADLINES[1][-1]}\n来源"),
        (f"1. {HEADLINES[0]}\n（央广网）", f"1. {HEADLINES[0]}（央广网）"),
        (f"1. {HEADLINES[0]}\n（央广网）", f"1. {HEADLINES[0]}\n(央广网)"),
        (f"1. {HEADLINES[0]}\n（央广网）", f"1. {HEADLINES[0]}………………3\n（央广网）"),
        ("来源：央广网\n链接", "来源: 央广网\n链接"),
        ("来源：央广网\n链接", "**来源：央广网**\n链接"),
        ("来源：央广网\n链接", "来 源：\n央广网\n链接"),
        ("来源：央广网\n链接", "信息来源：央广网\n原文链接"),
        (f"来源：央广网\n链接：{URLS[0]}", f"链接：{URLS[0]}\n来源：央广网"),
        (f"链接：{URLS[0]}", f"链接：\n{URLS[0][:30]}\n\n{URLS[0][30:]}"),
        (f"链接：{URLS[0]}", f"链接：{URLS[0][:40]} {URLS[0][40:]}"),
        (f"链接：{URLS[0]}", f"链接：<{URLS[0]}>"),
        (f"链接：{URLS[0]}", f"链接：[{URLS[0]}]({URLS[0]})"),
        (f"链接：{URLS[0]}", f"链接：[{URLS[0][:20]}…]({URLS[0]})"),
        (f"链接：{URLS[0]}", "链接：" + URLS[0].replace("_", r"\_")),
        (f"链接：{URLS[0]}", f"网址：{URLS[0]}"),
        (f"来源：央广网\n链接：{URLS[0]}\n主要内容：", f"来源：央广网  链接：{URLS[0]} 主要内容："),
        (f"链接：{URLS[0]}", f"链接：{URLS[0]}（电脑端）"),
        (f"链接：{URLS[0]}", f"链接：{URLS[0]} {URLS[0]}"),
        (f"1. {HEADLINES[0]}\n来源", f"１．{HEADLINES[0]}\n来源"),
        (f"1. {HEADLINES[0]}\n来源", f"【1】{HEADLINES[0]}\n来源"),
        (f"1. {HEADLINES[0]}\n来源", f"1 {HEADLINES[0]}\n来源"),
        ("主要内容：\n云州", "主要内容\n云州"),
        ("主要内容：\n云州", "主 要 内 容 ：\n云州"),
        (f"主要内容：\n{HEADLINES[0]}\n", "主要内容：\n"),
        (f"主要内容：\n{HEADLINES[0]}\n", f"主要内容：\n{HEADLINES[0][:12]}\n{HEADLINES[0][12:]}\n"),
        ("2025-05-06 来源：央广网", "2025-05-06\n来源：央广网"),
        ("2025-05-06 来源：央广网", "2025年5月6日 来源：央广网"),
        ("2025-05-06 来源：央广网", "2025-05-06 08:30 来源：央广网"),
        ("2025-05-06 来源：央广网", "来源：央广网 2025-05-06"),
        ("主要内容：\n云州建成“心电一张网” 村医也能请专家看图\n2025-05-06 来源：央广网", "日期：2025-05-06\n主要内容："),
    ],
)  # fmt: skip
def test_the_variants_of_the_house(tmp_path: Path, former: str, new: str) -> None:
    assert is_told(read(text_file(tmp_path, replaced(former, new))))


def test_a_headline_whose_line_begins_with_a_figure(tmp_path: Path) -> None:
    """It is no number of an entry, neither in the 目录 nor over the text."""
    figure = "AI 眼底筛查落地青岚 49 家社区"
    given = (
        "\n".join(lines()).replace(HEADLINES[1], figure).replace(f"2. {figure}", "2. AI 眼底筛查落地青岚\n49 家社区")
    )
    past = read(text_file(tmp_path, given.split("\n")))
    assert past.entries[1].headline.replace(" ", "") == figure.replace(" ", "")
    assert past.notes == ()


def test_words_of_the_frame_in_a_text_are_text(tmp_path: Path) -> None:
    """Numbers, 来源 and 链接 stand in articles too; only labels that stand together begin one."""
    more = [
        "1. 诊前：智能导诊。",
        "2. 青岚先行一步。",
        "来源：新华社",
        "相关链接：云州医改",
        "主要内容：略。",
        "2. 诊后随访到家。",
    ]
    told = read(
        text_file(tmp_path, [*COVER, *INTRODUCTION, *CONTENTS, "二、具体内容", *article(0), *more, *article(1)])
    )
    assert [each.headline for each in told.entries] == list(HEADLINES)
    assert told.entries[0].body.split("\n\n")[-6:] == [line.replace(". ", "\\. ", 1) for line in more]


def test_the_decks_of_a_page_stay_in_the_text(tmp_path: Path) -> None:
    told = read(
        text_file(
            tmp_path,
            replaced(
                f"{HEADLINES[0]}\n2025-05-06 来源：央广网",
                f"让数据多跑路\n{HEADLINES[0]}\n——云州医改观察\n2025-05-06 来源：央广网\n原标题：心电一张网",
            ),
        )
    )
    assert told.entries[0].body.split("\n\n")[:4] == [
        "让数据多跑路",
        "——云州医改观察",
        "原标题：心电一张网",
        told.entries[0].body.split("\n\n")[3],
    ]
    assert "许闻笛" in told.entries[0].body.split("\n\n")[3]


def test_the_word_of_the_office_is_kept(tmp_path: Path) -> None:
    told = read(text_file(tmp_path, replaced("主要内容：\n云州", "编者按：可供参考。\n主要内容：\n云州")))
    assert [each.note for each in told.entries] == ["可供参考。", ""]


@pytest.mark.parametrize("between", [[], [""]])
@pytest.mark.parametrize("width", [28, 35, 38])
@pytest.mark.parametrize("indent", [0, 2])
def test_paragraphs_are_found_in_lines_that_a_page_broke(
    tmp_path: Path, width: int, indent: int, between: list[str]
) -> None:
    first, second = (
        [line for text in texts for line in wrapped(text, width, indent)] for texts in (LONG, article(1)[6:])
    )
    frame = [*COVER, *INTRODUCTION, *CONTENTS, "二、具体内容"]
    given = [*frame, *article(0)[:6], *first, *article(1)[:6], *second]
    told = read(text_file(tmp_path, [each for line in given for each in (line, *between)]))
    assert told.entries[0].body.split("\n\n") == LONG


def test_an_issue_without_a_number_says_how_it_was_found(tmp_path: Path) -> None:
    told = read(text_file(tmp_path, replaced("（第六二三期）\n", "")))
    assert is_told(told, ("没有印期号，按 2025-05-09 推得第623期",))
    told = read(text_file(tmp_path, replaced("\n2025年5月9日\n", "\n")))
    assert is_told(told, ("没有印日期，按监测时间的最后一天记为 2025-05-09",))
    told = read(text_file(tmp_path, replaced("，时间从2025年5月3日到2025年5月9日", "")))
    assert "没有印监测时间，记为 2025-04-26 至 2025-05-09" in told.notes  # the Friday before was a holiday


def test_what_is_printed_stands_against_the_calendar_and_is_told(tmp_path: Path) -> None:
    told = read(text_file(tmp_path, replaced("六二三", "六二四")))
    assert told.issue.number == 624
    assert told.notes == ("印的是第624期、2025-05-09，按日历第624期是 2025-05-16；以印的为准",)


@pytest.mark.parametrize(
    ("former", "new", "said"),
    [
        ("共收集2篇", "共收集3篇", "导语说收集 3 篇，实有 2 篇"),
        ("2025-05-06 来源", "2025-04-06 来源", "《云州建成“心电一张网” 村医也能请专家看》的日期 2025-04-06 不在本期（2025-05-03 至 2025-05-09）"),
        ("2025-05-06 来源：央广网\n", "", "第 13 行：第 1 篇没有日期"),
        (f"1. {HEADLINES[0]}\n（央广网）", "1. 另一个标题\n（央广网）", f"《{HEADLINES[0]}》与目录不同"),
        (f"链接：{URLS[0]}", f"链接：{URLS[0].removeprefix('https://')}", "第 1 篇的链接没有印 http://，已补上"),
        (f"链接：{URLS[0]}", f"链接：{URLS[0]} https://x.cn/1.html", "第 15 行：第 1 篇的链接印了不止一个，用第一个"),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_noted(tmp_path: Path, former: str, new: str, said: str) -> None:
    told = read(text_file(tmp_path, replaced(former, new)))
    assert any(said in note for note in told.notes), told.notes
    assert len(told.notes) == 1


def test_another_order_than_that_of_the_contents_is_noted(tmp_path: Path) -> None:
    shuffled = [line.replace("1. 云州", "2. 云州").replace("2. 青岚", "1. 青岚") for line in (*article(1), *article(0))]
    told = read(text_file(tmp_path, [*COVER, *INTRODUCTION, *CONTENTS, "二、具体内容", *shuffled]))
    assert [each.headline for each in told.entries] == list(reversed(HEADLINES))
    assert told.notes == ("正文与目录的次序不同；以正文为准",)
    assert [each.outlet for each in told.entries] == list(reversed(OUTLETS))

"""What stands in a text like the front of an issue ends none; a front that is one begins another."""

from __future__ import annotations

from pathlib import Path

import pytest
from past_issue import CONTENTS, COVER, HEADLINES, INTRODUCTION, TEXTS, article, lines, read, text_file

from monitor.backissues.reading import read_issues
from monitor.issue_calendar import IssueCalendar
from monitor.text.markdown import plain_text

FRONT = [*COVER, *INTRODUCTION, *CONTENTS, "二、具体内容"]


@pytest.mark.parametrize(
    "said",
    [
        ["导读："],
        ["导读：云州的做法值得一看。"],
        ["本期导读", "青岚市的电子病历怎样跨院。"],
        ["第一期"],
        ["（第二期）", "工程的第二期投入八百万元。"],
        ["本期共收集病例九十份。"],
        ["本期收集了三份样本。"],
        ["目录"],
        ["信息目录：", "1. 影像", "2. 检验"],
        ["目录", "导读：", "第一期", "建设到村。", "第二期", "建设到户。"],
        ["具体内容："],
        ["导读：看三点。", "具体内容", "一是接入。"],
        ["《云州卫生周报》", "2025年5月6日", "导读："],
    ],
)
@pytest.mark.parametrize("at", [0, 1])
def test_words_of_the_front_in_a_text_are_text(tmp_path: Path, said: list[str], at: int) -> None:
    """At the end of an article, where the next begins, and in the midst of the last."""
    own = [article(0), article(1)]
    place = len(own[at]) - at
    own[at][place:place] = said
    past = read(text_file(tmp_path, [*FRONT, *own[0], *own[1]]))
    assert [each.headline for each in past.entries] == list(HEADLINES)
    told = [plain_text(each.body).split("\n") for each in past.entries]
    wanted = [list(TEXTS[0]), list(TEXTS[1])]
    wanted[at][len(wanted[at]) - at : len(wanted[at]) - at] = said
    assert told == wanted
    assert past.notes == ()


def later(given: list[str]) -> list[str]:
    text = "\n".join(given).replace("六二三", "六二四").replace("5月9日", "5月16日").replace("5月3日", "5月10日")
    return text.replace("20250506", "20250513").replace("20250508", "20250515").split("\n")


@pytest.mark.parametrize(
    "given",
    [
        lines(),
        [line.replace("（第六二三期）", "2025年第18期（总第623期）") for line in lines()],
        lines()[4:],
        lines()[5:],
        [*COVER[:2], *lines()[4:]],
        [*COVER, "主办：云州市卫生健康委", *lines()[4:]],
        [*COVER, *INTRODUCTION, "二、具体内容", *article(0), *article(1)],
        [*COVER, *CONTENTS, "二、具体内容", *article(0), *article(1)],
        [*COVER[1:], *lines()[4:]],
        [COVER[0], "（第六二三期）2025年5月9日（周五）", *lines()[4:]],
    ],
)
@pytest.mark.parametrize("last", [[], ["导读：看三点。"], ["第一期"]])
def test_a_front_begins_another_issue(tmp_path: Path, given: list[str], last: list[str]) -> None:
    """With and without cover, 导语 and 目录, and behind a text that ends with words like those of a front."""
    both = [*lines(), *last, *later([line.replace("总第623期", "总第624期") for line in given])]
    found = read_issues(text_file(tmp_path, both), IssueCalendar())
    assert [each.issue.number for each in found] == [623, 624]
    assert [[entry.headline for entry in each.entries] for each in found] == [list(HEADLINES)] * 2
    told = plain_text(found[0].entries[1].body).split("\n")
    assert told == [*TEXTS[1], *last]

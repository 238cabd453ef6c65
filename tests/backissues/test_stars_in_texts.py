"""A star in a text is one: only a file that is written in Markdown means another thing by it."""

from __future__ import annotations

import pytest

from monitor.backissues.front import without_ordinal
from monitor.forms.line import Line, without_marks

TEXTS = (
    "剂量为2*3*4毫克",
    "表中带*的为国家集采品种，带*的由省级平台挂网。",
    "患者张*明和李*华通过平台完成预约",
    "110101****1234与310101****5678",
    "参考[2](附录)说明",
    "# 话题 #智慧医疗#",
)


def shown(text: str, written: bool) -> str:
    return "".join(line.text for line in without_marks([Line(text, "第 1 行")], written))


@pytest.mark.parametrize("text", TEXTS)
def test_stars_stay_in_what_is_no_markdown(text: str) -> None:
    assert shown(text, False) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("**一、基本情况**", "一、基本情况"),
        ("## 目录", "目录"),
        (r"国卫办\[2025\]12号", "国卫办[2025]12号"),
        ("见[原文](http://x.cn/1)", "见原文"),
    ],
)
def test_marks_that_programs_leave_go_in_every_form(text: str, seen: str) -> None:
    assert (shown(text, False), shown(text, True)) == (seen, seen)


def test_a_heading_of_markdown_may_hold_the_mark() -> None:
    assert shown("## 用C#写的系统", True) == "用C#写的系统"


def test_in_markdown_single_stars_are_marks() -> None:
    assert shown("*重点*任务", True) == "重点任务"


@pytest.mark.parametrize(
    ("printed", "expected", "headline"),
    [
        ("1、2025年全国电子病历评级结果公布", 1, "2025年全国电子病历评级结果公布"), ("1. 2025年评级结果公布", 1, "2025年评级结果公布"), ("（1）2025年评级结果公布", 1, "2025年评级结果公布"),
        ("2、10家医院首批接入", 2, "10家医院首批接入"), ("1. 1.2亿份健康档案上云", 1, "1.2亿份健康档案上云"), ("3、5项政策", 3, "5项政策"), ("1.标题", 1, "标题"), ("1、 标题", 1, "标题"),
    ],
)  # fmt: skip
def test_a_headline_that_begins_with_a_figure_keeps_it(printed: str, expected: int, headline: str) -> None:
    assert without_ordinal(printed, expected) == (True, headline)


@pytest.mark.parametrize("headline", ["2.5亿元投向云州", "3、5年规划出台", "49家医院接入", "10.2万人受益"])
def test_a_figure_that_is_not_the_number_stays(headline: str) -> None:
    assert without_ordinal(headline, 1)[1] == headline

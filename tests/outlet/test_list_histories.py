"""Which verdict each history of an outlet gets: its lists in this window, those of earlier windows, its articles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from monitor.outlet.faults import Past
from monitor.outlet.health import BLOCKED_VERDICT, BROKEN, OK, PARTIAL, SILENT, THIN, judge
from monitor.outlet.lists import ListFacts, to_counters

LIVE = ListFacts(
    label="a.example/news", answers=1, links=60, in_window=40, days=7, newest="2025-12-12", titled=60, digest="now"
)
SEARCH = replace(LIVE, label="a.example（检索）", lenient=True, answers=12, empty=7)
UNDATED = replace(LIVE, newest="", days=0)
GONE = replace(LIVE, links=0, in_window=0, days=0, newest="", titled=0, digest="", empty=1)
OLD = replace(LIVE, in_window=0, days=0, newest="2025-11-12", still=30)
NEWEST = ["2025-12-05", "2025-11-28", "2025-11-21", "2025-11-14", "2025-11-07"]
READ = {
    "finish_reason": "finished", "monitor/listing/ok/news": 2, "monitor/links/seen": 60, "monitor/links/in_window": 40,
    "monitor/article/ok": 25, "monitor/reader/own:2021": 25, "monitor/on_topic": 3, "item_scraped_count": 25,
}  # fmt: skip


def windows(*numbers: int, pauses: int = 0, **facts: Any) -> list[Past]:
    """Earlier windows, the latest first, in which the list `news` had so many articles."""
    return [
        Past(number, 7, {"news": replace(LIVE, in_window=number, newest=NEWEST[place], digest=str(place), **facts)})
        for place, number in enumerate(numbers)
    ]


WEEKS = windows(40, 42, 38, 40)
MONTHLY = [Past(9, 7, {"news": replace(LIVE, in_window=1, newest=day)}) for day in ("2025-11-12", "2025-10-10")]
SAME = [Past(40, 7, {"news": replace(UNDATED, digest="now")})] * 2
QUIET_WEEKS = [Past(40, 7, {"news": OLD}, seen=False)] * 4


@pytest.mark.parametrize(
    ("lists", "change", "past", "verdict", "note"),
    [
        ([LIVE], {}, [], OK, ""),
        ([LIVE], {"monitor/on_topic": 0}, [], SILENT, ""),
        ([LIVE, SEARCH], {}, [], OK, ""),  # a rare word has no hit
        # Empty: an answer without an article has to be earned.
        ([LIVE, replace(GONE, label="a.example（检索）", lenient=True, answers=12, empty=12)], {}, [], BROKEN, "检索"),
        ([LIVE, replace(GONE, lenient=True, answers=12, empty=12, optional=True)], {}, [], OK, "一条文章链接也没有"),
        ([replace(LIVE, answers=5, empty=4)], {}, [], BROKEN, "问了 5 处，4 处一条文章链接也没有"),
        ([replace(LIVE, answers=5, empty=1)], {}, [], BROKEN, "问了 5 处，1 处一条文章链接也没有"),
        ([LIVE, GONE, GONE, GONE, GONE], {}, [], BROKEN, "一条文章链接也没有"),
        ([replace(LIVE, lenient=True, answers=7, empty=2)], {}, [], OK, ""),  # two days without a paper
        ([replace(GONE, lenient=True, answers=7, empty=7)], {}, [], BROKEN, "一条文章链接也没有"),
        # Titles that say nothing.
        ([replace(LIVE, hollow=60, hollow_title="加载中")], {}, [], BROKEN, "60 条链接的标题都是“加载中”"),
        ([replace(LIVE, hollow=31, hollow_title="加载中")], {}, [], BROKEN, "加载中"),
        ([replace(LIVE, hollow=30, hollow_title="加载中")], {}, [], OK, ""),
        ([replace(LIVE, titled=0)], {}, [], OK, ""),  # a sitemap
        ([LIVE, replace(LIVE, hollow=60, hollow_title="加载中", optional=True)], {}, [], OK, "加载中"),
        # Standing still.
        ([OLD], {}, [], BROKEN, "停在 2025-11-12，30 天没有新文章"),
        ([LIVE, OLD], {}, [], BROKEN, "停在 2025-11-12"),
        ([LIVE, replace(OLD, links=4)], {}, [], OK, ""),  # a channel's frame; nothing says that it ever moved
        ([LIVE, replace(OLD, links=4)], {}, [Past(9, 7, {"list1": each.lists["news"]}) for each in WEEKS], BROKEN, "停"),
        ([replace(OLD, links=3)], {}, [], BROKEN, "停在 2025-11-12"),  # all that the outlet has
        ([LIVE, replace(OLD, still=21)], {}, [], OK, ""),
        ([LIVE, replace(OLD, optional=True)], {}, [], OK, "停在 2025-11-12"),
        ([replace(OLD, newest="2025-11-13", still=29, in_window=1)], {}, MONTHLY, OK, ""),  # its own pauses are as long
        ([replace(OLD, newest="2025-10-01", still=72)], {}, MONTHLY, BROKEN, "72 天"),
        ([OLD], {}, QUIET_WEEKS, BROKEN, "30 天"),  # does not excuse itself by having stood still
        ([replace(LIVE, in_window=0, days=0, newest="2025-12-05", still=7)], {}, WEEKS, BROKEN, "往期同长约 40 条"),
        ([replace(LIVE, in_window=0, days=0, newest="2025-12-05", still=7)], {}, WEEKS[:2], OK, ""),
        ([replace(LIVE, in_window=0, days=0, newest="2025-12-04", still=8)], {}, windows(3, 2, 4), OK, ""),
        ([UNDATED], {}, SAME, BROKEN, "文章与前 2 期一模一样"),
        ([UNDATED], {}, SAME[:1], OK, ""),
        ([replace(UNDATED, digest="new")], {}, SAME, OK, ""),
        # Less than usual.
        ([replace(LIVE, in_window=15, days=3)], {}, WEEKS, THIN, "窗口内 15 条、3 天，往期同长约 40 条"),
        ([replace(LIVE, in_window=21)], {}, WEEKS, OK, ""),
        ([replace(LIVE, in_window=15)], {}, windows(40, 90, 12, 8), OK, ""),  # it varies so by itself
        ([LIVE, replace(LIVE, optional=True, in_window=5)], {}, WEEKS, OK, ""),
        # Not to the end.
        ([replace(LIVE, cut=40, reached="2025-12-10", unreached=4 / 7)], {}, [], PARTIAL, "翻到第 40 页还没有翻完，只到 2025-12-10，约 57% 的日子没有列到"),
        ([replace(LIVE, cut=40)], {}, [], PARTIAL, "翻到第 40 页还没有翻完"),
        ([LIVE, replace(LIVE, cut=40, optional=True)], {}, [], OK, "没有翻完"),
        ([replace(LIVE, cut=40)], {"monitor/listing/failed/tech:layout": 1}, [], BROKEN, "没有翻完"),
        # Not sent.
        ([LIVE, replace(GONE, answers=0, empty=0, unanswered=1, foreign=True)], {}, [], BROKEN, "网址不在本媒体的域名下"),
        ([replace(LIVE, unanswered=1)], {}, [], BROKEN, "请求被过滤"),
        ([replace(LIVE, unanswered=1)], {"finish_reason": "shutdown"}, [], BROKEN, "中途停止"),
        # Articles.
        ([LIVE], {"monitor/article/failed/layout": 10}, [], PARTIAL, "约 29% 的文章没有读到"),
        ([LIVE], {"monitor/article/failed/http-503": 7, "monitor/article/ok": 18}, [], PARTIAL, "约 28% 的文章没有读到"),
        ([LIVE], {"monitor/article/failed/timeout": 2}, [], OK, "约 7% 的文章没有读到"),
        ([LIVE], {"monitor/article/failed/http-403": 7}, [], PARTIAL, "约 22%"),
        ([LIVE], {"monitor/article/failed/http-403": 30}, [], BLOCKED_VERDICT, "HTTP 403"),
        ([LIVE], {"monitor/article/failed/http-404": 2, "monitor/article/ok": 3}, [], OK, "文章 2 篇"),  # taken back
        ([LIVE], {"monitor/article/failed/http-404": 10}, [], PARTIAL, "约 29%"),  # so many are not
        ([LIVE], {"monitor/article/failed/timeout": 4, "monitor/article/known": 60}, [], OK, "约 4%"),
        ([LIVE], {"monitor/article/failed/foreign": 5}, [], PARTIAL, "网址不在本媒体的域名下"),
        ([LIVE], {"monitor/reader/own:2021": 5, "monitor/reader/generic:density": 20}, [], BROKEN, "半数以上的文章只有通用提取器读得出"),
        ([LIVE], {"monitor/reader/own:2021": 0, "monitor/reader/generic:density": 25}, [], BROKEN, "只有通用提取器读得出"),
        ([LIVE], {"monitor/reader/own:2021": 13, "monitor/reader/generic:density": 12}, [], OK, ""),
        ([LIVE], {"monitor/reader/family:trs": 25}, [], OK, ""),
    ],
)  # fmt: skip
def test_histories(lists: list[ListFacts], change: dict[str, Any], past: list[Past], verdict: str, note: str) -> None:
    """The first of `lists` is `news`, the others are `list1` and so on."""
    named = {f"list{place}" if place else "news": facts for place, facts in enumerate(lists)}
    coverage = judge("people", {**READ, **to_counters(named), **change}, past)
    told = "；".join(coverage.notes)
    assert (coverage.verdict, note in told) == (verdict, True), told
    assert coverage.seen == (verdict in (OK, SILENT, THIN))
    assert "news" not in told.replace("a.example/news", ""), "lists go by their labels"


@pytest.mark.parametrize(("at_most", "verdict"), [(0.05, PARTIAL), (0.1, OK), (0.0, PARTIAL)])
def test_how_much_may_lack_is_a_setting(at_most: float, verdict: str) -> None:
    stats = {**READ, "monitor/article/failed/timeout": 2}
    assert judge("people", stats, missing_at_most=at_most).verdict == verdict


def test_long_lines_of_lists_are_cut() -> None:
    named = {f"l{n}": replace(OLD, label=f"a.example/{n}") for n in range(9)}
    (note,) = judge("people", {**READ, **to_counters(named)}).notes
    assert note.startswith("列表 a.example/0、a.example/1、a.example/2 等 9 个（停在")

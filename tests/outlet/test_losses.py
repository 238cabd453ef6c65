"""Which verdict an outlet gets when lists fall away: histories of what each list had announced, alone and with others,
and what is announced now. A dead list is no fault by itself; a week that may lack something is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from monitor.outlet.faults import Past
from monitor.outlet.health import BLOCKED_VERDICT, BROKEN, OK, PARTIAL, SILENT, THIN, Coverage, judge
from monitor.outlet.lists import ListFacts, to_counters

LIVE = ListFacts(
    label="a.example/news",
    answers=1,
    links=60,
    in_window=40,
    days=7,
    newest="2025-12-12",
    titled=60,
    wanted=30,
    alone=10,
)
SIDE = replace(LIVE, label="a.example/side")
DEAD = ListFacts(label="a.example/dead")
HEALTH = replace(DEAD, label="a.example/health", health=True)
FOUND = replace(LIVE, label="a.example/found", optional=True, found=True, successor=True, alone=0)
LIVING = {"news": LIVE, "side": SIDE}
LOOKED = {"monitor/discovery/complete": 1}
READ = {
    "finish_reason": "finished", "monitor/listing/ok/news": 2, "monitor/links/seen": 90, "monitor/links/in_window": 70,
    "monitor/gate/stopped": 30, "monitor/article/ok": 40, "monitor/reader/own:2021": 40, "monitor/on_topic": 3,
    "item_scraped_count": 40,
}  # fmt: skip
WANTED = 40  # of READ: in the window and not stopped


def past(*alone: int, wanted: int = WANTED, days: int = 7, answers: int = 1, **facts: Any) -> list[Past]:
    """Earlier windows, the latest first, in which the list `dead` alone announced so many articles."""
    dead = [replace(LIVE, answers=answers, alone=each, days=min(days, 7), **facts) for each in alone]
    return [Past(70, days, {"news": LIVE, "side": SIDE, "dead": each}, wanted=wanted) for each in dead]


def failed(kind: str = "http-404", name: str = "dead", optional: bool = False) -> dict[str, int]:
    return {f"monitor/listing/{'optional' if optional else 'failed'}/{name}:{kind}": 1}


def weigh(lists: dict[str, ListFacts], change: dict[str, Any], before: list[Past]) -> Coverage:
    return judge("people", {**READ, **to_counters(lists), **change}, before)


WITH_DEAD = {**LIVING, "dead": DEAD}
BOTH = {**WITH_DEAD, "gone": replace(DEAD, label="a.example/gone")}
ALL_DEAD = {"dead": DEAD, "found": replace(FOUND, alone=30)}
AGED = [*past(2, answers=0), *past(0, 0, 0)]  # dead since the last window


@pytest.mark.parametrize(
    ("lists", "change", "before", "verdict", "note"),
    [
        # Known to have had nothing alone: not missed, whatever became of it.
        (WITH_DEAD, failed(), past(0, 0, 0), OK, "请改声明：列表 a.example/dead（HTTP 404）已经没有"),
        (WITH_DEAD, failed(), past(0), OK, "请改声明"),
        (WITH_DEAD, failed("http-503"), past(0, 0), OK, "HTTP 503"),
        (WITH_DEAD, failed("http-403"), past(0, 0, 0), OK, "HTTP 403"),
        (WITH_DEAD, failed("robots"), past(0, 0, 0), OK, "robots"),
        (WITH_DEAD, failed("layout"), past(0, 1, 0), OK, "列表 a.example/dead（版式变了）没有读到，其余列表补得上"),
        (WITH_DEAD, failed("timeout"), past(0, 0, 9), OK, "超时"),  # the median: once it had nine
        (WITH_DEAD, {**failed(), "monitor/on_topic": 0}, past(0, 0, 0), SILENT, "请改声明"),
        (WITH_DEAD, failed(), past(4, 4, 4), OK, "请改声明"),  # 4 of 44 are no more than one in eleven
        (WITH_DEAD, failed(), past(4, days=14), OK, "请改声明"),  # two in seven days
        # Known to have had articles of its own.
        (WITH_DEAD, failed(), past(5, 5, 5), PARTIAL, "部分：约看到一周的 89%，列表 a.example/dead 往期独有的约 5 条没有列到"),
        (WITH_DEAD, failed(), past(5, 6, 7), PARTIAL, "约看到一周的 87%"),
        (WITH_DEAD, failed("http-403"), past(9, 9), PARTIAL, "约看到一周的 82%"),  # not the outlet is blocked
        (WITH_DEAD, failed(), past(20, 20), PARTIAL, "约看到一周的 67%"),
        (WITH_DEAD, failed(), past(41, 41), BROKEN, "约看到一周的 49%"),  # the most of the week
        (WITH_DEAD, failed("http-403"), past(50), BLOCKED_VERDICT, "约看到一周的 44%"),
        (WITH_DEAD, {**failed(), "spider_exceptions/count": 1}, past(5, 5), BROKEN, "程序异常"),
        # What is found makes up for it.
        ({**WITH_DEAD, "found": replace(FOUND, alone=5)}, failed(), past(5, 5), OK, "另读找到的列表 a.example/found，只在那里的 5 条"),
        ({**WITH_DEAD, "found": replace(FOUND, alone=9)}, failed(), past(5, 5), OK, "请改声明"),
        ({**WITH_DEAD, "found": replace(FOUND, alone=5)}, failed(), past(20, 20), PARTIAL, "约看到一周的 73%"),
        ({**WITH_DEAD, "found": FOUND}, failed(), past(5, 5), PARTIAL, "部分"),  # it has nothing of its own
        ({**WITH_DEAD, "found": replace(FOUND, successor=False, alone=9)}, failed(), past(5, 5), PARTIAL, "约看到一周的 86%，列表 a.example/dead 往期独有的约 5 条没有列到"),  # another section
        # Nothing else announces anything: what it had is no matter.
        ({"dead": DEAD}, failed(), past(0, 0, 0, wanted=0), BROKEN, "HTTP 404"),
        ({"dead": replace(LIVE, newest="2025-11-12", still=30, in_window=0, wanted=0, alone=0)}, {}, past(0, 0, wanted=0), BROKEN, "停在"),
        # A probe asks for three articles of all that lists announce.
        ({**WITH_DEAD, "found": replace(FOUND, successor=False, alone=9)}, {**failed(), **LOOKED, "monitor/links/in_window": 3, "monitor/gate/stopped": 0}, [], OK, "请改声明"),
        ({**WITH_DEAD, "found": replace(FOUND, successor=False, alone=9)}, {**failed(), **LOOKED, "monitor/links/in_window": 9, "monitor/gate/stopped": 0}, past(0), BROKEN, "约看到一周的 0%"),
        # Told once, not every week.
        (WITH_DEAD, failed(), AGED, OK, ""),
        (WITH_DEAD, failed(), past(0, 0, 0) + AGED, OK, "请改声明"),
        # Two that stood in for each other: nothing alone, missed together.
        (BOTH, {**failed(), **failed(name="gone")}, [replace(each, lists={**each.lists, "gone": replace(LIVE, alone=0)}) for each in past(0, 0, 0, wanted=80)], PARTIAL, "约看到一周的 50%"),
        (BOTH, {**failed(), **failed(name="gone")}, [replace(each, lists={**each.lists, "gone": replace(LIVE, alone=0)}) for each in past(0, 0, 0, wanted=50)], OK, "a.example/dead、a.example/gone"),
        (BOTH, {**failed(), **failed("http-503", "gone")}, past(0, 0, 0), BROKEN, "a.example/gone（HTTP 503）"),  # nothing is known of one
        # A release that did not count says nothing.
        (WITH_DEAD, failed(), past(-1, -1, -1), BROKEN, "列表 a.example/dead（HTTP 404）"),
        (WITH_DEAD, failed(), past(0, answers=0), BROKEN, "HTTP 404"),
        # No past: gone for certain, and looked for.
        (WITH_DEAD, failed(), [], BROKEN, "HTTP 404"),
        (WITH_DEAD, {**failed(), **LOOKED}, [], OK, "请改声明：列表 a.example/dead（HTTP 404）"),
        (WITH_DEAD, {**failed("http-410"), **LOOKED}, [], OK, "请改声明"),
        (WITH_DEAD, {**failed("redirected"), **LOOKED}, [], OK, "跳转到别的页面"),
        (WITH_DEAD, {**failed("http-503"), **LOOKED}, [], BROKEN, "HTTP 503"),  # it may be there tomorrow
        (WITH_DEAD, {**failed("layout"), **LOOKED}, [], BROKEN, "版式变了"),
        (WITH_DEAD, {**failed("http-403"), **LOOKED}, [], BLOCKED_VERDICT, "HTTP 403"),
        ({"news": replace(LIVE, in_window=0, days=0, newest="2025-12-04", still=8), "dead": DEAD}, {**failed(), **LOOKED}, [], BROKEN, "HTTP 404"),
        (BOTH, {**failed(), **failed("timeout", "gone"), **LOOKED}, [], BROKEN, "a.example/gone（超时）"),
        # Every declared list is gone.
        (ALL_DEAD, {**failed(), **LOOKED}, [], PARTIAL, "部分：声明的列表都没有了，读的是找到的列表，没有往期可比"),
        (ALL_DEAD, failed(), [], BROKEN, "HTTP 404"),
        (ALL_DEAD, {**failed(), **LOOKED}, past(30, 33), OK, "另读找到的列表 a.example/found，只在那里的 30 条"),
        (ALL_DEAD, {**failed(), **LOOKED}, past(60, 60, wanted=90), BROKEN, "约看到一周的 44%"),
        (ALL_DEAD, {**failed(), **LOOKED}, past(40, 40, wanted=60), PARTIAL, "约看到一周的 67%"),
        # A health section: every article counts.
        ({**LIVING, "dead": HEALTH}, failed(), past(1, 1, health=True), PARTIAL, "往期独有的约 1 条没有列到"),
        ({**LIVING, "dead": HEALTH}, failed(), past(0, 0, health=True), OK, "请改声明"),
        ({**LIVING, "dead": HEALTH, "found": replace(FOUND, health=True, alone=2)}, failed(), past(1, 1, health=True), OK, "只在那里的 2 条"),
        ({**LIVING, "dead": HEALTH}, {**failed(), **LOOKED}, [], BROKEN, "HTTP 404"),
        ({**LIVING, "dead": HEALTH}, {**failed(), **LOOKED, "monitor/discovery/health": 1}, [], OK, "请改声明"),
        ({"news": LIVE, "side": replace(SIDE, health=True), "dead": HEALTH}, {**failed(), **LOOKED}, [], OK, "请改声明"),
        # What is optional may fail, but not what was seen to be needed.
        ({**LIVING, "dead": replace(DEAD, optional=True)}, failed(optional=True), [], OK, "列表 a.example/dead（HTTP 404）"),
        ({**LIVING, "dead": replace(DEAD, optional=True)}, failed(optional=True), past(0, 0), OK, "a.example/dead"),
        ({**LIVING, "dead": replace(DEAD, optional=True)}, failed(optional=True), past(9, 9), PARTIAL, "约看到一周的 82%"),
        ({**LIVING, "dead": replace(HEALTH, optional=True)}, failed(optional=True), past(1, 1, health=True), PARTIAL, "约 1 条"),
        ({**LIVING, "dead": replace(HEALTH, optional=True)}, failed(optional=True), [], PARTIAL, "部分：列表 a.example/health 没有了"),
        ({**LIVING, "dead": replace(HEALTH, optional=True)}, failed("timeout", optional=True), [], OK, "超时"),
        # A list that answers but is as good as unread is weighed alike.
        ({**LIVING, "dead": replace(LIVE, label="a.example/dead", newest="2025-11-12", still=30, in_window=0, wanted=0, alone=0)}, {}, past(0, 0), OK, "停在 2025-11-12"),
        ({**LIVING, "dead": replace(LIVE, label="a.example/dead", newest="2025-11-12", still=30, in_window=0, wanted=0, alone=0)}, {}, past(9, 9), PARTIAL, "约看到一周的 82%"),
        # One of several questions of a list failed: what its answers hold is there, the rest is not.
        ({**LIVING, "dead": LIVE}, failed("http-503"), past(0, 0), BROKEN, "HTTP 503"),
        # Nothing is dead: what is less than usual is thin, as ever.
        (LIVING, {"monitor/links/in_window": 20, "monitor/gate/stopped": 5}, past(0, 0, 0), THIN, "往期同长约 70 条"),
    ],
)  # fmt: skip
def test_a_list_that_fell_away(
    lists: dict[str, ListFacts], change: dict[str, Any], before: list[Past], verdict: str, note: str
) -> None:
    coverage = weigh(lists, change, before)
    told = "；".join(coverage.notes)
    assert (coverage.verdict, note in told) == (verdict, True), told
    assert coverage.seen == (verdict in (OK, SILENT, THIN))


def test_a_dead_list_is_told_once() -> None:
    first = "；".join(weigh(WITH_DEAD, failed(), past(0, 0, 0)).notes)
    later = "；".join(weigh(WITH_DEAD, failed(), AGED).notes)
    assert "a.example/dead" in first
    assert "a.example/dead" not in later


def test_what_is_felt_is_named_for_a_run_that_helps_itself() -> None:
    assert weigh(WITH_DEAD, failed(), []).felt == {"dead"}
    assert weigh(WITH_DEAD, failed(), past(0, 0)).felt == frozenset()
    assert weigh(WITH_DEAD, failed(), past(9, 9)).felt == {"dead"}

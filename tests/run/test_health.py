from __future__ import annotations

import pytest

from monitor.outlet.health import BLOCKED_VERDICT, BROKEN, OK, PARTIAL, SILENT, THIN, Past, judge

GOOD = {
    "finish_reason": "finished", "monitor/listing/ok/health": 2, "monitor/links/seen": 20, "monitor/links/in_window": 9,
    "monitor/article/ok": 9, "monitor/reader/own:2021": 9, "monitor/on_topic": 3, "item_scraped_count": 9,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "verdict", "note"),
    [
        ({}, OK, ""),
        ({"monitor/on_topic": 0}, SILENT, ""),
        ({"monitor/on_topic": 0, "item_dropped_reasons_count/AlreadyStored": 9}, SILENT, ""),
        ({"monitor/item_errors": 1}, BROKEN, "文章没有存进库"),
        ({"monitor/listing/failed/search:http-503": 1, "monitor/listing/ok/sitemap": 1}, BROKEN, "HTTP 503"),
        ({"finish_reason": "start_error"}, BROKEN, "启动失败"),
        ({"finish_reason": "shutdown"}, BROKEN, "中途停止"),
        ({"finish_reason": "closespider_timeout"}, PARTIAL, "超过一次运行的时限 CLOSESPIDER_TIMEOUT"),
        ({"finish_reason": "closespider_timeout", "monitor/listing/ok/health": 0}, BROKEN, "超过一次运行的时限"),
        ({"monitor/article/failed/over-pages": 900}, PARTIAL, "文章 900 篇（超过一次运行的页数 OUTLET_MAX_PAGES）"),
        ({"monitor/listing/failed/tech:over-bytes": 3}, PARTIAL, "列表 tech（超过一次运行的流量 OUTLET_MAX_BYTES）"),
        ({"spider_exceptions/count": 1}, BROKEN, "程序异常"),
        ({"monitor/listing/failed/tech:layout": 1}, BROKEN, "列表 tech（版式变了）"),
        ({"monitor/listing/failed/tech:http-503": 1}, BROKEN, "HTTP 503"),
        ({"monitor/listing/failed/tech:http-403": 1}, BLOCKED_VERDICT, "HTTP 403"),
        ({"monitor/listing/failed/tech:robots": 1}, BLOCKED_VERDICT, "robots"),
        ({"monitor/listing/optional/search:http-403": 12}, OK, "列表 search（HTTP 403）"),
        ({"monitor/listing/ok/health": 0}, BROKEN, "没有读出任何列表"),
        ({"monitor/listing/ok/health": 0, "monitor/listing/optional/a:http-403": 2}, BLOCKED_VERDICT, "HTTP 403"),
        ({"monitor/article/failed/not-found": 1}, OK, "文章 1 篇（已删除）"),
        ({"monitor/article/failed/blocked": 10}, BLOCKED_VERDICT, "防爬验证"),
        ({"monitor/article/failed/layout": 10}, BROKEN, "版式变了"),
        ({"monitor/reader/own:2021": 0}, OK, ""),
    ],
)
def test_verdicts(change: dict[str, object], verdict: str, note: str) -> None:
    coverage = judge("people", {**GOOD, **change})
    assert coverage.verdict == verdict, coverage
    assert note in "；".join(coverage.notes)
    assert coverage.seen == (verdict in (OK, SILENT))


@pytest.mark.parametrize(
    ("links", "weeks", "verdict"),
    [
        (9, [], OK),  # nothing to compare with
        (9, [40, 40], OK),  # too little
        (9, [40, 42, 38], THIN),
        (0, [40, 42, 38], THIN),  # gone quiet
        (19, [40, 42, 38], THIN),
        (21, [40, 42, 38], OK),  # half is no alarm
        (3, [8, 8, 8], OK),  # so few may be chance
        (13, [40, 36, 32, 28, 24, 20, 16], OK),  # half of 28 is 14, but 28 - 13 is just within three deviations
        (12, [40, 36, 32, 28, 24, 20, 16], THIN),
        (41, [40, 42, 38], OK),
    ],
)
def test_an_outlet_is_held_against_its_own_past(links: int, weeks: list[int], verdict: str) -> None:
    coverage = judge("people", {**GOOD, "monitor/links/in_window": links}, [Past(number, 7) for number in weeks])
    assert coverage.verdict == verdict
    assert coverage.seen
    assert bool(coverage.notes) == (verdict == THIN)


def test_part_of_a_week_is_held_against_part_of_a_week() -> None:
    past = [Past(70, 7)] * 5
    few = {**GOOD, "monitor/links/in_window": 14}
    assert judge("people", few, past, days=2).verdict == OK, "a Sunday says nothing"
    assert judge("people", few, past, days=5).verdict == THIN
    assert judge("people", {**few, "monitor/links/in_window": 49}, past, days=5).verdict == OK
    assert judge("people", few, [Past(70, 2)] * 5).verdict == OK, "nor do Sundays of the past"


def test_what_is_broken_is_not_thin() -> None:
    stats = {**GOOD, "monitor/links/in_window": 0, "monitor/listing/failed/tech:layout": 1}
    assert judge("people", stats, [Past(40, 7)] * 5).verdict == BROKEN


@pytest.mark.parametrize(("reason", "told"), [("OutsideWindow", "日期都不在窗口内"), ("NoText", "没有标题或正文")])
def test_an_outlet_of_which_nothing_is_left_is_broken(reason: str, told: str) -> None:
    stats = {**GOOD, "monitor/on_topic": 0, "item_scraped_count": 0, f"item_dropped_reasons_count/{reason}": 9}
    coverage = judge("people", stats)
    assert coverage.verdict == BROKEN
    assert told in "；".join(coverage.notes)
    assert judge("people", {**stats, f"item_dropped_reasons_count/{reason}": 8}).verdict == SILENT


def test_listings_without_a_link_are_broken() -> None:
    coverage = judge("people", {**GOOD, "monitor/links/seen": 0, "monitor/links/in_window": 0})
    assert coverage.verdict == BROKEN
    assert "列表里一条文章链接也没有" in coverage.notes


def test_an_outlet_on_its_last_rung_is_broken() -> None:
    stats = {name: value for name, value in GOOD.items() if not name.startswith("monitor/reader")}
    coverage = judge("people", {**stats, "monitor/reader/generic:density": 9})
    assert coverage.verdict == BROKEN
    assert "只有通用提取器读得出" in coverage.notes


def test_an_outlet_that_never_ran_is_broken() -> None:
    assert judge("people", {}).verdict == BROKEN

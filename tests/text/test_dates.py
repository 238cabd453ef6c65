from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from monitor.text.dates import Standing, best_moment, read_moment, sightings
from monitor.text.zone import SHANGHAI

SERVED = datetime(2025, 9, 24, 12, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("2025年12月10日08:19 | 来源：人民网", "2025-12-10T08:19:00+08:00", "full"),
        ("2019年06月15日08:18\u00a0\u00a0来源：", "2019-06-15T08:18:00+08:00", "full"),
        ("2026-09-15 16:53:58 来源：新华网", "2026-09-15T16:53:58+08:00", "full"),
        ("( 2012-06-04 09:20:26 )", "2012-06-04T09:20:26+08:00", "full"),
        ("2026 09/15 16:53:58", None, ""),
        ("发布时间：2025/9/4 8:05", "2025-09-04T08:05:00+08:00", "full"),
        ("2025.09.21", "2025-09-21", "full"),
        ("2025-12-07 来源：央广网", "2025-12-07", "full"),
        ("二〇二五年九月二十一日", "2025-09-21", "full"),
        ("二〇二五年十二月十日", "2025-12-10", "full"),
        ("二〇二五年十二月廿三日", "2025-12-23", "full"),
        ("二O二五年十二月卅一日", "2025-12-31", "full"),
        ("发布日期：中華民國114年12月10日", "2025-12-10", "full"),
        ("民国14年12月10日", None, ""),
        ("114年12月10日", None, ""),
        ("二○二五年九月二十三日上午九时三十分", "2025-09-23T09:30:00+08:00", "full"),
        ("２０２５年９月２３日　１０：３０", "2025-09-23T10:30:00+08:00", "full"),
        ("2025 年 9 月 23 日 08:11", "2025-09-23T08:11:00+08:00", "full"),
        ("2025年9月23号", "2025-09-23", "full"),
        ("2025–09–23 08:11", "2025-09-23T08:11:00+08:00", "full"),
        ("2025-09-2308:11", "2025-09-23T08:11:00+08:00", "full"),
        ("2025.09.2308:11", "2025-09-23T08:11:00+08:00", "full"),
        ("2025/09/2308:11:05", "2025-09-23T08:11:05+08:00", "full"),
        ("2025年9月23日 星期二 08:11 来源：云州日报", "2025-09-23T08:11:00+08:00", "full"),
        ("9月21日 08:12", "2025-09-21T08:12:00+08:00", "month-day"),
        ("九月二十一日", "2025-09-21", "month-day"),
        ("09-21", "2025-09-21", "month-day"),
        ("3小时前", "2025-09-24T09:00:00+08:00", "relative"),
        ("昨天 08:12", "2025-09-23T08:12:00+08:00", "relative"),
        ("前天", "2025-09-22", "relative"),
        ("2025-02-30", None, ""),
        ("2025-W39-2", None, ""),
        ("ISBN 978-7-5-12345", None, ""),
        ("没有日期", None, ""),
        ("", None, ""),
    ],
)
def test_moments(text: str, value: str | None, rule: str) -> None:
    moment = read_moment(text, SERVED)
    assert (moment.value.isoformat() if moment else None) == value
    assert (moment.rule if moment else "") == rule


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025-09-23T00:11:00Z", "2025-09-23T08:11:00+08:00"),
        ("2025-09-22T16:30:00.000Z", "2025-09-23T00:30:00+08:00"),
        ("2025-09-22T16:30:00+00:00", "2025-09-23T00:30:00+08:00"),
        ("2025-09-23T08:11:00+0800", "2025-09-23T08:11:00+08:00"),
        ("2025-09-22T20:11:00-04:00", "2025-09-23T08:11:00+08:00"),
        ("2025-09-23 00:11 UTC", "2025-09-23T08:11:00+08:00"),
        ("2025-09-23 08:11 GMT+8", "2025-09-23T08:11:00+08:00"),
        ("2025-09-23 08:11-09:30", "2025-09-23T08:11:00+08:00"),
        ("Tue, 23 Sep 2025 00:11:00 GMT", "2025-09-23T08:11:00+08:00"),
        ("Tue Sep 23 08:11:00 CST 2025", "2025-09-23T08:11:00+08:00"),
        ("20250923T001100Z", "2025-09-23T08:11:00+08:00"),
    ],
)
def test_zones(text: str, value: str) -> None:
    moment = read_moment(text)
    assert moment and moment.value.isoformat() == value


@pytest.mark.parametrize(
    ("clock", "value"),
    [
        ("下午3:05", "15:05"), ("下午 3:05", "15:05"), ("晚8:30", "20:30"), ("晚上8点", "20:00"), ("上午9时5分", "09:05"),
        ("中午12:30", "12:30"), ("中午1:10", "13:10"), ("凌晨0:30", "00:30"), ("凌晨12:30", "00:30"), ("下午15:05", "15:05"),
        ("3:05 PM", "15:05"), ("3:05 p.m.", "15:05"), ("3:05pm", "15:05"), ("12:05 AM", "00:05"), ("PM 3:05", "15:05"),
        ("下午三点半", "15:30"), ("8时11分30秒", "08:11"), ("T08:11", "08:11"), ("| 08:11", "08:11"), ("晚12:00", None), ("24:00", None),
    ],
)  # fmt: skip
def test_clock_times(clock: str, value: str | None) -> None:
    moment = read_moment(f"2025年9月23日{clock}")
    assert moment and moment.day == date(2025, 9, 23)
    assert (f"{moment.clock:%H:%M}" if moment.clock else None) == value


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("Sept. 23, 2025", "2025-09-23", "english"),
        ("September 23rd, 2025 3:05 pm", "2025-09-23T15:05:00+08:00", "english"),
        ("23 September 2025", "2025-09-23", "english"),
        ("23-Sep-2025", "2025-09-23", "english"),
        ("Published on May 3, 2025", "2025-05-03", "english"),
        ("20250923", "2025-09-23", "compact"),
        ("202509231430", "2025-09-23T14:30:00+08:00", "compact"),
        ("20250923143005", "2025-09-23T14:30:05+08:00", "compact"),
        ("20250923 14:30", "2025-09-23T14:30:00+08:00", "compact"),
        ("发布时间20250923", "2025-09-23", "compact"),
        ("pubdate: 1758586260", "2025-09-23T08:11:00+08:00", "epoch"),
        ("article:published_time: 1758586260000", "2025-09-23T08:11:00+08:00", "epoch"),
        ("1758586260", None, ""),
        ("编号20259923", None, ""),
        ("电话 1202509234", None, ""),
    ],
)
def test_forms_without_separators_and_in_english(text: str, value: str | None, rule: str) -> None:
    moment = read_moment(text)
    assert (moment.value.isoformat() if moment else None, moment.rule if moment else "") == (value, rule)


@pytest.mark.parametrize(
    "others",
    [
        "更新时间：2025-09-25 10:00", "最后更新：2025-09-25", "修改日期：2025-09-25", "截止日期：2025-09-25", "报名截至2025年9月25日",
        "讲话时间：2025-09-20", "活动时间：2025-09-20", "（2025年9月20日在云州大会上的讲话）", "会议将于2025年9月25日召开",
        "2025年9月20日至25日", "成文日期：2025年09月20日", "今天是2026年10月8日 星期四", "现在时间：2026-10-08 10:11:12",
        "当前时间 2026年10月8日", "2026年10月8日 星期四", "农历2025年8月2日", "Updated: 2025-09-25", "Last modified: Sept. 25, 2025",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "label",
    [
        "发布时间：",
        "发布日期：",
        "发布于 ",
        "发表于",
        "时间：",
        "日 期：",
        "刊发时间：",
        "pubdate=",
        "datePublished: ",
        "【发布时间：",
        "发布 时间 | ",
    ],
)
def test_publication_wins(others: str, label: str) -> None:
    for line in (f"{others} {label}2025-09-23", f"{label}2025-09-23 {others}"):
        moment = read_moment(line.replace("=", ": "), SERVED)
        assert moment and moment.day == date(2025, 9, 23), line


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("发布时间：2025-09-23", Standing.LABELLED),
        ("2025年9月23日 星期二 来源：云州日报", Standing.PRINTED),
        ("2025-09-23 08:11", Standing.PRINTED),
        ("云州2025年9月23日电", Standing.LOOSE),
        ("（2025年9月23日）", Standing.LOOSE),
        ("更新：2025-09-23", Standing.UPDATED),
        ("2025年9月23日 星期二", Standing.WEEKDAY),
        ("发布时间：2025年9月23日 星期二", Standing.LABELLED),
        ("报名截止：2025-09-23", Standing.OTHER),
        ("今天是 2025年9月23日", Standing.TODAY),
    ],
)
def test_what_the_words_around_a_date_make_of_it(text: str, standing: Standing) -> None:
    assert [sighting.standing for sighting in sightings(text)] == [standing]


def test_an_update_is_named_as_such_and_an_event_is_none() -> None:
    moment = read_moment("更新时间：2025-09-25 10:00")
    assert moment and moment.rule == "updated"
    assert read_moment("报名截止：2025-09-25") is None
    assert read_moment("今天是2025年9月25日") is None


def test_the_end_of_a_range_is_no_day_of_publication() -> None:
    for line in (
        "公示时间：2025-09-23至2025-09-30",
        "公示期 2025年9月23日 - 2025年9月30日",
        "展期 2025.09.23 08:00～2025.09.30 17:30",
    ):
        assert read_moment(line) is None
    for line in ("编号12-3 - 2025-09-23", "云州日报-2025-09-23", "第9月刊-2025-09-23", "2025-09-23至今"):
        moment = read_moment(line)
        assert moment and moment.day == date(2025, 9, 23), line


def test_the_best_of_several_lines() -> None:
    moment = best_moment(["更新时间：2025-09-25 10:00", "发布时间：2025-09-23"])
    assert moment and moment.day == date(2025, 9, 23)


def test_the_year_of_a_month_and_day_is_the_nearest() -> None:
    moment = read_moment("12月30日", date(2026, 1, 2))
    assert moment and moment.day == date(2025, 12, 30)


@pytest.mark.parametrize(
    ("line", "day"), [("12-30 08:11", "2024-12-30"), ("09-23 08:11", "2025-09-23"), ("09-24", "2025-09-24")]
)
def test_no_month_and_day_is_later_than_when_the_server_answered(line: str, day: str) -> None:
    moment = read_moment(line, datetime(2025, 9, 23, 4, tzinfo=UTC))
    assert moment and str(moment.day) == day
    later = read_moment("12-30", date(2025, 9, 23))
    assert later and later.day == date(2025, 12, 30), "the day of an address may be that of an issue"


def test_without_a_reference_nothing_is_guessed() -> None:
    assert read_moment("9月21日") is None
    assert read_moment("3小时前", date(2025, 9, 24)) is None

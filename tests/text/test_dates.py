from __future__ import annotations

from datetime import date, datetime

import pytest

from monitor.text.dates import SHANGHAI, read_moment

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
        ("9月21日 08:12", "2025-09-21T08:12:00+08:00", "month-day"),
        ("九月二十一日", "2025-09-21", "month-day"),
        ("09-21", "2025-09-21", "month-day"),
        ("3小时前", "2025-09-24T09:00:00+08:00", "relative"),
        ("昨天 08:12", "2025-09-23T08:12:00+08:00", "relative"),
        ("前天", "2025-09-22", "relative"),
        ("2025-02-30", None, ""),
        ("ISBN 978-7-5-12345", None, ""),
        ("没有日期", None, ""),
        ("", None, ""),
    ],
)
def test_moments(text: str, value: str | None, rule: str) -> None:
    moment = read_moment(text, SERVED)
    assert (moment.value.isoformat() if moment else None) == value
    assert (moment.rule if moment else "") == rule


def test_the_year_of_a_month_and_day_is_the_nearest() -> None:
    moment = read_moment("12月30日", date(2026, 1, 2))
    assert moment and moment.day == date(2025, 12, 30)


def test_without_a_reference_nothing_is_guessed() -> None:
    assert read_moment("9月21日") is None
    assert read_moment("3小时前", date(2025, 9, 24)) is None

"""A day that the reader reads is a day that the proof finds: in numerals, of the Republic, in parts."""

from __future__ import annotations

from datetime import date

from monitor.witness.days import names_day

DAY = date(2025, 12, 23)


def test_a_day_is_found_as_it_is_set() -> None:
    for text in (
        "二〇二五年十二月廿三日", "二O二五年十二月二十三日", "2025年十二月廿三日", "民國114年12月23日", "民国一一四年十二月二十三日",
        "<span>23</span><span>2025-12</span>", "<em>23</em><i>12月</i><b>2025</b>", "<i>2025.12</i> <b>23</b>", "23<br>2025/12",
        "<i class=m>12-23</i>\n<b class=y>2025</b>", "<b>2025</b><i>12/23</i>", "<b>2025</b>-<i>12</i>-<u>23</u>", "<b>23</b><i>12 / 2025</i>",
    ):  # fmt: skip
        assert names_day(text, DAY), text
        assert not any(names_day(text, other) for other in (date(2025, 12, 3), date(2025, 11, 23))), text


def test_another_figure_is_no_day() -> None:
    for text in (
        "阅读 23 发布 2025-12",
        "<b>123</b><i>2025-12</i>",
        "<i>2025-12-01</i><b>23</b>",
        "民国14年12月23",
        "<b>23</b><i>2025-1</i>",
    ):
        assert not names_day(text, DAY), text

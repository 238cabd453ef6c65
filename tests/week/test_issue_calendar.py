from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.settings import Settings

from monitor.configuration import find_issue, find_window
from monitor.exceptions import CalendarError
from monitor.issue_calendar import IssueCalendar, load_free_fridays

CALENDAR = IssueCalendar()


def test_numbers_days_and_windows_of_the_real_issues(shared: Path) -> None:
    bulletins = json.loads((shared / "seeds" / "bulletins.json").read_text("utf-8"))
    assert len(bulletins) == 5
    for bulletin in bulletins:
        issue = CALENDAR.by_number(bulletin["number"])
        found = [str(day) for day in (issue.date, issue.window.since, issue.window.until)]
        assert found == [bulletin["date"], bulletin["start"], bulletin["end"]]
        assert CALENDAR.by_date(issue.date) == issue


@pytest.mark.parametrize(
    ("number", "day"),
    [(622, "2025-04-25"), (623, "2025-05-09"), (643, "2025-09-26"), (644, "2025-10-10"), (653, "2025-12-12")],
)
def test_a_free_friday_has_no_number(number: int, day: str) -> None:
    assert CALENDAR.by_number(number).date == date.fromisoformat(day)


def test_the_issue_after_a_free_friday_covers_both_weeks_or_one_by_setting() -> None:
    assert str(CALENDAR.by_number(644).window) == "2025-09-27 至 2025-10-10"
    assert str(IssueCalendar(seven_days=True).by_number(644).window) == "2025-10-04 至 2025-10-10"


@pytest.mark.parametrize("day", ["2025-10-03", "2026-10-02", "2025-05-02"])
def test_public_holidays_are_refused_and_the_next_issue_is_named(day: str) -> None:
    with pytest.raises(CalendarError, match="法定节假日.*第6"):
        CALENDAR.by_date(date.fromisoformat(day))


def test_another_weekday_is_refused_and_its_issue_named() -> None:
    with pytest.raises(CalendarError, match="不是周五.*第653期"):
        CALENDAR.by_date(date(2025, 12, 10))


def test_a_year_without_data_is_refused_with_the_remedy() -> None:
    with pytest.raises(CalendarError, match=r"2027.*holidays\.toml"):
        CALENDAR.by_date(date(2027, 1, 8))
    with pytest.raises(CalendarError, match=r"holidays\.toml"):
        CALENDAR.by_number(999)


@pytest.mark.parametrize("number", [0, -3])
def test_numbers_begin_at_one(number: int) -> None:
    with pytest.raises(CalendarError, match="期号从 1 开始"):
        CALENDAR.by_number(number)


def test_the_operators_file_covers_a_further_year(tmp_path: Path) -> None:
    (tmp_path / "holidays.toml").write_text("[free_fridays]\n2027 = [2027-01-01, 2027-02-12]\n", "utf-8")
    settings = Settings({"MONITOR_HOME": str(tmp_path), "ISSUE_ANCHOR": (622, "2025-04-25"), "MONITOR_TODAY": ""})
    last_of_2026 = CALENDAR.by_date(date(2026, 12, 25)).number
    assert find_issue(settings, "2027-01-08").number == last_of_2026 + 1
    with pytest.raises(CalendarError, match="法定节假日"):
        find_issue(settings, "2027-01-01")


@pytest.mark.parametrize(
    "text", ["\ufeff[free_fridays]\n2027 = [2027-01-01]", "［free_fridays］\n２０２７＝［2027-01-01、］"]
)
def test_the_operators_file_may_be_written_on_windows_and_with_full_width_marks(tmp_path: Path, text: str) -> None:
    path = tmp_path / "holidays.toml"
    path.write_text(text, "utf-8")
    assert load_free_fridays(path) == {2027: {date(2027, 1, 1)}}


@pytest.mark.parametrize(
    "line",
    [
        "2027 = [2027-01-02]",
        "2027 = [2026-01-02]",
        '2027 = ["x"]',
        "2027 = 5",
        "2027 = [",
        "2027 = 2027-01-01",
        '"2²" = [2027-01-01]',
    ],
)
def test_a_bad_operators_file_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "holidays.toml"
    path.write_text(f"[free_fridays]\n{line}\n", "utf-8")
    with pytest.raises(CalendarError, match="holidays.toml"):
        load_free_fridays(path)


def test_a_file_in_another_encoding_is_told_how_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "holidays.toml"
    path.write_bytes("# 元旦\n[free_fridays]\n2027 = [2027-01-01]".encode("gbk"))
    with pytest.raises(CalendarError, match="UTF-8"):
        load_free_fridays(path)


@pytest.mark.parametrize(
    "word",
    ["653", "第653期", " 653 ", "653期", "第 653 期", "６５３", "第六五三期", "六五三", "2025-12-12", "2025年12月12日",
     "2025/12/12", "2025.12.12", "2025-12-12 "],
)  # fmt: skip
def test_an_issue_is_named_as_people_name_it(word: str) -> None:
    assert find_issue(Settings({"MONITOR_HOME": "nowhere", "ISSUE_ANCHOR": (622, "2025-04-25")}), word).number == 653


def test_a_number_far_off_is_told_to_be_one() -> None:
    with pytest.raises(CalendarError, match=r"期号 9999 不对.*2205 年"):
        CALENDAR.by_number(9999)


def test_a_misspelt_table_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "holidays.toml"
    path.write_text("[free_friday]\n2027 = [2027-01-01]\n", "utf-8")
    with pytest.raises(CalendarError, match="free_friday"):
        load_free_fridays(path)


@given(st.dates(date(2025, 4, 26), date(2026, 12, 25)))
def test_every_day_belongs_to_exactly_one_issue(day: date) -> None:
    issue = CALENDAR.containing(day)
    assert day in issue.window
    before = CALENDAR.by_number(issue.number - 1)
    assert day not in before.window
    assert before.window.until + timedelta(days=1) == issue.window.since


def test_the_numeral_is_spelt_digit_by_digit() -> None:
    assert CALENDAR.by_number(653).numeral == "六五三"
    assert CALENDAR.by_number(650).numeral == "六五〇"


@pytest.mark.parametrize(
    "text", ["abc", "2025-13-01", "1.5", "", "期", "第期", "653-654", "十二", "2025年12月", "12月12日"]
)
def test_what_is_no_number_and_no_day_is_refused(text: str) -> None:
    with pytest.raises(CalendarError, match="YYYY-MM-DD"):
        find_issue(Settings({"MONITOR_HOME": "nowhere", "ISSUE_ANCHOR": (622, "2025-04-25")}), text)


def test_a_window_is_completed_by_the_issue() -> None:
    settings = Settings({"MONITOR_HOME": "nowhere", "ISSUE_ANCHOR": (622, "2025-04-25"), "MONITOR_TODAY": "2025-12-10"})
    assert str(find_window(settings, None, None)) == "2025-12-06 至 2025-12-12"
    assert str(find_window(settings, "2025-12-11", None)) == "2025-12-11 至 2025-12-12"
    assert str(find_window(settings, None, "2025-12-09")) == "2025-12-06 至 2025-12-09"
    with pytest.raises(CalendarError, match="对调"):
        find_window(settings, "2025-12-11", "2025-12-10")

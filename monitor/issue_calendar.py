"""Which issue appears on which day and covers which days.

An issue appears every Friday that is no public holiday; a free Friday has no issue and no number. Counting from
622 = 2025-04-25 gives the two other numbers that are known, 643 = 2025-09-26 and 653 = 2025-12-12. All days are
Asia/Shanghai; "today" is always passed in.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import chinese_calendar

from monitor.exceptions import CalendarError, MonitorError
from monitor.files import read_file

FRIDAY = 4
_LONGEST_FILE = 64 << 10  # bytes; a year takes a line
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
_FAR = 2000  # issues: nobody plans forty years ahead
_FORM = "应是两行：[free_fridays]，下一行 2027 = [2027-01-01, 2027-02-12]，用半角符号，存成 UTF-8"
_NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")


@dataclass(frozen=True)
class Window:
    """The days from `since` to `until`, both included."""

    since: date
    until: date

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= self.until

    def __str__(self) -> str:
        return f"{self.since} 至 {self.until}"


@dataclass(frozen=True)
class Issue:
    """One issue of the bulletin: its number, its Friday, the days that it covers."""

    number: int
    date: date
    window: Window

    @property
    def numeral(self) -> str:
        """The number's digits one by one in Chinese: 653 is 六五三."""
        return str(self.number).translate(_NUMERALS)

    def __str__(self) -> str:
        return f"第{self.number}期（{self.date}，{self.window}）"


@dataclass(frozen=True)
class IssueCalendar:
    """The State Council's calendar by the package `chinesecalendar`, and the operator's own for years beyond it.

    `free_fridays` maps a year to its free Fridays and replaces the package's for that year; `seven_days` makes every
    window seven days long, else an issue after a free Friday covers that week too, so that nothing is lost.
    """

    anchor: tuple[int, date] = (622, date(2025, 4, 25))
    free_fridays: Mapping[int, frozenset[date]] = field(default_factory=dict)
    seven_days: bool = False

    def by_number(self, number: int) -> Issue:
        """Return the issue with this number. Raises CalendarError for a number below 1 or in a year not covered."""
        if number < 1:
            raise CalendarError(f"期号 {number} 不存在：期号从 1 开始。")
        start, day = self.anchor
        if number - start > _FAR:
            raise CalendarError(
                f"期号 {number} 不对：按每周一期，要到 {day.year + (number - start) // 52} 年才有这一期。"
            )
        step = 1 if number >= start else -1
        for _ in range(abs(number - start)):
            day = self._next(day, step)
        return self._issue(number, day)

    def by_date(self, day: date) -> Issue:
        """Return the issue of this Friday. Raises CalendarError for another weekday (naming the issue whose window
        holds it), a public holiday, or a year not covered."""
        if day.weekday() != FRIDAY:
            raise CalendarError(f"{day} 不是周五，没有这一期；这一天属于{self.containing(day)}。")
        if self._free(day):
            raise CalendarError(f"{day} 是法定节假日，当周不出刊；这一天属于{self.containing(day)}。")
        start, current = self.anchor
        step = 1 if day >= current else -1
        number = start
        while current != day:
            current, number = self._next(current, step), number + step
        if number < 1:
            raise CalendarError(f"{day} 早于第 1 期。")
        return self._issue(number, day)

    def containing(self, day: date) -> Issue:
        """Return the first issue that appears on `day` or later: the one that prints what was published that day."""
        friday = day + timedelta(days=(FRIDAY - day.weekday()) % 7)
        return self.by_date(friday if not self._free(friday) else self._next(friday, 1))

    def _issue(self, number: int, day: date) -> Issue:
        since = day - WEEK + DAY if self.seven_days else self._next(day, -1) + DAY
        return Issue(number, day, Window(since, day))

    def _next(self, friday: date, step: int) -> date:
        friday += step * WEEK
        while self._free(friday):
            friday += step * WEEK
        return friday

    def _free(self, friday: date) -> bool:
        if (free := self.free_fridays.get(friday.year)) is not None:
            return friday in free
        try:
            return bool(chinese_calendar.is_holiday(friday))
        except NotImplementedError:
            raise CalendarError(
                f"{friday.year} 年的节假日安排尚未收录，无法推算期号。办法：升级 chinesecalendar（pip install -U "
                f"chinesecalendar），或在 $MONITOR_HOME/holidays.toml 的 [free_fridays] 下写明当年休息的周五，"
                f"例如 {friday.year} = [{friday}]"
            ) from None


def load_free_fridays(path: Path) -> dict[int, frozenset[date]]:
    """Return the operator's free Fridays by year, empty if there is no such file. Raises CalendarError naming the
    file and the entry for anything but `[free_fridays]` with `YEAR = [YYYY-MM-DD, …]`, each a Friday of that year."""
    if not path.exists():
        return {}
    try:
        text = read_file(path, _LONGEST_FILE).decode("utf-8-sig")  # with the mark that Windows puts before it
        text = unicodedata.normalize("NFKC", text).replace("、", ",")  # as a Chinese input method writes
        if any(line.partition("#")[0].count(".") > 1 for line in text.splitlines()):
            raise CalendarError("一行里有不止一个点")  # tomllib takes memory by the square of a key's parts
        document = tomllib.loads(text)
    except (ValueError, RecursionError, MonitorError) as error:  # ValueError: also of thousands of digits
        raise CalendarError(f"节假日文件 {path} 读不出来（{error}）；{_FORM}。") from error
    if document and set(document) != {"free_fridays"}:
        raise CalendarError(f"节假日文件 {path} 里只应有 [free_fridays]，现有：{'、'.join(document)}")
    return {year: frozenset(days) for year, days in _checked(path, document.get("free_fridays", {}))}


def _checked(path: Path, table: object) -> Iterator[tuple[int, list[date]]]:
    if not isinstance(table, dict):
        raise CalendarError(f"节假日文件 {path} 的 free_fridays 应为表，例如 [free_fridays] 下写 2027 = [2027-01-01]")
    for year, days in table.items():
        if not isinstance(days, list) or not re.fullmatch("[0-9]{4}", year):
            raise CalendarError(f"节假日文件 {path} 中 {year} 应写作 年份 = [日期, …]，例如 2027 = [2027-01-01]")
        for day in days:
            friday = isinstance(day, date) and not isinstance(day, datetime) and day.weekday() == FRIDAY
            if not friday or day.year != int(year):
                raise CalendarError(f"节假日文件 {path} 中 {year} 的 {day!s} 应为当年的一个周五，写作 YYYY-MM-DD")
        yield int(year), days

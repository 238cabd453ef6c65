"""How the outlets were covered, as tables for a terminal of 80 columns: nothing is cut, the names stand first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rich.table import Table

from monitor.outlet.verdicts import MEANING
from monitor.run.coverage import COLUMNS, OutletWeek
from monitor.terminal.tables import table

_OF_A_RUN = ("媒体", "结论", "几周", "列表", "链接", "未取", "读出", "失败", "窗口内", "切题", "新")
_OF_A_WEEK = ("媒体", "结论", "几周", "运行", "列表", "链接", "读出", "失败", "窗口内", "切题", "新")
_MORE = ("媒体", "未取", "页面", "无日期", "转载", "刊出", "秒", "KB", "静止", "读法")
_OF_LISTS = ("媒体", "列表", "链接", "窗口内", "天数", "最新", "静止")
_WORDS = ("媒体", "结论", "列表", "最新", "读法")  # columns of words, if their cells are no numbers
_WINDOWS = 8  # verdicts in a row; more would be wider than 80 columns


def of_run(rows: Sequence[OutletWeek]) -> Table:
    """Return what a run has brought, a line an outlet."""
    return _some(rows, _OF_A_RUN)


def of_week(rows: Sequence[OutletWeek]) -> list[Table]:
    """Return all that is known of a week but for its lists, in two tables."""
    return [_some(rows, _OF_A_WEEK), _some(rows, _MORE)]


def of_lists(rows: Sequence[OutletWeek]) -> Table:
    """Return every list that was read, of each outlet the one that has stood still the longest first; the hours are
    those of `ListFacts.hours_still`."""
    lines = []
    for row in rows:
        for hours, facts in row.lists:
            still = "" if hours is None else str(hours)
            numbers = (str(facts.links), str(facts.in_window), str(facts.days))
            lines.append((row.printed, facts.label, *numbers, facts.newest, still))
    return _table(_OF_LISTS, lines)


def of_history(rows: Sequence[OutletWeek], history: Mapping[str, Mapping[date, str]], last: date) -> list[Table]:
    """Return the verdicts by the last day of their window, `last` being that of `rows`; the latest are on the right."""
    days = [*sorted({day for verdicts in history.values() for day in verdicts}), last]
    first = len(days) % _WINDOWS or _WINDOWS
    parts = [days[:first], *(days[place : place + _WINDOWS] for place in range(first, len(days), _WINDOWS))]
    told = {row.coverage.outlet: {**history[row.coverage.outlet], last: row.coverage.verdict} for row in rows}

    def line(row: OutletWeek, part: list[date]) -> tuple[str, ...]:
        verdicts = told[row.coverage.outlet]
        return row.printed, *(MEANING[verdicts[day]] if day in verdicts else "" for day in part)

    return [_table(("媒体", *(f"{day:%m-%d}" for day in part)), [line(row, part) for row in rows]) for part in parts]


def _some(rows: Sequence[OutletWeek], columns: Sequence[str]) -> Table:
    cells = [dict(zip(COLUMNS, row.cells, strict=True)) for row in rows]
    return _table(columns, [[each[name] for name in columns] for each in cells])


def _table(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> Table:
    numbers = [
        name
        for place, name in enumerate(columns)
        if "-" not in name and (name not in _WORDS or all(line[place].isdigit() for line in lines))
    ]
    return table(columns, lines, numbers)

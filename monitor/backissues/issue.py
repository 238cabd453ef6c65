"""A past issue: what its lines tell, held against itself and the calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz.fuzz import partial_ratio

from monitor.backissues import articles, colophon, front
from monitor.backissues.articles import Found
from monitor.backissues.front import Front
from monitor.bulletin import Entry
from monitor.configuration import check_length
from monitor.exceptions import CalendarError, MonitorError
from monitor.forms.line import Line
from monitor.issue_calendar import Issue, IssueCalendar, Window
from monitor.text.hygiene import fold

HIGHEST = 9_999_999  # number of an issue, as on the command line
LONGEST_NAME = 64  # characters of an outlet's name, which the store tells articles apart by
_WEEK = timedelta(days=6)
_LISTED = 80  # of 100: how much of a headline the 目录 must have


@dataclass(frozen=True)
class PastIssue:
    """An issue as a file tells it; `notes` say, in Chinese and with their place, what the file lacks and what was taken
    in its stead."""

    issue: Issue
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


def understand(lines: Sequence[Line], calendar: IssueCalendar) -> PastIssue:
    """Return the issue that `lines` tell. Raises MonitorError naming the place of what cannot be understood."""
    told, rest = front.read(lines)
    rest, said = colophon.cut(rest, told.cover)
    found = articles.read(rest, told.listed or ())
    issue, notes = _identify(told, calendar)
    notes += said
    notes += [note for each in found for note in each.notes]
    notes += _compare(told, found)
    for each in found:
        if len(each.entry.outlet) > LONGEST_NAME:
            raise MonitorError(
                f"{each.place}：来源不对，应为媒体的名称，不超过 {LONGEST_NAME} 字：{each.entry.outlet:.30}"
            )
        if each.entry.day and each.entry.day not in issue.window:
            notes.append(
                f"{each.place}：《{each.entry.headline:.20}》的日期 {each.entry.day} 不在本期（{issue.window}）"
            )
    check_addresses([each.entry for each in found])
    return PastIssue(issue, tuple(each.entry for each in found), tuple(notes))


def check_addresses(entries: Sequence[Entry], where: str = "") -> None:
    """Raises MonitorError, naming `where`, if two articles of an issue have one address: one of them was copied."""
    url, times = Counter(entry.url for entry in entries).most_common(1)[0]
    if times > 1:
        raise MonitorError(f"{where}有 {times} 篇印的是同一个网址，请核对：{url:.60}")


def _identify(told: Front, calendar: IssueCalendar) -> tuple[Issue, list[str]]:
    """The issue by what is printed of it; what is not, by the calendar, and said so."""
    notes, number, day = [], told.number, told.day
    if day is None and told.window:
        day = told.window[1]
        notes.append(f"没有印日期，按监测时间的最后一天记为 {day}")
    if day is None and number is None:
        raise MonitorError("期号、日期和监测时间都没有，认不出是哪一期")
    if number is None and day is not None:
        number = _by_date(calendar, day).number
        notes.append(f"没有印期号，按 {day} 推得第{number}期")
    if number is None or not 1 <= number <= HIGHEST:
        raise MonitorError(f"期号不对：{number}，应为 1 到 {HIGHEST}")
    counted = _by_number(calendar, number)
    if day is None and counted is None:
        raise MonitorError(f"没有印日期，第{number}期的日期也推算不出")
    if day is None and counted:
        day = counted.date
        notes.append(f"没有印日期，按期号推得 {day}")
    if day is None:
        raise AssertionError
    if counted and counted.date != day:
        notes.append(f"印的是第{number}期、{day}，按日历第{number}期是 {counted.date}；以印的为准")
    if told.window:
        window = Window(*told.window)
        if window.since > window.until:
            raise MonitorError(f"监测时间不对：{window}")
        if window.until != day:
            notes.append(f"监测时间（{window}）不止于本期日期 {day}；以印的为准")
    else:
        window = counted.window if counted and counted.date == day else Window(day - _WEEK, day)
        notes.append(f"没有印监测时间，记为 {window}")
    check_length(window)
    return Issue(number, day, window), notes


def _by_date(calendar: IssueCalendar, day: date) -> Issue:
    try:
        return calendar.by_date(day)
    except CalendarError as error:
        raise MonitorError(f"没有印期号，也推算不出：{error}") from error


def _by_number(calendar: IssueCalendar, number: int) -> Issue | None:
    try:
        return calendar.by_number(number)
    except CalendarError:
        return None


def _compare(told: Front, found: Sequence[Found]) -> Iterator[str]:
    """What the 导语 and the 目录 say otherwise. Raises MonitorError if both know of more articles than were found."""
    counts = [told.count] if told.count is not None else []
    counts += [len(told.listed)] if told.listed is not None else []
    if counts and len(found) not in counts:
        missing = [
            each.headline
            for each in told.listed or ()
            if all(partial_ratio(fold(each.headline), fold(one.entry.headline)) < _LISTED for one in found)
        ]
        gone = f"：缺《{missing[0]:.30}》" if missing else ""
        raise MonitorError(f"目录或导语说有 {max(counts)} 篇，正文里认出 {len(found)} 篇{gone}")
    if told.count is not None and told.count != len(found):
        yield f"导语说收集 {told.count} 篇，实有 {len(found)} 篇"
    if told.listed is None:
        yield "没有信息目录，篇数未能核对"
        return
    contents = fold("".join(each.headline for each in told.listed))
    for each in found:
        if partial_ratio(fold(each.entry.headline), contents) < _LISTED:
            yield f"{each.place}：《{each.entry.headline:.30}》与目录不同"
    order = [contents.find(fold(each.entry.headline)) for each in found]
    if -1 not in order and order != sorted(order):
        yield "正文与目录的次序不同；以正文为准"

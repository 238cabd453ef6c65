"""The JSON form of past issues, which this system writes and takes in again: checked value by value."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from monitor.backissues.address import is_address
from monitor.backissues.issue import HIGHEST, LONGEST_NAME, PastIssue, check_addresses
from monitor.bulletin import Entry
from monitor.configuration import check_length, read_day
from monitor.exceptions import CalendarError, MonitorError
from monitor.files import read_file
from monitor.issue_calendar import Issue, IssueCalendar, Window
from monitor.text.hygiene import foreign_mark, tidy
from monitor.text.markdown import Block, Paragraph, Picture, Subhead, write
from monitor.text.urls import LONGEST

_NEEDED, _OPTIONAL = ("title", "source", "url"), ("kicker", "subtitle", "original_headline", "note")
T = TypeVar("T", int, str, list[Any])
_KINDS = {int: "整数", str: "文字", list: "列表，且不空"}


def read_issues(path: Path, calendar: IssueCalendar) -> list[PastIssue]:
    """Return the issues in `path`: one JSON object, or a list of them, with number, date and articles (title, source,
    url, date, paragraphs). Raises MonitorError naming the place of what is wrong."""
    try:
        document = json.loads(read_file(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise MonitorError(f"文件不是 UTF-8 编码的 JSON：{path}（{error}）") from error
    given = document if isinstance(document, list) else [document]
    if not given:
        raise MonitorError(f"文件里没有一期周报：{path}")
    issues = [_read_issue(each, f"{path} 第 {place} 期", calendar) for place, each in enumerate(given, 1)]
    if twice := [number for number, count in Counter(past.issue.number for past in issues).items() if count > 1]:
        raise MonitorError(f"{path} 里第{twice[0]}期出现了不止一次。")
    return issues


def _read_issue(given: Any, where: str, calendar: IssueCalendar) -> PastIssue:
    number, day = _take(given, "number", int, where), _read_day(_take(given, "date", str, where), where)
    if not 1 <= number <= HIGHEST:
        raise MonitorError(f"{where}的 number 不对，应为 1 到 {HIGHEST} 的整数。")
    articles = _take(given, "articles", list, where)
    try:
        if "start" in given and "end" in given:  # as this system writes it: its window, by whatever calendar
            issue = Issue(number, day, _read_window(given, where))
        else:
            issue = calendar.by_number(number)
    except CalendarError as error:
        raise MonitorError(f"{where}：{error}") from error
    if day != issue.date:
        raise MonitorError(f"{where}：{issue}，文件写的是 {day}；请核对期号或 ISSUE_ANCHOR。")
    entries = tuple(_read_entry(each, f"{where}第 {place} 篇") for place, each in enumerate(articles, 1))
    check_addresses(entries, where)
    return PastIssue(issue, entries)


def _read_window(given: Any, where: str) -> Window:
    window = Window(_read_day(given["start"], where), _read_day(given["end"], where))
    if window.since > window.until:
        raise MonitorError(f"{where}的 start 晚于 end。")
    check_length(window)
    return window


def _read_entry(given: Any, where: str) -> Entry:
    lines = [_text(line, f"{where}的 paragraphs") for line in _take(given, "paragraphs", list, where)]
    heads = given.get("subheads", [])
    if not isinstance(heads, list) or not all(isinstance(place, int) for place in heads):
        raise MonitorError(f"{where}的 subheads 不对，应为一列小标题的序号（从 0 数起的段）。")
    blocks: list[Block] = [(Subhead if place in heads else Paragraph)(line) for place, line in enumerate(lines)]
    for place, picture in reversed(_read_pictures(given, len(lines), where)):
        blocks.insert(place, picture)
    title, source, url = (_text(_take(given, name, str, where), f"{where}的 {name}") for name in _NEEDED)
    day = _read_day(given["date"], where) if given.get("date") is not None else None
    if not (title and source and any(lines)):
        raise MonitorError(f"{where}的标题、来源或正文是空的。")
    if len(source) > LONGEST_NAME:
        raise MonitorError(f"{where}的 source 不对，应为媒体的名称，不超过 {LONGEST_NAME} 字。")
    if not is_address(url):
        raise MonitorError(f"{where}的网址不对，应为 http(s) 网址，不超过 {LONGEST} 字：{url:.60}")
    more = {name: _text(given.get(name) or "", f"{where}的 {name}") for name in _OPTIONAL}
    return Entry(title, source, url, day, write(blocks), **more)


def _read_pictures(given: Any, lines: int, where: str) -> list[tuple[int, Picture]]:
    """The pictures of an article, each with the number of paragraphs before it: what exports.json writes."""
    wrong = MonitorError(f"{where}的 images 不对，应为一列 url、caption、after（前面有几段）。")
    pictures, found = given.get("images", []), []
    if not isinstance(pictures, list) or not all(isinstance(each, dict) for each in pictures):
        raise wrong
    for each in pictures:
        url, place = each.get("url"), each.get("after", lines)
        if not isinstance(url, str) or not isinstance(place, int) or isinstance(place, bool):
            raise wrong
        if not 0 <= place <= lines or (url and not is_address(_text(url, f"{where}的 images"))):
            raise wrong
        found.append((place, Picture(url, _text(each.get("caption"), f"{where}的 images"))))
    return sorted(found, key=lambda each: each[0])


def _take(given: Any, name: str, kind: type[T], where: str) -> T:
    if not isinstance(given, dict) or name not in given:
        raise MonitorError(f"{where}缺少 {name}。")
    value = given[name]
    if not isinstance(value, kind) or isinstance(value, bool) or value in ([], ""):
        raise MonitorError(f"{where}的 {name} 不对，应为{_KINDS[kind]}。")
    return value


def _text(value: Any, where: str) -> str:
    """A line that was printed. What no form can hold was not, so it is a fault of the file, and not to be mended."""
    if not isinstance(value, str):
        raise MonitorError(f"{where} 不对，应为文字。")
    if wrong := foreign_mark(value):
        raise MonitorError(f"{where} 有不成字的字符 U+{ord(wrong):04X}。")
    return tidy(value)


def _read_day(text: Any, where: str) -> date:
    try:
        return read_day(text if isinstance(text, str) else repr(text))
    except CalendarError as error:
        raise MonitorError(f"{where}：{error}") from error

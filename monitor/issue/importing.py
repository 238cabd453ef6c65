"""Past issues from their JSON form: what was printed before this system kept it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from monitor.bulletin import Entry
from monitor.configuration import check_length, read_day
from monitor.exceptions import CalendarError, MonitorError
from monitor.files import read_file
from monitor.issue_calendar import Issue, IssueCalendar, Window
from monitor.items import ArticleItem
from monitor.store.articles import IMPORTED, find_article, save
from monitor.store.choices import PICK, add_choice, decide, find_choices
from monitor.store.issues import Printed, save_issue
from monitor.store.models import Article
from monitor.text.hygiene import text_digest, tidy
from monitor.text.markdown import Block, Paragraph, Picture, plain_text, write
from monitor.text.urls import Address, is_web_address, plain_address
from monitor.topic.score import score

_REASON = "由往期导入"
T = TypeVar("T", int, str, list[Any])
_KINDS = {int: "整数", str: "文字", list: "列表，且不空"}
Claim = Callable[[str], tuple[str | None, Address]]  # an address → the spider's name, if an outlet claims it, and it


@dataclass(frozen=True)
class PastIssue:
    """An issue as a file tells it."""

    issue: Issue
    entries: tuple[Entry, ...]


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


def save_past_issue(session: Session, past: PastIssue, claim: Claim) -> None:
    """Store a past issue and, where the store does not hold them, its articles."""
    articles = [_article(session, entry, past.issue, claim) for entry in past.entries]
    save_issue(session, past.issue, past.entries, [Printed(each.id, each.version) for each in articles])
    ids = [article.id for article in articles]
    if list(decide(find_choices(session, past.issue.number)).picks) != ids:  # what was printed was somebody's choice
        add_choice(session, past.issue.number, PICK, ids, _REASON)


def _article(session: Session, entry: Entry, issue: Issue, claim: Claim) -> Article:
    spider, address = claim(entry.url)
    outlet = spider or entry.outlet
    if known := find_article(session, outlet, address.key):
        return known
    text = plain_text(entry.body)
    judged = score(entry.headline, text)
    item = ArticleItem(
        url=address.url, outlet=outlet, key=address.key, addresses=[address.url, entry.url], headline=entry.headline,
        date_published=entry.day, date_rule="printed", article_body=entry.body, reader=IMPORTED, flags=[_REASON],
        kicker=entry.kicker, subtitle=entry.subtitle, original_headline=entry.original_headline,
        text_digest=text_digest(text), score=judged.value, grade=judged.grade, reasons=list(judged.reasons),
    )  # fmt: skip
    return save(session, item, issue.window.until)


def _read_issue(given: Any, where: str, calendar: IssueCalendar) -> PastIssue:
    number, day = _take(given, "number", int, where), _take(given, "date", str, where)
    articles = _take(given, "articles", list, where)
    if "start" in given and "end" in given:  # as this system writes it: its window, by whatever calendar
        window = Window(_read_day(given["start"], where), _read_day(given["end"], where))
        if window.since > window.until:
            raise MonitorError(f"{where}的 start 晚于 end。")
        try:
            check_length(window)
        except CalendarError as error:
            raise MonitorError(f"{where}：{error}") from error
        entries = (_read_entry(each, f"{where}第 {place} 篇") for place, each in enumerate(articles, 1))
        return PastIssue(Issue(number, _read_day(day, where), window), tuple(entries))
    try:
        issue = calendar.by_number(number)
    except CalendarError as error:
        raise MonitorError(f"{where}：{error}") from error
    if _read_day(day, where) != issue.date:
        raise MonitorError(f"{where}：{issue}，文件写的是 {day}；请核对期号或 ISSUE_ANCHOR。")
    entries = (_read_entry(each, f"{where}第 {place} 篇") for place, each in enumerate(articles, 1))
    return PastIssue(issue, tuple(entries))


def _read_entry(given: Any, where: str) -> Entry:
    try:
        json.dumps(given, ensure_ascii=False).encode()
    except ValueError as error:  # what was printed is not to be mended in silence
        raise MonitorError(f"{where}有不成字的字符：{error}") from error
    lines = _take(given, "paragraphs", list, where)
    if not all(isinstance(line, str) for line in lines):
        raise MonitorError(f"{where}的 paragraphs 应为一串文字。")
    blocks: list[Block] = [Paragraph(tidy(line)) for line in lines]
    for place, picture in reversed(_read_pictures(given, len(lines), where)):
        blocks.insert(place, picture)
    body = write(blocks)
    title, source, url = (tidy(_take(given, name, str, where)) for name in ("title", "source", "url"))
    day = _read_day(given["date"], where) if given.get("date") else None
    if not (title and source and body):
        raise MonitorError(f"{where}的标题、来源或正文是空的。")
    more = {name: tidy(str(given.get(name) or "")) for name in ("kicker", "subtitle", "original_headline", "note")}
    try:
        plain_address(url)
    except ValueError as error:
        raise MonitorError(f"{where}的网址不对：{url}") from error
    if not is_web_address(url):
        raise MonitorError(f"{where}的网址不对：{url}")
    return Entry(title, source, url, day, body, **more)


def _read_pictures(given: Any, lines: int, where: str) -> list[tuple[int, Picture]]:
    """The pictures of an article, each with the number of paragraphs before it: what exports.json writes."""
    pictures = given.get("images", [])
    try:
        found = [(each.get("after", lines), Picture(each["url"], tidy(each["caption"]))) for each in pictures]
        fit = [
            isinstance(place, int) and 0 <= place <= lines and (not each.url or is_web_address(each.url))
            for place, each in found
        ]
        if all(fit):
            return sorted(found, key=lambda each: each[0])
    except (AttributeError, KeyError, TypeError):
        pass
    raise MonitorError(f"{where}的 images 不对，应为一列 url、caption、after（前面有几段）。")


def _take(given: Any, name: str, kind: type[T], where: str) -> T:
    if not isinstance(given, dict) or name not in given:
        raise MonitorError(f"{where}缺少 {name}。")
    value = given[name]
    if not isinstance(value, kind) or isinstance(value, bool) or value in ([], ""):
        raise MonitorError(f"{where}的 {name} 不对，应为{_KINDS[kind]}。")
    return value


def _read_day(text: Any, where: str) -> date:
    try:
        return read_day(text if isinstance(text, str) else repr(text))
    except CalendarError as error:
        raise MonitorError(f"{where}：{error}") from error

"""Past issues from their JSON form: what was printed before this system kept it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from monitor.bulletin import Bulletin, Entry
from monitor.exceptions import CalendarError, MonitorError
from monitor.issue_calendar import Issue, IssueCalendar
from monitor.items import ArticleItem
from monitor.markdown import Paragraph, plain_text, write
from monitor.store.articles import find_article, save
from monitor.store.issues import save_issue
from monitor.store.models import Article
from monitor.text import text_digest, tidy
from monitor.topic import score
from monitor.urls import Address

IMPORTED = "由往期导入"
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
        document = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise MonitorError(f"文件打不开：{path}（{error.strerror}）") from error
    except ValueError as error:
        raise MonitorError(f"文件不是 UTF-8 编码的 JSON：{path}（{error}）") from error
    issues = document if isinstance(document, list) else [document]
    return [_read_issue(given, f"{path} 第 {place} 期", calendar) for place, given in enumerate(issues, 1)]


def save_past_issue(session: Session, past: PastIssue, claim: Claim) -> None:
    """Store a past issue and, where the store does not hold them, its articles."""
    articles = [_article(session, entry, past.issue, claim) for entry in past.entries]
    save_issue(session, Bulletin(past.issue, "", "", past.entries), articles)


def _article(session: Session, entry: Entry, issue: Issue, claim: Claim) -> Article:
    spider, address = claim(entry.url)
    outlet = spider or entry.outlet
    if known := find_article(session, outlet, address.key):
        return known
    text = plain_text(entry.body)
    judged = score(entry.headline, text)
    item = ArticleItem(
        url=address.url, outlet=outlet, key=address.key, addresses=[address.url, entry.url], headline=entry.headline,
        date_published=entry.day, date_rule="printed", article_body=entry.body, reader="import", flags=[IMPORTED],
        text_digest=text_digest(text), score=judged.value, grade=judged.grade, reasons=list(judged.reasons),
    )  # fmt: skip
    return save(session, item, issue.window.until)


def _read_issue(given: Any, where: str, calendar: IssueCalendar) -> PastIssue:
    try:
        issue = calendar.by_number(int(given["number"]))
        day = date.fromisoformat(given["date"])
        entries = tuple(_read_entries(given["articles"], where))
    except KeyError as error:
        raise MonitorError(f"{where}缺少 {error.args[0]}；应有 number、date、articles。") from error
    except CalendarError as error:
        raise MonitorError(f"{where}：{error}") from error
    except (TypeError, ValueError) as error:
        raise MonitorError(f"{where}不对：{error}") from error
    if day != issue.date:
        raise MonitorError(
            f"{where}：第{issue.number}期应为 {issue.date}，文件写的是 {day}；请核对期号或 ISSUE_ANCHOR。"
        )
    return PastIssue(issue, entries)


def _read_entries(articles: Any, where: str) -> Iterator[Entry]:
    for place, given in enumerate(articles, 1):
        try:
            body = write([Paragraph(tidy(line)) for line in given["paragraphs"] if tidy(line)])
            day = date.fromisoformat(given["date"]) if given.get("date") else None
            entry = Entry(tidy(given["title"]), tidy(given["source"]), given["url"].strip(), day, body)
        except KeyError as error:
            raise MonitorError(
                f"{where}第 {place} 篇缺少 {error.args[0]}；应有 title、source、url、date、paragraphs。"
            ) from error
        except (TypeError, ValueError, AttributeError) as error:
            raise MonitorError(f"{where}第 {place} 篇不对：{error}") from error
        if not (entry.headline and entry.outlet and entry.url and entry.body):
            raise MonitorError(f"{where}第 {place} 篇的标题、来源、网址或正文是空的。")
        yield entry

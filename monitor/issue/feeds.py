"""Atom feeds for those who read so: the issues that were published, the candidates of the latest one."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from html import escape
from pathlib import Path
from urllib.parse import quote

from feedgenerator import Atom1Feed

from monitor.bulletin import Bulletin, Frame
from monitor.files import prepare_folder, write_file
from monitor.issue.folder import MASTER, written_forms
from monitor.issue_calendar import Issue
from monitor.store.models import PrintedIssue
from monitor.text.hygiene import printable
from monitor.text.zone import SHANGHAI
from monitor.week.candidates import CandidateList

_CANDIDATES = 50
_ISSUES = 20


def write_feeds(folder: Path, bulletin: Bulletin, issues: Sequence[PrintedIssue], candidates: bytes) -> None:
    """Write into `folder` the feed of the latest of `issues` that can be read somewhere (an entry must lead to what it
    tells of: RFC 4287, 4.1.2) and, if `bulletin` is the latest, that of its `candidates`. Raises OutputError."""
    prepare_folder(folder)
    if all(each.day <= bulletin.issue.date for each in issues):  # an old issue written anew is not the latest
        write_file(folder / "candidates.atom", candidates)
    pages = {each.number: page for each in issues if (page := _page(folder, each))}
    latest = [each for each in issues if each.number in pages][-_ISSUES:]
    write_file(folder / "issues.atom", render_issues(bulletin.frame, latest, pages))


def _page(feeds: Path, issue: PrintedIssue) -> str | None:
    """Where the issue can be read, as seen from the feeds' folder; None if it was imported, or its files are gone."""
    folder = feeds.parent / (issue.folder or feeds / str(issue.number))
    own = folder.resolve().is_relative_to(feeds.resolve())
    forms = written_forms(folder, own)  # they bear the name that was set when they were written
    if not forms:
        return None
    page = folder.resolve() / next((name for name in forms if name.endswith(".html")), MASTER)
    return quote(page.relative_to(feeds.resolve()).as_posix()) if own else page.as_uri()


def render_issues(frame: Frame, issues: Sequence[PrintedIssue], pages: Mapping[int, str]) -> bytes:
    """Return `issues`, the newest first, as Atom. An entry leads to the issue's page (`pages`: number → address as seen
    from the feed) and holds its headlines with their addresses."""
    feed = _feed(frame, frame.title, "issues")
    for each in sorted(issues, key=lambda issue: issue.number, reverse=True):
        rows = "".join(
            f'<li><a href="{escape(entry.url)}">{escape(entry.headline)}</a>（{escape(entry.outlet)}）</li>'
            for entry in each.entries
        )
        feed.add_item(
            title=f"第{each.number}期（{each.day}）",
            link=pages[each.number],
            description=printable(f"<ol>{rows}</ol>"),
            unique_id=f"tag:zhoubao,2025:issues/{each.number}",
            updateddate=each.written_at.replace(tzinfo=each.written_at.tzinfo or UTC),  # SQLite keeps no zone
        )
    return _write(feed)


def render_candidates(frame: Frame, week: CandidateList) -> bytes:
    """Return the best relevant candidates, one of each story, the best first, as Atom."""
    feed = _feed(frame, f"{frame.title}：第{week.issue.number}期候选", "candidates")
    stories = {each.story: each for each in reversed(week.candidates) if each.eligible}
    for each in sorted(stories.values(), key=lambda one: -one.rank)[:_CANDIDATES]:
        article = each.article
        facts = [each.outlet.printed, f"编号 {article.id}", f"排序分 {each.rank:.2f}", *article.reasons]
        feed.add_item(
            title=printable(article.headline),
            link=printable(article.url),
            description=printable(escape("；".join(facts))),
            unique_id=printable(f"tag:zhoubao,2025:articles/{article.outlet}/{article.key}"),
            updateddate=_moment(week.issue, article.published_on, article.published_time),
        )
    return _write(feed)


def _moment(issue: Issue, day: date | None, clock: time | None) -> datetime:
    return datetime.combine(day or issue.date, clock or time(), SHANGHAI)


def _feed(frame: Frame, title: str, name: str) -> Atom1Feed:
    given = {"feed_guid": f"tag:zhoubao,2025:{name}", "author_name": frame.publisher, "language": "zh-CN"}
    return Atom1Feed(title=title, link="", description="", **given)


def _write(feed: Atom1Feed) -> bytes:
    stream = io.StringIO()
    feed.write(stream, "utf-8")
    return stream.getvalue().encode()

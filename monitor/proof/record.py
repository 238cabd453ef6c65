"""What the store says was printed, and what it says the article was then."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from monitor.bulletin import Entry
from monitor.store.issues import find_evidence
from monitor.store.models import Evidence, PrintedEntry, PrintedIssue

_KEPT = ("headline", "outlet", "url", "day", "body", "kicker", "subtitle", "original_headline", "note")


def as_printed(entry: PrintedEntry) -> Entry:
    """Return an entry as it was printed; of an old one what was not kept is empty."""
    lines = {name: getattr(entry, name) or "" for name in _KEPT if name != "day"}
    return Entry(day=entry.day, **lines)


def is_old(entry: PrintedEntry) -> bool:
    """Tell whether an entry was printed before its kicker, subtitle and 原标题 were kept."""
    return entry.kicker is None


def printed_record(session: Session, issue: PrintedIssue) -> list[Any]:
    """Return the record of an issue, with the evidence of its entries, as a JSON value: what the chain holds."""
    days = [day.isoformat() if day else None for day in (issue.day, issue.since, issue.until)]
    entries = [
        [
            [str(value) if (value := getattr(entry, name)) is not None else None for name in _KEPT],
            [entry.place, entry.article_id, entry.version, entry.edits],
            [_pointer(page) for page in find_evidence(session, entry.article_id, entry.version)],
        ]
        for entry in issue.entries
    ]
    return [issue.number, days, issue.frame, entries]


def _pointer(page: Evidence) -> list[Any]:
    return [page.url, page.file, page.offset, page.sha256, page.status, page.reading]

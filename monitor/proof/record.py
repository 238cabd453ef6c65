"""What the store says was printed, what it says the article was then, and how its pages came: by https, with whose
certificate, or in the clear, where anyone could change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from monitor.bulletin import Entry
from monitor.items import PLAIN, UNVERIFIED
from monitor.store.issues import find_evidence
from monitor.store.models import Evidence, PrintedEntry, PrintedIssue
from monitor.text.urls import host_of

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


def describe_origin(pages: Sequence[Evidence], excused: Mapping[str, str]) -> str:
    """Return in one line of Chinese how `pages` came, each way once; empty for none. `excused`: the outlet's
    `wrong_certificates`."""
    return "；".join(dict.fromkeys(_describe(page, excused.get(host_of(page.url), "")) for page in pages))


def _describe(page: Evidence, reason: str) -> str:
    if page.url.startswith("http:"):
        return PLAIN
    shown = f"证书 SHA-256 {page.certificate}" if page.certificate else "证书没有记下"
    return f"https，{shown}" + (f"，{UNVERIFIED}：{reason}" if reason else "")

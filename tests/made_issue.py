"""Bulletins made of made entries, and of the real issues."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from monitor import settings
from monitor.bulletin import Bulletin, Entry, Frame, Photo
from monitor.issue_calendar import IssueCalendar
from monitor.text.markdown import Paragraph, write

FRAME = Frame(settings.BULLETIN_TITLE, settings.BULLETIN_PUBLISHER, settings.BULLETIN_INTRODUCTION)


def bulletin(number: int, entries: list[Entry], photos: dict[str, Photo] | None = None) -> Bulletin:
    issue = IssueCalendar().by_number(number)
    return Bulletin(issue, FRAME, tuple(entries), photos or {})


def entry(**given: object) -> Entry:
    values: dict[str, object] = {
        "headline": "标题",
        "outlet": "央广网",
        "url": "https://x.cn/a_1_2.html",
        "day": date(2025, 12, 7),
        "body": "一。\n\n二。",
    }
    return Entry(**{**values, **given})  # type: ignore[arg-type]


def seeds(shared: Path) -> list[Bulletin]:
    return [
        bulletin(
            real["number"],
            [
                entry(
                    headline=each["title"],
                    outlet=each["source"],
                    url=each["url"],
                    body=write(list(map(Paragraph, each["paragraphs"]))),
                )
                for each in real["articles"]
            ],
        )
        for real in json.loads((shared / "seeds" / "bulletins.json").read_text("utf-8"))
    ]

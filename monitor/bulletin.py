"""The finished issue as a plain value: what every exporter receives, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from monitor.issue_calendar import Issue


@dataclass(frozen=True)
class Entry:
    """One printed article. `outlet` is the printed name of the outlet where it was found; `body` is Markdown
    (monitor.markdown). An article without a known day prints none."""

    headline: str
    outlet: str
    url: str
    day: date | None
    body: str
    kicker: str = ""
    subtitle: str = ""
    original_headline: str = ""


@dataclass(frozen=True)
class Bulletin:
    """One issue: its frame (title, publisher) and its entries in printing order."""

    issue: Issue
    title: str
    publisher: str
    entries: tuple[Entry, ...]

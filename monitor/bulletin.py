"""The finished issue as a plain value: what every exporter receives, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from monitor.issue_calendar import Issue


@dataclass(frozen=True)
class Entry:
    """One printed article. `outlet` is the printed name of the outlet where it was found; `body` is Markdown
    (monitor.text.markdown). An article without a known day prints none."""

    headline: str
    outlet: str
    url: str
    day: date | None
    body: str
    kicker: str = ""
    subtitle: str = ""
    original_headline: str = ""


@dataclass(frozen=True)
class Frame:
    """What an office prints round its articles. `introduction` may hold {count} (articles), {since} and {until} (days,
    printed as 2025年12月12日)."""

    title: str
    publisher: str
    introduction: str


@dataclass(frozen=True)
class Photo:
    """A picture as the issue's folder keeps it: the path there, and the bytes, a JPEG."""

    path: str
    content: bytes


@dataclass(frozen=True)
class Bulletin:
    """One issue: its frame, its entries in printing order, and their pictures by the address in the text. A picture
    that is not there could not be had."""

    issue: Issue
    frame: Frame
    entries: tuple[Entry, ...]
    photos: Mapping[str, Photo] = field(default_factory=dict)

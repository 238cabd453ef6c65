"""The finished issue as a plain value: what every exporter receives, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Self

from monitor.issue_calendar import Issue
from monitor.text.hygiene import printable

NO_PHOTO = "［图片未取得，见原文］"  # the line that stands in every form for a picture that could not be had


class _Printable:
    """A value whose texts hold no character that a form cannot: what was stored long ago may."""

    def __post_init__(self) -> None:
        for each in fields(self):  # type: ignore[arg-type]  # both that follow are dataclasses
            if isinstance(value := getattr(self, each.name), str):
                object.__setattr__(self, each.name, printable(value))


@dataclass(frozen=True)
class Entry(_Printable):
    """One printed article. `outlet` is the printed name of the outlet where it was found; `body` is Markdown
    (monitor.text.markdown). An article without a known day prints none. `note` is the office's own word before it,
    编者按."""

    headline: str
    outlet: str
    url: str
    day: date | None
    body: str
    kicker: str = ""
    subtitle: str = ""
    original_headline: str = ""
    note: str = ""

    @classmethod
    def of(cls, article: Any, outlet: str = "") -> Self:
        """Return what is printed of a stored `article`, by the names of its columns."""
        return cls(
            headline=article.headline, outlet=outlet, url=article.url, day=article.published_on,
            body=article.article_body, kicker=article.kicker, subtitle=article.subtitle,
            original_headline=article.original_headline,
        )  # fmt: skip

    @property
    def digest(self) -> str:
        """The SHA-256 of what is read on a page: all but the outlet's printed name and the note."""
        day = self.day.isoformat() if self.day else None
        read = (self.headline, self.url, day, self.body, self.kicker, self.subtitle, self.original_headline)
        return hashlib.sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Frame(_Printable):
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
class Paper:
    """On what an issue is printed: the name of its `layout` (exports.design), and the office's own Word file with its
    `name`, if it has one."""

    layout: str = "house"
    name: str = ""
    word: bytes = b""


@dataclass(frozen=True)
class Bulletin:
    """One issue: its frame, its entries in printing order, and their pictures by the address in the text. A picture
    that is not there could not be had. `preface` is what the office says under 本期导语 in this issue alone."""

    issue: Issue
    frame: Frame
    entries: tuple[Entry, ...]
    photos: Mapping[str, Photo] = field(default_factory=dict)
    preface: str = ""
    paper: Paper = Paper()

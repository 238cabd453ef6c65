"""The bulletin for programs, and the form in which `scrapy importissue` takes it in again."""

from __future__ import annotations

import json
from typing import Any

from monitor.bulletin import Bulletin, Entry
from monitor.markdown import Paragraph, Picture, read


def render(bulletin: Bulletin) -> bytes:
    """Return the bulletin as UTF-8 JSON, the same bytes for the same bulletin."""
    issue = bulletin.issue
    document = {
        "number": issue.number,
        "date": issue.date.isoformat(),
        "start": issue.window.since.isoformat(),
        "end": issue.window.until.isoformat(),
        "title": bulletin.title,
        "publisher": bulletin.publisher,
        "articles": [_article(entry) for entry in bulletin.entries],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _article(entry: Entry) -> dict[str, Any]:
    blocks = read(entry.body)
    return {
        "title": entry.headline,
        "source": entry.outlet,
        "url": entry.url,
        "date": entry.day.isoformat() if entry.day else None,
        "kicker": entry.kicker,
        "subtitle": entry.subtitle,
        "original_headline": entry.original_headline,
        "paragraphs": [block.text for block in blocks if isinstance(block, Paragraph)],
        "images": [{"url": block.url, "caption": block.caption} for block in blocks if isinstance(block, Picture)],
    }

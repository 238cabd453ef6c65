"""The bulletin for programs, and the form in which `scrapy importissue` takes it in again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from monitor.bulletin import Bulletin, Entry, Photo
from monitor.text.markdown import Block, Paragraph, Subhead, read


def render(bulletin: Bulletin) -> bytes:
    """Return the bulletin as UTF-8 JSON, the same bytes for the same bulletin."""
    issue = bulletin.issue
    document = {
        "number": issue.number,
        "date": issue.date.isoformat(),
        "start": issue.window.since.isoformat(),
        "end": issue.window.until.isoformat(),
        "title": bulletin.frame.title,
        "publisher": bulletin.frame.publisher,
        **({"preface": bulletin.preface} if bulletin.preface else {}),
        "articles": [_article(entry, bulletin.photos) for entry in bulletin.entries],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _article(entry: Entry, photos: Mapping[str, Photo]) -> dict[str, Any]:
    blocks = read(entry.body)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    return {
        "title": entry.headline,
        "source": entry.outlet,
        "url": entry.url,
        "date": entry.day.isoformat() if entry.day else None,
        "kicker": entry.kicker,
        "subtitle": entry.subtitle,
        "original_headline": entry.original_headline,
        **({"note": entry.note} if entry.note else {}),
        "paragraphs": [paragraph.text for paragraph in paragraphs],
        "subheads": [place for place, each in enumerate(paragraphs) if isinstance(each, Subhead)],  # counted from 0
        "images": list(_images(blocks, photos)),
    }


def _images(blocks: Sequence[Block], photos: Mapping[str, Photo]) -> Iterator[dict[str, Any]]:
    paragraphs = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs += 1
        else:
            photo = photos.get(block.url)
            file = photo.path if photo else None
            yield {"url": block.url, "caption": block.caption, "after": paragraphs, "file": file}

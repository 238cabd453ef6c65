"""Edits carried over to another version of their article, where each block that they touch stands there unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.bulletin import Entry
from monitor.editing.edits import Edit, Kind
from monitor.text.markdown import Block, Paragraph, read


def carry(edits: Sequence[Edit], of: Entry, to: Entry) -> tuple[Edit, ...] | None:
    """Return `edits`, made over the reading `of`, as edits over `to`; None if a headline or a block that they touch is
    not there, is another, or stands there twice."""
    former, now = read(of.body), read(to.body)
    found = [_carry(edit, of, to, former, now) for edit in edits]
    return None if None in found else tuple(edit for edit in found if edit)


def _carry(edit: Edit, of: Entry, to: Entry, former: Sequence[Block], now: Sequence[Block]) -> Edit | None:
    if edit.kind is Kind.HEADLINE:
        return edit if of.headline == to.headline else None
    if not edit.block:
        return edit
    if edit.block > len(former):
        return None
    touched = former[edit.block - 1]
    if edit.kind is Kind.PICTURE:  # whatever its caption says now
        places = [place for place, each in enumerate(now, 1) if getattr(each, "url", None) == edit.before]
    else:
        places = [place for place, each in enumerate(now, 1) if each == touched]
    alike = sum(1 for each in former if each == touched)
    return replace(edit, block=places[0]) if len(places) == alike == 1 else None


def numbered(entry: Entry) -> list[str]:
    """Return a line for each block of `entry`, with the number by which an edit names it."""
    blocks = enumerate(read(entry.body), 1)
    return [
        f"{number}. {block.text}" if isinstance(block, Paragraph) else f"{number}. 图片 {block.url} {block.caption}"
        for number, block in blocks
    ]

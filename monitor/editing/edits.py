"""An edit as a value, and what edits make of an article: the one function by which an issue is printed and proven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from monitor.bulletin import Entry
from monitor.exceptions import EditError
from monitor.text.hygiene import printable, tidy
from monitor.text.markdown import Block, Paragraph, Picture, read, write

SHORTENED = "（有删节）"  # printed behind an article of which a paragraph is left out


class Kind(StrEnum):
    """What an edit does."""

    HEADLINE = "headline"  # 改题: `before` the outlet's headline, `after` the printed one
    CUT = "cut"  # 删本段: `before` the whole paragraph
    CORRECT = "correct"  # 更正: `before` and `after` some characters of a paragraph
    PICTURE = "picture"  # 不登图片: `before` the picture's address
    CAPTION = "caption"  # 改图注: `before` and `after` captions, `after` may be empty
    PREFACE = "preface"  # 本期导语, of the whole issue: `after`
    NOTE = "note"  # 编者按, before the article: `after`


NAMES = {
    Kind.HEADLINE: "改题", Kind.CUT: "删段", Kind.CORRECT: "更正", Kind.PICTURE: "不登图片", Kind.CAPTION: "改图注",
    Kind.PREFACE: "导语", Kind.NOTE: "编者按",
}  # fmt: skip
_OF_BLOCKS = frozenset((Kind.CUT, Kind.CORRECT, Kind.PICTURE, Kind.CAPTION))
_WITHOUT_AFTER = frozenset((Kind.CUT, Kind.PICTURE))
_MAY_BE_EMPTY = frozenset((Kind.CUT, Kind.PICTURE, Kind.CAPTION))


@dataclass(frozen=True)
class Edit:
    """One change for print. `block` is the number (from 1) of a block of the unedited text, pictures counted, 0 where
    the edit is of no block; `before` is what the reading has there, plain text. Raises EditError for what no edit can
    be: an empty or unchanged text, a correction without its reason, a block where there is none or none where one
    must be."""

    kind: Kind
    before: str = ""
    after: str = ""
    block: int = 0
    reason: str = ""

    def __post_init__(self) -> None:
        for name in ("before", "after", "reason"):
            object.__setattr__(self, name, printable(tidy(getattr(self, name))))
        name = NAMES[self.kind]
        if (self.block > 0) != (self.kind in _OF_BLOCKS):
            raise EditError(f"{name}要写明第几段，从 1 数起。" if self.kind in _OF_BLOCKS else f"{name}不分段。")
        if self.kind in _WITHOUT_AFTER and self.after:
            raise EditError(f"{name}不能另写内容：{self.after:.40}")
        if not self.after and self.kind not in _MAY_BE_EMPTY:
            raise EditError(f"{name}的内容是空的。")
        if self.kind not in _WITHOUT_AFTER and self.after == self.before:
            raise EditError(f"{name}前后相同：{self.after:.40}")
        if self.kind is Kind.CORRECT and not (self.before and self.reason):
            raise EditError("更正要写明原来的字和理由。")


def tell_edit(edit: Edit, where: str = "") -> str:
    """Return `edit`, of the article that `where` names, in Chinese, its long texts cut."""
    block = f"第 {edit.block} 段" if edit.block else ""
    texts = "→".join(f"“{text:.40}”" for text in (edit.before, edit.after) if text)
    return " ".join(filter(None, (NAMES[edit.kind], where, block, texts)))


def to_rows(edits: Sequence[Edit]) -> list[dict[str, Any]]:
    """Return `edits` as the store keeps them."""
    return [asdict(edit) for edit in edits]


def from_rows(rows: Any) -> tuple[Edit, ...]:
    """Return the edits that `to_rows` wrote. Raises EditError for anything else."""
    try:
        return tuple(Edit(**{**row, "kind": Kind(row["kind"]), "block": int(row["block"])}) for row in rows or ())
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise EditError(f"改动的记录读不出：{rows!r:.80}") from error


def apply(edits: Sequence[Edit], reading: Entry, marked: bool = True) -> Entry:
    """Return `reading` as it is printed with `edits`, which all speak of the unedited text, whatever their order.
    `marked`: the reader is told of a new headline, a cut and a correction (BULLETIN_MARK_EDITS). Raises EditError if
    the reading has not what an edit says was there, or two edits want the same place."""
    blocks: dict[int, Block] = dict(enumerate(read(reading.body), 1))
    entry = reading
    for edit in edits:
        if edit.kind is Kind.HEADLINE:
            _expect(edit, reading.headline, taken=entry.headline != reading.headline)
            original = edit.before if marked else reading.original_headline
            entry = replace(entry, headline=edit.after, original_headline=original)
        elif edit.kind is Kind.NOTE:
            _expect(edit, reading.note, taken=entry.note != reading.note)
            entry = replace(entry, note=edit.after)
        elif edit.kind is Kind.PREFACE:
            raise EditError("导语属于整期，不属于一篇。")
    by_block: dict[int, list[Edit]] = {}
    for edit in edits:
        if edit.kind in _OF_BLOCKS:
            by_block.setdefault(edit.block, []).append(edit)
    if not by_block:
        return entry
    changed = {number: _change(blocks.get(number), of_one, marked) for number, of_one in by_block.items()}
    kept = [block for number, given in blocks.items() if (block := changed.get(number, given))]
    if not any(isinstance(block, Paragraph) for block in kept):
        raise EditError(f"一段也不剩：{reading.headline}")
    if marked and any(edit.kind is Kind.CUT for edit in edits):
        kept.append(Paragraph(SHORTENED))
    return replace(entry, body=write(kept))


def preface(edits: Sequence[Edit]) -> str:
    """Return the words of the office's own that an issue prints under its 本期导语; empty if there are none. Raises
    EditError if there are two."""
    found = [edit.after for edit in edits if edit.kind is Kind.PREFACE]
    if len(found) > 1:
        raise EditError(f"导语只能有一条：{found[1]:.40}")
    return "".join(found)


# Of one place, what cannot be done together, and how to go on.
_TOGETHER = (
    ({Kind.CUT, Kind.CORRECT}, "既有更正又要删：要删，先撤销这一段的更正；要更正，先恢复这一段"),
    ({Kind.PICTURE, Kind.CAPTION}, "的图改过图注又要不登：要不登，先撤销改图注；要改图注，先恢复这张图"),
)


def _change(block: Block | None, edits: Sequence[Edit], marked: bool) -> Block | None:
    """What `edits`, all of one block, make of it; None if it is not printed."""
    match block, edits:
        case Paragraph(text), [Edit(kind=Kind.CUT) as edit]:
            _expect(edit, text)
            return None
        case Picture(url), [Edit(kind=Kind.PICTURE) as edit]:
            _expect(edit, url)
            return None
        case Picture(url, caption), [Edit(kind=Kind.CAPTION) as edit]:
            _expect(edit, caption)
            return Picture(url, edit.after)
        case Paragraph(text), _ if all(edit.kind is Kind.CORRECT for edit in edits):
            return replace(block, text=_correct(text, edits, marked))
    kinds = {edit.kind for edit in edits}
    if block is not None and (words := next((words for both, words in _TOGETHER if kinds >= both), "")):
        raise EditError(f"第 {edits[0].block} 段{words}。")
    wanted = "、".join(NAMES[edit.kind] for edit in edits)
    raise EditError(f"{wanted}：第 {edits[0].block} 段不能这样改（{_what(block)}）。")


def _correct(text: str, edits: Sequence[Edit], marked: bool) -> str:
    places = []
    for edit in edits:
        if text.count(edit.before) != 1:
            raise EditError(
                f"更正：第 {edit.block} 段里“{edit.before:.40}”应恰好出现一次，有 {text.count(edit.before)} 次。"
            )
        places.append((text.index(edit.before), edit))
    places.sort(key=lambda each: each[0])
    result, end = "", 0
    for start, edit in places:
        if start < end:
            raise EditError(f"第 {edit.block} 段有两处更正相重叠：{edit.before:.40}")
        result += text[end:start] + edit.after
        end = start + len(edit.before)
    marks = "".join(f"（本刊更正：“{edit.before}”应为“{edit.after}”）" for _, edit in places if marked)
    return result + text[end:] + marks


def _expect(edit: Edit, there: str, taken: bool = False) -> None:
    if taken:
        raise EditError(f"{NAMES[edit.kind]}只能有一条：{edit.after:.40}")
    if printable(tidy(there)) != edit.before:
        raise EditError(f"{NAMES[edit.kind]}：原文是“{there:.40}”，记录的是“{edit.before:.40}”。")


def _what(block: Block | None) -> str:
    if block is None:
        return "没有这一段"
    return f"是图片：{block.url:.60}" if isinstance(block, Picture) else f"是文字：{block.text:.40}"

"""Where two entries differ, in the editor's words: the place, and both texts."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from monitor.bulletin import Entry
from monitor.text.markdown import Block, Paragraph, read

_FIELDS = {
    "headline": "标题", "outlet": "媒体", "url": "链接", "day": "日期", "kicker": "引题", "subtitle": "副题",
    "original_headline": "原标题", "note": "编者按",
}  # fmt: skip
_BEFORE, _SHOWN = 12, 48  # characters of a text: before the first that differs, in all


def tell_differences(printed: Entry, expected: Entry, called: str = "存档页面") -> Iterator[str]:
    """Yield a line for each place where `printed` is not `expected`, which is what is `called` so."""
    for name, words in _FIELDS.items():
        there, wanted = getattr(printed, name), getattr(expected, name)
        if there != wanted:
            yield f"{words}：刊出{_quote(there, wanted)}，{called}{_quote(wanted, there)}"
    yield from _tell_blocks(read(printed.body), read(expected.body), called)
    if printed.body != expected.body and read(printed.body) == read(expected.body):
        yield f"正文的写法：刊出{_quote(printed.body, expected.body)}，{called}{_quote(expected.body, printed.body)}"


def _tell_blocks(printed: list[Block], expected: list[Block], called: str) -> Iterator[str]:
    for kind, start, end, other, other_end in SequenceMatcher(None, printed, expected, False).get_opcodes():
        if kind == "equal":
            continue
        for step in range(max(end - start, other_end - other)):
            one = printed[start + step] if start + step < end else None
            two = expected[other + step] if other + step < other_end else None
            if one is None:
                yield f"{called}第 {other + step + 1} 段没有刊出：{_quote(_text(two), '')}"
            elif two is None:
                yield f"刊出的第 {start + step + 1} 段，{called}这里没有：{_quote(_text(one), '')}"
            else:
                texts = _text(one), _text(two)
                yield f"第 {start + step + 1} 段：刊出{_quote(*texts)}，{called}{_quote(*texts[::-1])}"


def _text(block: Block | None) -> str:
    if block is None or isinstance(block, Paragraph):
        return block.text if block else ""
    return f"［图 {block.url}］{block.caption}"


def _quote(text: object, other: object) -> str:
    """Quote `text` from shortly before the first character that `other` has not."""
    one, two = str(text if text is not None else ""), str(other if other is not None else "")
    if not one:
        return "（空）"
    start = max(next((place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 0) - _BEFORE, 0)
    start = 0 if len(one) <= _SHOWN else start
    piece = one[start : start + _SHOWN]
    return f"“{'…' if start else ''}{piece}{'…' if start + _SHOWN < len(one) else ''}”"

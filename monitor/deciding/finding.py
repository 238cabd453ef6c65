"""Words looked for in texts as they are read: no mark of Markdown and no address of a picture holds any, and of letters
the wide ones (ＡＩ) are the narrow ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from monitor.text.hygiene import fold
from monitor.text.markdown import Picture, read
from monitor.text.traditional import spellings

_DEEPER = (1, 40)  # times as many rows are asked for, if too few of the first hold the words as they are read
_NARROW = {code + 0xFEE0: code for code in range(0x21, 0x7F)}
_WIDE = {narrow: wide for wide, narrow in _NARROW.items()}
_WIDE_FIGURES = {code: wide for code, wide in _WIDE.items() if chr(code).isdigit()}
_WIDE_LETTERS = {code: wide for code, wide in _WIDE.items() if not chr(code).isdigit()}
_WIDTHS: tuple[dict[int, int], ...] = ({}, _WIDE, _WIDE_FIGURES, _WIDE_LETTERS)
_RUN = re.compile(r"[^\W_]+")  # which Markdown writes as it is
_LATIN = re.compile("[!-~]")
Found = TypeVar("Found")


def readable(body: str) -> str:
    """Return the words of a body in Markdown, a line a block, those under its pictures too."""
    return "\n".join(block.caption if isinstance(block, Picture) else block.text for block in read(body))


def holds(words: Iterable[str], texts: Iterable[str]) -> bool:
    """Tell whether each of `words` stands in one of `texts`, wide or narrow, in capitals or not, in simplified or in
    traditional characters; blanks and quotes are none."""
    folded = [fold(text, lines=True) for text in texts]
    forms = ({fold(each) for each in spellings(word)} for word in words)
    return all(any(form in text for text in folded for form in each) for each in forms)


def find(
    look: Callable[[Sequence[str], int], Sequence[Found]],
    words: Sequence[str],
    texts: Callable[[Found], Iterable[str]],
    order: Callable[[Found], tuple[int, int]],
    most: int,
) -> list[Found]:
    """Return at most `most` rows of the store that hold `words`. `look` asks it for so many that have certain words in
    their Markdown, `texts` are those that one reads of a row, and `order` tells its place among the others."""
    held: list[Found] = []
    for times in _DEEPER:
        answers = [look(each, most * times) for each in _asked(words)]
        rows = {order(row): row for answer in answers for row in answer}
        held = [rows[place] for place in sorted(rows) if holds(words, texts(rows[place]))]
        if len(held) >= most or all(len(answer) < most * times for answer in answers):
            break
    return held[:most]


def _asked(words: Sequence[str]) -> list[list[str]]:
    """The words for which the store is asked, which looks for them as they are written: of each a run of letters; the
    first that may be written wide as well as narrow in each way, its figures and its letters for themselves (５G), for
    further ones the rows are looked through."""
    runs = [max(_RUN.findall(word), key=len, default=word[:1]) for word in (each.translate(_NARROW) for each in words)]
    latin = [run for run in runs if _LATIN.search(run)][:1]
    others = [run for run in runs if not _LATIN.search(run)]
    forms = dict.fromkeys(tuple(run.translate(width) for run in latin) for width in _WIDTHS)
    return [[*others, *form] for form in forms]


def written(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of `words` in a text as it is read, however it is written."""
    forms = (each.translate(_NARROW) for word in words for each in spellings(word))
    return re.compile("|".join("".join(map(_either, form)) for form in forms), re.IGNORECASE)


def _either(character: str) -> str:
    wide = _WIDE.get(ord(character))
    return f"(?:{re.escape(character)}|{chr(wide)})" if wide else re.escape(character)

"""From the lines of a file's pages to paragraphs: a PDF knows where a line ends, but not where a paragraph does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.text.hygiene import tidy

_PAGE_NUMBER = re.compile(r"[-—–\s]{0,6}(?:第\s?)?\d{1,4}(?:\s?页)?[-—–\s]{0,6}")
_BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|第[一二三四五六七八九十百\d]{1,4}[条章节]|附件|附："
)
_ENDS = re.compile(r"[。！？：；.!?:;][”」』）)]?$")
_FULL = 0.85  # of the longest line's length; a shorter line ends its paragraph


def join_lines(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return the paragraphs of `pages` of lines, without the pages' numbers. A line that is full and does not end a
    sentence goes on in the next, also over the turn of a page, unless that begins a numbered item."""
    lines = [line for page in pages for line in map(tidy, page) if line and not _PAGE_NUMBER.fullmatch(line)]
    full = _FULL * max(map(len, lines), default=0)
    paragraphs: list[str] = []
    open_ = False
    for line in lines:
        if open_ and not _BEGINS.match(line):
            paragraphs[-1] += line if not (paragraphs[-1][-1].isascii() and line[0].isascii()) else f" {line}"
        else:
            paragraphs.append(line)
        open_ = len(line) >= full and not _ENDS.search(line)
    return paragraphs

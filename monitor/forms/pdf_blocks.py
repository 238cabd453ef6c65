"""The paragraphs of a PDF that this system printed, by its structure tree (ISO 32000-1, 14.7): there each row says of
which it is, and little has to be guessed by its place on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby, pairwise
from typing import Any

from monitor.forms.line import Line, cells

OURS = b"zhoubao"  # the first half of the identifier of its files, as exports.pdf writes it
_BLOCK = re.compile("P|H[1-6]")
_MOST = 200_000  # elements of a tree; an issue of forty articles has five thousand
_WORD = re.compile("[!-~]{1,200}|.")
_POINTS = 2.0  # by which two places on a page are the same
_ROOM = 5  # characters by which letters may be narrower than reckoned, and marks go with the next word
Blocks = Mapping[tuple[int, int], str]  # a page's object and a mark on it → the paragraph, as P 12, or heading, H3 9


@dataclass(frozen=True)
class Row:
    """What stands at one height of a page, in points; `block` is the paragraph that it is of, empty where none is
    told."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    address: str = ""
    block: str = ""


def blocks_of(document: Any) -> Blocks:
    """Return of which paragraph each marked content of pdfminer's `document` is; nothing for a file of another program,
    whose tags may be anything."""
    if not any(_is_ours(xref.get_trailer().get("ID")) for xref in document.xrefs):
        return {}
    from pdfminer.pdftypes import PDFObjRef, resolve1

    found: dict[tuple[int, int], str] = {}
    seen, numbers = set[int](), count(1)
    stack: list[tuple[Any, int, str]] = [(document.catalog.get("StructTreeRoot"), 0, "")]  # element, its page, block
    while stack and len(seen) < _MOST:
        given, page, block = stack.pop()
        if isinstance(given, PDFObjRef):
            if given.objid in seen:
                continue
            seen.add(given.objid)
        element = resolve1(given)
        if isinstance(element, list):
            stack += [(each, page, block) for each in element]
        elif isinstance(element, int) and block:
            found[page, element] = block
        elif isinstance(element, dict):
            page = getattr(element.get("Pg"), "objid", page)
            name = str(getattr(element.get("S"), "name", ""))
            inside = element.get("K", element.get("MCID"))
            stack.append((inside, page, f"{name} {next(numbers)}" if _BLOCK.fullmatch(name) else block))
    return found


def _is_ours(identifier: Any) -> bool:
    return isinstance(identifier, list) and identifier[:1] == [OURS]


def paragraphs(rows: Sequence[Row]) -> Iterator[Line]:
    """Yield the paragraphs of `rows`, which tell theirs; one that goes on upon the next page tells another there."""
    blocks = [list(group) for _, group in groupby(rows, lambda row: row.block or row)]
    edges = min(row.left for row in rows), max(row.right for row in rows)
    whole: list[list[Row]] = []
    for block in blocks:
        if whole and _goes_on(whole[-1], block, *edges):
            whole[-1] += block
        else:
            whole.append(block)
    for block in whole:
        words = [block[0].text]
        for row, following in pairwise(block):
            words += "" if row.address and following.address else _between(row.text, following.text), following.text
        address = next((row.address for row in block if row.address), "")
        yield Line("".join(words), f"第 {block[0].page} 页", address, literal=True)


def _goes_on(before: Sequence[Row], block: Sequence[Row], left: float, right: float) -> bool:
    """Whether a block goes on with the one before on another page: neither is a heading, both have two rows at least
    (orphans and widows of exports.html), its first is at the edge and in the same size, and its first word had no room
    behind the other's last."""
    last, first = before[-1], block[0]
    if not (last.block.startswith("P") and first.block.startswith("P")):
        return False
    if first.page != last.page + 1 or min(len(before), len(block)) < 2 or first.left - left > _POINTS:
        return False
    height, word = first.bottom - first.top, _WORD.match(first.text)
    room = right - last.right - cells(word[0] if word else "") * height / 2
    return abs(height - (last.bottom - last.top)) < _POINTS / 2 and room < _ROOM * height


def _between(row: str, following: str) -> str:
    """What stands between two rows of one paragraph: a blank between what is Latin on both sides, for lines are broken
    there alone, but for behind a hyphen or a stroke and in a word that is longer than its row."""
    in_word = re.fullmatch("[!-~]{1,999}", row)
    return " " if not in_word and re.match("[!-,.0-~]", row[-1:]) and re.match("[!-~]", following) else ""

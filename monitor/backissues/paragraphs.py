"""Where the paragraphs of a text end whose lines were broken to fit a page.

A line was broken by the page, and not by its writer, if the first word of the next did not fit behind it. That leaves
doubt where a sentence ends with its line, so all breaks of a text are weighed together (Viterbi): a paragraph's first
line is indented by two characters, and a paragraph ends with a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from monitor.forms.line import Line, cells, join

_INDENT = 4  # cells: two characters
_SLACK = 2.0  # cells by which letters and figures may be narrower or wider than half a character
_FULL = 6  # cells: a line ends so far from the edge where words are long
_ENOUGH = 8  # lines below which nothing is said of a page's width
_SHARE = 0.35  # share of lines that reach the edge of a text that was broken; paragraphs by themselves reach none
_NARROWEST, _WIDEST = 40, 110  # cells of a line of print
_SOFT, _SHORT = 60, 36  # cells of a line that a program broke within a paragraph, with the next word and without
_ENDS = re.compile(r"[。！？!?…：:；;.][”’」』）)》]*$|[）)】]$")
_NO_START = "，。、；：！？”’）》】」』,.;:!?)%％"  # marks that begin no line: they stay with the word before them
_NO_END = "“‘（《【「『("
_PIECE = rf"[{_NO_END}]*(?:[A-Za-z0-9_./+-]+|.)[{_NO_START}]*"
_WORD = re.compile(rf"{_PIECE}(?:[“‘]{_PIECE})*")  # many programs break no line before a quote (UAX 14, LB19)
_LATIN = re.compile("[A-Za-z0-9]")
_OF_LIST = re.compile(r"^\d{1,3}[.)] ")
_BREAKS = 3  # line ends below which nothing is said of how a program filled the lines

# What each sign against a reading costs; the unit is a sentence that does not end with its paragraph.
_HAD_ROOM, _UNFINISHED, _OVERFULL, _ON_THE_EDGE, _INSET, _GAP, _AT_A_FULL_LINE = 3.0, 1.0, 2.0, 2.0, 4.0, 2.5, 0.4


@dataclass(frozen=True)
class Breaks:
    """How the lines of a text were broken: to `width` cells by a page, or by a program that filled `column` columns and
    left an empty line between paragraphs, 0 for neither. `at_blanks`: it broke them nowhere else."""

    width: float = 0.0
    column: int = 0
    at_blanks: bool = False


def breaks_of(lines: Sequence[Line]) -> Breaks:
    """Return how `lines` were broken."""
    column = _filled(lines)
    if not column:
        return Breaks(_width_of(lines))
    ragged = (before for before, line in pairwise(lines) if line.soft and not _LATIN.match(line.text))
    return Breaks(column=column, at_blanks=any(_columns(before.text) + 4 <= column for before in ragged))


def _width_of(lines: Sequence[Line]) -> float:
    """Return the width in cells to which `lines` were broken, 0 if they were not."""
    widths = sorted(line.width for line in lines if not line.address and not line.text.startswith("http"))
    if len(widths) < _ENOUGH:
        return 0.0
    upper = widths[len(widths) // 2 :]
    edge = max(upper, key=lambda end: _ending(widths, end) + _ending(widths, end - _INDENT))
    reach = sum(edge - _FULL <= width <= edge + _SLACK for width in widths)
    longer = sum(width > edge + 2 * _FULL for width in widths)
    fits = _NARROWEST <= edge <= _WIDEST and longer <= 0.02 * len(widths)
    return edge if fits and reach >= _SHARE * len(widths) else 0.0


def _ending(widths: Sequence[float], end: float) -> int:
    """How many lines end at `end` or a little before it."""
    return sum(end - _SLACK <= width <= end for width in widths)


def _filled(lines: Sequence[Line]) -> int:
    """Return the columns to which a program filled `lines` that are paragraphs set apart by empty lines (pandoc: 72), 0
    if none did: all are as full as the next word lets them be, and a sentence ends with its paragraph. Else a form's
    word that a line goes on tells little: people end paragraphs so too."""
    breaks = [(before, line) for before, line in pairwise(lines) if line.soft]
    ends = [before for before, line in pairwise(lines) if not line.soft]
    if len(breaks) < _BREAKS or len(ends) * 5 < len(breaks):
        return 0
    column = _widest(lines) or max(_columns(before.text) for before, _ in breaks)
    room = min(_room(before, line) for before, line in breaks)
    at_words = [_columns(before.text) > column - 4 or _is_latin(before.text, line.text) for before, line in breaks]
    sentences = [bool(_ENDS.search(before.text)) for before, _ in breaks]
    whole = [bool(_ENDS.search(line.text)) or _columns(line.text) < 0.8 * column for line in ends]
    is_full = _NARROWEST <= column <= _WIDEST and column < room + _SLACK and _share(at_words) >= 0.7
    return column if is_full and _share(sentences) <= 0.25 and _share(whole) >= 0.6 else 0


def _share(told: Sequence[bool]) -> float:
    return sum(told) / len(told) if told else 1.0


def _is_latin(first: str, second: str) -> bool:
    """Whether a Latin letter or a figure stands where two lines meet."""
    return bool(_LATIN.search(first[-1] + second[0]))


def _columns(text: str) -> int:
    """The columns that `text` takes to a program, for which a Chinese quote has one."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def paragraphs(lines: Sequence[Line], broken: Breaks, known: str) -> list[str]:
    """Return the paragraphs of `lines`, which were broken so; by nothing, each is one, but where its form says that it
    goes on. `known`: the whole text, in which a word that was broken may stand whole."""
    if not lines:
        return []
    if broken.column:
        starts = [True, *(not line.soft for line in lines[1:])]
    elif broken.width:
        starts = min(_weigh(lines, broken.width, 0), _weigh(lines, broken.width, _INDENT))[1]
    else:
        starts = _soft_starts(lines)
    found: list[str] = []
    for line, start in zip(lines, starts, strict=True):
        if start:
            found.append(line.text)
        elif broken.at_blanks:
            found[-1] = f"{found[-1]} {line.text}"
        else:
            found[-1] = join(found[-1], line.text, known)
    return found


def _soft_starts(lines: Sequence[Line]) -> list[bool]:
    """Which lines begin a paragraph by their form: a line goes on where its first word did not fit behind the line
    before, unless a line with a blank was let grow wider than that."""
    widest = _widest(lines)
    starts = [True]
    for before, line in pairwise(lines):
        word = line.text.split()[0]
        full = before.width > _SHORT and before.width + cells(word) > _SOFT and _room(before, line) + _SLACK > widest
        starts.append(not (line.soft and full and not _ENDS.search(before.text)))
    return starts


def _widest(lines: Sequence[Line]) -> int:
    """The columns of the widest line that could have been broken at a blank, but for that behind a list's number."""
    return max((_columns(line.text) for line in lines if " " in _OF_LIST.sub("", line.text)), default=0)


def _room(before: Line, line: Line) -> int:
    """The columns that a line needs which goes on with the first word of the next."""
    return _columns(f"{before.text} {line.text.split()[0]}")


def _weigh(lines: Sequence[Line], width: float, indent: int) -> tuple[float, list[bool]]:
    """The cheapest reading of which lines begin a paragraph, where first lines are indented by so many cells unless
    their place on the page is known; and what it costs."""
    indented = any(line.left is not None and line.left > _INDENT / 2 for line in lines)
    if not indented:  # the place tells nothing: who wrote the file may have left the indents out
        lines = [replace(line, left=None) for line in lines]
    # The cost of each reading of the line before, (goes on, begins), with what it says of all lines until there.
    readings: list[tuple[float, tuple[bool, ...]]] = [(1e9, (False,)), (0.0, (True,))]
    for before, line in pairwise(lines):
        following = []
        for begins in (False, True):
            own = _if_overfull(line, width, indent if begins else 0)
            costs = []
            for began, (cost, said) in zip((False, True), readings, strict=True):
                inset = indent if began and before.left is None else 0
                step = (
                    _if_begins(before, line, width, indented, began)
                    if begins
                    else _if_goes_on(line, indented) + _if_had_room(before, line, width - inset)
                )
                costs.append((cost + step + own, (*said, begins)))
            following.append(min(costs))
        readings = following
    cost, said = min(readings)
    return cost, list(said)


def _if_had_room(before: Line, line: Line, width: float) -> float:
    """What it costs that `line` goes on although its first word would have stood behind the line `before`."""
    word = _WORD.match(line.text)
    room = width - before.width - cells(word[0] if word else "")
    return 0.0 if room < _SLACK else _HAD_ROOM + min(room, 20) / 5


def _if_goes_on(line: Line, indented: bool) -> float:
    inset = line.left is not None and indented and line.left > _INDENT / 2
    return (_INSET if inset else 0.0) + (_GAP if line.apart else 0.0)


def _if_begins(before: Line, line: Line, width: float, indented: bool, began: bool) -> float:
    full = before.width > width - _FULL
    cost = _AT_A_FULL_LINE if full else 0.0
    if not _ENDS.search(before.text) and (before.width > width / 2 or not began):  # else a subhead of one line
        cost += _UNFINISHED * (2 if full else 1)
    if line.left is not None and indented and line.left <= _INDENT / 2:
        cost += _ON_THE_EDGE
    return cost


def _if_overfull(line: Line, width: float, indent: int) -> float:
    return _OVERFULL if line.left is None and indent and line.width + indent > width + _SLACK / 2 else 0.0

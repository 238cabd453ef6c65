"""Back issues that were cut, shuffled, doubled and filled with what strangers write: refused in one line, or read
without losing a line."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hostile_inputs import WORDS
from hypothesis import example, given
from hypothesis import strategies as st
from past_issue import lines, text_file, word
from test_other_forms import rows, typeset
from tried import hostile

from monitor.backissues.issue import PastIssue
from monitor.backissues.reading import read_issues
from monitor.exceptions import MonitorError
from monitor.forms.line import bare
from monitor.issue_calendar import IssueCalendar
from monitor.terminal.output import in_one_line
from monitor.text.markdown import plain_text

FOLDER = Path(tempfile.mkdtemp())
FRAME = [
    "1.",
    "来源：",
    "链接：http://[bad",
    "主要内容：",
    "第九九九九九九九九九期",
    "二、具体内容",
    "2025年13月45日",
    "（",
    "①",
    "第〇期",
    "本期导语：时间从2025-99-99到",
]
PLACES = st.floats(0, 1, exclude_max=True)
CHANGES = st.lists(
    st.tuples(st.sampled_from(["drop", "double", "swap", "cut", "add"]), PLACES, PLACES, st.one_of(st.sampled_from(FRAME), WORDS)),
    min_size=1,
    max_size=4,
)  # fmt: skip
FORMS = {"a.docx": word(FOLDER, lines(), "whole.docx").read_bytes(), "a.pdf": typeset(rows(lines(), 0))}


def changed(changes: list[tuple[str, float, float, str]]) -> list[str]:
    found = lines()
    for kind, one, other, more in changes:
        first, second = int(one * len(found)), int(other * len(found))
        match kind:
            case "drop":
                found = [*found[:first], *found[first + 1 :]] or ["空"]
            case "double":
                found.insert(second, found[first])
            case "swap":
                found[first], found[second] = found[second], found[first]
            case "cut":
                found[first] = found[first][: int(other * len(found[first]))]
            case _:
                found.insert(first, more)
    return found


def read(path: Path) -> list[PastIssue]:
    try:
        return read_issues(path, IssueCalendar())
    except MonitorError as error:
        assert str(path) in str(error)
        assert len(in_one_line(str(error))) <= 520
        return []


def is_frame(line: str) -> bool:
    """What is kept as a value, or printed once more: labels, days, addresses, numbers."""
    return bool(re.match("来源|链接|主要内容|http|20\\d\\d|二、具体内容|\\d+[.、]$", line) or line.isascii())


@hostile("back issues as text", 60)
@given(CHANGES)
@example([("cut", 0.5, 0.25, "1.")])  # what is left of a label stands before the headline
@example([("cut", 0.75, 0.9375, "1.")])  # a headline that lacks its last character, and stands whole over its text
def test_no_line_is_lost(changes: list[tuple[str, float, float, str]]) -> None:
    given = changed(changes)
    found = read(text_file(FOLDER, given, "a.txt"))
    if len(found) != 1 or any(kind == "add" and more not in FRAME for kind, _, _, more in changes):
        return  # marks of Markdown are no text
    (past,) = found
    told = bare("".join(f"{each.headline}{plain_text(each.body)}{each.headline}" for each in past.entries))
    begin = next(place for place, line in enumerate(given) if "具体内容" in line)
    for line in map(bare, given[begin + 1 :]):
        assert is_frame(line) or re.sub("^(?:\\d+[.、]|①)+", "", line) in told, line


@hostile("back issues as Word and PDF", 30)
@given(
    st.sampled_from(sorted(FORMS)),
    st.lists(st.tuples(PLACES, st.binary(max_size=3), st.integers(0, 90)), min_size=1, max_size=4),
)
def test_broken_bytes(name: str, changes: list[tuple[float, bytes, int]]) -> None:
    content = bytearray(FORMS[name])
    for place, new, length in changes:
        begin = int(place * len(content))
        content[begin : begin + length] = new
    (FOLDER / name).write_bytes(content)
    read(FOLDER / name)

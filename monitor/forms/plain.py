"""Plain text: a line is a line, whatever its encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.exceptions import MonitorError
from monitor.forms.line import Line, split
from monitor.text.encoding import detect_encoding
from monitor.text.hygiene import damage

_QUOTED = re.compile(r"^(?:>[ \t]?){1,9}")
_LOST = 0.01  # share of characters that no encoding gives, above which a file is none of text


def read(content: bytes) -> Iterator[Line]:
    """Yield the lines of a text file. Raises MonitorError if no encoding fits."""
    blank = True
    for number, text in enumerate(_unquoted(decode(content).splitlines()), 1):
        for line in split(text, f"第 {number} 行"):
            yield Line(line.text, line.place, soft=not blank)
        blank = not text.strip()


def _unquoted(lines: list[str]) -> list[str]:
    """The lines of a mail without the marks before what it quotes, where that is most of it."""
    quoted = sum(line.startswith(">") for line in lines)
    if quoted * 2 <= sum(map(bool, map(str.strip, lines))):
        return lines
    return [_QUOTED.sub("", line) for line in lines]


def decode(content: bytes) -> str:
    """Return `content` as text: UTF-8, UTF-16 with its mark, or GB18030. Raises MonitorError if none of them fits."""
    text = content.decode(detect_encoding(content), "replace").removeprefix("\ufeff")
    if damage(text) > _LOST or "\0" in text:
        raise MonitorError("认不出文字的编码；请用记事本打开，另存为 UTF-8 再导入")
    return text

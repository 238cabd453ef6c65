"""Lines of a module, as wide as the project's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_WIDTH = 120  # columns; a Chinese character takes two
PIECE = 100  # characters of a string in one line


def call(head: str, arguments: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a call with its comma: in one if it fits."""
    line = f"{head}{', '.join(arguments)}),"
    if _wide(line) <= _WIDTH:
        yield line
        return
    inner = f"            {', '.join(arguments)}"
    yield head
    if _wide(inner) <= _WIDTH:
        yield inner
    else:
        for argument in arguments:
            yield from _argument(argument)
    yield "        ),"


def _argument(argument: str) -> Iterator[str]:
    rest = argument[1:-1] if argument.startswith('"') else ""
    if _wide(argument) + 13 <= _WIDTH or not rest:
        yield f"            {argument},"
        return
    while rest:
        cut = len(rest) if len(rest) <= PIECE else rest.rfind(" ", 0, PIECE) + 1 or len(rest)
        yield f'            "{rest[:cut]}"' + ("," if cut == len(rest) else "")
        rest = rest[cut:]


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def wrap(text: str) -> Iterator[str]:
    """Yield the lines of a text, none wider than a line of the project, none beginning with a mark."""
    line = ""
    for word in re.findall(r"[!-~]+|.[，。、；：）”]*", text):
        if _wide(line + word) > _WIDTH:
            yield line.rstrip()
            line = ""
        line += word if line or word != " " else ""
    if line:
        yield line.rstrip()

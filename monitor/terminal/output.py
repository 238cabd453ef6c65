"""Where a command's words go: results to stdout, what is said to the person at the keyboard to stderr. What strangers
wrote moves no cursor and sets no colour, and an output that is closed or full stops no work."""

from __future__ import annotations

import atexit
import errno
import json
import os
import re
import select
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any, TextIO

from monitor.exceptions import OutputError, ReaderGone, system_reason

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # but tab and line end
_LINE_ENDS = re.compile("[\n\r\u2028\u2029]")  # others are escaped wherever they stand
_LONGEST = 500  # characters of an error: the names of all outlets, and more than a terminal's ten lines


def settle_streams() -> None:
    """Give a process that was started without stdin, stdout or stderr such as lead nowhere, so that no file it opens
    takes their place; and write what an encoding lacks as an escape."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            _lead_nowhere(number)
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 (as long as the process)
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.excepthook = _unhandled
    atexit.register(_end)


def _unhandled(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say nothing of a reader who has had enough of what one of Scrapy's own commands prints (`scrapy list | head`)."""
    if issubclass(kind, BrokenPipeError) and _is_unread(sys.stdout):
        give_up(sys.stdout)
    else:
        sys.__excepthook__(kind, error, trace)


def _is_unread(stream: TextIO) -> bool:
    """Tell whether a stream leads into a pipe at whose other end is nobody."""
    watched = select.poll()
    try:
        watched.register(stream.fileno(), 0)
        return any(event & select.POLLERR for _, event in watched.poll(0))
    except (OSError, ValueError):
        return False


def _end() -> None:
    if _is_unread(sys.stdout):
        give_up(sys.stdout)


def visible(text: str) -> str:
    """Return `text` with escapes in place of the characters that a terminal obeys."""
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)  # as JSON writes them


def say(line: str) -> None:
    """Print a line for the person at the keyboard, on stderr: stdout is for results. One that nobody can read is lost
    without harm."""
    try:
        sys.stderr.write(visible(line) + "\n")
        sys.stderr.flush()
    except OSError:
        give_up(sys.stderr)


def complain(error: object) -> None:
    """Print what went wrong as `say` does, in one line of bearable length whatever words of strangers or of the person
    it repeats: the end, where the remedy stands, is kept."""
    say("错误：" + in_one_line(str(error)))


def in_one_line(text: str) -> str:
    """Return `text` with line ends as escapes, and of one that is too long the beginning and the end."""
    line = _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} …… {line[-_LONGEST // 2 :]}"


def shown(value: Any) -> str:
    """Return what was given as one line of bearable length, in quotes."""
    text = str(value)
    return f"“{ascii(text)[1:-1] if not text.isprintable() else text:.60}”"


def put(text: str) -> None:
    """Print a line of the result on stdout. Raises OutputError if it cannot be written, ReaderGone if whoever read it
    has had enough."""
    strictly(lambda: sys.stdout.write(visible(text) + "\n"))


def put_json(value: Any, indent: int | None = None) -> None:
    """Print a JSON value as `put` does; in ASCII where stdout is not Unicode."""
    unicode = sys.stdout.encoding.lower().startswith("utf")
    put(json.dumps(value, ensure_ascii=not unicode, indent=indent))


def strictly(write: Callable[[], object]) -> None:
    """Let `write` print a part of the result on stdout. Raises OutputError, ReaderGone."""
    try:
        write()
        sys.stdout.flush()
    except OSError as error:
        give_up(sys.stdout)
        if error.errno == errno.EPIPE:
            raise ReaderGone from error
        raise OutputError(
            f"标准输出写不进（{system_reason(error)}）；请检查磁盘空间，或换一个地方再运行一次。"
        ) from error


def give_up(stream: TextIO) -> None:
    """What is still in the stream's buffer, and what others write to it, goes nowhere: else Python's own flush at the
    end would change the exit code."""
    try:
        _lead_nowhere(stream.fileno())
        stream.flush()
    except (OSError, ValueError):
        pass


def _lead_nowhere(number: int) -> None:
    opened = os.open(os.devnull, os.O_RDWR)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)

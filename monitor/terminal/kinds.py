"""How the value of a setting is written, by kind: each takes what was given and returns the value as the code works
with it. Each raises ValueError saying, in Chinese, what the value should be."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

from monitor.configuration import read_day
from monitor.exceptions import CalendarError
from monitor.issue_calendar import FRIDAY
from monitor.terminal.options import split_words

Kind = Callable[[Any], Any]

# Controls, line ends, halves of a surrogate pair (bytes that were no UTF-8), noncharacters.
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_ANCHOR = re.compile(r"[(\[]? *([0-9]{1,6}) *, *[\"']?([0-9]{4}-[0-9]{2}-[0-9]{2})[\"']? *[)\]]?")
_NUMBER_LENGTH = 40  # characters; int() refuses thousands of digits by an exception of its own


def flag(value: Any) -> bool:
    """True or False, as Scrapy's getbool() takes them."""
    known = {"1": True, "0": False, "true": True, "false": False}
    if (word := _half_width(value).lower()) in known:
        return known[word]
    raise ValueError("应为 True 或 False")


def whole(least: int, most: int) -> Kind:
    """A whole number from `least` to `most`."""

    def read(value: Any) -> int:
        written = _half_width(value)
        if re.fullmatch(r"[+-]?[0-9]{1,30}", written) and least <= int(written) <= most:
            return int(written)
        raise ValueError(f"应为 {least} 到 {most} 的整数")

    return read


def number(least: float, most: float) -> Kind:
    """A number from `least` to `most`."""

    def read(value: Any) -> float:
        written = _half_width(value)
        try:
            found = float(written[:_NUMBER_LENGTH])
        except ValueError:
            found = math.nan
        if least <= found <= most:  # nan is neither
            return found
        raise ValueError(f"应为 {least:g} 到 {most:g} 的数")

    return read


def line(value: Any, most: int = 2000) -> str:
    """A text of one line of at most so many characters, perhaps empty."""
    if not isinstance(value, str) or len(value) > most or _NO_TEXT.search(value):
        raise ValueError(f"应为一行文字，UTF-8 编码，不含控制字符，不超过 {most} 字")
    return value


def some_line(value: Any, most: int = 2000) -> str:
    """A text of one line that is not empty."""
    if not line(value, most).strip():
        raise ValueError("不能为空")
    return line(value, most)


def introduction(value: Any) -> str:
    """A text, of one line or several, that is filled in with count, since and until."""
    return _with_holes("\n".join(map(line, str(value).splitlines())), "count", "since", "until")


def file_name(value: Any) -> str:
    """A file's name without its ending, filled in with title, number and date: none of a path, hidden, or of a list."""
    if not re.fullmatch(r'(?![.\s]|candidates|coverage)[^\\/:*?"<>|]+', some_line(value)):
        raise ValueError("应为文件名，不含路径和 Windows 不许的字符，不以点、空格、candidates、coverage 开头")
    return _with_holes(value, "title", "number", "date")


def _with_holes(text: str, *names: str) -> str:
    try:
        holes = [hole[1:] for hole in Formatter().parse(text) if hole[1] is not None]
    except ValueError as error:
        holes = [(str(error), "", None)]
    # A width could ask for gigabytes, an attribute for anything.
    if bad := [hole[0] for hole in holes if hole not in [(name, "", None) for name in names]]:
        raise ValueError(f"填不出“{bad[0]}”；只能用 {{{'}、{'.join(names)}}}，花括号本身写两个")
    return text


def names(value: Any) -> list[str]:
    """Words with commas between them, or a list of JSON."""
    given = value
    if isinstance(value, str):
        given = _from_json(value) if value.lstrip().startswith("[") else split_words(value)
    if not isinstance(given, list | tuple) or not all(isinstance(each, str | int) for each in given):
        raise ValueError("应为逗号隔开的一列")
    return [some_line(str(each)).strip() for each in given] if given not in ([""], ()) else []


def table(value: Any) -> dict[str, Any]:
    """An object of JSON."""
    found = _from_json(value) if isinstance(value, str) else value
    if not isinstance(found, Mapping) or not all(isinstance(each, str | type) for each in found):
        raise ValueError('应为对照表（JSON），例如 {"a": "b"}')
    return dict(found)


def texts(value: Any) -> dict[str, str]:
    """A table of texts."""
    return {name: some_line(each) for name, each in table(value).items()}


def one_of(*known: str) -> Kind:
    """One of a few words, written in whatever case."""
    words = {word.upper(): word for word in known}

    def read(value: Any) -> str:
        if word := words.get(_half_width(value).upper()):
            return word
        raise ValueError(f"应为 {'、'.join(known)} 之一")

    return read


def only(fixed: Any) -> Kind:
    """What cannot be changed: the rest of the code rests on it."""

    def read(value: Any) -> Any:
        if str(value) == str(fixed):
            return fixed
        raise ValueError(f"只能是 {fixed}")

    return read


def day(value: Any) -> str:
    """A day YYYY-MM-DD, or nothing."""
    try:
        return str(read_day(_half_width(value))) if value else ""
    except CalendarError as error:
        raise ValueError("应为 YYYY-MM-DD，例如 2025-12-12") from error


def anchor(value: Any) -> tuple[int, str]:
    """The number of an issue and its day, a Friday: 622,2025-04-25."""
    written = ",".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    found = _ANCHOR.fullmatch(_half_width(written))
    if not found or not int(found[1]) or not day(found[2]) or date.fromisoformat(found[2]).weekday() != FRIDAY:
        raise ValueError("应为期号和它的出刊日（周五），例如 622,2025-04-25")
    return int(found[1]), found[2]


def path(value: Any, text: Kind = line) -> str:
    """A path, which may begin with the home of whoever runs this (~) or of another user (~name)."""
    try:
        Path(text(value)).expanduser()
    except RuntimeError as error:
        raise ValueError("以 ~ 和用户名开头，而这台机器上没有这个用户，或他没有主目录") from error
    return str(value)


def folder(value: Any) -> str | None:
    """The path of a folder, which need not be there yet, or nothing."""
    try:
        wrong = bool(value) and Path(line(value)).exists() and not Path(value).is_dir()
    except OSError:  # a name that no disk takes
        wrong = True
    if wrong:
        raise ValueError("应为文件夹")
    return value or None


def _half_width(value: Any) -> str:
    """The value as it is typed without a Chinese input method."""
    return unicodedata.normalize("NFKC", str(value)).strip()


def _from_json(value: Any) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None

"""Settings that name code: what is named must be there. As in monitor.terminal.kinds, ValueError says what is wrong."""

from __future__ import annotations

import codecs
import re
from importlib.util import find_spec
from typing import Any

from scrapy.utils.misc import load_object

from monitor.terminal.kinds import line, names, table, texts, whole
from monitor.terminal.output import shown

_PATH = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


def modules(value: Any) -> list[str]:
    """Modules that can be imported."""
    if not (found := names(value)):
        raise ValueError("不能为空")
    for name in found:
        try:
            lacking = not _PATH.fullmatch(name) or find_spec(name) is None
        except ImportError:
            lacking = True
        if lacking:
            raise ValueError(f"应为能导入的模块（没有{shown(name)}）")
    return found


def encoding(value: Any) -> str:
    """The name of an encoding."""
    try:
        return codecs.lookup(line(value)).name
    except LookupError as error:
        raise ValueError("应为编码的名称，例如 utf-8") from error


def components(value: Any) -> dict[str, Any]:
    """A table of Scrapy's: the path of a class, and its place, or null."""
    found = table(value)
    for path, place in found.items():
        if place is not None:
            known_object(path)
            whole(-(10**6), 10**6)(place)
    return found


def known_object(value: Any) -> Any:
    """The dotted path of something that can be imported."""
    try:
        load_object(value)
    except Exception as error:  # whatever the module raises when it is imported
        raise ValueError(f"应为能导入的名称，如 package.module.name（{shown(value)}导入不了）") from error
    return value


def exporters(value: Any) -> dict[str, str]:
    """A table of dotted paths, which are imported when a form is asked for."""
    found = texts(value)
    if not found or not all(_PATH.fullmatch(path) and "." in path for path in found.values()):
        raise ValueError('应为格式和函数的对照表（JSON），例如 {"md": "exports.markdown.render"}')
    return found

"""Settings that name code: what is named must be there. As in monitor.terminal.kinds, ValueError says what is wrong.
And in one line why a module cannot be imported."""

from __future__ import annotations

import codecs
import logging
import re
import traceback
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from scrapy.utils.misc import load_object

from monitor.exceptions import MonitorError, reason_of, system_reason
from monitor.terminal.kinds import line, names, table, texts, whole
from monitor.terminal.output import shown

_ATTRIBUTE = re.compile(r"""^ {4}(\w{1,40}) *= *["']?([^"'\n]{1,80})""", re.MULTILINE)
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


def log_format(value: Any) -> str:
    """How the lines of the log are written, in logging's own words."""
    try:
        logging.Formatter(line(value)).format(logging.makeLogRecord({}))
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError("应为日志的格式，例如 %(levelname)s: %(message)s") from error
    return str(value)


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


def file_of(module: str) -> str:
    """Return the file of a `module` as its path is told."""
    return f"{module.replace('.', '/')}.py"


def tell_import(error: BaseException, module: str) -> str:
    """Return in Chinese why `module` cannot be imported: the file and the line of its package in which `error` lies,
    and the fault."""
    top = module.partition(".")[0]
    places = [(each.filename, each.lineno) for each in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        places.append((error.filename or "", error.lineno))
    for file, number in () if isinstance(error, MonitorError) else reversed(places):
        parts = Path(file).parts
        if top in parts[:-1]:
            last = len(parts) - 1 - parts[::-1].index(top)
            return f"{'/'.join(parts[last:])} 第 {number} 行：{_fault(error)}"
    return f"{file_of(module)}：{_fault(error)}"


def text_of(module: str, names: Collection[str]) -> dict[str, str]:
    """Return what the text of `module`, which cannot be imported, first writes of the class attributes `names`."""
    try:
        spec = find_spec(module)
        text = Path(spec.origin or "").read_text("utf-8", "replace") if spec else ""
    except (OSError, ImportError):
        return {}
    return {name: value.strip() for name, value in reversed(_ATTRIBUTE.findall(text)) if name in names}


def _fault(error: BaseException) -> str:
    match error:
        case MonitorError():
            return str(error)
        case SyntaxError():
            return f"语法错误：{error.msg}"
        case ModuleNotFoundError():
            return f"没有 {error.name} 这个模块"
        case NameError():
            return f"没有 {error.name} 这个名字"
        case OSError():
            return f"读不了：{system_reason(error)}"
    return f"{type(error).__name__}：{reason_of(error)}"

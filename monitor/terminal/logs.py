"""The log: a line an outlet at INFO, everything at DEBUG; as JSON lines where a machine reads it."""

from __future__ import annotations

import logging
from pathlib import Path

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from monitor.exceptions import MonitorError, OutputError, of_the_disk, reason_of
from monitor.files import check_target
from monitor.items import ArticleItem

# What Scrapy tells at INFO of every crawler: settings, components, statistics.
_CHATTER = (
    "alembic.runtime.migration", "alembic.runtime.plugins", "scrapy.addons", "scrapy.core.engine", "scrapy.crawler",
    "scrapy.extensions.logstats", "scrapy.middleware", "scrapy.statscollectors", "scrapy.utils.log",
)  # fmt: skip
# Where Scrapy tells the errors of stages, extensions and the archive.
_TELLING = ("scrapy.core.scraper", "scrapy.utils.signal", "scrapy.downloadermiddlewares.robotstxt")


def open_log(file: Path) -> None:
    """Make sure that a log can be written to `file`: a pipe would wait for its reader, a device may have no end. Raises
    OutputError."""
    try:
        check_target(file)
    except OutputError as error:
        raise OutputError(f"日志{error}") from error


def configure_log(settings: BaseSettings) -> None:
    """Set up the log before Scrapy does: its chatter is left to DEBUG, and to who asks for INFO by name (-L, -s). With
    LOG_JSON each line is one JSON object with time (UTC), level, logger and message, in LOG_FILE or on stderr."""
    level = settings["LOG_LEVEL"]
    logging.raiseExceptions = False  # a log on a full disk must not fill stderr with that
    asked = (settings.getpriority("LOG_LEVEL") or 0) >= SETTINGS_PRIORITIES["cmdline"]
    if level != "DEBUG":
        for name in () if asked else _CHATTER:  # by filters: Scrapy sets up its loggers' levels anew
            logging.getLogger(name).addFilter(_is_serious)
        for name in _TELLING:
            logging.getLogger(name).addFilter(_in_a_line)
    if not settings.getbool("LOG_JSON") or not settings.getbool("LOG_ENABLED"):
        return
    from pythonjsonlogger.json import JsonFormatter  # here, for few logs are such

    file = settings["LOG_FILE"]
    mode = "a" if settings.getbool("LOG_FILE_APPEND") else "w"
    handler = logging.FileHandler(file, mode, encoding="utf-8") if file else logging.StreamHandler()
    names = {"levelname": "level", "name": "logger"}
    fields = ["levelname", "name", "message"]
    formatter = JsonFormatter(fields, rename_fields=names, timestamp="time", json_ensure_ascii=False)
    handler.setFormatter(formatter)
    handler.setLevel(level)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.NOTSET)
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")


def _in_a_line(record: logging.LogRecord) -> bool:
    """An error of the machine is one line: its traceback, and the text of the article that met it, say nothing more."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return True
    from sqlalchemy.exc import OperationalError  # here, for there are commands without a store

    if isinstance(error, MonitorError | OperationalError) or of_the_disk(error):
        item = record.args.get("item") if isinstance(record.args, dict) else None
        place = f"{item.url}：" if isinstance(item, ArticleItem) else ""
        record.msg, record.args, record.exc_info = "%s%s", (place, reason_of(error)), None
    return True


def _is_serious(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING

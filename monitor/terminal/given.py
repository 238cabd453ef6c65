"""All settings read once, at the start of a command: each has its kind and its bounds, whatever gave it (-s, the
environment, monitor/settings.py); what does not fit is refused by the setting's name before anything is done."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from scrapy.settings import BaseSettings

from monitor.configuration import may_be_secret
from monitor.exceptions import MonitorError
from monitor.terminal import code_kinds, kinds, web_kinds
from monitor.terminal.kinds import Kind, number, whole
from monitor.terminal.output import shown

_DAY = 86_400  # seconds; nobody waits longer for one answer
_MANY = 10**6
_TITLE = 100  # characters; the properties of a Word file take 255
_LEVELS = kinds.one_of("CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG")
_KINDS: dict[str, Kind] = {
    "MONITOR_HOME": partial(kinds.path, text=kinds.some_line),
    "MONITOR_TODAY": kinds.day,
    "MONITOR_CONTACT": web_kinds.contact,
    "USER_AGENT": web_kinds.header,
    "BULLETIN_TITLE": partial(kinds.some_line, most=_TITLE),
    "BULLETIN_PUBLISHER": partial(kinds.line, most=_TITLE),
    "BULLETIN_INTRODUCTION": kinds.introduction,
    "BULLETIN_FILE_NAME": kinds.file_name,
    "BULLETIN_LAYOUT": kinds.one_of("house", "official"),
    "BULLETIN_OUTLET_NAMES": kinds.texts,
    "BULLETIN_WORD_TEMPLATE": kinds.path,
    "BULLETIN_TOP": whole(1, 1000),
    "BULLETIN_EXPORTERS": code_kinds.exporters,
    "ISSUE_ANCHOR": kinds.anchor,
    "ARCHIVE_KEEP_DAYS": whole(0, 36_500),
    "LEDGER_KEEP_DAYS": whole(0, 36_500),
    "ARCHIVE_URL": kinds.line,
    "ARCHIVE_FILE_BYTES": whole(1, 1 << 40),
    "ARCHIVE_FILE_SECONDS": whole(1, 7 * _DAY),
    "ARCHIVE_CACHE_BYTES": whole(0, 1 << 50),
    "ARTICLES_AT_MOST": whole(0, _MANY),
    "ARTICLE_MAX_PAGES": whole(1, 1000),
    "ARTICLE_MAX_PICTURES": whole(1, 100_000),
    "LISTING_MAX_PAGES": whole(1, _MANY),
    "LISTING_MAX_REQUESTS": whole(1, _MANY),
    "GATE_PAGES": whole(0, _MANY),
    "GATE_SHARE": number(0, 1),
    "OUTLET_MAX_PAGES": whole(1, _MANY),
    "OUTLET_MAX_BYTES": whole(1, 1 << 40),
    "OUTLET_MAX_LINKS": whole(1, _MANY),
    "MISSING_AT_MOST": number(0, 1),
    "REFETCH_HOURS": number(0, _MANY),
    "PICTURE_MAX_PIXELS": whole(1, 10**9),
    "PICTURE_SIDE": whole(1, 100_000),
    "CRAWL_DELAY_CAP": number(0, _DAY),
    "RETRY_AFTER_CAP": number(0, _DAY),
    "DOWNLOAD_DELAY": number(0, _DAY),
    "DOWNLOAD_TIMEOUT": number(0.01, _DAY),
    "DOWNLOAD_MAXSIZE": whole(0, 1 << 40),
    "METAREFRESH_MAXDELAY": whole(0, _DAY),
    "CLOSESPIDER_TIMEOUT": whole(0, 7 * _DAY),
    "RETRY_TIMES": whole(0, 100),
    "REACTOR_THREADPOOL_MAXSIZE": whole(1, 1000),
    "CONCURRENT_ITEMS": whole(1, 1000),
    "CONCURRENT_REQUESTS": whole(1, 1000),
    "CONCURRENT_REQUESTS_PER_DOMAIN": whole(1, 1000),
    "NOTIFY_URLS": web_kinds.words,
    "PRIVATE_NETWORKS_ADMITTED": web_kinds.networks,
    "JOBDIR": kinds.folder,
    "SCRAPYD_URL": web_kinds.web_addresses,
    "SPIDER_MODULES": code_kinds.modules,
    "FEED_EXPORT_ENCODING": code_kinds.encoding,
    "LOG_ENCODING": code_kinds.encoding,
    "LOG_FORMAT": code_kinds.log_format,
    "LOG_LEVEL": _LEVELS,
    "DEFAULT_DROPITEM_LOG_LEVEL": _LEVELS,
    "HTTPCACHE_ENABLED": kinds.only(True),  # the archive: without it a replay would ask the network
    "TWISTED_REACTOR_ENABLED": kinds.only(True),
    "TWISTED_REACTOR": kinds.only("twisted.internet.asyncioreactor.AsyncioSelectorReactor"),
    "FORCE_CRAWLER_PROCESS": kinds.only(False),
}
_COMPONENTS = ("SPIDER_MIDDLEWARES", "DOWNLOADER_MIDDLEWARES", "ITEM_PIPELINES", "EXTENSIONS", "ADDONS")
_OTHERS = ("PLAYWRIGHT_", "META_COPY_", "CONCURRENT_REQUESTS_PER_IP")  # settings that need not be in any list


def read_settings(settings: BaseSettings, given: Sequence[str]) -> None:
    """Put `given` (the words NAME=VALUE of -s) into `settings`, and give every setting the form that the code works
    with. Raises MonitorError naming the first setting that is unknown or does not fit."""
    former = settings["MONITOR_CONTACT"]
    for word in given:
        name, mark, value = word.partition("=")
        if not mark or not name:
            raise MonitorError(f"-s {shown(word)}不对，应写作 -s 设置=值，例如 -s BULLETIN_TOP=5。")
        if name not in settings and not name.startswith(_OTHERS):
            near = difflib.get_close_matches(name, settings, 1)
            raise MonitorError(f"没有{shown(name)}这项设置{f'；是不是 {near[0]}？' if near else '。'}")
        settings.set(name, _read(name, value, _kind(name, settings[name])), priority="cmdline")
    for name, kind in _KINDS.items():
        if name in settings:
            settings.set(name, _read(name, settings[name], kind), priority=settings.getpriority(name) or 0)
    if (contact := settings["MONITOR_CONTACT"]) != former:
        settings.set("USER_AGENT", _with_contact(settings["USER_AGENT"], former, contact), priority="cmdline")


def given_words(given: Sequence[str]) -> Mapping[str, str]:
    """Return the words of -s by name, as they were written."""
    return {name: value for name, _, value in (word.partition("=") for word in given)}


def _with_contact(agent: str, former: str, contact: str) -> str:
    """The User-Agent of monitor.settings, with another address in it; one that somebody gave stays."""
    tail = f"; +{former})" if former else ")"
    return f"{agent.removesuffix(tail)}; +{contact})" if agent.endswith(tail) and contact else agent


def _kind(name: str, present: Any) -> Kind:
    """The kind of a setting: of the table, else as its present value is."""
    if name in _KINDS:
        return _KINDS[name]
    if name in _COMPONENTS:
        return code_kinds.components
    if name.endswith("_CODES"):
        return web_kinds.codes
    by_type: dict[type, Kind] = {
        bool: kinds.flag, int: whole(-(10**9), 10**9), float: number(-1e9, 1e9), list: kinds.names,
        dict: kinds.table, BaseSettings: kinds.table, str: kinds.line,
    }  # fmt: skip
    if isinstance(present, str) and present.startswith(("scrapy.", "monitor.")) and present.count(".") > 1:
        return code_kinds.known_object
    return by_type.get(type(present), kinds.line)


def _read(name: str, value: Any, kind: Kind) -> Any:
    try:
        return kind(value)
    except ValueError as error:
        told = "" if may_be_secret(name, str(value)) else f"（现为{shown(value)}）"
        raise MonitorError(f"设置 {name} {error}{told}。") from error

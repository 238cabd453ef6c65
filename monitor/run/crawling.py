"""Crawls that follow one another in a process: a Twisted reactor runs only once."""

from __future__ import annotations

import asyncio
from asyncio import Task
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

from scrapy.crawler import AsyncCrawlerProcess, Crawler, CrawlerProcessBase
from scrapy.settings import BaseSettings
from twisted.internet.error import ReactorNotRunning

from monitor.archive.index import open_index
from monitor.archive.leftovers import close_leftovers
from monitor.archive.opening import find_files, open_archive
from monitor.configuration import check_proxies, home, today
from monitor.exceptions import CalendarError
from monitor.files import prepare_folder
from monitor.issue_calendar import Window
from monitor.store.database import database_url, open_database
from monitor.terminal.interruption import ended_by, stopped

T = TypeVar("T")
_PATIENCE = 15  # seconds for what is under way, after which it is left; systemd waits 90 before it kills


def prepare(settings: BaseSettings) -> None:
    """Make ready what a crawl writes to, or answers from: the archive, of ARCHIVE_REPLAY if that is set, and the store.
    Raises MonitorError."""
    if files := settings.getlist("ARCHIVE_REPLAY"):
        open_index(find_files(settings, files))
        settings.set("HTTPCACHE_IGNORE_MISSING", True, priority="cmdline")
    else:
        check_proxies()
        open_archive(settings)
        prepare_folder(home(settings) / "archive")
        close_leftovers(home(settings) / "archive")
    open_database(database_url(settings))


def refuse_future(settings: BaseSettings, window: Window) -> None:
    """Raise CalendarError for days none of which has come: every list would seem to stand still."""
    if window.since > (now := today(settings)):
        raise CalendarError(f"{window} 还没有到，今天是 {now}，没有什么可抓的；到了那一周再运行。")


def run(process: CrawlerProcessBase, crawls: Sequence[tuple[Crawler, Mapping[str, Any]]], then: Callable[[], T]) -> T:
    """Run `crawls` (a crawler, its spider's arguments) together; when the last has ended, call `then`, which may begin
    further crawls; when these have ended, return or raise what it returned or raised. Raises KeyboardInterrupt if the
    process was stopped before."""
    assert isinstance(process, AsyncCrawlerProcess)
    outcome: Future[T] = Future()
    tasks = {process.crawl(crawler, **arguments) for crawler, arguments in crawls}

    # A callback of the last task runs before the process, which waits for the same task, looks whether any is left.
    def done(task: Task[None]) -> None:
        tasks.discard(task)
        if not tasks and not stopped():
            try:
                outcome.set_result(then())
            except BaseException as error:  # noqa: BLE001 (carried out of the event loop, raised below)
                outcome.set_exception(error)

    for task in list(tasks):
        task.add_done_callback(done)
    start(process)
    return outcome.result()


def start(process: CrawlerProcessBase) -> None:
    """Run the crawls of `process` until they have ended. A signal ends them in order, a second one, or `_PATIENCE`, at
    once. Raises KeyboardInterrupt after a signal."""
    assert isinstance(process, AsyncCrawlerProcess)
    with ended_by(lambda times: _end(process, times)):
        process.start(install_signal_handlers=False)  # Scrapy's own would stay, and swallow what comes after the crawl


def _end(process: AsyncCrawlerProcess, times: int) -> None:
    """Called by a signal, wherever it met the program: only tells the event loop."""
    from twisted.internet import reactor

    loop: Any = reactor

    def halt() -> None:
        with suppress(ReactorNotRunning):
            loop.stop()

    def ask(seconds: int) -> None:  # again and again: a crawl that only begins does not hear it
        if seconds and process.crawlers:
            asking.add(asyncio.ensure_future(process.stop()))
            loop.callLater(1, ask, seconds - 1)
        else:
            halt()

    asking: set[asyncio.Future[None]] = set()
    loop.callFromThread(*((ask, _PATIENCE) if times == 1 else (halt,)))

"""Crawls that follow one another in a process: a Twisted reactor runs only once."""

from __future__ import annotations

from asyncio import Task
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from scrapy.crawler import AsyncCrawlerProcess, Crawler, CrawlerProcessBase

T = TypeVar("T")


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
        if not tasks:
            try:
                outcome.set_result(then())
            except BaseException as error:  # noqa: BLE001 (carried out of the event loop, raised below)
                outcome.set_exception(error)

    for task in list(tasks):
        task.add_done_callback(done)
    process.start()
    if not outcome.done():
        raise KeyboardInterrupt
    return outcome.result()
